/**
 * What one pass over all source files of the program tells before any call is resolved: class hierarchy, functions by property name, names that are assigned to.
 *
 * Calls through a class type may reach overriding methods in subclasses, and, since TypeScript types are structural, methods of the same name in object literals and other
 * classes whose type fits. A property that is assigned anywhere (`x.m = …`) can hold anything.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

export interface ProgramIndex {
  /** Direct subclasses by the symbol of the class they extend. */
  readonly subclasses: ReadonlyMap<ts.Symbol, readonly ts.ClassLikeDeclaration[]>;
  /** Functions that are created as the property of this name: methods, function-valued properties and fields. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /** Property names that are assigned to outside a declaration. */
  readonly assignedProperties: ReadonlySet<string>;
  /** Per file: identifiers that are assigned to, by name. */
  readonly assignedNames: ReadonlyMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>;
}

export interface Member {
  readonly container: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
  readonly function: ts.SignatureDeclaration;
}

export function indexProgram(ts: Ts, program: ts.Program): ProgramIndex {
  const checker = program.getTypeChecker();
  const subclasses = new Map<ts.Symbol, ts.ClassLikeDeclaration[]>();
  const members = new Map<string, Member[]>();
  const assignedProperties = new Set<string>();
  const assignedNames = new Map<ts.SourceFile, Map<string, ts.Identifier[]>>();

  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const names = new Map<string, ts.Identifier[]>();
    assignedNames.set(file, names);
    const assign = (target: ts.Expression): void => {
      while (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target) || ts.isAsExpression(target)) target = target.expression;
      if (ts.isIdentifier(target)) append(names, target.text, target);
      else if (ts.isPropertyAccessExpression(target)) assignedProperties.add(target.name.text);
      else if (ts.isElementAccessExpression(target) && ts.isStringLiteralLike(target.argumentExpression)) assignedProperties.add(target.argumentExpression.text);
      else if (ts.isArrayLiteralExpression(target)) target.elements.forEach((e) => assign(ts.isSpreadElement(e) ? e.expression : e));
      else if (ts.isObjectLiteralExpression(target))
        for (const p of target.properties) {
          if (ts.isShorthandPropertyAssignment(p)) append(names, p.name.text, p.name);
          else if (ts.isPropertyAssignment(p)) assign(p.initializer);
          else if (ts.isSpreadAssignment(p)) assign(p.expression);
        }
      else if (ts.isBinaryExpression(target)) assign(target.left); // default in a destructuring target
    };
    const visit = (node: ts.Node): void => {
      if (ts.isClassLike(node)) {
        for (const clause of node.heritageClauses ?? [])
          if (clause.token === ts.SyntaxKind.ExtendsKeyword)
            for (const base of clause.types) {
              const symbol = resolveAlias(ts, checker, checker.getSymbolAtLocation(base.expression));
              if (symbol !== undefined) append(subclasses, symbol, node);
            }
        for (const member of node.members) {
          if (member.name === undefined) continue;
          if (ts.isMethodDeclaration(member) && member.body !== undefined) addMember(member.name, node, member);
          else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) addMember(member.name, node, functionOf(ts, member.initializer));
        }
      } else if (ts.isObjectLiteralExpression(node)) {
        for (const p of node.properties) {
          if (ts.isMethodDeclaration(p)) addMember(p.name, node, p);
          else if (ts.isPropertyAssignment(p)) addMember(p.name, node, functionOf(ts, p.initializer));
        }
      } else if (ts.isBinaryExpression(node)) {
        const operator = node.operatorToken.kind;
        if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) assign(node.left);
      } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
        if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) assign(node.operand);
      } else if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) assign(node.initializer);
      ts.forEachChild(node, visit);
    };
    const addMember = (name: ts.PropertyName, container: Member["container"], fn: ts.SignatureDeclaration | undefined): void => {
      const text = memberName(ts, name);
      if (text !== undefined && fn !== undefined) append(members, text, { container, function: fn });
    };
    visit(file);
  }
  return { subclasses, members, assignedProperties, assignedNames };
}

export function memberName(ts: Ts, name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** The function an initialiser is, seen through parentheses and type assertions. */
export function functionOf(ts: Ts, expression: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | undefined {
  const inner = skipOuter(ts, expression);
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : undefined;
}

/** Parentheses and everything that exists for types only. */
export function skipOuter(ts: Ts, expression: ts.Expression): ts.Expression {
  let inner = expression;
  for (;;) {
    if (
      ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner) || ts.isTypeAssertionExpression(inner) ||
      ts.isSatisfiesExpression(inner)
    ) inner = inner.expression;
    else return inner;
  }
}

export function resolveAlias(ts: Ts, checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
