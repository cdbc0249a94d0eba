/**
 * What one pass over all source files of the program tells before any call is resolved: what is stored under each property name, and which names are assigned to.
 *
 * TypeScript's types are structural, so a call through a class, an interface or a type of a library may reach whatever the program stores under that name in an object whose type fits:
 * methods of subclasses, of unrelated classes and object literals, function-valued properties, later assignments (field-based analysis; Feldthaus et al., ICSE 2013).
 *
 * Longer than 400 lines: one walk finds all of it, and the ways of storing something share where they put it.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { isArgumentsObject } from "./arguments-object";
import { declaredType, symbolOf, typeOf } from "./declared-type";
import { isStatic } from "./modifiers";
import { givesOthers, makesProxy } from "./proxies";

export interface ProgramIndex {
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /** Stored under names that are computed at run time: any member of an object whose type fits. */
  readonly computed: readonly Member[];
  /** Getters and setters by the name of the property. */
  readonly accessors: ReadonlyMap<string, readonly Member[]>;
  /** Identifiers of a file that are assigned to, by name. */
  assignedNames(this: void, file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> | undefined;
  /** By name: where variables and functions of that name are declared or assigned to in a file, and under "arguments" where that object is used. Positions, in order. */
  writtenNames(this: void, file: ts.SourceFile): ReadonlyMap<string, readonly number[]> | undefined;
}

/** Something stored under a property name. */
export interface Member {
  /** The class or object literal it is declared in, or the object it is assigned to. */
  readonly container: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | ts.Expression;
  /** A method or accessor, or the expression that is stored. */
  readonly value: ts.MethodDeclaration | ts.AccessorDeclaration | ts.Expression;
  /** Of the class itself. */
  readonly static?: boolean;
  /** What is stored is somewhere in `value` (an object that is copied, a list of descriptors), and not known. */
  readonly within?: boolean;
  /** The object is known by other types than the container's: names alone decide. */
  readonly loose?: boolean;
  /** The object is known by the assertion around it: there is no more in what that asserts. */
  readonly asserted?: boolean;
  /** Where the value stands. A number: an editor's parser moves nodes. */
  pos?: number;
  /** Found out after an edit: what is stored is a function, or may be. */
  callable?: boolean;
}

/** What one file adds to the index. */
export interface FileIndex {
  readonly file: ts.SourceFile;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly computed: readonly Member[];
  readonly accessors: ReadonlyMap<string, readonly Member[]>;
  readonly assigned: ReadonlyMap<string, readonly ts.Identifier[]>;
  readonly written: ReadonlyMap<string, readonly number[]>;
  /** Its classes, as written: what they extend, and their members without bodies. */
  readonly classes: string;
  /** The names of the members of the program that they inherit. */
  readonly inherited: ReadonlySet<string>;
}

/** The index of files that may be indexed again, one by one. */
export class WholeIndex implements ProgramIndex {
  readonly members = new Map<string, Member[]>();
  readonly computed: Member[] = [];
  readonly accessors = new Map<string, Member[]>();
  /** In the program's order, by file name. */
  readonly #files = new Map<string, FileIndex>();

  /** @param files those that are analysed, in the program's order */
  constructor(files: readonly FileIndex[]) {
    for (const file of files) {
      this.#files.set(file.file.fileName, file);
      for (const [all, added] of [[this.members, file.members], [this.accessors, file.accessors]] as const)
        for (const [name, list] of added) for (const member of list) append(all, name, member);
      for (const member of file.computed) this.computed.push(member);
    }
  }

  readonly assignedNames = (file: ts.SourceFile): FileIndex["assigned"] | undefined => this.#files.get(file.fileName)?.assigned;
  readonly writtenNames = (file: ts.SourceFile): FileIndex["written"] | undefined => this.#files.get(file.fileName)?.written;

  of(file: ts.SourceFile): FileIndex | undefined {
    return this.#files.get(file.fileName);
  }

