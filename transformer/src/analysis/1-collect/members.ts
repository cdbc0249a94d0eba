/**
 * What a member call `x.m()` may reach: the declarations the checker names, and whatever the program stores under `m` in objects whose type fits the receiver's.
 * Anything that is not a known function makes the call unknown.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionId, idOf } from "../facts";
import { type Answers, typeName } from "./answers";
import type { Heirs } from "./heirs";
import { classMember, functionOf, type Member, memberName, type ProgramIndex, propertyUnder, resolveAlias, skipOuter } from "./program-index";
import { hasAllNames, hasTypeParameters, isGenericType, isOtherClass, lacksName, lacksRequired, namesOfLiteral, requiredOf, shapeOf, type Shapes } from "./shapes";

export interface MemberContext extends Shapes {
  readonly index: ProgramIndex;
  /** What is known from the former program, and kept for the next. */
  readonly kept: Answers;
  /** Told of each name that is looked for. */
  ask(this: void, name: string): void;
  /** What an expression is that may be a function. */
  value(expression: ts.Expression): Argument;
  /** Types of what members are stored in: the checker makes a new one for an object literal at each question. */
  readonly types: Map<ts.Node, ts.Type>;
  /** Whether type parameters are in scope of what members are stored in. */
  readonly generic: Map<ts.Node, boolean>;
  /** The one function a name stands for. */
  functionOf(this: void, symbol: ts.Symbol): FunctionId | undefined;
  /** A decorator of the program's may put another function in its place. */
  isDecorated(this: void, declaration: ts.Node): boolean;
  /** Whether type parameters stand in a receiver's type. */
  readonly open: Map<ts.Type, boolean>;
  /** Declared outside of the program by something that cannot suspend. */
  isPlainOutside(this: void, declaration: ts.Node): boolean;
  /** Answers by name and receiver: many calls ask the same. */
  readonly answers: Map<string, Map<ts.Type, ReadonlySet<FunctionId> | undefined>>;
  readonly answersOutside: Map<string, Map<ts.Type, ReadonlySet<FunctionId> | undefined>>;
  /** The same for getters and setters. */
  readonly answersGet: Map<string, Map<ts.Type, ReadonlySet<FunctionId>>>;
  readonly answersSet: Map<string, Map<ts.Type, ReadonlySet<FunctionId>>>;
  /** By receiver, what is stored under computed names in objects that fit. */
  readonly computed: Map<ts.Type, readonly Member[]>;
  readonly computedOutside: Map<ts.Type, readonly Member[]>;
  /** Names under which something is assigned to an object that is known by its type alone; by that type, the classes whose instances may be such objects. */
  readonly assigned: Map<string, boolean>;
  readonly inhabitants: Map<ts.Type, readonly Member[]>;
  /** Made when first asked for. */
  heirs(this: void): Heirs;
  /** By receiver, whether instances of a class (the class itself) fit: its members are asked about one by one. */
  readonly instances: Map<ts.Type, Map<ts.Node, boolean>>;
  readonly statics: Map<ts.Type, Map<ts.Node, boolean>>;
  /** By receiver, whether objects known by a type may be one. */
  readonly related: Map<ts.Type, Map<ts.Type, boolean>>;
  /** By name of the member and by type of its owner outside: nothing of the program's can stand in for one; the same of accessors, and of what is stored under computed names. */
  readonly unmatched: Map<string, Map<ts.Type, boolean>>;
  readonly unmatchedAccessors: Map<string, Map<ts.Type, boolean>>;
  readonly unmatchedComputed: Map<ts.Type, boolean>;
}

/** Above so many functions a call is looked up at run time, as one of an unknown function is: it may be any of them, and comparing every receiver with all of them is quadratic. */
const MANY = 64;

/**
 * Functions stored under `name`, or under a name computed at run time, in objects that may be a `receiver`; undefined if one of them is not known, or there are very many. `outside`: the member is declared in a library; what is
 * stored under computed names in objects of no known type is not taken for one of those.
 */
