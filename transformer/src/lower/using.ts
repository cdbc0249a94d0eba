/**
 * `using` and `await using` whose disposal may suspend.
 *
 * Before
 *   { using lock = acquire(); work(); }
 * After, direct form (TypeScript's own emit for targets without `using`, with a disposal that waits)
 *   {
 *     const $env = $disposables();
 *     try { const lock = $use($env, acquire()); work(); }
 *     catch ($e) { $failed($env, $e); }                    // dispose throws it again, or a SuppressedError
 *     finally { $dispose($env); if ($S.f) yield site; }
 *   }
 * After, awaiting form: `finally { if ($1 = $spotDispose($env)) await $1; }`
 *
 *   for (using a = f(); test; step) body      { using a = f(); for (; test; step) body }
 *   for (using v of things) body              for (const $v of things) { using v = $v; body }
 *   switch (v) { case 1: using a = f(); }     one list of resources around the whole `switch`
 *
 * If one declaration of a block may suspend all of them are lowered, since they are disposed of in one order. Targets do not matter: nothing of `using` is left for TypeScript.
 * At the top level of an ES module, imports and exports cannot stand in a `try`: there TypeScript (or the engine) does it, given a resource that waits:
 *   using a = f();                            const a = f(); await using $resource = $asyncResource(a);
 */
import type ts from "typescript";
import { isAwaitUsing, isUsingList } from "../analysis/1-collect/using";
import { inferredName } from "./closures";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** A list of the statements, as `using` declarations, whose resources are ours to dispose of. */
function loweredLists(l: FileLowering, statements: readonly ts.Statement[], scope: Scope): ts.VariableDeclarationList[] {
  const { ts } = l;
  if (scope.mode === "plain") return [];
  const lists = statements.flatMap((s) => (ts.isVariableStatement(s) && isUsingList(ts, s.declarationList) ? [s.declarationList] : []));
  return lists.some((list) => maySuspend(l, list)) ? lists : [];
}

function maySuspend(l: FileLowering, list: ts.VariableDeclarationList): boolean {
  return list.declarations.some((d) => (l.callPlan(d)?.mode ?? "plain") !== "plain");
}

/** The names the resources of these statements get, given before they are visited; undefined: nothing to do. */
export function openResources(l: FileLowering, statements: readonly ts.Statement[], scope: Scope): Resources | undefined {
  return resourcesOf(l, loweredLists(l, statements, scope));
}

export interface Resources {
  readonly env: ts.Identifier;
  /** For the site of the disposal. */
  readonly node: ts.VariableDeclaration;
  readonly awaits: boolean;
}

function resourcesOf(l: FileLowering, lists: readonly ts.VariableDeclarationList[]): Resources | undefined {
  if (lists.length === 0) return undefined;
  const env = l.f.createIdentifier(l.names.unique("$env"));
  for (const list of lists) l.resources.set(l.ts.getOriginalNode(list), env);
  return { env, node: lists[0]!.declarations[0]!, awaits: lists.some((list) => isAwaitUsing(l.ts, list.declarations[0]!)) };
}

/** `const $env = …; try { … } catch … finally …` around statements that were visited. */
export function wrapUsing(l: FileLowering, statements: readonly ts.Statement[], { env, node }: Resources, scope: Scope): ts.Statement[] {
  const { ts, f } = l;
  const at = l.prologueEnd(statements);
  const error = f.createIdentifier(l.names.unique("$e"));
  const text = l.callPlan(node)?.facts.text ?? "using";
  const result = f.createIdentifier(scope.mode === "awaiting" ? scope.temps.fresh() : "$1");
  const end: ts.Statement[] = scope.mode === "awaiting"
    ? [f.createIfStatement(f.createAssignment(result, l.abiCall("spotDispose", [env])), f.createExpressionStatement(f.createAwaitExpression(result)))]
    : [f.createExpressionStatement(l.abiCall("dispose", [env])), l.yieldIfSuspended(node, scope, text)];
  return [
    ...statements.slice(0, at),
    f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(env, undefined, undefined, l.abiCall("disposables", []))], ts.NodeFlags.Const)),
    f.createTryStatement(
      f.createBlock(statements.slice(at), true),
      f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([f.createExpressionStatement(l.abiCall("failed", [env, error]))], false)),
      f.createBlock(end, false)),
  ];
}

/** One of the declarations of a block whose resources are ours, whether its own may suspend or not. */
export function isOfResources(l: FileLowering, node: ts.Node): boolean {
  return l.resources.size > 0 && l.ts.isVariableStatement(node) && l.resources.has(l.ts.getOriginalNode(node.declarationList));
}

