/** What a refactoring is, and what they have in common. Each looks at a selection and says what it would change, or why it does not: a refusal is better than code that does something else. */
import { declares, imported, newImport, type TextChange } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import type { Editor, Place } from "../editor";

export interface Selection extends Place {
  readonly ts: typeof ts;
  readonly service: ts.LanguageService;
  readonly start: number;
  readonly end: number;
  /** The innermost node at the start. */
  readonly node: ts.Node;
}

export interface Refactor {
  /** For the protocol, and for ever. */
  readonly name: string;
  /** What the menu shows. */
  readonly description: string;
  /** `refactor.rewrite.…`, so that editors can bind keys to it. */
  readonly kind: string;
  /** @returns undefined: the selection is nothing it is about; a text: why it cannot be done, for people; else what makes the changes */
  find(at: Selection): (() => readonly TextChange[]) | string | undefined;
}

/** Thrown while changes are made, where looking shows that they would be wrong. */
export class Refused extends Error {}

export function selectionOf(editor: Editor, place: Place, range: number | ts.TextRange, nodeAt: (position: number) => ts.Node): Selection {
  const start = typeof range === "number" ? range : range.pos, end = typeof range === "number" ? range : range.end;
  return { ...place, ts: editor.ts, service: editor.service, start, end, node: nodeAt(start) };
}

/** How the file names an export of `sansync`, and the changes that make it so. */
export function importing({ ts: t }: Pick<Selection, "ts">, file: ts.SourceFile, ...names: readonly string[]): { readonly names: readonly string[]; readonly changes: readonly TextChange[] } {
  const found = names.map((name) => imported({ ts: t }, file, name));
  names.forEach((name, n) => {
    const own = found[n];
    if ((own === undefined || own.changes.length > 0) && declares({ ts: t }, file, name)) throw new Refused(`\`${name}\` is something else in this file`);
  });
  const missing = names.filter((_, n) => found[n] === undefined), inserted = found.flatMap((f) => f?.changes ?? []);
  const changes: TextChange[] = missing.length > 0 ? [newImport({ ts: t }, file, missing.join(", "))] : [];
  // Several names go to one place: one change, or the second would be put before the first.
  if (inserted.length > 0) changes.push({ ...inserted[0]!, text: inserted.length === 1 ? inserted[0]!.text : `, ${names.filter((_, n) => (found[n]?.changes.length ?? 0) > 0).join(", ")}` });
  return { names: names.map((name, n) => found[n]?.name ?? name), changes };
}

/** Every node of `root` that is of its own function: not inside others. */
export function* ownNodes(t: typeof ts, root: ts.Node): Iterable<ts.Node> {
  const stack: ts.Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if (node !== root && (t.isFunctionLike(node) || t.isClassLike(node))) continue;
    const children: ts.Node[] = [];
    t.forEachChild(node, (child) => { children.push(child); });
    stack.push(...children.reverse());
  }
}

/** `main.ts:12` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName.replace(/^.*[\\/]/, "")}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}

/** Text of a node with changes inside it applied. */
export function changedText(node: ts.Node, changes: readonly TextChange[], from = node.getStart(), to = node.getEnd()): string {
  let text = "", at = from;
  for (const c of changes.filter((x) => from <= x.start && x.end <= to).sort((a, b) => a.start - b.start || a.end - b.end)) {
    text += node.getSourceFile().text.slice(at, c.start) + c.text;
    at = c.end;
  }
  return text + node.getSourceFile().text.slice(at, to);
}

