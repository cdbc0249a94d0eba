import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove, replace } from "../edits";
import { functionAround, outermost, textOf, usesOf } from "../syntax";

const waits = /^(Group|WaitGroup|Cond)\.wait$|^(Mutex|RWMutex)\.(lock|unlock)$|^SendChan\.(send|close)$|^sleep$/;

/** `const err = g.wait(); if (err)`: Go's habit; here `wait` throws. */
export const errorsAreThrown = defineRule({
  code: "SY2016", slug: "errors-are-thrown", severity: "error",
  title: "A call that throws its error is tested for one",
  why: "Errors are thrown, not returned: the call gives nothing, and the test is never true.",
  todo: "`try { g.wait(); } catch (err) { … }`, or let the error go up.",
  bad: "const err = g.wait();\nif (err) throw err;",
  good: "try { g.wait(); } catch (err) { log(err); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (!waits.test(name)) continue;
      const whole = outermost(ts, node), { parent } = whole;
      if (isTest(ts, whole)) yield { node, what: `\`${textOf(node)}\` gives nothing: its error is thrown.`, replaces: [1345] };
      if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) continue;
      const symbol = checker.getSymbolAtLocation(parent.name);
      const uses = symbol === undefined ? [] : usesOf(context, functionAround(ts, parent) ?? parent.getSourceFile(), parent.name, symbol);
      for (const use of uses) {
        const at = isTest(ts, use);
        if (at === undefined) continue;
        const fix = caught(ts, parent, node, at, uses);
        yield { node: use, what: `\`${use.text}\` is nothing: \`${textOf(node)}\` throws its error.`, replaces: [1345], related: [{ node, text: "It is thrown here." }], ...(fix === undefined ? {} : { fixes: [fix] }) };
      }
    }
  },
});

/** What tests it for being there. */
function isTest(ts: RuleContext["ts"], expression: ts.Expression): ts.Node | undefined {
  const { parent } = expression, { SyntaxKind: K } = ts;
  if ((ts.isIfStatement(parent) && parent.expression === expression) || (ts.isConditionalExpression(parent) && parent.condition === expression)) return parent;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === K.ExclamationToken) return parent;
  if (ts.isBinaryExpression(parent) && parent.left === expression && (parent.operatorToken.kind === K.ExclamationEqualsEqualsToken || parent.operatorToken.kind === K.ExclamationEqualsToken)) return /^(null|undefined)$/.test(skipOuter(ts, parent.right).getText()) ? parent : undefined;
  return undefined;
}

/** `const err = g.wait(); if (err) { … }` becomes `try { g.wait(); } catch (err) { … }`. */
function caught(ts: RuleContext["ts"], declaration: ts.VariableDeclaration, call: ts.Node, test: ts.Node, uses: readonly ts.Identifier[]): Fix | undefined {
  const statement = declaration.parent.parent, branch = ts.isIfStatement(test) ? test : test.parent;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1 || !ts.isIfStatement(branch) || branch.elseStatement !== undefined || branch.parent !== statement.parent) return undefined;
  const list = (statement.parent as ts.Block).statements;
  if (list[list.indexOf(statement) + 1] !== branch || uses.some((u) => u.pos < branch.pos || u.end > branch.end) || ts.isPrefixUnaryExpression(test)) return undefined;
  const body = ts.isBlock(branch.thenStatement) ? branch.thenStatement.getText() : `{ ${branch.thenStatement.getText()} }`;
  return { title: "Catch it", changes: [replace(statement, `try { ${call.getText()}; } catch (${declaration.name.getText()}) ${body}`), remove(branch)] };
}
