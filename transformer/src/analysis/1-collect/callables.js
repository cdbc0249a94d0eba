"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Callables = void 0;
exports.calledParameters = calledParameters;
exports.parametersOf = parametersOf;
exports.hasSimpleParameters = hasSimpleParameters;
exports.resultIsUsed = resultIsUsed;
const declared_type_1 = require("./declared-type");
const program_index_1 = require("./program-index");
class Callables {
    #ts;
    #checker;
    #types = new Map();
    #parameters = new Map();
    constructor(ts, checker) {
        this.#ts = ts;
        this.#checker = checker;
    }
    /** The expression may give a function. */
    isCallable(expression) {
        const ts = this.#ts, checker = this.#checker;
        if (isNeverCallable(ts, expression))
            return false;
        // The flow of a variable narrows what it was declared as: where that is no function, the flow need not be asked for.
        const declared = (0, declared_type_1.declaredType)(checker, (0, declared_type_1.symbolOf)(ts, checker, expression));
        if (declared !== undefined && (declared.flags & ts.TypeFlags.Any) === 0 && !this.#mayBeCalled(declared))
            return false;
        return this.#mayBeCalled((0, declared_type_1.typeOf)(ts, checker, expression));
    }
    #mayBeCalled(type) {
        let answer = this.#types.get(type);
        if (answer === undefined)
            this.#types.set(type, (answer = (0, program_index_1.mayBeFunction)(this.#ts, this.#checker, type) || this.#hasCallSignature(type)));
        return answer;
    }
    #hasCallSignature(type) {
        return type.isUnionOrIntersection() ? type.types.some((t) => this.#hasCallSignature(t)) : type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
    }
    /** Of its declared type, a function may be given for it. */
    takesFunctions(parameter) {
        if (parameter.type === undefined || parameter.dotDotDotToken !== undefined)
            return true;
        let answer = this.#parameters.get(parameter);
        if (answer === undefined)
            this.#parameters.set(parameter, (answer = this.#admitsFunctions(this.#checker.getTypeAtLocation(parameter))));
        return answer;
    }
    #admitsFunctions(type) {
        const ts = this.#ts;
        if (type.isUnionOrIntersection())
            return type.types.some((t) => this.#admitsFunctions(t));
        return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable | ts.TypeFlags.NonPrimitive)) !== 0 || this.#mayBeCalled(type);
    }
}
exports.Callables = Callables;
/** The declared parameters of what a call reaches. */
function calledParameters(ts, checker, call) {
    return parametersOf(ts, checker.getResolvedSignature(call)?.declaration);
}
/** Without `this`, and none of those that a doc comment declares. */
function parametersOf(ts, signature) {
    const parameters = (signature?.parameters ?? []);
    const isOwn = (p) => {
        if (!ts.isParameter(p))
            return false;
        const name = p.name; // `function(number): void` in a doc comment names none
        return name === undefined || !ts.isIdentifier(name) || name.escapedText !== "this";
    };
    return parameters.every(isOwn) ? parameters : parameters.filter(isOwn);
}
/** Names alone: no patterns, no values they have if nothing is given, no rest. */
function hasSimpleParameters(ts, node) {
    return parametersOf(ts, node).every((p) => ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined);
}
/** A function of this type gives something that is used: neither nothing, nor a promise, nor anything at all, nor a conditional type (Fastify's handlers), which may come to any of these. */
function resultIsUsed(ts, checker, type) {
    return type.getCallSignatures().some((s) => {
        const result = s.getReturnType();
        const parts = result.isUnion() ? result.types : [result];
        const indifferent = ts.TypeFlags.Void | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Undefined | ts.TypeFlags.Never | ts.TypeFlags.Conditional;
        return !parts.some((p) => (p.flags & indifferent) !== 0 || checker.getPropertyOfType(p, "then") !== undefined);
    });
}
/** By its syntax alone: most arguments are, and need no type. */
function isNeverCallable(ts, expression) {
    if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression) || ts.isTemplateExpression(expression) || ts.isObjectLiteralExpression(expression) || ts.isArrayLiteralExpression(expression))
        return true;
    if (ts.isBinaryExpression(expression)) {
        const { kind } = expression.operatorToken;
        return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.CaretToken;
    }
    return ts.isPrefixUnaryExpression(expression) || ts.isPostfixUnaryExpression(expression) || ts.isTypeOfExpression(expression) || ts.isVoidExpression(expression) || ts.isRegularExpressionLiteral(expression) ||
        expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword || expression.kind === ts.SyntaxKind.NullKeyword;
}
//# sourceMappingURL=callables.js.map