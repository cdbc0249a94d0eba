"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerSelect = lowerSelect;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const assignment_targets_1 = require("../analysis/1-collect/assignment-targets");
const using_1 = require("../analysis/1-collect/using");
const visit_1 = require("./visit");
/** `$select(…)` or `$selectAll(…)`, without the test of the flag. Undefined: an ordinary call. */
function lowerSelect(l, node, kind, target, text, scope) {
    const { ts, f } = l;
    const [first] = node.arguments;
    if (first === undefined || node.arguments.length !== 1 || ts.isSpreadElement(first) || ts.isOptionalChain(target))
        return undefined;
    const literal = (0, program_index_1.skipOuter)(l.ts, first);
    const cases = kind === "selectAll" ? undefined : ts.isObjectLiteralExpression(literal) ? casesOf(l, literal) : undefined;
    if (kind === "select" && cases === undefined)
        return undefined;
    const { callee, self } = (0, calls_1.calleeAndReceiver)(l, target, scope);
    const made = l.abiCall("selection", [
        cases === undefined ? f.createNull() : f.createArrayLiteralExpression(cases.map(({ name }) => f.createStringLiteral(name))),
        isOnlyLookedAt(l, node) ? f.createTrue() : f.createFalse(),
    ]);
    const record = belongsToBody(l, node, scope) ? f.createBinaryExpression(f.createIdentifier(scope.temps.fresh()), ts.SyntaxKind.QuestionQuestionEqualsToken, made) : made;
    const operands = cases === undefined ? (0, visit_1.visitExpressions)(l, node.arguments, scope) : cases.map(({ value }) => (0, visit_1.visitNode)(l, value, scope));
    return l.abiCall(kind, [f.createStringLiteral(text), callee, self, record, ...operands]);
}
function casesOf(l, literal) {
    const { ts } = l;
    const out = [], names = new Set();
    for (const p of literal.properties) {
        if (!ts.isPropertyAssignment(p) && !ts.isShorthandPropertyAssignment(p))
            return undefined;
        if (!ts.isIdentifier(p.name) && !ts.isStringLiteral(p.name))
            return undefined;
        const name = p.name.text;
        if (names.has(name) || name === "__proto__" || /^\d/.test(name))
            return undefined;
        names.add(name);
        // a name that is written once stands for a property and a variable: as an operand it is only the variable
        const value = ts.isPropertyAssignment(p) ? p.initializer : p.objectAssignmentInitializer === undefined ? p.name : undefined;
        if (value === undefined || isNamed(l, value))
            return undefined;
        out.push({ name, value });
    }
    return out.length === 0 ? undefined : out;
}
/** A function or class that gets its name from the property. */
function isNamed(l, value) {
    const { ts } = l, x = (0, program_index_1.skipOuter)(l.ts, value);
    return ts.isFunctionExpression(x) || ts.isArrowFunction(x) || ts.isClassExpression(x);
}
/** The call is run by the body of the function at hand itself, so that each activation has temporaries of its own. */
function belongsToBody(l, node, scope) {
    const { ts } = l, body = ts.getOriginalNode(scope.facts.node);
    for (let at = ts.getOriginalNode(node).parent; at !== undefined; at = at.parent) {
        if (at === body)
            return true;
        if (ts.isFunctionLike(at) || ts.isPropertyDeclaration(at) || ts.isClassStaticBlockDeclaration(at) || ts.isDecorator(at) || ts.isEnumDeclaration(at) || ts.isModuleDeclaration(at))
            return false;
    }
    return false;
}
const LOOKS = new Set(["case", "value", "ok"]);
/** The result of the call is not kept: it is taken apart on the spot, or is a constant of which only the fields are read, in this function. */
function isOnlyLookedAt(l, call) {
    const { ts } = l;
    let node = ts.getOriginalNode(call);
    while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent) || ts.isAsExpression(node.parent) || ts.isSatisfiesExpression(node.parent))
        node = node.parent;
    const { parent } = node;
    if (ts.isExpressionStatement(parent))
        return true;
    if (ts.isPropertyAccessExpression(parent))
        return isLook(l, parent);
    if (!ts.isVariableDeclaration(parent) || parent.initializer !== node || !ts.isVariableDeclarationList(parent.parent) || (parent.parent.flags & ts.NodeFlags.Const) === 0 || (0, using_1.isUsingList)(ts, parent.parent))
        return false;
    if (ts.isObjectBindingPattern(parent.name))
        return parent.name.elements.every((e) => e.dotDotDotToken === undefined && (e.propertyName === undefined || ts.isIdentifier(e.propertyName)) && e.initializer === undefined && ts.isIdentifier(e.name));
    const statement = parent.parent.parent;
    if (!ts.isIdentifier(parent.name) || !ts.isVariableStatement(statement) || (statement.modifiers?.length ?? 0) > 0)
        return false;
    const name = parent.name.text;
    // Every mention of the name in its block, of whatever it may be there, is such a read.
    const reads = (at, inner) => {
        if (ts.isIdentifier(at)) {
            if (at.text === "eval")
                return false;
            if (at.text !== name || at === parent.name || (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at))
                return true;
            return !inner && ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at && isLook(l, at.parent);
        }
        const deeper = inner || ts.isFunctionLike(at) || ts.isClassLike(at);
        return ts.forEachChild(at, (child) => (reads(child, deeper) ? undefined : true)) === undefined;
    };
    return reads(statement.parent, false);
}
/** `x.case`, `x.value`, `x.ok`, read; not called on the object, nor assigned. */
function isLook(l, access) {
    const { ts } = l;
    if (!LOOKS.has(access.name.text) || access.questionDotToken !== undefined)
        return false;
    let node = access;
    while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent) || ts.isAsExpression(node.parent) || ts.isSatisfiesExpression(node.parent) || ts.isTypeAssertionExpression(node.parent))
        node = node.parent;
    const { parent } = node;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node)
        return ts.isNewExpression(parent);
    if (ts.isTaggedTemplateExpression(parent) || ts.isDeleteExpression(parent) || ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
        return isOperand(l, parent);
    if (ts.isBinaryExpression(parent))
        return parent.left !== node || parent.operatorToken.kind < ts.SyntaxKind.FirstAssignment || parent.operatorToken.kind > ts.SyntaxKind.LastAssignment;
    return !(0, assignment_targets_1.isPatternTarget)(ts, node);
}
/** `!x.ok`, `-x.value` */
function isOperand(l, parent) {
    const { ts } = l;
    return ts.isPrefixUnaryExpression(parent) && parent.operator !== ts.SyntaxKind.PlusPlusToken && parent.operator !== ts.SyntaxKind.MinusMinusToken;
}
//# sourceMappingURL=select.js.map