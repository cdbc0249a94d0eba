"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerTaggedTemplate = lowerTaggedTemplate;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const private_methods_1 = require("./private-methods");
const super_1 = require("./super");
const visit_1 = require("./visit");
function lowerTaggedTemplate(l, node, scope) {
    const { ts, f } = l;
    const plan = l.callPlan(node);
    const tag = (0, program_index_1.skipOuter)(l.ts, node.tag);
    const isPrivate = ts.isPropertyAccessExpression(tag) && (0, private_methods_1.privateMethodOf)(l, tag) !== undefined;
    if (plan === undefined || ((plan.mode === "plain" || scope.mode === "plain") && !isPrivate && !(0, super_1.isRenamedSuper)(l, tag, scope)))
        return undefined;
    const { template } = node;
    const substitutions = ts.isTemplateExpression(template) ? template.templateSpans.map((span) => span.expression) : [];
    const strings = ts.isTemplateExpression(template)
        ? f.updateTemplateExpression(template, template.head, template.templateSpans.map((span) => f.updateTemplateSpan(span, f.createNumericLiteral(0), span.literal)))
        : template;
    const identity = f.createParenthesizedExpression(f.createArrowFunction(undefined, undefined, [f.createParameterDeclaration(undefined, undefined, "s")], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), f.createIdentifier("s")));
    const { callee, self } = (0, calls_1.calleeAndReceiver)(l, tag, scope);
    const args = [f.createTaggedTemplateExpression(identity, undefined, strings), ...(0, visit_1.visitExpressions)(l, substitutions, scope)];
    if (plan.mode === "plain" || scope.mode === "plain")
        return l.f.createCallExpression(l.f.createPropertyAccessExpression(callee, "call"), undefined, [self, ...args]);
    return l.suspend((0, calls_1.lookUpCall)(l, callee, self, args, (0, calls_1.calleeText)(l, node.tag, plan.facts.text), (0, calls_1.prefixOf)(scope)), node, scope, plan.facts.text);
}
//# sourceMappingURL=tagged-templates.js.map