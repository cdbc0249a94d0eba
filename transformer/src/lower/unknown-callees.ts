/**
 * Calls of function values of unknown colour, in loops and recursive functions: what was called there last and has no entry is called directly.
 *
 * Before
 *   while (before(a[i], pivot)) i++;
 * After
 *   const $callees = $ss.callees(1);                                                   // first in the file
 *   … before$call(before, a[i], pivot) …
 *   function before$call(f, a, b) {                                                    // last in the file; of recursive functions it takes the depth of the native stack first
 *     if (f !== $callees[0] && !$isPlain(f, $callees, 0)) return $call2("before", f, void 0, a, b);
 *     const n = $S.given, v = f(a, b);
 *     return $S.given === n ? v : $given(v);
 *   }
 *
 * One such function for each callee of each function: what V8 learns of the call is for that place.
 */
import type ts from "typescript";
import type { AbiName } from "../emit/abi";
import { withDepth } from "./method-calls";
import type { FileLowering, Scope } from "./scope";

/** The call; undefined: an ordinary look-up. */
export function unknownCall(l: FileLowering, node: ts.CallExpression, callee: ts.Expression, args: readonly ts.Expression[], text: string, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l, plan = l.plan.functions.get(scope.facts.key)!;
  if (l.early || scope.mode !== "goroutine" || args.length > 3 || args.some((a) => ts.isSpreadElement(a)) || !(plan.recursive || isInLoop(l, node))) return undefined;
  const key = `${scope.facts.key} ${text} ${args.length}`;
  let name = l.unknownCalls.get(key);
  if (name === undefined) {
    const last = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(text);
    name = l.own(`${last === null ? "callee" : last[0]}$call`);
    l.unknownCalls.set(key, name);
    l.after.push(helper(l, name, text, args.length, l.unknownCalls.size - 1, plan.recursive));
  }
  return l.at_(l.f.createCallExpression(f.createIdentifier(name), undefined, [...(plan.recursive ? [l.depth()] : []), callee, ...args]), node);
}

function isInLoop(l: FileLowering, node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined && !l.ts.isFunctionLike(at); at = at.parent) if (l.ts.isIterationStatement(at, false)) return true;
  return false;
}

/** `const $callees = $ss.callees(2);` */
export function calleesVariable(l: FileLowering): ts.Statement[] {
  const { ts, f } = l;
  if (l.unknownCalls.size === 0) return [];
  const made = l.abiCall("callees", [f.createNumericLiteral(l.unknownCalls.size)]);
  return [f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(l.register("$callees"), undefined, undefined, made)], ts.NodeFlags.Const))];
}

function helper(l: FileLowering, name: string, text: string, count: number, place: number, counts: boolean): ts.Statement {
  const { ts, f } = l, id = (own: string): ts.Identifier => f.createIdentifier(own);
  const values = ["a", "b", "c"].slice(0, count), list = (): ts.Expression => id(l.register("$callees")), given = (): ts.Expression => f.createPropertyAccessExpression(l.abi("S"), "given");
  const lookedUp = l.abiCall(`call${count}` as AbiName, [f.createStringLiteral(text), id("f"), l.undefined(), ...values.map(id)]);
  const other = f.createLogicalAnd(f.createStrictInequality(id("f"), f.createElementAccessExpression(list(), place)), f.createLogicalNot(l.abiCall("isPlain", [id("f"), list(), f.createNumericLiteral(place)])));
  const constants = f.createVariableStatement(undefined, f.createVariableDeclarationList([
    f.createVariableDeclaration("n", undefined, undefined, given()), f.createVariableDeclaration("v", undefined, undefined, f.createCallExpression(id("f"), undefined, values.map(id)))], ts.NodeFlags.Const));
  const returned = f.createReturnStatement(f.createConditionalExpression(f.createStrictEquality(given(), id("n")), undefined, id("v"), undefined, l.abiCall("given", [id("v")])));
  const depth = l.register("$d"), parameters = [...(counts ? [depth] : []), "f", ...values].map((p) => f.createParameterDeclaration(undefined, undefined, p));
  return f.createFunctionDeclaration(undefined, undefined, name, undefined, parameters, undefined,
    f.createBlock([f.createIfStatement(other, counts ? f.createBlock(withDepth(l, lookedUp), true) : f.createReturnStatement(lookedUp)), constants, returned], true));
}