/** `using x = e;` of a list whose resources are ours. */
export function lowerUsingStatement(l: FileLowering, node: ts.VariableStatement, scope: Scope): ts.Statement | ts.Statement[] | undefined {
  const { ts, f } = l;
  const list = node.declarationList;
  const env = l.resources.get(ts.getOriginalNode(list));
  if (env !== undefined) return f.updateVariableStatement(node, undefined, declared(l, list, env, scope));
  // The top level of an ES module.
  if (scope.mode !== "awaiting" || scope.facts.kind !== "module" || !isUsingList(ts, list) || !ts.isSourceFile(ts.getOriginalNode(node).parent) || !maySuspend(l, list)) return undefined;
  return list.declarations.flatMap((d): ts.Statement[] => {
    const name = d.name as ts.Identifier;
    const value = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.updateVariableDeclaration(d, name, undefined, undefined, visitNode(l, d.initializer!, scope))], ts.NodeFlags.Const));
    const resource = l.abiCall("asyncResource", [f.createIdentifier(name.text), ...(isAwaitUsing(ts, d) ? [f.createTrue()] : [])]);
    const awaitUsing = (ts.NodeFlags as unknown as { AwaitUsing: number }).AwaitUsing;
    return [value, f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(l.names.unique("$resource"), undefined, undefined, resource)], awaitUsing))];
  });
}

/** `const x = $use($env, e), …` */
function declared(l: FileLowering, list: ts.VariableDeclarationList, env: ts.Identifier, scope: Scope): ts.VariableDeclarationList {
  const { ts, f } = l;
  const declarations = list.declarations.flatMap((d): ts.VariableDeclaration[] => {
    if (d.initializer === undefined) return [d];
    const value = visitNode(l, d.initializer, scope);
    if (!isAnonymous(l, d)) return [f.updateVariableDeclaration(d, d.name, undefined, undefined, used(l, d, env, value))];
    // The value takes the name of the variable.
    return [f.updateVariableDeclaration(d, d.name, undefined, undefined, value),
      f.createVariableDeclaration(l.names.unique("$used"), undefined, undefined, used(l, d, env, f.createIdentifier((d.name as ts.Identifier).text)))];
  });
  return l.at_(f.createVariableDeclarationList(declarations, ts.NodeFlags.Const), list);
}

function used(l: FileLowering, d: ts.VariableDeclaration, env: ts.Identifier, value: ts.Expression): ts.Expression {
  return l.abiCall("use", [env, value, ...(isAwaitUsing(l.ts, l.ts.getOriginalNode(d) as ts.VariableDeclaration) ? [l.f.createTrue()] : [])]);
}

/** A function or class that is named after the variable. */
function isAnonymous(l: FileLowering, d: ts.VariableDeclaration): boolean {
  const { ts } = l;
  let at: ts.Node = ts.getOriginalNode(d.initializer!);
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return (ts.isArrowFunction(at) || ((ts.isFunctionExpression(at) || ts.isClassExpression(at)) && at.name === undefined)) && inferredName(l, at) !== undefined;
}

/** The head of a `for` with such declarations, apart from the loop. */
export function usingOfFor(l: FileLowering, node: ts.ForStatement, scope: Scope): { list: ts.VariableDeclarationList; resources: Resources } | undefined {
  const { ts } = l;
  const list = node.initializer;
  if (scope.mode === "plain" || list === undefined || !ts.isVariableDeclarationList(list) || !isUsingList(ts, list) || !maySuspend(l, list)) return undefined;
  return { list, resources: resourcesOf(l, [list])! };
}

/** `{ const $env …; try { const a = …; <loop> } … }` */
export function wrapFor(l: FileLowering, { list, resources }: { list: ts.VariableDeclarationList; resources: Resources }, loop: () => ts.Statement, scope: Scope): ts.Statement {
  const { f } = l;
  const head = f.createVariableStatement(undefined, declared(l, list, resources.env, scope));
  return f.createBlock(wrapUsing(l, [head, loop()], resources, scope), true);
}

/** `for (using v of things)` whose resources are ours. */
export function usingOfHead(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): Resources | undefined {
  const { ts } = l;
  const list = node.initializer;
  return scope.mode !== "plain" && ts.isVariableDeclarationList(list) && isUsingList(ts, list) && maySuspend(l, list) ? resourcesOf(l, [list]) : undefined;
}

/** `const v = $use($env, value);` and the body, in the block of resources. */
export function wrapBody(l: FileLowering, head: ts.VariableDeclarationList, value: ts.Expression, resources: Resources, body: readonly ts.Statement[], scope: Scope): ts.Statement {
  const { ts, f } = l;
  const d = head.declarations[0]!;
  const bind = l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration((d.name as ts.Identifier).text, undefined, undefined, used(l, d, resources.env, value))], ts.NodeFlags.Const)), head);
  return f.createBlock(wrapUsing(l, [bind, ...body], resources, scope), true);
}

/** `using` in the clauses of a `switch` (which the language forbids since, and TypeScript takes). */
export function usingOfSwitch(l: FileLowering, node: ts.SwitchStatement, scope: Scope): Resources | undefined {
  return resourcesOf(l, loweredLists(l, node.caseBlock.clauses.flatMap((c) => [...c.statements]), scope));
}
