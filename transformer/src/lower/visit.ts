/**
 * The walk: every node goes to the file that lowers its construct; what needs nothing special is copied with its children visited.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { lowerCall } from "./calls";
import { converts, lowerConversion } from "./conversions";
import { lowerClass } from "./classes";
import { lowerClosure, namedClosureStatements } from "./closures";
import { lowerDeep } from "./deep-expressions";
import { lowerOtherFunction, lowerFunctionDeclaration } from "./functions";
import { lowerDelegate } from "./generators";
import { lowerCatchPattern, lowerPatternAssignment, lowerPatternDeclaration, lowerSpread } from "./iterables";
import { lowerIteration } from "./loops";
import { isArgumentsObject } from "../analysis/1-collect/arguments-object";
import { isSuperCall } from "../analysis/1-collect/constructors";
import { lowerSuperCall, lowerSuperStatement } from "./derived-constructors";
import { lowerReturn } from "./constructors";
import { lowerNew, lowerNewTarget } from "./new";
import { lowerObjectLiteral } from "./object-literals";
import { isChainRoot, lowerOptionalChain } from "./optional-chains";
import { isPrivateMethodRead, lowerPrivateMethodRead } from "./private-methods";
import { lowerPropertyAssignment, lowerPropertyRead, lowerPropertyStep } from "./property-access";
import type { FileLowering, Scope } from "./scope";
import { renamedSuper } from "./super";
import { lowerTaggedTemplate } from "./tagged-templates";
import { isOfResources, lowerUsingStatement, openResources, usingOfSwitch, wrapUsing } from "./using";

/** Visits an expression or any other node that stays one node. */
export function visitNode<T extends ts.Node>(l: FileLowering, node: T, scope: Scope): T {
  return l.ts.visitNode(node, (n) => visit(l, n, scope)) as T;
}

export function visitExpressions(l: FileLowering, nodes: readonly ts.Expression[], scope: Scope): ts.Expression[] {
  return nodes.map((n) => visitNode(l, n, scope));
}

export function visitChildren(l: FileLowering, node: ts.Node, scope: Scope): ts.Node {
  return l.ts.visitEachChild(node, (n) => visit(l, n, scope), l.context);
}

/** Visits a list of statements; entries of functions declared in it are attached first, since declarations are hoisted. */
export function visitStatements(l: FileLowering, statements: readonly ts.Statement[], scope: Scope, isClause = false): { statements: ts.Statement[]; attach: ts.Statement[] } {
  const out: ts.Statement[] = [];
  const attach: ts.Statement[] = [];
  const file = scope.mode === "awaiting" && statements[0] !== undefined && l.ts.isSourceFile(l.ts.getOriginalNode(statements[0]).parent);
  const resources = isClause || file ? undefined : openResources(l, statements, scope);
  for (const statement of statements) {
    const declaration = l.mayBeSloppy ? withoutLabels(l, statement) : statement;
    if (l.ts.isFunctionDeclaration(declaration) && !isUntouched(l, declaration, scope)) {
      const lowered = lowerFunctionDeclaration(l, declaration, scope);
      out.push(...lowered.statements);
      attach.push(...lowered.attach);
      continue;
    }
    const result = visit(l, statement, scope);
    if (result === undefined) continue;
    if (Array.isArray(result)) out.push(...(result as ts.Statement[]));
    else out.push(result as ts.Statement);
  }
  if (resources === undefined) return { statements: out, attach };
  const at = l.prologueEnd(out);
  return { statements: wrapUsing(l, [...out.slice(0, at), ...attach, ...out.slice(at)], resources, scope), attach: [] };
}

/** `l: function f() {}` of sloppy code: the label means nothing. */
function withoutLabels(l: FileLowering, statement: ts.Statement): ts.Statement {
  let inner = statement;
  while (l.ts.isLabeledStatement(inner)) inner = inner.statement;
  return l.ts.isFunctionDeclaration(inner) ? inner : statement;
}

