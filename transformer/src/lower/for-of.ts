/**
 * `for…of` over something whose steps may suspend.
 *
 * Before
 *   for (const v of ch) use(v);                 for (const v of things) { if (done(v)) break; }
 * After, a channel: it needs no closing
 *   for ($2 = $rangeOf(ch); ($3 = (($1 = $range($2), $S.f) ? yield $at : $1)) !== $DONE; <check>) { const v = $3; use(v); }
 * After, an iterable of unknown colour (ECMA-262 14.7.5.6, IteratorClose 7.4.11)
 *   $2 = (($1 = $iterate(things), $S.f) ? yield $at : $1);
 *   try { for (; ($3 = (($1 = $next($2), $S.f) ? yield $at : $1)) !== $DONE; <check>) { const v = $3; if (done(v)) break; } }
 *   catch ($e) { $fail($2); throw $e; }         // the body threw: its error hides one of return()
 *   finally { $close($2); if ($S.f) yield $at; }
 *
 * Per-iteration bindings are the block's own. The loop's labels stand before the inner `for`, so that `continue label` stays inside the `try`.
 */
import type ts from "typescript";
import { boundNames } from "../analysis/1-collect/program-index";
import { asyncIterable } from "./generators";
import { assignPattern, bindPattern, hasSteps } from "./patterns";
import type { FileLowering, Scope } from "./scope";
import { visitEmbedded, withLabels } from "./loops";
import { usingOfHead, wrapBody } from "./using";
import { visitNode } from "./visit";

export function lowerForOf(l: FileLowering, node: ts.ForOfStatement, labels: readonly ts.Identifier[], scope: Scope): ts.Statement {
  const { f } = l;
  const channel = l.callPlan(node)!.facts.callee.kind === "marked";
  const source = scope.temps.fresh(), value = scope.temps.fresh();
  const text = l.callPlan(node)!.facts.text;
  const awaiting = scope.mode === "awaiting";
  const { before, value: iterable } = evaluateHead(l, node, scope);
  const step = l.suspend(l.abiCall(awaiting ? (channel ? "spotRange" : "spotNext") : channel ? "range" : "next", [f.createIdentifier(source)]), node.expression, scope, text);
  const test = f.createStrictInequality(f.createParenthesizedExpression(f.createAssignment(f.createIdentifier(value), step)), l.abi("DONE"));
  const check = awaiting ? undefined : l.check(node, scope); // what is always ready must not keep the others waiting
  const body = loopBody(l, node, f.createIdentifier(value), scope);
  if (channel) {
    const start = f.createAssignment(f.createIdentifier(source), l.abiCall("rangeOf", [iterable]));
    const loop = withLabels(l, l.at_(f.createForStatement(start, test, check, body), node), labels);
    return before.length === 0 ? loop : f.createBlock([...before, loop], true);
  }
  const start = f.createExpressionStatement(f.createAssignment(f.createIdentifier(source),
    l.suspend(l.abiCall(awaiting ? "spotIterate" : "iterate", [iterable]), node.expression, scope, text)));
  const loop = withLabels(l, l.at_(f.createForStatement(undefined, test, check, body), node), labels);
  const error = f.createIdentifier(l.names.unique("$e"));
  const close = awaiting
    ? [f.createExpressionStatement(l.suspend(l.abiCall("spotClose", [f.createIdentifier(source)]), node.expression, scope, text))]
    : [f.createExpressionStatement(l.abiCall("close", [f.createIdentifier(source)])), l.yieldIfSuspended(node.expression, scope, text)];
  const guarded = f.createTryStatement(
    f.createBlock([loop], true),
    f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([f.createExpressionStatement(l.abiCall("fail", [f.createIdentifier(source)])), f.createThrowStatement(error)], false)),
    f.createBlock(close, false));
  return f.createBlock([...before, start, guarded], true);
}

