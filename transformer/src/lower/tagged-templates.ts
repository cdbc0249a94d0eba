/**
 * Tagged templates whose tag may suspend.
 *
 * Before
 *   query`select ${column()} from t`
 * After
 *   (($1 = $call2("query", query, void 0, ((s) => s)`select ${0} from t`, column()), $S.f) ? yield $at : $1)
 *
 * The strings object is one per site (ECMA-262 13.2.8.4, GetTemplateObject): an identity tag fetches that of its own site, which is always the same.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { calleeAndReceiver, calleeText, lookUpCall, prefixOf } from "./calls";
import { privateMethodOf } from "./private-methods";
import type { FileLowering, Scope } from "./scope";
import { isRenamedSuper } from "./super";
import { visitExpressions } from "./visit";

export function lowerTaggedTemplate(l: FileLowering, node: ts.TaggedTemplateExpression, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  const plan = l.callPlan(node);
  const tag = skipOuter(l.ts, node.tag);
  const isPrivate = ts.isPropertyAccessExpression(tag) && privateMethodOf(l, tag) !== undefined;
  if (plan === undefined || ((plan.mode === "plain" || scope.mode === "plain") && !isPrivate && !isRenamedSuper(l, tag, scope))) return undefined;
  const { template } = node;
  const substitutions = ts.isTemplateExpression(template) ? template.templateSpans.map((span) => span.expression) : [];
  const strings = ts.isTemplateExpression(template)
    ? f.updateTemplateExpression(template, template.head, template.templateSpans.map((span) => f.updateTemplateSpan(span, f.createNumericLiteral(0), span.literal)))
    : template;
  const identity = f.createParenthesizedExpression(f.createArrowFunction(undefined, undefined, [f.createParameterDeclaration(undefined, undefined, "s")], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), f.createIdentifier("s")));
  const { callee, self } = calleeAndReceiver(l, tag, scope);
  const args = [f.createTaggedTemplateExpression(identity, undefined, strings), ...visitExpressions(l, substitutions, scope)];
  if (plan.mode === "plain" || scope.mode === "plain") return l.f.createCallExpression(l.f.createPropertyAccessExpression(callee, "call"), undefined, [self, ...args]);
  return l.suspend(lookUpCall(l, callee, self, args, calleeText(l, node.tag, plan.facts.text), prefixOf(scope)), node, scope, plan.facts.text);
}