export function membersThatFit(context: MemberContext, name: string, receiver: ts.Type, outside = false): ReadonlySet<FunctionId> | undefined {
  context.ask(name);
  if (isAssigned(context, name)) context.ask(classMember);
  const known = ofName(outside ? context.answersOutside : context.answers, name);
  let found = known.get(receiver);
  if (found === undefined && !known.has(receiver)) known.set(receiver, (found = recallMembers(context, name, receiver, outside)));
  return found;
}

function recallMembers(context: MemberContext, name: string, receiver: ts.Type, outside: boolean): ReadonlySet<FunctionId> | undefined {
  const type = typeName(context.ts, context.checker, receiver), key = outside ? `outside ${name}` : name;
  if (type === undefined) return findMembers(context, name, receiver, outside);
  const known = context.kept.of(key, type);
  if (known !== undefined) return known.answer;
  const found = findMembers(context, name, receiver, outside);
  context.kept.keep(key, type, found);
  return found;
}

function findMembers(context: MemberContext, name: string, receiver: ts.Type, outside: boolean): ReadonlySet<FunctionId> | undefined {
  const { ts } = context, known = new Set<FunctionId>(), receivers = new Set([receiver]);
  const named = context.index.members.get(name) ?? [];
  for (const type of receivers) { // grows
    for (const part of partsWith(context, type, name)) receivers.add(part);
    const computed = name.startsWith("@@") ? [] : computedThatFit(context, type, outside);
    for (let i = 0; i < named.length + computed.length; i++) {
      const isNamed = i < named.length, member = isNamed ? named[i]! : computed[i - named.length]!;
      const { value } = member;
      let id: FunctionId | undefined;
      // A decorator's is what that gives. Of what is copied more is known below.
      if (ts.isMethodDeclaration(value)) id = member.within === true || context.isDecorated(value) ? undefined : idOf(value);
      else if (member.within !== true && !ts.isAccessor(value) && !context.isDecorated(value.parent)) {
        const stored = context.value(value);
        if (stored.kind === "none") continue;
        if (stored.kind === "function") id = stored.id;
      }
      if (id !== undefined && known.has(id)) continue;
      if (isNamed && member.loose !== true && !fits(context, member, type, true) && !isSharedWith(context, named, member, type)) continue;
      const copied = isNamed && member.within === true ? copiedFrom(context, member, name) : undefined;
      if (copied !== undefined) {
        receivers.add(copied.type);
        copied.ids.forEach((own) => known.add(own));
      } else if (id !== undefined) known.add(id);
      else return undefined;
      if (known.size > MANY) return undefined;
    }
  }
  return known;
}

/** Types of parts that an object of the type may have been put together from: those of an intersection, and classes that an interface extends. */
function partsWith(context: MemberContext, type: ts.Type, name: string): readonly ts.Type[] {
  const { ts, checker } = context;
  if (type.isUnion()) return type.types.some((t) => t.isIntersection()) ? type.types.flatMap((t) => partsWith(context, t, name)) : [];
  const isInterface = (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Interface) !== 0 && type.symbol.declarations?.some((d) => !d.getSourceFile().isDeclarationFile) === true;
  const bases = type.isIntersection() ? type.types : isInterface ? checker.getBaseTypes(type as ts.InterfaceType) : [];
  return bases.filter((t) => (t.flags & ts.TypeFlags.Object) !== 0 && propertyUnder(checker, t, name) !== undefined);
}