/** The lines of a text, moved to the right by `by`, but for the first. */
export function indented(text: string, by: string): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${by}`);
}

export function indentAt(node: ts.Node): string {
  const file = node.getSourceFile(), start = node.getStart(file);
  return /^[ \t]*/.exec(file.text.slice(file.text.lastIndexOf("\n", start - 1) + 1, start))![0];
}

/** A step of indentation, as the file has it. */
export function stepOf(file: ts.SourceFile): string {
  return /^(\t| {2,8})\S/m.exec(file.text)?.[1] ?? "  ";
}

/** `"no"`, `"yes"`, or `"perhaps"` for what is known by no type. */
export function isPromise(t: typeof ts, checker: ts.TypeChecker, expression: ts.Expression): "no" | "yes" | "perhaps" {
  const type = checker.getTypeAtLocation(expression);
  if ((type.flags & (t.TypeFlags.Any | t.TypeFlags.Unknown | t.TypeFlags.TypeParameter)) !== 0) return "perhaps";
  const has = (part: ts.Type): boolean => checker.getPropertyOfType(part, "then") !== undefined;
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(has) ? "yes" : parts.some(has) ? "perhaps" : "no";
}

/** What an `await` of the expression is in blocking style. */
export function waited(t: typeof ts, checker: ts.TypeChecker, expression: ts.Expression, text: string, wait: string): string {
  const is = isPromise(t, checker, expression);
  return is === "yes" ? `${wait}(${text})` : is === "perhaps" ? `${wait}(Promise.resolve(${text}))` : text;
}

/** Names that are declared in `root`, by their symbols. */
export function declaredIn(t: typeof ts, checker: ts.TypeChecker, root: readonly ts.Node[]): Set<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const look = (node: ts.Node): void => {
    const { name } = node as ts.NamedDeclaration;
    if ((t.isVariableDeclaration(node) || t.isParameter(node) || t.isBindingElement(node) || t.isFunctionDeclaration(node) || t.isClassDeclaration(node) || t.isFunctionExpression(node)) && name !== undefined && t.isIdentifier(name)) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol !== undefined) found.add(symbol);
    }
    t.forEachChild(node, look);
  };
  root.forEach(look);
  return found;
}

/** Variables of the code around that `root` assigns to, with the place. */
export function assignedOutside(t: typeof ts, checker: ts.TypeChecker, root: readonly ts.Node[]): Map<ts.Symbol, ts.Node> {
  const own = declaredIn(t, checker, root), found = new Map<ts.Symbol, ts.Node>();
  const target = (node: ts.Node): void => {
    if (t.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol !== undefined && !own.has(symbol)) found.set(symbol, node);
    } else if (t.isArrayLiteralExpression(node) || t.isObjectLiteralExpression(node) || t.isParenthesizedExpression(node) || t.isSpreadElement(node)) t.forEachChild(node, target);
    else if (t.isPropertyAssignment(node)) target(node.initializer);
    else if (t.isShorthandPropertyAssignment(node)) target(node.name);
  };
  const look = (node: ts.Node): void => {
    if (t.isBinaryExpression(node) && node.operatorToken.kind >= t.SyntaxKind.FirstAssignment && node.operatorToken.kind <= t.SyntaxKind.LastAssignment) target(node.left);
    if ((t.isPrefixUnaryExpression(node) || t.isPostfixUnaryExpression(node)) && (node.operator === t.SyntaxKind.PlusPlusToken || node.operator === t.SyntaxKind.MinusMinusToken)) target(node.operand);
    if ((t.isForOfStatement(node) || t.isForInStatement(node)) && !t.isVariableDeclarationList(node.initializer)) target(node.initializer);
    t.forEachChild(node, look);
  };
  root.forEach(look);
  return found;
}

/** A statement among `root` by which control leaves it: not for the function or loop that is inside. */
export function leaves(t: typeof ts, root: readonly ts.Node[], allowed: (node: ts.Node) => boolean = () => false): ts.Node | undefined {
  const look = (node: ts.Node, loops: number, switches: number, labels: readonly string[]): ts.Node | undefined => {
    if (t.isFunctionLike(node) || t.isClassLike(node)) return undefined;
    if ((t.isReturnStatement(node) || t.isYieldExpression(node) || t.isAwaitExpression(node) || (t.isForOfStatement(node) && node.awaitModifier !== undefined)) && !allowed(node)) return node;
    if (t.isBreakStatement(node) && !(node.label === undefined ? loops + switches > 0 : labels.includes(node.label.text)) && !allowed(node)) return node;
    if (t.isContinueStatement(node) && !(node.label === undefined ? loops > 0 : labels.includes(node.label.text)) && !allowed(node)) return node;
    const l = loops + (t.isIterationStatement(node, false) ? 1 : 0), s = switches + (t.isSwitchStatement(node) ? 1 : 0), names = t.isLabeledStatement(node) ? [...labels, node.label.text] : labels;
    return t.forEachChild(node, (child) => look(child, l, s, names));
  };
  for (const node of root) {
    const found = look(node, 0, 0, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
