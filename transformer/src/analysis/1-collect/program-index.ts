/**
 * What one pass over all source files of the program tells before any call is resolved: what is stored under each property name, and which names are assigned to.
 *
 * TypeScript's types are structural, so a call through a class, an interface or a type of a library may reach whatever the program stores under that name in an object whose type fits:
 * methods of subclasses, of unrelated classes and object literals, function-valued properties, later assignments (field-based analysis; Feldthaus et al., ICSE 2013).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

export interface ProgramIndex {
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /** Per file: identifiers that are assigned to, by name. */
  readonly assignedNames: ReadonlyMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>;
}

/** Something stored under a property name. */
export interface Member {
  /** The class or object literal it is declared in, or the object it is assigned to. */
  readonly container: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | ts.Expression;
  /** A method or accessor, or the expression that is stored. */
  readonly value: ts.MethodDeclaration | ts.AccessorDeclaration | ts.Expression;
}

export function indexProgram(ts: Ts, program: ts.Program): ProgramIndex {
  const checker = program.getTypeChecker();
  const members = new Map<string, Member[]>();
  const assignedNames = new Map<ts.SourceFile, Map<string, ts.Identifier[]>>();

  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const names = new Map<string, ts.Identifier[]>();
    assignedNames.set(file, names);
    const assign = (target: ts.Expression, value: ts.Expression): void => {
      target = skipOuter(ts, target);
      if (ts.isIdentifier(target)) append(names, target.text, target);
      else if (ts.isPropertyAccessExpression(target)) append(members, target.name.text, { container: target.expression, value });
      else if (ts.isElementAccessExpression(target)) {
        for (const key of literalKeys(target.argumentExpression)) append(members, key, { container: target.expression, value });
      } else if (ts.isArrayLiteralExpression(target)) target.elements.forEach((e) => assign(ts.isSpreadElement(e) ? e.expression : e, e));
      else if (ts.isObjectLiteralExpression(target))
        for (const p of target.properties) {
          if (ts.isShorthandPropertyAssignment(p)) append(names, p.name.text, p.name);
          else if (ts.isPropertyAssignment(p)) assign(p.initializer, p.initializer);
          else if (ts.isSpreadAssignment(p)) assign(p.expression, p.expression);
        }
      else if (ts.isBinaryExpression(target)) assign(target.left, target.left); // default in a destructuring target
    };
    const literalKeys = (key: ts.Expression): string[] => {
      if (ts.isStringLiteralLike(key)) return [key.text];
      if (isSymbolIterator(ts, key)) return [iteratorMember];
      const type = checker.getTypeAtLocation(key);
      return (type.isUnion() ? type.types : [type]).flatMap((t) => (t.isStringLiteral() ? [t.value] : []));
    };
    const addLiteral = (container: ts.Expression, literal: ts.ObjectLiteralExpression): void => {
      for (const p of literal.properties) {
        const name = p.name === undefined ? undefined : memberName(ts, p.name) ?? iteratorName(ts, p.name);
        if (name === undefined) continue;
        if (ts.isPropertyAssignment(p)) append(members, name, { container, value: p.initializer });
        else if (ts.isShorthandPropertyAssignment(p)) append(members, name, { container, value: p.name });
        else if (ts.isMethodDeclaration(p) || ts.isAccessor(p)) append(members, name, { container, value: p });
      }
    };
    const visit = (node: ts.Node): void => {
      if (ts.isClassLike(node)) {
        for (const member of node.members) {
          const name = member.name === undefined ? undefined : memberName(ts, member.name) ?? iteratorName(ts, member.name);
          if (name === undefined) continue;
          if ((ts.isMethodDeclaration(member) && member.body !== undefined) || ts.isGetAccessor(member)) append(members, name, { container: node, value: member });
          else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) append(members, name, { container: node, value: member.initializer });
        }
      } else if (ts.isObjectLiteralExpression(node)) addLiteral(node, node);
      else if (ts.isBinaryExpression(node)) {
        const operator = node.operatorToken.kind;
        if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) assign(node.left, node.right);
      } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
        if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) assign(node.operand, node.operand);
      } else if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) assign(node.initializer, node.initializer);
      else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const [target, second, third] = node.arguments;
        // Object.assign(target, { m }), Object.defineProperty(target, "m", { value }), Reflect.set(target, "m", value)
        if (node.expression.name.text === "assign" && target !== undefined)
          for (const source of node.arguments.slice(1)) { if (ts.isObjectLiteralExpression(source)) addLiteral(target, source); }
        if (/^(defineProperty|set)$/.test(node.expression.name.text) && target !== undefined && second !== undefined && third !== undefined && ts.isStringLiteralLike(second)) {
          const value = ts.isObjectLiteralExpression(third) ? third.properties.find((p) => p.name !== undefined && /^(value|get)$/.test(memberName(ts, p.name) ?? "")) : undefined;
          append(members, second.text, { container: target, value: value !== undefined && ts.isPropertyAssignment(value) ? value.initializer : value !== undefined && ts.isMethodDeclaration(value) ? value : third });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { members, assignedNames };
}

export function memberName(ts: Ts, name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** How the index calls the member `[Symbol.iterator]`. */
export const iteratorMember = "@@iterator";

function iteratorName(ts: Ts, name: ts.PropertyName): string | undefined {
  return ts.isComputedPropertyName(name) && isSymbolIterator(ts, name.expression) ? iteratorMember : undefined;
}

function isSymbolIterator(ts: Ts, key: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(key) && key.name.text === "iterator" && ts.isIdentifier(key.expression) && key.expression.text === "Symbol";
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
