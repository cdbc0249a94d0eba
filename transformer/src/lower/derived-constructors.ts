/**
 * `super(…)`, `this` and `super.x` in constructors of derived classes that run as frames (constructors.ts). A generator cannot be given a `this` that does not exist yet, so it is a variable.
 *
 * Before
 *   super(load(path), 2);  this.size = super.count();
 * After, direct form
 *   $this = $bound(($1 = $superCall($class, $target, …load…, 2), $S.f) ? yield $at : $1, $this);
 *   $stamp($class, $this);                                                  // native fields and private names of this class, where it has any
 *   $this.size = ($1 = $call0("(intermediate value).count", $super.count, $this), $S.f) ? yield $at + 1 : $1;
 *
 * `this` is bound after the parent has been constructed (ECMA-262 13.3.7.1). Where `super(…)` may not have returned, `this` is `$self($this)`,
 * which throws what the engine throws.
 */
import type ts from "typescript";
import type { FileLowering, Scope, SelfScope } from "./scope";
import { visitExpressions } from "./visit";

/** As a statement: fields and parameter properties are initialised behind it. */
export function lowerSuperStatement(l: FileLowering, node: ts.ExpressionStatement, call: ts.CallExpression, scope: Scope): ts.Statement[] {
  const self = scope.self!;
  const bind = l.f.updateExpressionStatement(node, bound(l, call, scope));
  return self.shape.superStatement === l.ts.getOriginalNode(node) ? [bind, ...self.initialise(scope)] : [bind, ...stampStatements(l, self)];
}

/** Anywhere else: its value is `this`. */
export function lowerSuperCall(l: FileLowering, call: ts.CallExpression, scope: Scope): ts.Expression {
  const { f } = l;
  const self = scope.self!;
  const parts = [bound(l, call, scope), ...stampStatements(l, self).map((s) => s.expression)];
  return f.createParenthesizedExpression([...parts.slice(1), ...(parts.length > 1 ? [f.createIdentifier(self.name)] : [])].reduce((all, e) => f.createComma(all, e), parts[0]!));
}

/** `$this = $bound($this, …)` */
function bound(l: FileLowering, call: ts.CallExpression, scope: Scope): ts.Expression {
  const { f } = l;
  const self = scope.self!;
  const plan = l.callPlan(call);
  const suspends = scope.mode === "goroutine" && plan !== undefined && plan.mode !== "plain";
  const target = f.createIdentifier(scope.newTarget!);
  const head = [f.createIdentifier(self.of), target];
  const made = l.abiCall(suspends ? "superCall" : "superPlain", [...head, ...visitExpressions(l, call.arguments, scope)]);
  const value = suspends ? l.suspend(made, call, scope, "super") : made;
  return l.at_(f.createAssignment(f.createIdentifier(self.name), l.abiCall("bound", [value, f.createIdentifier(self.name)])), call);
}

export function stampStatements(l: FileLowering, self: SelfScope): ts.ExpressionStatement[] {
  return self.stamps ? [l.f.createExpressionStatement(l.abiCall("stamp", [l.f.createIdentifier(self.of), l.f.createIdentifier(self.name)]))] : [];
}

/**
 * `const $super = $superRef((k) => $superGet($class, $self($this), k), (k, v) => $superSet($class, $self($this), k, v));`: `super` of a generator whose `this` is a variable (super.ts).
 */
export function superOfVariable(l: FileLowering, name: string, self: SelfScope): ts.Statement {
  const { ts, f } = l;
  const access = (abi: "superGet" | "superSet", names: readonly string[]): ts.Expression => f.createArrowFunction(undefined, undefined, names.map((n) => f.createParameterDeclaration(undefined, undefined, n)), undefined,
    f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), l.abiCall(abi, [f.createIdentifier(self.of), l.abiCall("self", [f.createIdentifier(self.name)]), ...names.map((n) => f.createIdentifier(n))]));
  return f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(name, undefined, undefined, l.abiCall("superRef", [access("superGet", ["k"]), access("superSet", ["k", "v"])]))], ts.NodeFlags.Const));
}
