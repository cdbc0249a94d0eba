/**
 * `select` of cases that are written out, and of an array.
 *
 * Before
 *   const got = select({ job: jobs, out: send(results, r), quit });
 *   switch (got.case) { case "job": use(got.value); … }
 * After
 *   const got = (($1 = $select("select", select, void 0, $2 ??= $selection(["job", "out", "quit"], true), jobs, send(results, r), quit), $S.f) ? yield $at : $1);
 *
 * The record of the select ($2) belongs to this statement and this activation, so that a loop makes it once and a select allocates nothing it has to wait with. Where the result is
 * only looked at before the statement can be reached again, the record is the result (`true`); else each select makes an object.
 *
 * Left to the call by look-up   cases that are no plain list of names (spreads, computed names, accessors, names that are indices, since these come first in an object, whatever the order they are
 *                               written in); functions and classes as cases, which would be named after it.
 * Breaks   a record shared by two activations: field initialisers and other code that is no part of the body whose temporaries it uses gets one for each select.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { calleeAndReceiver } from "./calls";
import { isPatternTarget } from "../analysis/1-collect/assignment-targets";
import { isUsingList } from "../analysis/1-collect/using";
import type { FileLowering, Scope } from "./scope";
import { visitExpressions, visitNode } from "./visit";

/** `$select(…)` or `$selectAll(…)`, without the test of the flag. Undefined: an ordinary call. */
export function lowerSelect(l: FileLowering, node: ts.CallExpression, kind: "select" | "selectAll", target: ts.Expression, text: string, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  const [first] = node.arguments;
  if (first === undefined || node.arguments.length !== 1 || ts.isSpreadElement(first) || ts.isOptionalChain(target)) return undefined;
  const literal = skipOuter(l.ts, first);
  const cases = kind === "selectAll" ? undefined : ts.isObjectLiteralExpression(literal) ? casesOf(l, literal) : undefined;
  if (kind === "select" && cases === undefined) return undefined;
  const { callee, self } = calleeAndReceiver(l, target, scope);
  const made = l.abiCall("selection", [
    cases === undefined ? f.createNull() : f.createArrayLiteralExpression(cases.map(({ name }) => f.createStringLiteral(name))),
    isOnlyLookedAt(l, node) ? f.createTrue() : f.createFalse(),
  ]);
  const record = belongsToBody(l, node, scope) ? f.createBinaryExpression(f.createIdentifier(scope.temps.fresh()), ts.SyntaxKind.QuestionQuestionEqualsToken, made) : made;
  const operands = cases === undefined ? visitExpressions(l, node.arguments, scope) : cases.map(({ value }) => visitNode(l, value, scope));
  return l.abiCall(kind, [f.createStringLiteral(text), callee, self, record, ...operands]);
}

interface CaseOperand {
  readonly name: string;
  readonly value: ts.Expression;
}

function casesOf(l: FileLowering, literal: ts.ObjectLiteralExpression): CaseOperand[] | undefined {
  const { ts } = l;
  const out: CaseOperand[] = [], names = new Set<string>();
  for (const p of literal.properties) {
    if (!ts.isPropertyAssignment(p) && !ts.isShorthandPropertyAssignment(p)) return undefined;
    if (!ts.isIdentifier(p.name) && !ts.isStringLiteral(p.name)) return undefined;
    const name = p.name.text;
    if (names.has(name) || name === "__proto__" || /^\d/.test(name)) return undefined;
    names.add(name);
    // a name that is written once stands for a property and a variable: as an operand it is only the variable
    const value = ts.isPropertyAssignment(p) ? p.initializer : p.objectAssignmentInitializer === undefined ? p.name : undefined;
    if (value === undefined || isNamed(l, value)) return undefined;
    out.push({ name, value });
  }
  return out.length === 0 ? undefined : out;
}

