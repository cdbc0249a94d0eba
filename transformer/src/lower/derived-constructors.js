"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerSuperStatement = lowerSuperStatement;
exports.lowerSuperCall = lowerSuperCall;
exports.stampStatements = stampStatements;
exports.superOfVariable = superOfVariable;
const visit_1 = require("./visit");
/** As a statement: fields and parameter properties are initialised behind it. */
function lowerSuperStatement(l, node, call, scope) {
    const self = scope.self;
    const bind = l.f.updateExpressionStatement(node, bound(l, call, scope));
    return self.shape.superStatement === l.ts.getOriginalNode(node) ? [bind, ...self.initialise(scope)] : [bind, ...stampStatements(l, self)];
}
/** Anywhere else: its value is `this`. */
function lowerSuperCall(l, call, scope) {
    const { f } = l;
    const self = scope.self;
    const parts = [bound(l, call, scope), ...stampStatements(l, self).map((s) => s.expression)];
    return f.createParenthesizedExpression([...parts.slice(1), ...(parts.length > 1 ? [f.createIdentifier(self.name)] : [])].reduce((all, e) => f.createComma(all, e), parts[0]));
}
/** `$this = $bound($this, …)` */
function bound(l, call, scope) {
    const { f } = l;
    const self = scope.self;
    const plan = l.callPlan(call);
    const suspends = scope.mode === "goroutine" && plan !== undefined && plan.mode !== "plain";
    const target = f.createIdentifier(scope.newTarget);
    const head = [f.createIdentifier(self.of), target];
    const made = l.abiCall(suspends ? "superCall" : "superPlain", [...head, ...(0, visit_1.visitExpressions)(l, call.arguments, scope)]);
    const value = suspends ? l.suspend(made, call, scope, "super") : made;
    return l.at_(f.createAssignment(f.createIdentifier(self.name), l.abiCall("bound", [value, f.createIdentifier(self.name)])), call);
}
function stampStatements(l, self) {
    return self.stamps ? [l.f.createExpressionStatement(l.abiCall("stamp", [l.f.createIdentifier(self.of), l.f.createIdentifier(self.name)]))] : [];
}
/**
 * `const $super = $superRef((k) => $superGet($class, $self($this), k), (k, v) => $superSet($class, $self($this), k, v));`: `super` of a generator whose `this` is a variable (super.ts).
 */
function superOfVariable(l, name, self) {
    const { ts, f } = l;
    const access = (abi, names) => f.createArrowFunction(undefined, undefined, names.map((n) => f.createParameterDeclaration(undefined, undefined, n)), undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), l.abiCall(abi, [f.createIdentifier(self.of), l.abiCall("self", [f.createIdentifier(self.name)]), ...names.map((n) => f.createIdentifier(n))]));
    return f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(name, undefined, undefined, l.abiCall("superRef", [access("superGet", ["k"]), access("superSet", ["k", "v"])]))], ts.NodeFlags.Const));
}
//# sourceMappingURL=derived-constructors.js.map