export function visitBlock(l: FileLowering, block: ts.Block, scope: Scope): ts.Block {
  const { statements, attach } = visitStatements(l, block.statements, scope);
  return l.f.updateBlock(block, l.ts.setTextRange(l.f.createNodeArray([...attach, ...statements]), block.statements));
}

function isUntouched(l: FileLowering, node: ts.Node, scope: Scope): boolean {
  return scope.argumentsName === undefined && scope.superName === undefined && scope.newTarget === undefined && scope.self === undefined && scope.leave === undefined &&
    l.untouched.is(node, scope.mode !== "plain") && !isOfResources(l, node);
}

function visit(l: FileLowering, node: ts.Node, scope: Scope): ts.VisitResult<ts.Node | undefined> {
  const { ts, f } = l;
  if (l.values.size > 0) {
    const value = l.values.get(ts.getOriginalNode(node));
    if (value !== undefined) return value;
  }
  if (node.kind <= ts.SyntaxKind.LastToken) return visitToken(l, node, scope); // half of all nodes
  if (isUntouched(l, node, scope)) return node;
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration: {
      const lowered = lowerFunctionDeclaration(l, node as ts.FunctionDeclaration, scope);
      return [...lowered.statements, ...lowered.attach];
    }
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
      return lowerClosure(l, node as ts.FunctionExpression | ts.ArrowFunction, scope);
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return lowerClass(l, node as ts.ClassLikeDeclaration, scope);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return lowerObjectLiteral(l, node as ts.ObjectLiteralExpression, scope);
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return lowerOtherFunction(l, node as ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration, scope);
    case ts.SyntaxKind.Block:
      return visitBlock(l, node as ts.Block, scope);
    case ts.SyntaxKind.ModuleBlock: {
      const block = node as ts.ModuleBlock;
      const facts = l.functionPlan(node)!.facts;
      const inner = l.scopeOf(facts, "plain", scope);
      const { statements, attach } = visitStatements(l, block.statements, inner);
      return f.updateModuleBlock(block, ts.setTextRange(f.createNodeArray(l.withTemps([...attach, ...statements], inner.temps)), block.statements));
    }
    case ts.SyntaxKind.SwitchStatement: {
      const resources = usingOfSwitch(l, node as ts.SwitchStatement, scope);
      const made = visitChildren(l, node, scope) as ts.Statement;
      return resources === undefined ? made : f.createBlock(wrapUsing(l, [made], resources, scope), true);
    }
    case ts.SyntaxKind.CaseBlock: {
      // A function declared in one clause exists in all of them, from before the first test on: `case ($entry(f, f$frame), …, {}):` equals nothing and is tested first.
      const block = node as ts.CaseBlock;
      const attach: ts.Expression[] = [];
      const clauses = block.clauses.map((clause): ts.CaseOrDefaultClause => {
        const expression = ts.isCaseClause(clause) ? visitNode(l, clause.expression, scope) : undefined;
        const visited = visitStatements(l, clause.statements, scope, true);
        attach.push(...visited.attach.map((s) => (s as ts.ExpressionStatement).expression));
        return ts.isCaseClause(clause) ? f.updateCaseClause(clause, expression!, visited.statements) : f.updateDefaultClause(clause, visited.statements);
      });
      const first = attach.length === 0 ? [] : [f.createCaseClause(f.createParenthesizedExpression(f.createCommaListExpression([...attach, f.createObjectLiteralExpression()])), [])];
      return f.updateCaseBlock(block, [...first, ...clauses]);
    }
    case ts.SyntaxKind.VariableStatement:
      return lowerUsingStatement(l, node as ts.VariableStatement, scope) ?? namedClosureStatements(l, node as ts.VariableStatement, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.ExpressionStatement:
      return visitExpressionStatement(l, node as ts.ExpressionStatement, scope);
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
      return lowerIteration(l, node as ts.IterationStatement, [], scope);
    case ts.SyntaxKind.CatchClause:
      return lowerCatchPattern(l, node as ts.CatchClause, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.LabeledStatement:
      return visitLabeled(l, node as ts.LabeledStatement, scope);
    case ts.SyntaxKind.NewExpression:
      return lowerNew(l, node as ts.NewExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.MetaProperty:
      return lowerNewTarget(l, node as ts.MetaProperty, scope);
    case ts.SyntaxKind.ReturnStatement:
      return lowerReturn(l, node as ts.ReturnStatement, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.CallExpression:
      if (scope.self !== undefined && isSuperCall(ts, node)) return lowerSuperCall(l, node, scope);
      if (isChainRoot(l, node as ts.Expression, scope)) return lowerOptionalChain(l, node as ts.Expression, scope);
      return lowerDeep(l, node as ts.CallExpression, scope) ?? lowerCall(l, node as ts.CallExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.YieldExpression:
      return lowerDelegate(l, node as ts.YieldExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.SpreadElement:
      return lowerSpread(l, node as ts.SpreadElement, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.VariableDeclaration:
      return lowerPatternDeclaration(l, node as ts.VariableDeclaration, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.BinaryExpression:
      return lowerPatternAssignment(l, node as ts.BinaryExpression, scope) ?? lowerPropertyAssignment(l, node as ts.BinaryExpression, scope) ?? lowerConversion(l, node as ts.BinaryExpression, scope) ?? (isDeep(l, node) ? visitOperators(l, node as ts.BinaryExpression, scope) : visitChildren(l, node, scope));
    case ts.SyntaxKind.TaggedTemplateExpression:
      return lowerTaggedTemplate(l, node as ts.TaggedTemplateExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.PropertyAccessExpression:
      if (isChainRoot(l, node as ts.Expression, scope)) return lowerOptionalChain(l, node as ts.Expression, scope);
      if (isPrivateMethodRead(l, node as ts.PropertyAccessExpression)) return lowerPrivateMethodRead(l, node as ts.PropertyAccessExpression, scope);
      return (isObject(l, node) ? lowerDeep(l, node as ts.PropertyAccessExpression, scope) : undefined) ?? lowerPropertyRead(l, node as ts.PropertyAccessExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.DeleteExpression: {
      const operand = skipOuter(l.ts, (node as ts.DeleteExpression).expression);
      return isChainRoot(l, operand, scope) ? lowerOptionalChain(l, operand, scope, true) : visitChildren(l, node, scope);
    }
    case ts.SyntaxKind.TemplateExpression:
      return lowerConversion(l, node as ts.TemplateExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
      if (ts.isPrefixUnaryExpression(node) && converts(l, node, scope)) return lowerConversion(l, node, scope)!;
      return lowerPropertyStep(l, node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.ElementAccessExpression:
      if (isChainRoot(l, node as ts.Expression, scope)) return lowerOptionalChain(l, node as ts.Expression, scope);
      return lowerPropertyRead(l, node as ts.ElementAccessExpression, scope) ?? visitChildren(l, node, scope);
    case ts.SyntaxKind.NonNullExpression:
      if (isChainRoot(l, node as ts.Expression, scope)) return lowerOptionalChain(l, node as ts.Expression, scope);
      return visitChildren(l, node, scope);
    case ts.SyntaxKind.ShorthandPropertyAssignment:
      if (scope.argumentsName !== undefined && (node as ts.ShorthandPropertyAssignment).name.text === "arguments")
        return f.createPropertyAssignment("arguments", f.createIdentifier(scope.argumentsName));
      return visitChildren(l, node, scope);
    case ts.SyntaxKind.HeritageClause: // of a class that has decorators (decorators.ts)
    case ts.SyntaxKind.ComputedPropertyName:
    case ts.SyntaxKind.Decorator: {
      const facts = l.functionPlan(node)?.facts;
      return visitChildren(l, node, facts === undefined ? scope : { ...scope, mode: "plain", facts });
    }
    case ts.SyntaxKind.EnumDeclaration: {
      const facts = l.functionPlan(node)?.facts;
      return visitChildren(l, node, facts === undefined ? scope : { ...scope, mode: "plain", facts, temps: l.moduleTemps });
    }
  }
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
  return visitChildren(l, node, scope);
}

function visitToken(l: FileLowering, node: ts.Node, scope: Scope): ts.Node {
  const { ts } = l;
  if (ts.isIdentifier(node)) return scope.argumentsName !== undefined && isArgumentsObject(ts, node) ? l.at_(l.f.createIdentifier(scope.argumentsName), node) : node;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return scope.self === undefined ? node : l.this_(scope, node);
  return node.kind === ts.SyntaxKind.SuperKeyword ? renamedSuper(l, node, scope) ?? node : node;
}

/** The object of a property access: a value, and no reference. */
function isObject(l: FileLowering, node: ts.Node): boolean {
  const original = l.ts.getOriginalNode(node), { parent } = original;
  return parent !== undefined && (l.ts.isPropertyAccessExpression(parent) || l.ts.isElementAccessExpression(parent)) && parent.expression === original;
}

/** A tree of operators that is too deep to recur in: `a + b + …`, `a = b = …`. */
function isDeep(l: FileLowering, node: ts.Node): boolean {
  const spine = (side: "left" | "right"): boolean => {
    let depth = 0;
    for (let at = node; l.ts.isBinaryExpression(at); at = at[side]) if (++depth > 50) return true;
    return false;
  };
  return spine("left") || spine("right");
}

/** Visits operands from left to right without recursion into operators that need no lowering themselves. */
function visitOperators(l: FileLowering, root: ts.BinaryExpression, scope: Scope): ts.Expression {
  const { ts, f } = l;
  const open: { readonly node: ts.BinaryExpression; left: ts.Expression | undefined }[] = [];
  const enter = (node: ts.Expression): ts.Expression => {
    for (let at = node; ;) {
      if (!ts.isBinaryExpression(at) || (at !== root && (l.callPlan(at) !== undefined || converts(l, at, scope) || ts.isArrayLiteralExpression(at.left) || ts.isObjectLiteralExpression(at.left)))) return visitNode(l, at, scope);
      open.push({ node: at, left: undefined });
      at = at.left;
    }
  };
  let value = enter(root);
  for (let top = open[open.length - 1]; top !== undefined; top = open[open.length - 1]) {
    if (top.left === undefined) {
      top.left = value;
      value = enter(top.node.right);
      continue;
    }
    open.pop();
    value = f.updateBinaryExpression(top.node, top.left, top.node.operatorToken, value);
  }
  return value;
}

/** `f(a);` needs no result: `$frame(…); if ($S.f) yield site;` */
function visitExpressionStatement(l: FileLowering, node: ts.ExpressionStatement, scope: Scope): ts.VisitResult<ts.Node> {
  const { ts, f } = l;
  if (scope.self !== undefined && isSuperCall(ts, node.expression)) return lowerSuperStatement(l, node, node.expression, scope);
  if (scope.mode === "goroutine" && ts.isCallExpression(node.expression) && !isChainRoot(l, node.expression, scope)) {
    const deep = lowerDeep(l, node.expression, scope);
    if (deep !== undefined) return f.updateExpressionStatement(node, deep);
    const call = lowerCall(l, node.expression, scope, true);
    const plan = l.callPlan(node.expression);
    if (call !== undefined && plan !== undefined && plan.mode !== "plain")
      return [f.updateExpressionStatement(node, call), l.at_(l.yieldIfSuspended(node.expression, scope, plan.facts.text), node)];
    if (call !== undefined) return f.updateExpressionStatement(node, call);
  }
  return visitChildren(l, node, scope);
}

function visitLabeled(l: FileLowering, node: ts.LabeledStatement, scope: Scope): ts.VisitResult<ts.Node> {
  const labels: ts.Identifier[] = [];
  let inner: ts.Statement = node;
  while (l.ts.isLabeledStatement(inner)) {
    labels.push(inner.label);
    inner = inner.statement;
  }
  return l.ts.isIterationStatement(inner, false) ? lowerIteration(l, inner, labels, scope) : visitChildren(l, node, scope);
}
