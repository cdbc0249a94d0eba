"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.superRef = superRef;
exports.isRenamedSuper = isRenamedSuper;
exports.renamedSuper = renamedSuper;
exports.plainSuperCall = plainSuperCall;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const visit_1 = require("./visit");
/** `$superRef((k) => super[k], (k, v) => super[k] = v)` */
function superRef(l) {
    const { f } = l;
    const member = () => f.createElementAccessExpression(f.createSuper(), f.createIdentifier("k"));
    const arrow = (names, body) => f.createArrowFunction(undefined, undefined, names.map((n) => f.createParameterDeclaration(undefined, undefined, n)), undefined, f.createToken(l.ts.SyntaxKind.EqualsGreaterThanToken), body);
    return l.abiCall("superRef", [arrow(["k"], member()), arrow(["k", "v"], f.createAssignment(member(), f.createIdentifier("v")))]);
}
/** The expression is `super.x` or `super[x]`, and `super` has a name of its own here. */
function isRenamedSuper(l, expression, scope) {
    if (scope.superName === undefined)
        return false;
    const target = (0, program_index_1.skipOuter)(l.ts, expression);
    return (l.ts.isPropertyAccessExpression(target) || l.ts.isElementAccessExpression(target)) && target.expression.kind === l.ts.SyntaxKind.SuperKeyword;
}
/** `super` under its own name. Before a key or a value to store `this` must be there (ECMA-262 13.3.7.1): `($self($this), $super)[key]`, where it may not be. `delete` throws behind the key in V8. */
function renamedSuper(l, node, scope) {
    if (scope.superName === undefined)
        return undefined;
    const { ts, f } = l;
    const name = l.at_(f.createIdentifier(scope.superName), node);
    const { parent: member } = node;
    if (scope.self === undefined || !(ts.isElementAccessExpression(member) || ts.isPropertyAccessExpression(member)) || ts.isDeleteExpression(member.parent))
        return name;
    const self = l.this_(scope, node);
    return ts.isIdentifier(self) ? name : f.createParenthesizedExpression(f.createComma(self, name));
}
/** `super.m(x)` where the call stays plain: `$callPlain("(intermediate value).m", $super.m, this, x)`. */
function plainSuperCall(l, node, scope) {
    if (!isRenamedSuper(l, node.expression, scope))
        return undefined;
    const { f } = l;
    const { callee, self } = (0, calls_1.calleeAndReceiver)(l, (0, program_index_1.skipOuter)(l.ts, node.expression), scope);
    return l.at_(l.abiCall("callPlain", [f.createStringLiteral((0, calls_1.calleeText)(l, node.expression, "super")), callee, self, ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]), node);
}
//# sourceMappingURL=super.js.map