  /** Files that are in it already: what they add now stands in the place of what they added before. */
  replace(files: readonly FileIndex[]): void {
    for (const now of files) {
      const before = this.of(now.file)!;
      this.#files.set(now.file.fileName, now);
      for (const kind of ["members", "accessors"] as const) for (const name of new Set([...before[kind].keys(), ...now[kind].keys()])) this.#replaceIn(kind, name, before[kind].get(name) ?? none, now[kind].get(name) ?? none);
    }
    this.computed.length = 0;
    for (const file of this.#files.values()) for (const member of file.computed) this.computed.push(member);
  }

  #replaceIn(kind: "members" | "accessors", name: string, before: readonly Member[], now: readonly Member[]): void {
    const list = this[kind].get(name);
    // What a file adds stands together, so it is found by the first of it.
    const at = list === undefined || before.length === 0 ? -1 : list.indexOf(before[0]!);
    this[kind].set(name, at < 0 ? [...this.#files.values()].flatMap((file) => file[kind].get(name) ?? []) : [...list!.slice(0, at), ...now, ...list!.slice(at + before.length)]);
    if (this[kind].get(name)!.length === 0) this[kind].delete(name);
  }
}

const none: readonly Member[] = [];

export function indexFile(ts: Ts, checker: ts.TypeChecker, file: ts.SourceFile): FileIndex {
  const members = new Map<string, Member[]>(), computed: Member[] = [], accessors = new Map<string, Member[]>();
  const assigned = new Map<string, ts.Identifier[]>(), written = new Map<string, number[]>();
  const inherited = new Set<string>(), namespaces = namespacesOf(ts, file.statements);
  /** Functions of Object and Reflect, by the names they are called here. */
  const builtIns = new Map<string, string>();
  let classes = "";
  const declare = (name: ts.BindingName): void => {
    for (const own of boundIdentifiers(ts, name)) append(written, own.text, own.pos);
  };
  const assignName = (name: ts.Identifier): void => {
    append(assigned, name.text, name);
    append(written, name.text, name.pos);
  };
  const assign = (target: ts.Expression, value: ts.Expression): void => {
    target = skipOuter(ts, target);
    if (ts.isIdentifier(target)) assignName(target);
    else if (ts.isPropertyAccessExpression(target)) stored(members, target.name.text, { container: target.expression, value });
    else if (ts.isElementAccessExpression(target)) {
      store(keysOf(target.argumentExpression), { container: target.expression, value });
    } else if (ts.isArrayLiteralExpression(target)) target.elements.forEach((e) => assign(ts.isSpreadElement(e) ? e.expression : e, e));
    else if (ts.isObjectLiteralExpression(target))
      for (const p of target.properties) {
        if (ts.isShorthandPropertyAssignment(p)) assignName(p.name);
        else if (ts.isPropertyAssignment(p)) assign(p.initializer, p.initializer);
        else if (ts.isSpreadAssignment(p)) assign(p.expression, p.expression);
      }
    else if (ts.isBinaryExpression(target)) assign(target.left, target.left); // default in a destructuring target
  };
  /** Names a key may stand for: undefined if any; numbers and symbols are no names of methods. */
  const keysOf = (key: ts.Expression): readonly string[] | undefined => {
    if (ts.isStringLiteralLike(key)) return [key.text];
    const wellKnown = wellKnownMember(ts, key);
    if (wellKnown !== undefined) return [wellKnown];
    const type = checker.getTypeAtLocation(key), parts = type.isUnion() ? type.types : [type], names: string[] = [];
    for (const t of parts) {
      if (t.isStringLiteral()) names.push(t.value);
      else if ((t.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.ESSymbolLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike)) === 0) return undefined;
    }
    return names;
  };
  const store = (keys: readonly string[] | undefined, member: Member): void => {
    for (const key of keys ?? []) stored(members, key, member);
    if (keys === undefined && (member.within === true || !ts.isExpression(member.value) || mayBeFunction(ts, checker, checker.getTypeAtLocation(member.value)))) computed.push(placed(member));
  };
  const storeElement = (name: ts.PropertyName, member: Member): void => {
    const fixed = memberName(ts, name) ?? (ts.isComputedPropertyName(name) ? wellKnownMember(ts, name.expression) : undefined);
    store(fixed !== undefined ? [fixed] : ts.isComputedPropertyName(name) ? keysOf(name.expression) : [], member);
  };
  /** What `source` holds under names that its type tells. */
  const copyNamed = (container: ts.Expression, source: ts.Expression, type: ts.Type, but?: ReadonlySet<string>): void => {
    for (const p of checker.getPropertiesOfType(type)) if (but?.has(p.name) !== true && mayBeFunction(ts, checker, checker.getTypeOfSymbolAtLocation(p, source))) stored(members, wellKnownSymbol(p) ?? p.name, { container, value: source, within: true });
  };
  /** Whatever `source` holds goes to `container`. */
  const copy = (container: ts.Expression, source: ts.Expression): void => {
    const type = checker.getTypeAtLocation(source);
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) !== 0) computed.push(placed({ container, value: source, within: true }));
    else {
      copyNamed(container, source, type);
      const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
      if (rest !== undefined && mayBeFunction(ts, checker, rest)) computed.push(placed({ container, value: source, within: true }));
    }
  };
  const copySpreads = (container: ts.Expression, source: ts.Expression): void => {
    if (source.kind === ts.SyntaxKind.NullKeyword) return;
    if (!ts.isObjectLiteralExpression(source)) return copy(container, source);
    for (const p of source.properties) {
      if (ts.isSpreadAssignment(p)) copy(container, p.expression);
      else if (ts.isPropertyAssignment(p) || ts.isMethodDeclaration(p)) storeElement(p.name, { container, value: ts.isMethodDeclaration(p) ? p : p.initializer });
    }
  };
  /** `{ m: { value: f } }`, the descriptors of `container`'s members. */
  const addDescriptors = (container: ts.Expression, descriptors: ts.Expression, loose: boolean): void => {
    if (!ts.isObjectLiteralExpression(descriptors)) computed.push(placed({ container, value: descriptors, within: true }));
    else for (const p of descriptors.properties) {
      if (ts.isPropertyAssignment(p)) storeElement(p.name, { ...described(container, p.initializer), loose });
      else computed.push(placed({ container, value: descriptors, within: true }));
    }
  };
  const described = (container: ts.Expression, descriptor: ts.Expression): Member => {
    const value = ts.isObjectLiteralExpression(descriptor) ? descriptor.properties.find((p) => p.name !== undefined && /^(value|get)$/.test(memberName(ts, p.name) ?? "")) : undefined;
    if (value !== undefined && ts.isPropertyAssignment(value)) return { container, value: value.initializer };
    return value !== undefined && ts.isMethodDeclaration(value) ? { container, value } : { container, value: descriptor, within: true };
  };
  /** The name of a namespace, or of a module as one, as a value: an object with what it exports. */
  const addNamespace = (name: ts.Identifier): void => {
    const { parent } = name;
    if ((ts.isPropertyAccessExpression(parent) && parent.expression === name) || ts.isQualifiedName(parent) || ts.isImportSpecifier(parent)) return;
    if (!ts.isNamespaceExport(parent) && !ts.isExportSpecifier(parent) && !ts.isShorthandPropertyAssignment(parent) && (parent as Partial<ts.NamedDeclaration>).name === name) return;
    const value = ts.isExportSpecifier(parent) ? parent.propertyName ?? parent.name : name;
    const symbol = resolveAlias(ts, checker, ts.isExportSpecifier(parent) ? checker.getExportSpecifierLocalTargetSymbol(parent) : symbolOf(ts, checker, name));
    if (symbol === undefined || (symbol.flags & (ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule)) === 0) return;
    copy(value as ts.Identifier, value as ts.Identifier);
  };
  const addAccessor = (container: Member["container"], accessor: ts.AccessorDeclaration): void => {
    const name = memberName(ts, accessor.name);
    if (name !== undefined) stored(accessors, name, { container, value: accessor, static: isStatic(ts, accessor) });
  };
  // Of what was declared as something that is known no flow makes `any`.
  const isAny = (expression: ts.Expression): boolean => {
    if (ts.isParenthesizedExpression(expression) && (expression.flags & ts.NodeFlags.JavaScriptFile) === 0) return isAny(expression.expression);
    if (ts.isConditionalExpression(expression)) return isAny(expression.whenTrue) || isAny(expression.whenFalse);
    if (ts.isObjectLiteralExpression(expression)) return expression.properties.some((p) => ts.isSpreadAssignment(p) && isAny(p.expression));
    const declared = declaredType(checker, symbolOf(ts, checker, expression));
    return (declared === undefined || (declared.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) && (checker.getTypeAtLocation(expression).flags & ts.TypeFlags.Any) !== 0;
  };
  /** What is spread into `literal` is known by the type that is used as; without one it is as open as that itself. `{ ...(some ? { m } : {}) }` is read as it is written. */
  const addSpread = (literal: ts.ObjectLiteralExpression, source: ts.Expression, but: ReadonlySet<string>): void => {
    if (ts.isParenthesizedExpression(source) && (source.flags & ts.NodeFlags.JavaScriptFile) === 0) addSpread(literal, source.expression, but);
    else if (ts.isConditionalExpression(source)) for (const branch of [source.whenTrue, source.whenFalse]) addSpread(literal, branch, but);
    else if (ts.isObjectLiteralExpression(source) && source.properties.every((p) => (ts.isPropertyAssignment(p) || ts.isShorthandPropertyAssignment(p)) && ts.isIdentifier(p.name))) {
      for (const { name, initializer } of source.properties as ts.NodeArray<ts.Node> as ts.NodeArray<ts.PropertyAssignment>) if (!but.has((name as ts.Identifier).text)) stored(members, (name as ts.Identifier).text, { container: literal, value: (initializer as ts.Expression | undefined) ?? (name as ts.Identifier) });
    } else if (!isAny(source)) copyNamed(literal, source, typeOf(ts, checker, source), but);
    else if (checker.getContextualType(literal) !== undefined) computed.push(placed({ container: literal, value: source, within: true }));
  };
  const addLiteral = (container: ts.Expression, literal: ts.ObjectLiteralExpression): void => {
    for (const p of literal.properties) {
      if (ts.isSpreadAssignment(p) && container === literal) addSpread(literal, p.expression, namesBehind(ts, literal, p));
      if (p.name === undefined) continue;
      if (ts.isAccessor(p)) addAccessor(container, p);
      if (ts.isPropertyAssignment(p)) storeElement(p.name, { container, value: p.initializer });
      else if (ts.isShorthandPropertyAssignment(p)) stored(members, p.name.text, { container, value: p.name });
      else if (ts.isMethodDeclaration(p) || ts.isAccessor(p)) storeElement(p.name, { container, value: p });
    }
  };
  const visit = (node: ts.Node, operands?: ts.Node[]): void => {
    const { kind } = node, { SyntaxKind } = ts;
    if (kind <= SyntaxKind.LastToken) { // half of all nodes
      if (kind === SyntaxKind.Identifier) {
        if (isArgumentsObject(ts, node as ts.Identifier)) append(written, "arguments", node.pos);
        if (namespaces.has((node as ts.Identifier).text)) addNamespace(node as ts.Identifier);
      }
      return;
    }
    if (kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode) return;
    switch (kind) {
      case SyntaxKind.InterfaceDeclaration:
      case SyntaxKind.TypeAliasDeclaration:
        return;
      case SyntaxKind.VariableDeclaration:
        declare((node as ts.VariableDeclaration).name);
        takeBuiltIns(node as ts.VariableDeclaration);
        break;
      case SyntaxKind.FunctionDeclaration: {
        const { name } = node as ts.FunctionDeclaration;
        if (name !== undefined) declare(name);
        break;
      }
      case SyntaxKind.ClassDeclaration:
      case SyntaxKind.ClassExpression:
        visitClass(node as ts.ClassLikeDeclaration);
        break;
      case SyntaxKind.ObjectLiteralExpression:
        addLiteral(node as ts.ObjectLiteralExpression, node as ts.ObjectLiteralExpression);
        break;
      case SyntaxKind.PrefixUnaryExpression:
      case SyntaxKind.PostfixUnaryExpression: {
        const { operator, operand } = node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression;
        if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken) assign(operand, operand);
        break;
      }
      case SyntaxKind.ForOfStatement:
      case SyntaxKind.ForInStatement: {
        const { initializer } = node as ts.ForOfStatement | ts.ForInStatement;
        if (!ts.isVariableDeclarationList(initializer)) assign(initializer, initializer);
        break;
      }
      case SyntaxKind.CallExpression:
        visitCall(node as ts.CallExpression);
        visitProxy(node as ts.CallExpression);
        if ((node as ts.CallExpression).expression.kind === SyntaxKind.ImportKeyword && ts.isAwaitExpression(node.parent)) copy(node.parent, node.parent);
        break;
      case SyntaxKind.NewExpression:
        visitProxy(node as ts.NewExpression);
        break;
      case SyntaxKind.BinaryExpression: {
        const { left, operatorToken, right } = node as ts.BinaryExpression;
        if (operatorToken.kind >= SyntaxKind.FirstAssignment && operatorToken.kind <= SyntaxKind.LastAssignment) assign(left, right);
        // Trees of operators are too deep to recur in.
        if (operands !== undefined) return void operands.push(right, left);
        const rest: ts.Node[] = [right, left];
        for (let at = rest.pop(); at !== undefined; at = rest.pop()) visit(at, rest);
        return;
      }
    }
    ts.forEachChild(node, visitChild);
  };
  const visitChild = (child: ts.Node): void => visit(child);
  const visitClass = (node: ts.ClassLikeDeclaration): void => {
    stored(members, classMember, { container: node, value: node as ts.ClassExpression, within: true });
    for (const part of [...(node.heritageClauses ?? []), ...node.members]) classes += file.text.slice(part.pos, (part as ts.MethodDeclaration).body?.pos ?? part.end);
    if (node.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) === true) addInherited(node);
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member) && member.body !== undefined) for (const p of member.parameters) if (ts.isParameterPropertyDeclaration(p, member)) storeElement(p.name as ts.Identifier, { container: node, value: p.name as ts.Identifier });
      if (member.name === undefined) continue;
      const onClass = isStatic(ts, member);
      if (ts.isAccessor(member)) addAccessor(node, member);
      if ((ts.isMethodDeclaration(member) && member.body !== undefined) || ts.isGetAccessor(member)) storeElement(member.name, { container: node, value: member, static: onClass });
      else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) storeElement(member.name, { container: node, value: member.initializer, static: onClass });
    }
  };
  /** `const { assign } = Object`, `const extend = Object.assign` */
  const takeBuiltIns = ({ name, initializer }: ts.VariableDeclaration): void => {
    if (initializer === undefined) return;
    if (ts.isIdentifier(name)) {
      if (ts.isPropertyAccessExpression(initializer) && isBuiltIn(ts, initializer.expression)) builtIns.set(name.text, initializer.name.text);
    } else if (ts.isObjectBindingPattern(name) && isBuiltIn(ts, initializer))
      for (const { name: own, propertyName } of name.elements) if (ts.isIdentifier(own)) builtIns.set(own.text, propertyName !== undefined && ts.isIdentifier(propertyName) ? propertyName.text : own.text);
  };
  /** Any member of a Proxy may be what its `get` gives. */
  const visitProxy = (node: ts.NewExpression | ts.CallExpression): void => {
    const [target, handler] = node.arguments ?? [];
    if (target === undefined || handler === undefined || !makesProxy(ts, node) || !givesOthers(ts, checker, handler)) return;
    // What `Proxy.revocable` gives holds an object of the target's type.
    let container: ts.Expression = ts.isNewExpression(node) ? node : target;
    while (ts.isParenthesizedExpression(container.parent) || ts.isAsExpression(container.parent) || ts.isTypeAssertionExpression(container.parent)) container = container.parent;
    const type = checker.getTypeAtLocation(container), isTyped = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0 && ((type.flags & ts.TypeFlags.Instantiable) !== 0 || checker.getPropertiesOfType(type).length > 0);
    if (isTyped) computed.push(placed({ container, value: handler, within: true, asserted: true }));
  };
  const addInherited = (node: ts.ClassLikeDeclaration): void => {
    const { symbol } = node as unknown as { symbol?: ts.Symbol };
    if (symbol === undefined) return;
    for (const type of [checker.getDeclaredTypeOfSymbol(symbol), checker.getTypeOfSymbolAtLocation(symbol, node)])
      for (const p of checker.getPropertiesOfType(type))
        if (p.declarations?.some((d) => d.parent !== node && !d.getSourceFile().isDeclarationFile) === true) inherited.add(wellKnownSymbol(p) ?? p.name);
  };
  /** Object.assign(target, { m }), Object.defineProperty(target, "m", { value }), Reflect.set(target, "m", value), Object.create(proto, { m: { value } }), Object.setPrototypeOf(target, proto) */
  const visitCall = (node: ts.CallExpression): void => {
    const { expression, arguments: args } = node, [target, second, third] = args;
    const taken = ts.isIdentifier(expression) ? builtIns.get(expression.text) : undefined;
    if (target === undefined || (taken === undefined && !ts.isPropertyAccessExpression(expression))) return;
    const access = taken === undefined ? expression as ts.PropertyAccessExpression : undefined;
    const method = taken ?? access!.name.text, builtIn = access === undefined || isBuiltIn(ts, access.expression);
    if (method === "assign" && (builtIn || args.length > 1)) {
      for (const source of args.slice(1)) {
        if (ts.isObjectLiteralExpression(source)) addLiteral(target, source);
        if (builtIn) copySpreads(target, source);
      }
      // What it gives has the members of all of them.
      if (builtIn && !ts.isExpressionStatement(node.parent) && (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0)
        for (const part of args) {
          const inner = skipOuter(ts, part);
          if (ts.isObjectLiteralExpression(inner)) addLiteral(node, inner);
          else if (!ts.isSpreadElement(part)) copyNamed(node, part, checker.getTypeAtLocation(part));
        }
    } else if ((method === "defineProperty" || method === "set") && second !== undefined && third !== undefined) {
      if (builtIn || ts.isStringLiteralLike(second)) store(keysOf(second), method === "set" ? { container: target, value: third } : described(target, third));
    } else if (builtIn && method === "defineProperties" && second !== undefined) addDescriptors(target, second, false);
    else if (builtIn && method === "create" && second !== undefined) addDescriptors(node, second, true);
    else if (builtIn && method === "setPrototypeOf" && second !== undefined) copySpreads(target, second);
  };
  visit(file);
  for (const positions of written.values()) positions.sort((a, b) => a - b);
  return { file, members, computed, accessors, assigned, written, classes, inherited };
}