/** What is copied under that name out of an object of a known type: the functions its declarations are (those of plain code count for none), and whatever such an object may hold. Undefined: that is not known. */
function copiedFrom(context: MemberContext, member: Member, name: string): { readonly type: ts.Type; readonly ids: readonly FunctionId[] } | undefined {
  const { ts, checker, isDecorated } = context, { value: source } = member;
  if (!ts.isExpression(source)) return undefined;
  const type = checker.getTypeAtLocation(source), ids: FunctionId[] = [];
  if (copiesPlain(context, member, name)) return { type, ids };
  const property = resolveAlias(ts, checker, propertyUnder(checker, type, name));
  for (const d of property?.declarations ?? []) {
    const id = isDecorated(d) ? undefined : ts.isFunctionDeclaration(d) || ts.isVariableDeclaration(d) ? context.functionOf(property!) : memberFunction(ts, d);
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids.length === 0 ? undefined : { type, ids };
}

/** Something is stored under `name` in what may be the prototype `super` stands for, or the class itself. What an instance is given as `this` hides a method, and is none of its prototype's. */
export function isReplaced(context: MemberContext, name: string, above: ts.Type, onClass: boolean): boolean {
  const { ts, index } = context;
  const isGiven = ({ container }: Member): boolean => !ts.isClassLike(container) && !ts.isObjectLiteralExpression(container) && (onClass || container.kind !== ts.SyntaxKind.ThisKeyword);
  context.ask(name);
  return (index.members.get(name) ?? []).some((member) => isGiven(member) && fits(context, member, above, true)) || computedThatFit(context, above, false).some(isGiven);
}

/** `x.m = f` somewhere, for this name. */
function isAssigned({ ts, index, assigned }: MemberContext, name: string): boolean {
  let answer = assigned.get(name);
  if (answer === undefined) assigned.set(name, (answer = (index.members.get(name) ?? []).some(({ container }) => !ts.isClassLike(container) && !ts.isObjectLiteralExpression(container))));
  return answer;
}

/** `x.m = f`, where neither what `x` is declared as nor the `receiver` is the other: an instance of a class of the program's, or an object literal with an `m` of its own, may be both. */
function isSharedWith(context: MemberContext, named: readonly Member[], { container }: Member, receiver: ts.Type): boolean {
  const { ts, index, inhabitants } = context;
  if (ts.isClassLike(container) || ts.isObjectLiteralExpression(container)) return false;
  const type = typeOfContainer(context, container, true);
  let classes = inhabitants.get(type);
  if (classes === undefined) inhabitants.set(type, (classes = (index.members.get(classMember) ?? []).filter((c) => isOne(context, c, type))));
  return classes.some((c) => isOne(context, c, receiver)) || named.some((m) => ts.isObjectLiteralExpression(m.container) && fits(context, m, type, true) && fits(context, m, receiver, true));
}

/** What is stored under computed names in objects that may be a `receiver`: the same for all names. */
function computedThatFit(context: MemberContext, receiver: ts.Type, outside: boolean): readonly Member[] {
  const known = outside ? context.computedOutside : context.computed;
  let found = known.get(receiver);
  if (found === undefined) known.set(receiver, (found = context.index.computed.filter((member) => !(outside && isOpen(context, member.container)) && (member.loose === true || fits(context, member, receiver, member.asserted === true)))));
  return found;
}

/**
 * Nothing that the program stores under `name` can be in an object that is used as an `owner`, which is an interface, a class or a namespace of a library, whatever its type arguments: each lacks a property that all of those have.
 * So no type of a receiver whose `name` is declared there has to be asked for.
 */
export function noneMatches(context: MemberContext, name: string, owner: ts.Type): boolean {
  const { members, computed } = context.index;
  return (name.startsWith("@@") || remembered(context.unmatchedComputed, owner, () => computed.every((member) => isOpen(context, member.container) || lacksOne(context, member, false, owner)))) &&
    remembered(ofName(context.unmatched, name), owner, () => (members.get(name) ?? []).every((member) => lacksOne(context, member, true, owner)));
}

/** The same for accessors. */
export function noAccessorMatches(context: MemberContext, name: string, owner: ts.Type): boolean {
  return remembered(ofName(context.unmatchedAccessors, name), owner, () => (context.index.accessors.get(name) ?? []).every((member) => lacksOne(context, member, true, owner)));
}

function ofName<T>(known: Map<string, Map<ts.Type, T>>, name: string): Map<ts.Type, T> {
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = new Map<ts.Type, T>()));
  return found;
}

function remembered(known: Map<ts.Type, boolean>, owner: ts.Type, test: () => boolean): boolean {
  let answer = known.get(owner);
  if (answer === undefined) known.set(owner, (answer = test()));
  return answer;
}

