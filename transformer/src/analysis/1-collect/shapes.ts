/** What objects of a type have, as far as it decides whether one can be used as another: most cannot, and a name that is missing tells so at a fraction of what the checker's own answer costs. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { memberName } from "./program-index";

export interface Required {
  /** Names of properties. */
  readonly names: readonly string[];
  /** The class, if it has private members: only it and what extends it has those. */
  readonly nominal: ts.Symbol | undefined;
}

/** Where something is asked again and again. */
export interface Shapes {
  readonly ts: Ts;
  readonly checker: ts.TypeChecker;
  /** What every object of a type has. */
  readonly required: Map<ts.Type, Required>;
  /** The names of the properties of object literals that members are stored in. */
  readonly literals: Map<ts.Node, ReadonlySet<string> | undefined>;
}

/** `type` is surely not assignable to `receiver`: a property is missing. Most are, and the checker's own answer costs much more. */
export function lacksRequired(context: Shapes, type: ts.Type, receiver: ts.Type): boolean {
  const { ts, checker } = context;
  if (receiver.isUnion()) return !type.isUnion() && receiver.types.every((t) => lacksRequired(context, type, t));
  if ((receiver.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false;
  const required = requiredOf(context, shapeOf(context, receiver));
  return lacksName(checker, type, required.names) || isOtherClass(checker, type, required.nominal);
}

/** A class or an interface that has not the private members of the class `nominal`. */
export function isOtherClass(checker: ts.TypeChecker, type: ts.Type, nominal: ts.Symbol | undefined): boolean {
  return nominal !== undefined && type.isClassOrInterface() && !extendsClass(checker, type, nominal);
}

/** All instances of a class or an interface have the same names; those of a mapped type (`Pick<T, K>`) do not. */
export function shapeOf({ ts }: Shapes, type: ts.Type): ts.Type {
  return (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0 ? (type as ts.TypeReference).target : type;
}

export function requiredOf(context: Shapes, shape: ts.Type): Required {
  let required = context.required.get(shape);
  if (required === undefined) context.required.set(shape, (required = requiredBy(context, shape)));
  return required;
}

function requiredBy({ ts, checker }: Shapes, type: ts.Type): Required {
  const properties = checker.getPropertiesOfType(type);
  const isPrivate = (d: ts.Declaration): boolean => {
    const { name } = d as ts.NamedDeclaration;
    return (name !== undefined && ts.isPrivateIdentifier(name)) || (ts.getCombinedModifierFlags(d) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
  };
  return {
    names: properties.filter((p) => (p.flags & ts.SymbolFlags.Optional) === 0 && isFoundByName(p)).map((p) => p.name),
    nominal: type.isClass() && properties.some((p) => p.declarations?.some((d) => d.parent === type.symbol.valueDeclaration && isPrivate(d))) ? type.symbol : undefined,
  };
}

/** The class, or one of those above it, is `symbol`. */
function extendsClass(checker: ts.TypeChecker, type: ts.InterfaceType, symbol: ts.Symbol): boolean {
  return type.symbol === symbol || checker.getBaseTypes(type).some((base) => {
    const above = (base as ts.TypeReference).target ?? base;
    return !above.isClassOrInterface() || extendsClass(checker, above, symbol); // a mixin's parent may be anything
  });
}

/** Objects of `type` have what a `receiver` must have, by name. */
export function hasAllNames(context: Shapes, type: ts.Type, receiver: ts.Type): boolean {
  const parts = receiver.isUnion() ? receiver.types : [receiver];
  return parts.some((part) => !lacksName(context.checker, type, requiredOf(context, shapeOf(context, part)).names));
}

/** A type parameter stands in it, for what callers give: what it is for them is not assignable to it as it stands here. */
export function isGenericType({ ts, checker }: Shapes, type: ts.Type, depth = 0): boolean {
  if ((type.flags & ts.TypeFlags.Instantiable) !== 0) return true;
  if (depth > 4) return false;
  const some = (types: readonly ts.Type[] | undefined): boolean => types?.some((t) => t !== type && isGenericType({ ts, checker } as Shapes, t, depth + 1)) === true;
  if (type.isUnionOrIntersection()) return some(type.types);
  if ((type.flags & ts.TypeFlags.Object) === 0) return false;
  if (type.aliasTypeArguments !== undefined) return some(type.aliasTypeArguments);
  const { objectFlags } = type as ts.ObjectType;
  if ((objectFlags & ts.ObjectFlags.Reference) !== 0) return some(checker.getTypeArguments(type as ts.TypeReference));
  if ((objectFlags & ts.ObjectFlags.ClassOrInterface) !== 0) return false;
  // Written out: where type parameters are in scope.
  return type.symbol?.declarations?.some((d) => hasTypeParameters(ts, d)) === true;
}

/** Type parameters are in scope of the node. */
export function hasTypeParameters(ts: Ts, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent)
    if ((ts.isClassLike(at) || ts.isFunctionLike(at) || ts.isInterfaceDeclaration(at)) && (at.typeParameters?.length ?? 0) > 0) return true;
  return false;
}

/** The checker finds neither a property under a symbol by its name, nor `#x`. */
function isFoundByName({ escapedName }: ts.Symbol): boolean {
  return !(escapedName as string).startsWith("__@") && !(escapedName as string).startsWith("__#");
}

/** The names of an object literal's properties, where all of them stand in it. */
export function namesOfLiteral({ ts, literals }: Shapes, literal: ts.ObjectLiteralExpression): ReadonlySet<string> | undefined {
  let names = literals.get(literal);
  if (names === undefined && !literals.has(literal)) literals.set(literal, (names = writtenNames(ts, literal)));
  return names;
}

function writtenNames(ts: Ts, literal: ts.ObjectLiteralExpression): ReadonlySet<string> | undefined {
  if ((literal.flags & ts.NodeFlags.JavaScriptFile) !== 0) return undefined; // what is assigned later is part of its type
  const names = new Set<string>();
  for (const { name } of literal.properties) {
    const written = name === undefined ? undefined : memberName(ts, name);
    if (written === undefined) return undefined;
    names.add(written);
  }
  return names;
}

export function lacksName(checker: ts.TypeChecker, type: ts.Type, names: readonly string[]): boolean {
  return names.some((name) => checker.getPropertyOfType(type, name) === undefined);
}