function isBuiltIn(ts: Ts, on: ts.Expression): boolean {
  return ts.isIdentifier(on) && /^(Object|Reflect)$/.test(on.text);
}

/** The names of the file's namespaces, and of modules that it imports as objects. */
function namespacesOf(ts: Ts, statements: readonly ts.Statement[], names = new Set<string>()): ReadonlySet<string> {
  for (const statement of statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.exportClause !== undefined && ts.isNamespaceExport(statement.exportClause)) names.add(statement.exportClause.name.text);
    } else if (ts.isImportEqualsDeclaration(statement)) names.add(statement.name.text);
    else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) {
      names.add(statement.name.text);
      if (statement.body !== undefined && ts.isModuleBlock(statement.body)) namespacesOf(ts, statement.body.statements, names);
    }
  }
  return names;
}

/** The names of properties that stand behind one in a literal, and take the place of what it spreads. */
function namesBehind(ts: Ts, { properties }: ts.ObjectLiteralExpression, spread: ts.SpreadAssignment): ReadonlySet<string> {
  return new Set(properties.slice(properties.indexOf(spread) + 1).flatMap(({ name }) => (name === undefined ? [] : memberName(ts, name) ?? [])));
}

/** A value of that type may be called by somebody. */
export function mayBeFunction(ts: Ts, checker: ts.TypeChecker, type: ts.Type): boolean {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive | ts.TypeFlags.Instantiable)) !== 0 && (type.flags & ts.TypeFlags.StringLike) === 0) return true;
  if (type.isUnionOrIntersection()) return type.types.some((t) => mayBeFunction(ts, checker, t));
  if ((type.flags & ts.TypeFlags.Object) === 0) return false;
  return type.getCallSignatures().length > 0 || /^(Function|CallableFunction|Object)$/.test(type.symbol?.name ?? "");
}