/** A function or class that gets its name from the property. */
function isNamed(l: FileLowering, value: ts.Expression): boolean {
  const { ts } = l, x = skipOuter(l.ts, value);
  return ts.isFunctionExpression(x) || ts.isArrowFunction(x) || ts.isClassExpression(x);
}

/** The call is run by the body of the function at hand itself, so that each activation has temporaries of its own. */
function belongsToBody(l: FileLowering, node: ts.Node, scope: Scope): boolean {
  const { ts } = l, body = ts.getOriginalNode(scope.facts.node);
  for (let at = ts.getOriginalNode(node).parent; at !== undefined; at = at.parent) {
    if (at === body) return true;
    if (ts.isFunctionLike(at) || ts.isPropertyDeclaration(at) || ts.isClassStaticBlockDeclaration(at) || ts.isDecorator(at) || ts.isEnumDeclaration(at) || ts.isModuleDeclaration(at)) return false;
  }
  return false;
}

const LOOKS = new Set(["case", "value", "ok"]);

/** The result of the call is not kept: it is taken apart on the spot, or is a constant of which only the fields are read, in this function. */
function isOnlyLookedAt(l: FileLowering, call: ts.CallExpression): boolean {
  const { ts } = l;
  let node: ts.Node = ts.getOriginalNode(call);
  while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent) || ts.isAsExpression(node.parent) || ts.isSatisfiesExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return isLook(l, parent);
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== node || !ts.isVariableDeclarationList(parent.parent) || (parent.parent.flags & ts.NodeFlags.Const) === 0 || isUsingList(ts, parent.parent)) return false;
  if (ts.isObjectBindingPattern(parent.name)) return parent.name.elements.every((e) => e.dotDotDotToken === undefined && (e.propertyName === undefined || ts.isIdentifier(e.propertyName)) && e.initializer === undefined && ts.isIdentifier(e.name));
  const statement = parent.parent.parent;
  if (!ts.isIdentifier(parent.name) || !ts.isVariableStatement(statement) || (statement.modifiers?.length ?? 0) > 0) return false;
  const name = parent.name.text;
  // Every mention of the name in its block, of whatever it may be there, is such a read.
  const reads = (at: ts.Node, inner: boolean): boolean => {
    if (ts.isIdentifier(at)) {
      if (at.text === "eval") return false;
      if (at.text !== name || at === parent.name || (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at)) return true;
      return !inner && ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at && isLook(l, at.parent);
    }
    const deeper = inner || ts.isFunctionLike(at) || ts.isClassLike(at);
    return ts.forEachChild(at, (child) => (reads(child, deeper) ? undefined : true)) === undefined;
  };
  return reads(statement.parent, false);
}

/** `x.case`, `x.value`, `x.ok`, read; not called on the object, nor assigned. */
function isLook(l: FileLowering, access: ts.PropertyAccessExpression): boolean {
  const { ts } = l;
  if (!LOOKS.has(access.name.text) || access.questionDotToken !== undefined) return false;
  let node: ts.Node = access;
  while (ts.isParenthesizedExpression(node.parent) || ts.isNonNullExpression(node.parent) || ts.isAsExpression(node.parent) || ts.isSatisfiesExpression(node.parent) || ts.isTypeAssertionExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node) return ts.isNewExpression(parent);
  if (ts.isTaggedTemplateExpression(parent) || ts.isDeleteExpression(parent) || ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return isOperand(l, parent);
  if (ts.isBinaryExpression(parent)) return parent.left !== node || parent.operatorToken.kind < ts.SyntaxKind.FirstAssignment || parent.operatorToken.kind > ts.SyntaxKind.LastAssignment;
  return !isPatternTarget(ts, node);
}

/** `!x.ok`, `-x.value` */
function isOperand(l: FileLowering, parent: ts.Node): boolean {
  const { ts } = l;
  return ts.isPrefixUnaryExpression(parent) && parent.operator !== ts.SyntaxKind.PlusPlusToken && parent.operator !== ts.SyntaxKind.MinusMinusToken;
}
