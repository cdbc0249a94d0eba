/**
 * Calls by look-up that can reach few methods of the file's classes, as far as it is known: those are tried first, by name, so that V8 can inline them.
 *
 * Before
 *   class Planner { add(c: Constraint) { … } }     …     planner.add(c);
 * After
 *   var add$f = 0;                                                                      // first in the file
 *   const add$go = ($this, c) => { … };                                                 // before the class, with its `this` as a parameter: V8 does not inline `add$go.call(planner, c)`
 *   class Planner { static { $goBetween(this.prototype, false, "add"); add$f = this.prototype.add; }  add(c) { return add$go(this, c); } }
 *   ($m = planner.add) === add$f ? add$go(planner, c) : add$call("planner.add", $m, planner, c)        // in the fast copy of a function; elsewhere, and where several methods may be meant:
 *   add$call("planner.add", planner.add, planner, c)
 *   function add$call(text, f, self, a) { return f === add$f ? add$go(self, a) : $call1(text, f, self, a); }       // last in the file
 *
 * What is called is the function that the look-up of the property gave, whatever that is: an override, a function stored on the object, one of another class. Only where it is the function that the
 * class was made with its entry is known. Of recursive methods the helper takes the depth of the native stack first, as their entries do (fast/functions.ts).
 */
import type ts from "typescript";
import { needsDepth } from "../analysis/3-plan/depth";
import type { CallPlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { AbiName } from "../emit/abi";
import { keyInId } from "../analysis/facts";
import type { Ts } from "../analysis/typescript";
import { find, walk } from "../analysis/walk";
import type { FileLowering } from "./scope";

/** The variable that holds a method, and its entry, which takes `this` first. */
interface Method { readonly f: string; readonly go: string }

export interface MethodCall {
  readonly name: string;
  /** It takes the depth first. */
  readonly counts: boolean;
  /** The one method that is tried. */
  readonly only: Method | undefined;
}

/** What a call of so many arguments is made by; undefined: an ordinary look-up. */
export function methodCall(l: FileLowering, plan: CallPlan, count: number): MethodCall | undefined {
  if (plan.guesses.length === 0 || count > 3) return undefined;
  const key = `${count} ${plan.guesses.join(" ")}`;
  let made = l.methodCalls.get(key);
  if (made === undefined) {
    const targets = plan.guesses.map((id) => l.plan.functions.get(keyInId(id))!);
    made = { name: l.own(`${memberName(targets[0]!)}$call`), counts: targets.some((t) => t.recursive), only: targets.length === 1 ? methodOf(l, targets[0]!) : undefined };
    l.methodCalls.set(key, made);
    l.methodHelpers.set(made.name, made);
    l.after.push(helper(l, made, targets, count));
  }
  return made;
}

function memberName(plan: FunctionPlan): string {
  return ((plan.facts.node as ts.MethodDeclaration).name as ts.Identifier).text;
}

/** Named once for each method. */
export function methodOf(l: FileLowering, plan: FunctionPlan): Method {
  let made = l.methods.get(plan.facts.key);
  if (made === undefined) {
    l.methods.set(plan.facts.key, (made = { f: l.names.unique(`${memberName(plan)}$f`), go: l.own(`${memberName(plan)}$go`) }));
    if (!needsDepth(l.plan, plan)) l.shallow.add(made.go);
  }
  return made;
}

/** Holds the method that a call tries, in the fast copy of a function. */
export function methodTemp(l: FileLowering): string { return l.register("$m"); }

/** `($m = planner.add) === add$f ? add$go(planner, c) : add$call("planner.add", $m, planner, c)`, of a call of a helper that tries one method; undefined: another call, or its arguments are too much to write twice. `told`: what becomes of the other branch. */
export function tryMethod(l: FileLowering, call: ts.Expression, told = (other: ts.Expression): ts.Expression => other): ts.Expression | undefined {
  const { ts, f } = l;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const { text: name } = call.expression, made = l.methodHelpers.get(name);
  if (made?.only === undefined) return undefined;
  const before = made.counts ? [call.arguments[0]!] : [], [text, method, self, ...values] = call.arguments.slice(before.length);
  if (!values.every((v) => isShort(ts, v)) || !isShort(ts, self!)) return undefined;
  const temp = (): ts.Expression => f.createIdentifier(methodTemp(l)), place = ts.getSourceMapRange(call.expression);
  const called = (own: string): ts.Expression => place.pos < 0 ? f.createIdentifier(own) : ts.setSourceMapRange(f.createIdentifier(own), place);
  return f.createConditionalExpression(f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(temp(), method!)), f.createIdentifier(made.only.f)), undefined,
    f.createCallExpression(called(made.only.go), undefined, [self!, ...before, ...values]), undefined,
    told(f.createCallExpression(called(name), undefined, [...before, text!, temp(), self!, ...values])));
}

