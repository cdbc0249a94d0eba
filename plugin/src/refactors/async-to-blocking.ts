/**
 * An async function as a blocking one, with all places of the program that call it.
 *
 *   Before                                              After
 *   async function load(id: string): Promise<User> {    function load(id: string): User {
 *     const r = await fetch(url(id));                     const r = wait(fetch(url(id)));
 *     return r.json();                                    return wait(r.json());
 *   }                                                   }
 *   const user = await load("7");                       const user = load("7");
 *
 * Callers that use its promise for more than awaiting it (`then`, `Promise.all`, a variable) would wait where they did not: refused, with the place.
 */
import type { TextChange } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { importing, isPromise, ownNodes, placeOf, type Refactor, Refused, type Selection, waited } from "./refactor";

type AsyncFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

export const asyncToBlocking: Refactor = {
  name: "sansync-async-to-blocking", description: "Convert to a blocking function", kind: "refactor.rewrite.sansync.asyncToBlocking",
  find(at) {
    const { ts: t } = at, fn = functionAt(at);
    if (fn === undefined || fn.body === undefined) return undefined;
    if (fn.asteriskToken !== undefined) return "async generators have no blocking form: use a channel";
    const name = nameOf(t, fn);
    if (name === undefined && !isLooselyGiven(at, fn)) return "it is given to code that expects a promise";
    return () => [...bodyChanges(at, fn), ...(name === undefined ? [] : callerChanges(at, fn, name))];
  },
};

/** The async function whose head the selection is in. */
function functionAt({ ts: t, node, start, file }: Selection): AsyncFunction | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (t.isFunctionDeclaration(at) || t.isFunctionExpression(at) || t.isArrowFunction(at) || t.isMethodDeclaration(at)) {
      const isAsync = t.getModifiers(at)?.some((m) => m.kind === t.SyntaxKind.AsyncKeyword) === true;
      return isAsync && at.body !== undefined && start <= at.body.getStart(file) ? at : undefined;
    }
    if (t.isVariableStatement(at)) {
      const made = at.declarationList.declarations.length === 1 ? at.declarationList.declarations[0]!.initializer : undefined;
      return made !== undefined && (t.isArrowFunction(made) || t.isFunctionExpression(made)) && start <= made.body.getStart(file) && t.getModifiers(made)?.some((m) => m.kind === t.SyntaxKind.AsyncKeyword) === true ? made : undefined;
    }
    if (t.isStatement(at)) return undefined;
  }
  return undefined;
}

/** The name by which others call it. */
function nameOf(t: typeof ts, fn: AsyncFunction): ts.Node | undefined {
  if (t.isFunctionDeclaration(fn) || t.isMethodDeclaration(fn)) return fn.name ?? t.getModifiers(fn)?.find((m) => m.kind === t.SyntaxKind.DefaultKeyword);
  const { parent } = fn;
  return (t.isVariableDeclaration(parent) || t.isPropertyDeclaration(parent) || t.isPropertyAssignment(parent)) && parent.initializer === fn ? parent.name : undefined;
}

/** An argument whose result nobody looks at: the promise that comes of a blocking function does not matter. */
function isLooselyGiven({ ts: t, program }: Selection, fn: AsyncFunction): boolean {
  const checker = program.getTypeChecker(), type = t.isExpression(fn) ? checker.getContextualType(fn) : undefined, signature = type?.getCallSignatures()[0];
  return signature !== undefined && (signature.getReturnType().flags & (t.TypeFlags.Void | t.TypeFlags.Any | t.TypeFlags.Unknown)) !== 0;
}