/** The object the member is stored in is known by its declaration, and lacks a property that every `owner` has. */
function lacksOne(context: MemberContext, member: Member, named: boolean, owner: ts.Type): boolean {
  const { ts, checker } = context, { container } = member, { names } = requiredOf(context, owner);
  if (member.loose === true || member.within === true) return false;
  if (ts.isClassLike(container)) {
    const lacks = (node: ts.ClassLikeDeclaration): boolean => {
      const type = typeOfClass(checker, node, member.static === true);
      return type !== undefined && !isAnything(ts, type) && lacksName(checker, type, names);
    };
    return lacks(container) && !isInherited(context, member, (heir) => !lacks(heir));
  }
  if (!ts.isObjectLiteralExpression(container) || (named && isAsserted(ts, container))) return false;
  const written = namesOfLiteral(context, container);
  if (written !== undefined) return names.some((name) => !written.has(name));
  const type = typeOfContainer(context, container, named);
  return !isAnything(ts, type) && lacksName(checker, type, names);
}

/** What `Object.assign(container, source)` and the like copy under that name is declared in code outside that cannot suspend. */
function copiesPlain({ ts, checker, isPlainOutside }: MemberContext, { value: source }: Member, name: string): boolean {
  const type = ts.isExpression(source) ? checker.getTypeAtLocation(source) : undefined;
  const declarations = type === undefined ? [] : propertyUnder(checker, type, name)?.declarations ?? [];
  return declarations.length > 0 && declarations.every(isPlainOutside);
}

/** Nothing is known of an object by its type, also without the assertions around it: `any`, a type parameter, or a `Record<string, …>`, which every object may be taken for. */
function isOpen(context: MemberContext, container: Member["container"]): boolean {
  const { ts, checker } = context;
  if (ts.isClassLike(container)) return false;
  const inner = skipOuter(ts, container);
  let open = context.kept.open.get(inner);
  if (open === undefined) {
    const type = checker.getTypeAtLocation(inner);
    open = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) !== 0 || (checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined && checker.getPropertiesOfType(type).length === 0);
    context.kept.open.set(inner, open);
  }
  return open;
}

/** The getters (setters) of the program called `name` that an access of a `receiver` may reach. */
export function accessorsThatFit(context: MemberContext, name: string, kind: "get" | "set", receiver: ts.Type): ReadonlySet<FunctionId> {
  const { ts } = context;
  const members = (context.index.accessors.get(name) ?? []).filter(({ value }) => (kind === "get" ? ts.isGetAccessor(value) : ts.isSetAccessor(value)));
  if (members.length === 0) return new Set();
  const known = ofName(kind === "get" ? context.answersGet : context.answersSet, name);
  let found = known.get(receiver);
  if (found === undefined) {
    const types = [receiver, ...partsWith(context, receiver, name)];
    known.set(receiver, (found = new Set(members.filter((m) => types.some((type) => fits(context, m, type, true))).map(({ value }) => idOf(value)))));
  }
  return found;
}

/** The object the member is stored in may be used where a `receiver` is expected. */
function fits(context: MemberContext, member: Member, receiver: ts.Type, named: boolean): boolean {
  const { ts, checker } = context;
  if (ts.isClassLike(member.container)) return isOne(context, member, receiver) || (member.static !== true && mayExtend(context, member.container, receiver)) || isInherited(context, member, (heir) => isOne(context, { ...member, container: heir }, receiver));
  const assignable = assignability(checker);
  // Under a computed name, what stands within `(x as any)` says more than the assertion.
  const container = named ? member.container : skipOuter(ts, member.container);
  const written = ts.isObjectLiteralExpression(container) ? namesOfLiteral(context, container) : undefined;
  if (written !== undefined && (receiver.flags & ts.TypeFlags.Object) !== 0 && requiredOf(context, shapeOf(context, receiver)).names.some((name) => !written.has(name))) return named && isAsserted(ts, container);
  const type = typeOfContainer(context, container, named);
  if (isAnything(ts, type)) return true;
  if ((isGeneric(context, member.container) || isOpenReceiver(context, receiver)) && hasAllNames(context, type, receiver) && !(ts.isObjectLiteralExpression(container) && requiredOf(context, shapeOf(context, receiver)).nominal !== undefined)) return true;
  if (assignable === undefined) return true;
  if (!ts.isObjectLiteralExpression(member.container)) return isWiderOrNarrower(context, assignable, type, receiver);
  return (!lacksRequired(context, type, receiver) && assignable(type, receiver)) || (named && isAsserted(ts, member.container));
}