/** The body with its binding in front, in a block of its own where names would clash. */
function loopBody(l: FileLowering, node: ts.ForOfStatement, value: ts.Identifier, scope: Scope): ts.Statement {
  const { ts, f } = l;
  const resources = usingOfHead(l, node, scope);
  const bind = resources === undefined ? bindStatement(l, node.initializer, value, scope) : undefined;
  const body = visitEmbedded(l, node.statement, scope);
  const statements = ts.isBlock(body) && !declaresNames(l, node.statement) ? [...body.statements] : [body];
  if (bind === undefined) return wrapBody(l, node.initializer as ts.VariableDeclarationList, value, resources!, statements, scope);
  return f.createBlock([bind, ...statements], true);
}

/** `const [a, b] = $3;`, `[o.a] = $3;` */
export function bindStatement(l: FileLowering, head: ts.ForInitializer, value: ts.Expression, scope: Scope): ts.Statement {
  const { ts, f } = l;
  if (!ts.isVariableDeclarationList(head)) {
    const bind = (ts.isArrayLiteralExpression(head) || ts.isObjectLiteralExpression(head)) && hasSteps(l, head, scope)
      ? assignPattern(l, head, value, scope) : f.createAssignment(visitNode(l, head, scope), value);
    return l.at_(f.createExpressionStatement(bind), head);
  }
  const { name } = head.declarations[0]!;
  const declaration = !ts.isIdentifier(name) && hasSteps(l, name, scope) ? bindPattern(l, name, value, scope) : { name: visitNode(l, name, scope), initializer: value };
  return l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(declaration.name, undefined, undefined, declaration.initializer)], head.flags & bindingFlags(ts))), head);
}

/**
 * The iterable of a loop is evaluated where the loop's own names exist and are not initialised (14.7.5.6). If it mentions one, the engine makes that scope: a loop over nothing whose head evaluates it.
 *   for (const x of f(x)) …        for (const x in ($4 = f(x), null)); … iterate($4) …
 * `null` stands for no names at all, without asking any iterator.
 */
export function evaluateHead(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): { before: ts.Statement[]; value: ts.Expression } {
  const { ts, f } = l;
  const value = headValue(l, node, scope);
  if (!ts.isVariableDeclarationList(node.initializer) || (node.initializer.flags & ts.NodeFlags.BlockScoped) === 0) return { before: [], value };
  const names = boundNames(l.ts, node.initializer.declarations[0]!.name);
  if (!mentionsAny(l, node.expression, new Set(names))) return { before: [], value };
  const temp = f.createIdentifier(scope.temps.fresh());
  const pattern = names.length === 1 ? f.createIdentifier(names[0]!) : f.createArrayBindingPattern(names.map((n) => f.createBindingElement(undefined, undefined, n)));
  const head = f.createVariableDeclarationList([f.createVariableDeclaration(pattern)], ts.NodeFlags.Const);
  return { before: [f.createForInStatement(head, f.createParenthesizedExpression(f.createComma(f.createAssignment(temp, value), f.createNull())), f.createBlock([]))], value: temp };
}

/** The expression a loop iterates over. */
export function headValue(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): ts.Expression {
  const value = visitNode(l, node.expression, scope);
  const awaits = l.ts.isForOfStatement(node) && node.awaitModifier !== undefined && scope.mode === "awaiting" && (l.callPlan(node)?.mode ?? "plain") !== "plain";
  return awaits ? asyncIterable(l, node, value, scope) : value;
}

function mentionsAny(l: FileLowering, node: ts.Node, names: ReadonlySet<string>): boolean {
  const { ts } = l;
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isPropertyAccessExpression(node)) return mentionsAny(l, node.expression, names);
  return (ts.isIdentifier(node) && names.has(node.text)) || (ts.forEachChild(node, (child) => mentionsAny(l, child, names) || undefined) ?? false);
}

function bindingFlags(ts: FileLowering["ts"]): number {
  return ts.NodeFlags.Let | ts.NodeFlags.Const | ((ts.NodeFlags as unknown as { Using?: number }).Using ?? 0);
}

/** The body's own block declares something that could clash with the loop's binding. */
function declaresNames(l: FileLowering, body: ts.Statement): boolean {
  const { ts } = l;
  return ts.isBlock(body) && body.statements.some((s) => ts.isVariableStatement(s) || ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s) || ts.isEnumDeclaration(s));
}
