/**
 * What keeps its identity: constants, parameters that are not assigned to, fields that are set once, and such fields of those. Two expressions that name the same place are the same object wherever they stand in
 * a function. A constant that is another name of a place is that place.
 */
import type ts from "typescript";
import { symbolOf } from "../../analysis/1-collect/declared-type";
import { isConst, memberName, resolveAlias, skipOuter } from "../../analysis/1-collect/program-index";
import { isUsingList } from "../../analysis/1-collect/using";
import type { RuleContext } from "../define";

/** A variable, a field of `this`, or a field of such a place. Compared by identity. */
export type Place = Pick<ts.Symbol, "name" | "valueDeclaration">;

/** Fields of places: of two objects of one class they are two places. */
export interface FieldPlace extends Place { readonly of: Place; readonly field: ts.Symbol }

const fields = new WeakMap<Place, Map<ts.Symbol, FieldPlace>>();

function fieldOf(of: Place, field: ts.Symbol): FieldPlace {
  let own = fields.get(of);
  if (own === undefined) fields.set(of, (own = new Map()));
  let place = own.get(field);
  if (place === undefined) own.set(field, (place = { name: `${of.name}.${field.name}`, valueDeclaration: of.valueDeclaration, of, field }));
  return place;
}

export function isFieldPlace(place: Place): place is FieldPlace {
  return "of" in place;
}

/** The place an expression names; undefined: it may be another object each time. */
export function stable(context: RuleContext, expression: ts.Expression | undefined, depth = 0): Place | undefined {
  if (expression === undefined || depth > 4) return undefined;
  const { ts, program, plan } = context, inner = skipOuter(ts, expression), checker = program.getTypeChecker();
  if (ts.isIdentifier(inner)) {
    const symbol = resolveAlias(ts, checker, symbolOf(ts, checker, inner)), declaration = symbol?.valueDeclaration;
    if (declaration === undefined) return undefined;
    if (ts.isParameter(declaration)) return plan.facts.assigned.has(inner.text) ? undefined : symbol;
    if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return undefined;
    let owner: ts.Node = declaration;
    while (ts.isBindingElement(owner) || ts.isObjectBindingPattern(owner) || ts.isArrayBindingPattern(owner)) owner = owner.parent;
    if (ts.isParameter(owner)) return plan.facts.assigned.has(inner.text) ? undefined : symbol;
    if (!ts.isVariableDeclaration(owner) || !isConst(ts, owner)) return undefined;
    if (owner.initializer === undefined || (ts.isVariableDeclarationList(owner.parent) && isUsingList(ts, owner.parent))) return symbol;
    if (owner === declaration) return isName(ts, owner.initializer) ? (stable(context, owner.initializer, depth + 1) ?? symbol) : symbol;
    // `const { mu } = this`
    const pattern = declaration.parent as ts.BindingPattern, name = (declaration as ts.BindingElement).propertyName ?? (declaration as ts.BindingElement).name;
    if (pattern.parent !== owner || !ts.isObjectBindingPattern(pattern) || ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name) || (declaration as ts.BindingElement).dotDotDotToken !== undefined) return symbol;
    const key = memberName(ts, name), field = key === undefined ? undefined : checker.getPropertyOfType(checker.getTypeAtLocation(owner.initializer), key);
    return (field === undefined ? undefined : placeOfField(context, skipOuter(ts, owner.initializer), field, depth)) ?? symbol;
  }
  if (!ts.isPropertyAccessExpression(inner)) return undefined;
  const field = checker.getSymbolAtLocation(inner.name);
  return field === undefined ? undefined : placeOfField(context, skipOuter(ts, inner.expression), field, depth);
}

function isName(ts: RuleContext["ts"], expression: ts.Expression): boolean {
  const inner = skipOuter(ts, expression);
  return ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner);
}

function placeOfField(context: RuleContext, object: ts.Expression, field: ts.Symbol, depth: number): Place | undefined {
  const { ts } = context, declaration = field.valueDeclaration;
  if (declaration === undefined || !isSetOnce(context, declaration, field.name)) return undefined;
  if (object.kind === ts.SyntaxKind.ThisKeyword) return field;
  const of = stable(context, object, depth + 1);
  return of === undefined ? undefined : fieldOf(of, field);
}

const assignments = new WeakMap<ts.SourceFile, Map<string, boolean>>();

/** A field that is readonly, or private to its class and never assigned to there. */
function isSetOnce({ ts }: RuleContext, declaration: ts.Declaration, name: string): boolean {
  if (!ts.isPropertyDeclaration(declaration) && !ts.isPropertySignature(declaration) && !ts.isParameter(declaration) && !ts.isPropertyAssignment(declaration) && !ts.isShorthandPropertyAssignment(declaration)) return false;
  const { Readonly, Private } = ts.ModifierFlags, flags = ts.getCombinedModifierFlags(declaration);
  if ((flags & Readonly) !== 0) return true;
  const file = declaration.getSourceFile();
  if (file.isDeclarationFile || (ts.isPropertyDeclaration(declaration) && (flags & Private) === 0 && !ts.isPrivateIdentifier(declaration.name) && declaration.initializer === undefined)) return false;
  let own = assignments.get(file);
  if (own === undefined) assignments.set(file, (own = new Map()));
  let assigned = own.get(name);
  if (assigned === undefined) own.set(name, (assigned = new RegExp(`[.?]${name.replace(/[^\w#]/g, "\\$&")}\\s*(=[^=>]|\\?\\?=)`).test(file.text)));
  return !assigned;
}

/** What a place of a function that is called is in the caller: an argument for a parameter, a field of the object it is called on. */
export function placeIn(context: RuleContext, call: ts.CallExpression, fn: ts.SignatureDeclaration, place: Place): Place | undefined {
  const { ts } = context;
  if (isFieldPlace(place)) {
    const of = placeIn(context, call, fn, place.of);
    return of === undefined ? undefined : fieldOf(of, place.field);
  }
  const declaration = place.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (declaration.parent === fn && ts.isParameter(declaration)) {
    const given = call.arguments[fn.parameters.indexOf(declaration) - (fn.parameters[0]?.name.getText() === "this" ? 1 : 0)];
    return given === undefined ? undefined : stable(context, given);
  }
  if (ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent) && ts.isParameter(declaration.parent.parent) && declaration.parent.parent.parent === fn) {
    // `function f({ mu }: T)`
    const given = call.arguments[fn.parameters.indexOf(declaration.parent.parent)], name = declaration.propertyName ?? declaration.name;
    const field = given === undefined || !ts.isIdentifier(name) ? undefined : context.program.getTypeChecker().getPropertyOfType(context.program.getTypeChecker().getTypeAtLocation(given), name.text);
    return given === undefined || field === undefined ? undefined : placeOfField(context, skipOuter(ts, given), field, 0);
  }
  if (ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration)) {
    const callee = skipOuter(ts, call.expression), object = ts.isPropertyAccessExpression(callee) ? skipOuter(ts, callee.expression) : undefined;
    if (object === undefined) return ts.isArrowFunction(fn) ? place : undefined;
    if (object.kind === ts.SyntaxKind.ThisKeyword || object.kind === ts.SyntaxKind.SuperKeyword) return place;
    const of = stable(context, object);
    return of === undefined ? undefined : fieldOf(of, place as ts.Symbol);
  }
  return declaration.getSourceFile() !== fn.getSourceFile() || declaration.pos < fn.pos || declaration.end > fn.end ? place : undefined;
}