/** What is assigned to, or extended by Object.assign, may be known by a wider or a narrower type; so may `C.prototype`. Many places have one type in common. */
function isWiderOrNarrower(context: MemberContext, assignable: (a: ts.Type, b: ts.Type) => boolean, type: ts.Type, receiver: ts.Type): boolean {
  let ofReceiver = context.related.get(receiver);
  if (ofReceiver === undefined) context.related.set(receiver, (ofReceiver = new Map<ts.Type, boolean>()));
  return remembered(ofReceiver, type, () => (!lacksRequired(context, type, receiver) && assignable(type, receiver)) || (!lacksRequired(context, receiver, type) && assignable(receiver, type)));
}

/** Instances of the class the member is declared in (the class itself, of a static one) may be used where a `receiver` is expected. */
function isOne(context: MemberContext, { container, static: isStatic }: Member, receiver: ts.Type): boolean {
  const known = isStatic === true ? context.statics : context.instances;
  let ofReceiver = known.get(receiver);
  if (ofReceiver === undefined) known.set(receiver, (ofReceiver = new Map<ts.Node, boolean>()));
  let yes = ofReceiver.get(container);
  if (yes === undefined) ofReceiver.set(container, (yes = classFits(context, container as ts.ClassLikeDeclaration, isStatic === true, receiver)));
  return yes;
}

/** A mixin (`class extends Base`, where Base is given) may make subclasses of whatever class has what it asks of Base, under the type of that; of classes of libraries only where the types say so. */
function mayExtend(context: MemberContext, container: ts.ClassLikeDeclaration, receiver: ts.Type): boolean {
  const { ts, checker } = context;
  if ((receiver.flags & ts.TypeFlags.Object) === 0 || receiver.symbol?.declarations?.some((d) => ts.isClassLike(d) && !d.getSourceFile().isDeclarationFile) !== true || !context.heirs().isMixin(container)) return false;
  const type = typeOfClass(checker, container, false), bases = type?.isClassOrInterface() === true ? checker.getBaseTypes(type) : [];
  return bases.every((base) => hasAllNames(context, receiver, base));
}

/** A class that has the member from the one that declares it is like that. */
function isInherited(context: MemberContext, member: Member, is: (heir: ts.ClassLikeDeclaration) => boolean): boolean {
  const heirs = context.heirs(), container = member.container as ts.ClassLikeDeclaration;
  if (heirs.isMixin(container)) context.ask(classMember);
  return heirs.some(container, member, is);
}

/** Every object may be one. */
function isAnything(ts: Ts, type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0;
}

function typeOfContainer({ ts, checker, types }: MemberContext, container: ts.Expression, named: boolean): ts.Type {
  let type = types.get(container);
  if (type === undefined) {
    // Widened: that of a literal itself is fresh, and no such type is assignable where a property is too many. What holds the object is.
    type = checker.getWidenedType(checker.getTypeAtLocation(container));
    // An object literal with something spread into it is `any`; what it is used as is known by its context.
    if (!named && isAnything(ts, type) && ts.isObjectLiteralExpression(container)) type = checker.getContextualType(container) ?? type;
    types.set(container, type);
  }
  return type;
}

/** Of its instances, or of the class itself. */
function typeOfClass(checker: ts.TypeChecker, container: ts.ClassLikeDeclaration, isStatic: boolean): ts.Type | undefined {
  const { symbol } = container as unknown as { symbol?: ts.Symbol };
  return symbol === undefined ? undefined : isStatic ? checker.getTypeOfSymbolAtLocation(symbol, container) : checker.getDeclaredTypeOfSymbol(symbol);
}

