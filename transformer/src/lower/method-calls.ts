/**
 * Calls by look-up that can reach few methods of the file's classes, as far as it is known: those are tried first, by name, so that V8 can inline them.
 *
 * Before
 *   class Planner { add(c: Constraint) { … } }     …     planner.add(c);
 * After
 *   var add$f = 0, add$go;                                                              // first in the file
 *   class Planner { static { add$go = this.prototype.add; $goMethods(this.prototype, false, "add"); add$f = this.prototype.add; }  add(c) { … } }
 *   add$call("planner.add", planner.add, planner, c)
 *   function add$call(text, f, self, a) { return f === add$f ? add$go.call(self, a) : $call1(text, f, self, a); }       // last in the file
 *
 * What is called is the function that the look-up of the property gave, whatever that is: an override, a function stored on the object, one of another class. Only where it is the function that the
 * class was made with its entry is known. Of recursive methods the helper takes the depth of the native stack first, as their entries do (fast/functions.ts).
 */
import type ts from "typescript";
import type { CallPlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { AbiName } from "../emit/abi";
import { keyInId } from "../analysis/facts";
import type { FileLowering } from "./scope";

interface Method { readonly f: string; readonly go: string }

export interface MethodCall {
  readonly name: string;
  /** It takes the depth first. */
  readonly counts: boolean;
}

/** What a call of so many arguments is made by; undefined: an ordinary look-up. */
export function methodCall(l: FileLowering, plan: CallPlan, count: number): MethodCall | undefined {
  if (plan.guesses.length === 0 || count > 3) return undefined;
  const key = `${count} ${plan.guesses.join(" ")}`;
  let made = l.methodCalls.get(key);
  if (made === undefined) {
    const targets = plan.guesses.map((id) => l.plan.functions.get(keyInId(id))!);
    made = { name: l.own(`${memberName(targets[0]!)}$call`), counts: targets.some((t) => t.recursive) };
    l.methodCalls.set(key, made);
    l.after.push(helper(l, made, targets, count));
  }
  return made;
}

function memberName(plan: FunctionPlan): string {
  return ((plan.facts.node as ts.MethodDeclaration).name as ts.Identifier).text;
}

/** The variables that hold a method and its entry. */
function methodOf(l: FileLowering, plan: FunctionPlan): Method {
  let made = l.methods.get(plan.facts.key);
  if (made === undefined) l.methods.set(plan.facts.key, (made = { f: l.names.unique(`${memberName(plan)}$f`), go: l.names.unique(`${memberName(plan)}$go`) }));
  return made;
}

/** `add$go = this.prototype.add`, `add$f = this.prototype.add`: before and after `tie`, which makes the plain entry of the method that stands under `goKey`. */
export function keepMethod(l: FileLowering, plan: FunctionPlan, target: () => ts.Expression, goKey: string, tie: ts.Expression): readonly ts.Expression[] {
  if (!plan.guessed) return [tie];
  const { f } = l, names = methodOf(l, plan);
  const kept = (name: string, key: string): ts.Expression => f.createAssignment(f.createIdentifier(name), f.createPropertyAccessExpression(target(), key));
  return [kept(names.go, goKey), tie, kept(names.f, memberName(plan))];
}

/** The declarations of the variables; they are there before anything runs. */
export function methodVariables(l: FileLowering): ts.Statement[] {
  const { f } = l, all = [...l.methods.values()];
  if (all.length === 0) return [];
  return [f.createVariableStatement(undefined, f.createVariableDeclarationList(all.flatMap((m) => [f.createVariableDeclaration(m.f, undefined, undefined, f.createNumericLiteral(0)), f.createVariableDeclaration(m.go)])))];
}

function helper(l: FileLowering, { name, counts }: MethodCall, targets: readonly FunctionPlan[], count: number): ts.Statement {
  const { f } = l, id = (text: string): ts.Identifier => f.createIdentifier(text);
  const values = ["a", "b", "c"].slice(0, count), depth = l.register("$d");
  const test = (m: Method): ts.Expression => f.createStrictEquality(id("f"), id(m.f));
  const call = (plan: FunctionPlan): ts.Expression =>
    f.createCallExpression(f.createPropertyAccessExpression(id(methodOf(l, plan).go), "call"), undefined, [id("self"), ...(plan.recursive ? [id(depth)] : []), ...values.map(id)]);
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