export function memberName(ts: Ts, name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isBigIntLiteral(name)) return String(BigInt(name.text.slice(0, -1)));
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** The classes of the program stand in the index as if each were stored under this name in its instances. */
export const classMember = "@@class";

/** How the index calls members under symbols that the language itself reads: `[Symbol.iterator]`, `[Symbol.dispose]`. */
export const iteratorMember = "@@iterator", disposeMember = "@@dispose", asyncDisposeMember = "@@asyncDispose", toPrimitiveMember = "@@toPrimitive", hasInstanceMember = "@@hasInstance";
const wellKnown: readonly string[] = [iteratorMember, disposeMember, asyncDisposeMember, toPrimitiveMember, hasInstanceMember];

function wellKnownMember(ts: Ts, key: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(key) || !ts.isIdentifier(key.expression) || key.expression.text !== "Symbol") return undefined;
  const name = `@@${key.name.text}`;
  return wellKnown.includes(name) ? name : undefined;
}

/** The same for a property as the checker knows it. */
function wellKnownSymbol({ escapedName }: ts.Symbol): string | undefined {
  const name = /^__(@\w+)@/.exec(escapedName as string)?.[1];
  return name !== undefined && wellKnown.includes(`@${name}`) ? `@${name}` : undefined;
}

/** What objects of that type have under a name of the index, which may stand for a symbol. */
export function propertyUnder(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Symbol | undefined {
  if (!name.startsWith("@@")) return checker.getPropertyOfType(type, name);
  const prefix = `__${name.slice(1)}@`; // behind it the checker writes a number
  return checker.getPropertiesOfType(type).find((p) => (p.escapedName as string).startsWith(prefix));
}

/** The function an initialiser is, seen through parentheses and type assertions. */
export function functionOf(ts: Ts, expression: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | undefined {
  const inner = skipOuter(ts, expression);
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : undefined;
}

/** The names a declaration or a pattern binds. */
export function boundIdentifiers(ts: Ts, name: ts.BindingName): ts.Identifier[] {
  return ts.isIdentifier(name) ? [name] : name.elements.flatMap((e) => (ts.isBindingElement(e) ? boundIdentifiers(ts, e.name) : []));
}

export function boundNames(ts: Ts, name: ts.BindingName): string[] {
  return boundIdentifiers(ts, name).map((n) => n.text);
}

export function isConst(ts: Ts, declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
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

function placed(member: Member): Member {
  member.pos = member.value.pos;
  return member;
}

function stored(map: Map<string, Member[]>, name: string, member: Member): void {
  append(map, name, placed(member));
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