/** A call of a helper tries one method, that needs not know how deep the native stack is. */
export function triesShallow(l: FileLowering, call: ts.Expression): boolean {
  const only = l.ts.isCallExpression(call) && l.ts.isIdentifier(call.expression) ? l.methodHelpers.get(call.expression.text)?.only : undefined;
  return only !== undefined && l.shallow.has(only.go);
}

/** Names, literals and a few operators. */
function isShort(ts: Ts, e: ts.Expression): boolean {
  const worst = find(ts, e, (n) => !(ts.isIdentifier(n) || ts.isToken(n) || ts.isPropertyAccessExpression(n) || ts.isElementAccessExpression(n) || ts.isParenthesizedExpression(n) || ts.isVoidExpression(n)
    || (ts.isPrefixUnaryExpression(n) && n.operator !== ts.SyntaxKind.PlusPlusToken && n.operator !== ts.SyntaxKind.MinusMinusToken)
    || (ts.isBinaryExpression(n) && !(n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && n.operatorToken.kind <= ts.SyntaxKind.LastAssignment))));
  let nodes = 0;
  walk(ts, e, () => { nodes++; });
  return worst === undefined && nodes <= 8;
}

/** `add$f = this.prototype.add`, behind `tie`, which makes the plain entry of the method. */
export function keepMethod(l: FileLowering, plan: FunctionPlan, target: () => ts.Expression, tie: ts.Expression): readonly ts.Expression[] {
  if (!plan.guessed) return [tie];
  return [tie, l.f.createAssignment(l.f.createIdentifier(methodOf(l, plan).f), l.f.createPropertyAccessExpression(target(), memberName(plan)))];
}

/** The declarations of the variables; they are there before anything runs. */
export function methodVariables(l: FileLowering): ts.Statement[] {
  const { f } = l, all = [...l.methods.values()];
  if (all.length === 0) return [];
  return [f.createVariableStatement(undefined, f.createVariableDeclarationList(all.map((m) => f.createVariableDeclaration(m.f, undefined, undefined, f.createNumericLiteral(0)))))];
}

function helper(l: FileLowering, { name, counts }: Pick<MethodCall, "name" | "counts">, targets: readonly FunctionPlan[], count: number): ts.Statement {
  const { f } = l, id = (text: string): ts.Identifier => f.createIdentifier(text);
  const values = ["a", "b", "c"].slice(0, count), depth = l.register("$d");
  const test = (m: Method): ts.Expression => f.createStrictEquality(id("f"), id(m.f));
  const call = (plan: FunctionPlan): ts.Expression =>
    f.createCallExpression(id(methodOf(l, plan).go), undefined, [id("self"), ...(plan.recursive ? [id(depth)] : []), ...values.map(id)]);
  let other: ts.Expression = l.abiCall(`call${count}` as AbiName, [id("text"), id("f"), id("self"), ...values.map(id)]);
  for (const plan of targets) if (!plan.recursive) other = f.createConditionalExpression(test(methodOf(l, plan)), undefined, call(plan), undefined, other);
  const statements: ts.Statement[] = targets.filter((t) => t.recursive).map((t) => f.createIfStatement(test(methodOf(l, t)), f.createReturnStatement(call(t))));
  statements.push(...(counts ? withDepth(l, other) : [f.createReturnStatement(other)]));
  const parameters = [...(counts ? [depth] : []), "text", "f", "self", ...values].map((p) => f.createParameterDeclaration(undefined, undefined, p));
  return f.createFunctionDeclaration(undefined, undefined, name, undefined, parameters, undefined, f.createBlock(statements, true));
}

/** `const $b = $S.depth; $S.depth = $d - 1; const v = call; $S.depth = $b; return v;`: a look-up is told the depth of the native stack by the register. */
export function withDepth(l: FileLowering, call: ts.Expression): ts.Statement[] {
  const { f } = l, id = (text: string): ts.Identifier => f.createIdentifier(text), before = l.register("$b"), result = "v";
  const constant = (variable: string, value: ts.Expression): ts.Statement => f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(variable, undefined, undefined, value)], l.ts.NodeFlags.Const));
  const set = (value: ts.Expression): ts.Statement => f.createExpressionStatement(f.createAssignment(l.depth(), value));
  return [constant(before, l.depth()), set(f.createSubtract(id(l.register("$d")), f.createNumericLiteral(1))), constant(result, call), set(id(before)), f.createReturnStatement(id(result))];
}
