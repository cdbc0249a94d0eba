/**
 * What hovering over a name says besides its type: why a call or a function may suspend, what a channel carries and who closes it, what `go` starts. Appended to the documentation that TypeScript shows; one sentence a line.
 */
import { chainOfCall, chainText, functionForm, runtimeName, runtimeType } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, nodeAt, type Place } from "./editor";
import { placeSoon } from "./pauses";

export function hover(editor: Editor, base: ts.QuickInfo | undefined, fileName: string, position: number): ts.QuickInfo | undefined {
  const place = editor.settings.hover && base !== undefined ? placeSoon(editor, fileName) : undefined;
  if (base === undefined || place?.plan === undefined) return base;
  const node = nodeAt(editor, place.file, position), lines = linesFor(editor, place, node);
  if (lines.length === 0) return base;
  const before = base.documentation ?? [];
  return { ...base, documentation: [...before, { kind: "text", text: `${before.length > 0 ? "\n\n" : ""}${lines.join("\n\n")}` }] };
}

function linesFor({ ts }: Editor, place: Place, node: ts.Node): string[] {
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return [];
  const { analysis, plan } = place, lines: string[] = [];
  const call = callNamed(ts, node);
  const planned = call === undefined ? undefined : [...plan!.functions.values()].flatMap((fn) => fn.facts.calls).find((c) => c.node === call && c.steps !== true);
  if (planned !== undefined) {
    const chain = chainOfCall(planned, analysis), effect = plan!.calls.get(planned.key)?.effect ?? 0;
    if (chain.length > 0) lines.push(effect === 3 ? `May suspend: ${chainText(chain)}.` : effect === 2 ? `Suspends if what it calls does: ${chainText(chain)}.` : `May be stopped for others to run: ${chainText(chain)}.`);
    if (planned.callee.kind === "intrinsic" && planned.callee.name === "go") {
      const given = planned.arguments[0], fn = given?.kind === "function" ? analysis.functions.get(given.id) : undefined;
      if (fn !== undefined) lines.push(`Starts a goroutine that runs ${fn.name === "(anonymous)" ? "this function" : fn.name}${fn.file === place.file ? "" : `, of ${fn.file.fileName.replace(/^.*[\\/]/, "")}`}, line ${fn.file.getLineAndCharacterOfPosition(fn.node.getStart(fn.file)).line + 1}.`);
    }
  }
  const declared = declaredBy(ts, node), form = declared === undefined ? undefined : functionForm(analysis, plan!, declared);
  if (form !== undefined && form.chain.length > 1 && planned === undefined) lines.push(form.colour === "blocking" ? `May suspend: ${chainText(form.chain)}.` : form.colour === "dynamic" ? `Suspends if what it calls does: ${chainText(form.chain)}.` : `May be stopped for others to run: ${chainText(form.chain)}.`);
  return [...lines, ...channel(ts, place, node)];
}

/** The call whose callee a name is. */
function callNamed(t: typeof ts, node: ts.Node): ts.Node | undefined {
  const callee = t.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const { parent } = callee;
  return (t.isCallExpression(parent) || t.isNewExpression(parent)) && parent.expression === callee ? parent : t.isTaggedTemplateExpression(parent) && parent.tag === callee ? parent : undefined;
}

/** The function that a name declares. */
function declaredBy(t: typeof ts, node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (t.isFunctionLike(parent)) return parent.name === node ? parent : undefined;
  if ((!t.isVariableDeclaration(parent) && !t.isPropertyDeclaration(parent) && !t.isPropertyAssignment(parent)) || parent.name !== node) return undefined;
  return parent.initializer !== undefined && (t.isArrowFunction(parent.initializer) || t.isFunctionExpression(parent.initializer)) ? parent.initializer : undefined;
}

const ends: Readonly<Record<string, string>> = { Chan: "Channel, both ends", RecvChan: "Channel, receive end", SendChan: "Channel, send end" };

function channel(t: typeof ts, { program, file }: Place, node: ts.Identifier | ts.PrivateIdentifier): string[] {
  const checker = program.getTypeChecker(), symbol = checker.getSymbolAtLocation(node), declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || t.isFunctionLike(declaration)) return [];
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node)), name = runtimeType(t, program, type);
  if (name === undefined || ends[name] === undefined) return [];
  const element = checker.getTypeArguments(type as ts.TypeReference)[0], made = t.isVariableDeclaration(declaration) || t.isPropertyDeclaration(declaration) ? declaration.initializer : undefined;
  const making = made !== undefined && t.isCallExpression(made) && runtimeName(t, program, made.expression) === "chan" ? made : undefined, capacity = making?.arguments[0];
  const size = making === undefined ? "" : capacity === undefined || capacity.getText() === "0" ? "; unbuffered: a sender waits for its receiver" : `; room for ${capacity.getText()}`;
  const closers: number[] = [];
  const look = (at: ts.Node): void => {
    if ((t.isIdentifier(at) || t.isPrivateIdentifier(at)) && at.text === node.text && checker.getSymbolAtLocation(at) === symbol) {
      const of = t.isPropertyAccessExpression(at.parent) && at.parent.name === at ? at.parent : at, access = of.parent;
      if (t.isPropertyAccessExpression(access) && access.expression === of && access.name.text === "close") closers.push(file.getLineAndCharacterOfPosition(at.getStart(file)).line + 1);
    }
    t.forEachChild(at, look);
  };
  if (declaration.getSourceFile() === file) look(file);
  const closed = closers.length > 0 ? `Closed in line ${[...new Set(closers)].join(", ")}.` : name === "RecvChan" || declaration.getSourceFile() !== file ? "" : "Not closed under this name in this file.";
  return [`${ends[name]}, of ${element === undefined ? "unknown" : checker.typeToString(element)}${size}.${closed === "" ? "" : ` ${closed}`}`];
}