function classFits(context: MemberContext, container: ts.ClassLikeDeclaration, isStatic: boolean, receiver: ts.Type): boolean {
  const { checker } = context, type = typeOfClass(checker, container, isStatic), assignable = assignability(checker);
  if (type === undefined) return true;
  if (assignable !== undefined && !isGeneric(context, container) && !isOpenReceiver(context, receiver)) return !lacksRequired(context, type, receiver) && assignable(type, receiver);
  return hasAllNames(context, type, receiver) && !isOtherClass(checker, type, requiredOf(context, shapeOf(context, receiver)).nominal);
}

/** Public from TypeScript 5.4 on. */
function assignability(checker: ts.TypeChecker): ((a: ts.Type, b: ts.Type) => boolean) | undefined {
  return (checker as unknown as { isTypeAssignableTo?(this: void, a: ts.Type, b: ts.Type): boolean }).isTypeAssignableTo;
}

/** `{ … } as any`, `[{ … }] as unknown as Service[]`: a stand-in for something else, or part of one. */
function isAsserted(ts: Ts, literal: ts.Node): boolean {
  let inner = literal;
  for (let at = literal.parent; at !== undefined; inner = at, at = at.parent) {
    if (ts.isAsExpression(at) || ts.isTypeAssertionExpression(at)) {
      if (at.type.getText() !== "const") return true;
    } else if (ts.isConditionalExpression(at)) {
      if (inner === at.condition) return false;
    } else if (ts.isBinaryExpression(at)) {
      if (at.operatorToken.kind !== ts.SyntaxKind.BarBarToken && at.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken && at.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return false;
    } else if (!ts.isParenthesizedExpression(at) && !ts.isSatisfiesExpression(at) && !ts.isNonNullExpression(at) && !ts.isArrayLiteralExpression(at) && !ts.isPropertyAssignment(at) && !ts.isObjectLiteralExpression(at)) return false;
  }
  return false;
}

/** Type parameters in scope make assignability say no too often; then names alone decide. */
function isGeneric({ ts, generic }: MemberContext, container: ts.Node): boolean {
  let answer = generic.get(container);
  if (answer === undefined) generic.set(container, (answer = hasTypeParameters(ts, container)));
  return answer;
}

function isOpenReceiver(context: MemberContext, receiver: ts.Type): boolean {
  let answer = context.open.get(receiver);
  if (answer === undefined) context.open.set(receiver, (answer = isGenericType(context, receiver)));
  return answer;
}

/** The function a member declaration is: method, function-valued field or property. */
export function memberFunction(ts: Ts, declaration: ts.Node): FunctionId | undefined {
  if (ts.isMethodDeclaration(declaration)) {
    const body = declaration.body !== undefined ? declaration : implementation(ts, declaration);
    return body === undefined ? undefined : idOf(body);
  }
  if ((ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration)) && declaration.initializer !== undefined) {
    const literal = functionOf(ts, declaration.initializer);
    if (literal !== undefined) return idOf(literal);
  }
  return undefined;
}

/** The member with a body among overloads. */
function implementation(ts: Ts, declaration: ts.MethodDeclaration): ts.MethodDeclaration | undefined {
  const name = memberName(ts, declaration.name);
  if (!ts.isClassLike(declaration.parent)) return undefined;
  return declaration.parent.members.find((m): m is ts.MethodDeclaration => ts.isMethodDeclaration(m) && m.body !== undefined && memberName(ts, m.name) === name);
}

/** Joins what a member call may reach: several callees in one. */
export function joinCallees(callees: readonly Callee[]): Callee {
  const ids = new Set<FunctionId>();
  let outside: Callee | undefined;
  for (const callee of callees) {
    if (callee.kind === "functions") callee.ids.forEach((id) => ids.add(id));
    else if (callee.kind === "marked") return callee;
    else if (callee.kind === "native" && callee.resumable && callees.some((c) => c.kind !== "native" || c.name !== callee.name)) return { kind: "unknown", why: `\`${callee.name}\` is one of several functions it may be` };
    else if (callee.kind === "native" || callee.kind === "foreign") outside = callee;
    else return callee;
  }
  return ids.size > 0 ? { kind: "functions", ids: [...ids], exact: false } : outside ?? { kind: "unknown", why: "nothing is known of it" };
}
