/**
 * `super` in arrow functions that may suspend: a generator function has none of its own.
 *
 * Before
 *   items.map((x) => super.add(x) + super[key]);          super.n += 1;
 * After
 *   items.map((($super) => $closure((function* (x) { … $call1("(intermediate value).add", $super.add, this, x) … $super[key] … }).bind(this)))
 *     ($superRef((k) => super[k], (k, v) => super[k] = v)));
 *                                                          $super.n += 1;
 *
 * `$super` is a proxy whose reads and writes are those of the method around (ECMA-262 13.3.7.3), its `this` included; so every position a super property may stand in works unchanged: destructuring
 * targets, compound assignment, `++`, optional calls. Only calls need their receiver. It is made once, where the outermost such arrow stands; arrows in it share it.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { calleeAndReceiver, calleeText } from "./calls";
import type { FileLowering, Scope } from "./scope";
import { visitExpressions } from "./visit";

/** `$superRef((k) => super[k], (k, v) => super[k] = v)` */
export function superRef(l: FileLowering): ts.Expression {
  const { f } = l;
  const member = (): ts.ElementAccessExpression => f.createElementAccessExpression(f.createSuper(), f.createIdentifier("k"));
  const arrow = (names: readonly string[], body: ts.Expression): ts.Expression =>
    f.createArrowFunction(undefined, undefined, names.map((n) => f.createParameterDeclaration(undefined, undefined, n)), undefined, f.createToken(l.ts.SyntaxKind.EqualsGreaterThanToken), body);
  return l.abiCall("superRef", [arrow(["k"], member()), arrow(["k", "v"], f.createAssignment(member(), f.createIdentifier("v")))]);
}

/** The expression is `super.x` or `super[x]`, and `super` has a name of its own here. */
export function isRenamedSuper(l: FileLowering, expression: ts.Expression, scope: Scope): boolean {
  if (scope.superName === undefined) return false;
  const target = skipOuter(l.ts, expression);
  return (l.ts.isPropertyAccessExpression(target) || l.ts.isElementAccessExpression(target)) && target.expression.kind === l.ts.SyntaxKind.SuperKeyword;
}

/** `super` under its own name. Before a key or a value to store `this` must be there (ECMA-262 13.3.7.1): `($self($this), $super)[key]`, where it may not be. `delete` throws behind the key in V8. */
export function renamedSuper(l: FileLowering, node: ts.Node, scope: Scope): ts.Expression | undefined {
  if (scope.superName === undefined) return undefined;
  const { ts, f } = l;
  const name = l.at_(f.createIdentifier(scope.superName), node);
  const { parent: member } = node;
  if (scope.self === undefined || !(ts.isElementAccessExpression(member) || ts.isPropertyAccessExpression(member)) || ts.isDeleteExpression(member.parent)) return name;
  const self = l.this_(scope, node);
  return ts.isIdentifier(self) ? name : f.createParenthesizedExpression(f.createComma(self, name));
}

/** `super.m(x)` where the call stays plain: `$callPlain("(intermediate value).m", $super.m, this, x)`. */
export function plainSuperCall(l: FileLowering, node: ts.CallExpression, scope: Scope): ts.Expression | undefined {
  if (!isRenamedSuper(l, node.expression, scope)) return undefined;
  const { f } = l;
  const { callee, self } = calleeAndReceiver(l, skipOuter(l.ts, node.expression), scope);
  return l.at_(l.abiCall("callPlain", [f.createStringLiteral(calleeText(l, node.expression, "super")), callee, self, ...visitExpressions(l, node.arguments, scope)]), node);
}