function bodyChanges(at: Selection, fn: AsyncFunction): TextChange[] {
  const { ts: t, program, file } = at, checker = program.getTypeChecker(), needed = new Set<string>(), changes: TextChange[] = [];
  const word = t.getModifiers(fn)!.find((m) => m.kind === t.SyntaxKind.AsyncKeyword)!;
  const space = /^\s*/.exec(file.text.slice(word.end))![0];
  changes.push({ file, start: word.getStart(file), end: word.end + space.length, text: "" });
  if (fn.type !== undefined) {
    const promised = t.isTypeReferenceNode(fn.type) && fn.type.typeName.getText(file) === "Promise" ? fn.type.typeArguments?.[0] : undefined;
    if (promised === undefined) throw new Refused("its result is declared as something other than `Promise<…>`");
    changes.push({ file, start: fn.type.getStart(file), end: promised.getStart(file), text: "" }, { file, start: promised.end, end: fn.type.end, text: "" });
  }
  const wrap = (expression: ts.Expression, whole: ts.Node): void => {
    // A call of itself gives the value from here on.
    const recursive = t.isCallExpression(expression) && checker.getResolvedSignature(expression)?.declaration === fn;
    const is = recursive ? "no" : isPromise(t, checker, expression), own = is === "no" ? ["", ""] : waited(t, checker, expression, "\0", "wait").split("\0") as [string, string];
    if (is !== "no") needed.add("wait");
    changes.push({ file, start: whole.getStart(file), end: expression.getStart(file), text: own[0]! });
    if (own[1] !== "" || expression.end < whole.end) changes.push({ file, start: expression.end, end: whole.end, text: own[1]! });
  };
  for (const node of ownNodes(t, fn)) {
    if (node !== fn && (t.isFunctionLike(node) || t.isClassLike(node))) continue;
    if (t.isAwaitExpression(node)) wrap(node.expression, node);
    else if (t.isForOfStatement(node) && node.awaitModifier !== undefined) {
      needed.add("iterate");
      changes.push({ file, start: node.awaitModifier.getStart(file), end: node.awaitModifier.end + 1, text: "" }, { file, start: node.expression.getStart(file), end: node.expression.getStart(file), text: "iterate(" }, { file, start: node.expression.end, end: node.expression.end, text: ")" });
    } else if (t.isVariableDeclarationList(node) && (node.flags & t.NodeFlags.AwaitContext) !== 0 && /^await\s/.test(node.getText(file))) throw new Refused(`\`await using\` has no blocking form (${placeOf(node)})`);
    else if (t.isReturnStatement(node) && node.expression !== undefined && !isAwait(t, node.expression) && isPromise(t, checker, node.expression) !== "no") wrap(node.expression, node.expression);
  }
  const { body } = fn;
  if (body !== undefined && !t.isBlock(body) && !isAwait(t, body) && isPromise(t, checker, body) !== "no") wrap(body, body);
  const found = importing(at, file, ...needed);
  const names = [...needed];
  return [...found.changes, ...changes.map((c) => ({ ...c, text: names.reduce((text, name, n) => text.replace(`${name}(`, `${found.names[n]}(`), c.text) }))];
}

function isAwait(t: typeof ts, expression: ts.Expression): boolean {
  let inner = expression;
  while (t.isParenthesizedExpression(inner)) inner = inner.expression;
  return t.isAwaitExpression(inner);
}

function callerChanges({ ts: t, service, program, file }: Selection, fn: AsyncFunction, name: ts.Node): TextChange[] {
  const changes: TextChange[] = [];
  for (const { references } of service.findReferences(file.fileName, name.getStart(file)) ?? []) {
    for (const { fileName, textSpan } of references) {
      const source = program.getSourceFile(fileName);
      if (source === undefined) continue;
      let node: ts.Node = source;
      for (let next: ts.Node | undefined = source; next !== undefined; ) {
        node = next;
        next = t.forEachChild(node, (child): ts.Node | undefined => (child.getStart(source) <= textSpan.start && textSpan.start < child.end ? child : undefined));
      }
      if (node === name || node.parent === fn) continue;
      const { parent } = node;
      if (t.isImportSpecifier(parent) || t.isExportSpecifier(parent) || t.isImportClause(parent) || t.isExportAssignment(parent) || t.isTypeQueryNode(parent)) continue;
      if (source.isDeclarationFile || ((t.isMethodSignature(parent) || t.isMethodDeclaration(parent) || t.isPropertySignature(parent) || t.isPropertyDeclaration(parent)) && parent.name === node)) throw new Refused(`it is declared in another place too (${placeOf(node)}), which would have to change first`);
      const callee = t.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
      let call: ts.Node = callee.parent;
      if (!t.isCallExpression(call) || call.expression !== callee) throw new Refused(`it is used as a value (${placeOf(node)})`);
      while (t.isParenthesizedExpression(call.parent) || t.isNonNullExpression(call.parent)) call = call.parent;
      const user = call.parent;
      if (t.isAwaitExpression(user)) {
        if (isInside(fn, user)) continue; // its own body is changed as a whole
        const space = /^\s*/.exec(source.text.slice(user.getStart(source) + "await".length))![0];
        changes.push({ file: source, start: user.getStart(source), end: user.getStart(source) + "await".length + space.length, text: "" });
      } else if (!((t.isReturnStatement(user) || t.isArrowFunction(user)) && isAsyncAround(t, user))) throw new Refused(`its promise is used for more than awaiting it (${placeOf(node)})`);
    }
  }
  return changes;
}

function isInside(fn: ts.Node, node: ts.Node): boolean {
  return node.getSourceFile() === fn.getSourceFile() && fn.pos <= node.pos && node.end <= fn.end;
}

function isAsyncAround(t: typeof ts, node: ts.Node): boolean {
  let at = node;
  while (at !== undefined && !t.isFunctionLike(at)) at = at.parent;
  return at !== undefined && t.canHaveModifiers(at) && t.getModifiers(at)?.some((m) => m.kind === t.SyntaxKind.AsyncKeyword) === true;
}
