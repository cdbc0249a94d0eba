/**
 * From a call to what it may reach, by the type checker.
 *
 * "Unknown" is always a right answer: such a call looks the entry up at run time. "Plain" is believed only of what cannot be otherwise: functions of this program whose
 * colour is inferred, the language's own library, and packages that do not use sansync (outside.ts).
 *
 * Longer than 400 lines: the ways in which calls, constructions, accesses and iterations find what they reach share one set of look-ups and caches.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { anyGenerator, type Argument, type Callee, type FunctionFacts, type FunctionId, idOf } from "../facts";
import { Answers } from "./answers";
import { Callables, isNeverCallable, parametersOf, resultIsUsed } from "./callables";
import { constructorId, explicitConstructor, hasImplicitConstructor, parentOf } from "./constructors";
import { CountedLoops } from "./counted-loops";
import { Exposed } from "./exposed";
import { classNamed, Heirs } from "./heirs";
import { isMarkedSuspends, isMarkedWaits } from "./marks";
import { resumableNatives } from "./natives";
import { Outside, shortName } from "./outside";
import { accessorsThatFit, isReplaced, joinCallees, type MemberContext, memberFunction, membersThatFit, noAccessorMatches, noneMatches } from "./members";
import { type Conversion, conversionCallee } from "./conversions";
import { arrayType, declaredReceiver, declaredType, symbolOf, typeOf } from "./declared-type";
import { hasModifier, isStatic } from "./modifiers";
import { homeOf } from "./property-access";
import { symbolAt } from "./scopes";
import { Signatures } from "./signatures";
import { classMember, functionOf, isConst, iteratorMember, type Member, type ProgramIndex, propertyUnder, resolveAlias, skipOuter } from "./program-index";

const none: Argument = { kind: "none" };

/** What a symbol and the signature that is meant tell of a member call, whatever object it is on. */
interface DeclaredMember {
  readonly signature: ts.Node | undefined;
  /** Declarations that are neither overloads nor abstract. */
  readonly concrete: readonly ts.Node[];
  readonly callee: Callee;
  /** Of a class, an interface or a type: of no namespace. */
  readonly ofType: boolean;
  readonly isOpenToImporters: boolean;
  /** It is a library's, and nothing the program stores under that name can stand in for it. */
  readonly isAlone: boolean;
}

type MemberAccess = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function isMemberAccess(ts: Ts, expression: ts.Expression): expression is MemberAccess {
  return ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression);
}

export class Resolver {
  readonly outside: Outside;
  readonly loops: CountedLoops;
  readonly #callables: Callables;
  readonly #signatures: Signatures;
  readonly #memberContext: MemberContext;
  /** Names of members that the file at hand depends on, whatever in. */
  #asked = new Set<string>();
  /** Calls of the same few members are everywhere. Neither marked ones nor those of which nothing is known: what is said of these is about the call. */
  readonly #members = new Map<ts.Symbol, DeclaredMember>();
  /** Calls of members, by the functions they reach; of one function, by that and by whether its frame is in scope. */
  readonly #callees = new Map<ReadonlySet<FunctionId>, Callee>();
  readonly #single = { exact: new Map<FunctionId, Callee>(), other: new Map<FunctionId, Callee>() };
  #heirs: Heirs | undefined;
  /** The answer of #arraysAreOrdinary, which every loop over an array asks for. */
  #ordinaryArrays: boolean | undefined;

  constructor(
    private readonly ts: Ts,
    readonly program: ts.Program,
    private readonly checker: ts.TypeChecker,
    readonly index: ProgramIndex,
    readonly exposed = new Exposed(ts, program),
    readonly answers = new Answers(),
  ) {
    this.outside = new Outside(ts, program);
    this.loops = new CountedLoops(ts, checker, index);
    this.#callables = new Callables(ts, checker);
    this.#signatures = new Signatures(ts, checker);
    this.#memberContext = { ts, checker, index, value: (e) => this.#storedValue(e), isPlainOutside: (d) => this.outside.isPlain(d), isDecorated: (d) => this.#isDecorated(d), functionOf: (symbol) => this.#functionOfSymbol(symbol), kept: answers, ask: (name) => { this.#asked.add(name); }, heirs: () => (this.#heirs ??= new Heirs(ts, checker, index.members.get(classMember) ?? [])), answers: new Map(), answersOutside: new Map(), answersGet: new Map(), answersSet: new Map(), computed: new Map(), computedOutside: new Map(), assigned: new Map(), inhabitants: new Map(), literals: new Map(), instances: new Map(), statics: new Map(), related: new Map(), types: new Map(), generic: new Map(), open: new Map(), required: new Map(), unmatched: new Map(), unmatchedAccessors: new Map(), unmatchedComputed: new Map() };
  }

  /** From here on another file is looked at. @returns the names of members it depends on, to be filled */
  begin(): ReadonlySet<string> {
    return (this.#asked = new Set());
  }

  #storedAs(name: string): readonly Member[] {
    this.#asked.add(name);
    return this.index.members.get(name) ?? [];
  }

  /** What the callee of `call` may be; `within` is the function the call stands in. */
  callee(call: ts.CallExpression | ts.TaggedTemplateExpression, within: FunctionFacts): Callee {
    const { ts, checker } = this;
    const expression = skipOuter(ts, ts.isCallExpression(call) ? call.expression : call.tag);
    if (expression.kind === ts.SyntaxKind.SuperKeyword) {
      let owner: ts.Node = call;
      while (owner !== undefined && !ts.isClassLike(owner)) owner = owner.parent;
      const parent = owner === undefined ? undefined : parentOf(ts, owner as ts.ClassLikeDeclaration);
      return parent === undefined ? { kind: "foreign", name: "super" } : this.constructed(parent, undefined);
    }
    if (expression.kind === ts.SyntaxKind.ImportKeyword) return { kind: "foreign", name: "import" };
    const literal = functionOf(ts, expression);
    if (literal !== undefined) return { kind: "functions", ids: [idOf(literal)], exact: false };

    const name = this.#nameNode(expression), symbol = name === undefined ? undefined : resolveAlias(ts, checker, symbolAt(ts, checker, name, within.file));
    const signature = this.#signatures.declarationOf(call, expression === (ts.isCallExpression(call) ? call.expression : call.tag) ? symbol : undefined);
    if (symbol !== undefined && isMemberAccess(ts, expression)) {
      const known = this.#members.get(symbol);
      if (known !== undefined && known.signature === signature) return this.#byMember(symbol, expression, known, within.file);
    }
    if (signature !== undefined) {
      const marked = this.outside.marked(signature, expression);
      if (marked !== undefined) return marked;
    }
    for (const declaration of symbol?.declarations ?? []) {
      const marked = this.outside.marked(declaration, expression);
      if (marked !== undefined) return marked;
    }
    // What a call gives back may be any function, whatever library declares its type.
    if (symbol === undefined || symbol.declarations === undefined) return { kind: "unknown", why: "its type is not known" };
    return this.#bySymbol(symbol, expression, call, within, signature);
  }

  /** What `new expression` runs; `call` is that expression, none for the parent of a class. */
  constructed(expression: ts.Expression, call: ts.NewExpression | undefined): Callee {
    const { ts, checker } = this;
    const inner = skipOuter(ts, expression);
    if (ts.isClassExpression(inner)) return this.#ofClass(inner);
    const literal = functionOf(ts, inner);
    if (literal !== undefined) return { kind: "functions", ids: [idOf(literal)], exact: false };
    const unknown: Callee = { kind: "unknown", why: `\`${inner.getText()}\` is a class that is not known here` };
    const name = this.#nameNode(inner);
    const symbol = name === undefined ? undefined : resolveAlias(ts, checker, symbolAt(ts, checker, name));
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined) return unknown;
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) {
      const signature = call === undefined ? undefined : checker.getResolvedSignature(call)?.declaration;
      if (signature !== undefined && isMarkedSuspends(ts, signature)) return { kind: "marked", name: `new ${symbol.name}` };
      if (!ts.isVariableDeclaration(declaration) && !ts.isClassLike(declaration) && !ts.isFunctionDeclaration(declaration)) return unknown;
      if (this.program.isSourceFileDefaultLibrary(file)) return { kind: "native", name: `new ${symbol.name}`, resumable: resumableNatives.has(`new ${symbol.name}`) };
      return this.outside.foreign(file, symbol.name) ?? unknown;
    }
    if (ts.isClassLike(declaration)) return this.#ofClass(declaration);
    if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && ts.isIdentifier(declaration.name) && isConst(ts, declaration)) {
      const value = skipOuter(ts, declaration.initializer);
      if (ts.isClassExpression(value)) return this.#ofClass(value);
    }
    const id = this.#functionOfSymbol(symbol);
    return id === undefined ? unknown : this.#one(id);
  }

  /** One object for all calls of the function. */
  #one(id: FunctionId, exact = false): Callee {
    const known = exact ? this.#single.exact : this.#single.other;
    let callee = known.get(id);
    if (callee === undefined) known.set(id, (callee = { kind: "functions", ids: [id], exact }));
    return callee;
  }

  #ofClass(node: ts.ClassLikeDeclaration): Callee {
    const { ts } = this;
    if ((ts.getDecorators(node) ?? []).length > 0) return { kind: "unknown", why: "a decorator may replace the class" };
    const runs = explicitConstructor(ts, node) !== undefined || hasImplicitConstructor(ts, node);
    return runs ? this.#one(constructorId(ts, node)) : { kind: "functions", ids: [], exact: false };
  }

  get options(): ts.CompilerOptions {
    return this.program.getCompilerOptions();
  }

  /** What an argument (or any function-valued expression) is. */
  argument(expression: ts.Expression, within: FunctionFacts): Argument {
    const { ts, checker } = this;
    const inner = skipOuter(ts, expression);
    const index = ts.isIdentifier(inner) ? within.parameters.indexOf(inner.text) : -1;
    const declaration = index < 0 ? undefined : symbolAt(ts, checker, inner, within.file)?.valueDeclaration;
    if (declaration !== undefined && ts.isParameter(declaration) && declaration.parent === within.node) return this.#callables.isCallable(inner, within.file) ? { kind: "parameter", index } : none;
    return this.value(inner, within.file);
  }

  /** Arguments of a call of `callee`. Where the parameter is declared as what no function is, the callee has nothing to call. */
  arguments(call: ts.CallExpression, callee: Callee, within: FunctionFacts): Argument[] {
    const { ts } = this;
    if (call.arguments.length === 0) return [];
    // What calls back as plain code does: only functions that are known matter, and no type needs to be asked for.
    const inert = callee.kind === "foreign" || (callee.kind === "native" && !callee.resumable);
    const given: Argument[] = [];
    let parameters: readonly ts.ParameterDeclaration[] | undefined, spread = false;
    for (const a of call.arguments) {
      if (ts.isSpreadElement(a)) {
        spread = true;
        given.push({ kind: "unknown" });
      } else if (inert && isNeverCallable(ts, a)) given.push(none);
      else {
        const parameter = spread ? undefined : (parameters ??= this.#parametersOf(call))[given.length];
        given.push((parameter !== undefined && !this.#callables.takesFunctions(parameter)) || (inert && !this.#isKnownFunction(a, within.file)) ? none : this.argument(a, within));
      }
    }
    return given;
  }

  /** The declared parameters of what the call reaches. */
  #parametersOf(call: ts.CallExpression): readonly ts.ParameterDeclaration[] {
    return parametersOf(this.ts, this.#signatures.declarationOf(call));
  }

  /** The expression is a function literal, or the name of a function. */
  #isKnownFunction(expression: ts.Expression, file: ts.SourceFile): boolean {
    const { ts, checker } = this, inner = skipOuter(ts, expression);
    if (functionOf(ts, inner) !== undefined) return true;
    if (!ts.isIdentifier(inner)) return false;
    const symbol = resolveAlias(ts, checker, symbolAt(ts, checker, inner, file));
    return symbol !== undefined && this.#functionOfSymbol(symbol) !== undefined;
  }

  /** What a value is, wherever it stands; `file` is that one, where it is at hand. */
  value(expression: ts.Expression, file?: ts.SourceFile): Argument {
    const { ts, checker } = this;
    const inner = skipOuter(ts, expression);
    const literal = functionOf(ts, inner);
    if (literal !== undefined) return { kind: "function", id: idOf(literal) };
    if (!this.#callables.isCallable(inner, file)) return none;
    if (ts.isIdentifier(inner)) {
      const symbol = resolveAlias(ts, checker, symbolOf(ts, checker, inner, file));
      const id = symbol === undefined ? undefined : this.#functionOfSymbol(symbol);
      if (id !== undefined) return { kind: "function", id };
      if (symbol?.valueDeclaration !== undefined && this.outside.isPlainValue(symbol.valueDeclaration)) return none;
    } else if (ts.isPropertyAccessExpression(inner)) {
      const symbol = resolveAlias(ts, checker, symbolAt(ts, checker, inner.name));
      const declaration = symbol?.valueDeclaration;
      if (declaration !== undefined && this.outside.isPlainValue(declaration) && this.#isOutside(symbol!, inner)) return none;
    }
    return { kind: "unknown" };
  }

  /** The same, of what is stored as a member: each call of a member of that name asks. */
  #storedValue(expression: ts.Expression): Argument {
    let stored = this.answers.stored.get(expression);
    if (stored !== undefined) return stored;
    this.answers.stored.set(expression, { kind: "unknown" }); // `x.m = y.m`, where y may be x
    this.answers.stored.set(expression, (stored = this.value(expression)));
    return stored;
  }

  /** What reading (writing) `object.name` may call, if the program declares such accessors. */
  accessors(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, kind: "get" | "set"): Callee | undefined {
    const { ts, checker } = this;
    if (!this.index.accessors.has(name)) return undefined;
    const isSuper = access.expression.kind === ts.SyntaxKind.SuperKeyword;
    if (isSuper && !this.#namesClass(access)) return undefined;
    const symbol = symbolAt(ts, checker, ts.isPropertyAccessExpression(access) ? access.name : access.argumentExpression);
    if (!isSuper && symbol !== undefined && this.#isAlone(symbol, symbol.declarations ?? [], noAccessorMatches)) return undefined;
    return this.accessorsOf(declaredReceiver(ts, checker, access.expression) ?? checker.getTypeAtLocation(access.expression), name, kind, symbol);
  }

  /** `super` is looked up above the class whose name stands for it there: nothing else is called that. */
  #namesClass(access: ts.Node): boolean {
    const { ts, checker } = this, home = homeOf(ts, access)!;
    const resolve = (checker as unknown as { resolveName?(name: string, location: ts.Node, meaning: ts.SymbolFlags, globals: boolean): ts.Symbol | undefined }).resolveName;
    const symbol = (home.declaration as unknown as { symbol?: ts.Symbol }).symbol, found = resolve?.call(checker, home.name, access, ts.SymbolFlags.Value, false);
    return found !== undefined && (found === symbol || found.valueDeclaration === home.declaration);
  }

  /** The same for a property of an object of that type. */
  accessorsOf(type: ts.Type, name: string, kind: "get" | "set", symbol = this.checker.getPropertyOfType(type, name)): Callee | undefined {
    const { ts, checker } = this, of = this.index.accessors.get(name) ?? [];
    const ids = new Set(accessorsThatFit(this.#memberContext, name, kind, (type.flags & ts.TypeFlags.TypeParameter) === 0 ? type : checker.getBaseConstraintOfType(type) ?? type));
    const declared = symbol?.declarations ?? [];
    for (const d of declared) if ((kind === "get" ? ts.isGetAccessor(d) : ts.isSetAccessor(d)) && of.some((m) => m.value === d)) ids.add(idOf(d));
    // An abstract one is whatever the subclasses make it.
    const abstract = of.filter((m) => hasModifier(ts, m.value, ts.SyntaxKind.AbstractKeyword) && !this.exposed.has(m.value.parent)).map((m) => idOf(m.value));
    if (abstract.length > 0 && [...ids].some((id) => !abstract.includes(id))) for (const id of abstract) ids.delete(id);
    return ids.size === 0 ? undefined : { kind: "functions", ids: [...ids], exact: false };
  }

  /** What converting an operand may call, of the functions `blocking`. */
  conversion(operand: ts.Expression, to: Conversion, blocking: ReadonlySet<FunctionId>): Callee | undefined {
    return conversionCallee(this.ts, this.checker, skipOuter(this.ts, operand), to, blocking, (name, type) => membersThatFit(this.#memberContext, name, type));
  }

  /** Those stored under a name in what may be a `receiver`. */
  membersOf(name: string, receiver: ts.Type): Argument[] {
    const ids = membersThatFit(this.#memberContext, name, receiver);
    return ids === undefined ? [{ kind: "unknown" }] : [...ids].map((id) => ({ kind: "function", id }));
  }

  /** The functions of the program that are stored under a name, whatever in. */
  storedUnder(name: string): Argument[] {
    const { ts } = this;
    return this.#storedAs(name).flatMap(({ value }): Argument[] => {
      if (ts.isMethodDeclaration(value)) return [{ kind: "function", id: idOf(value) }];
      const stored: Argument = ts.isAccessor(value) ? { kind: "unknown" } : this.value(value);
      return stored.kind === "none" ? [] : [stored];
    });
  }

  /**
   * The type of what is stepped through. What is written or declared as an array steps as one, whatever its flow makes of it, where nothing that the program stores an iterator in is an array: no class that extends something, and
   * nothing that is given one later. Async iterators are not indexed by name: there the flow is asked.
   */
  typeOfIterable(expression: ts.Expression, isAsync = false): ts.Type {
    const { ts, checker } = this, array = isAsync ? undefined : arrayType(ts, checker, expression);
    return array !== undefined && this.#arraysAreOrdinary() ? array : typeOf(ts, checker, expression);
  }

  #arraysAreOrdinary(): boolean {
    const { ts } = this, named = this.#storedAs(iteratorMember);
    const isNoArray = ({ container }: Member): boolean => (ts.isClassLike(container) ? container.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) !== true : ts.isObjectLiteralExpression(container));
    return (this.#ordinaryArrays ??= named.every(isNoArray));
  }

  /** The `[Symbol.iterator]` methods an object of this type may have, if all of them are generators. */
  iterators(type: ts.Type): Callee | undefined {
    const { ts, checker } = this;
    const ids = new Set<FunctionId>();
    const declarations = propertyUnder(checker, type, iteratorMember)?.declarations ?? [];
    for (const d of declarations) {
      const id = memberFunction(ts, d);
      if (id === undefined) return undefined;
      ids.add(id);
    }
    const fitting = membersThatFit(this.#memberContext, iteratorMember, type);
    if (fitting === undefined) return undefined;
    fitting.forEach((id) => ids.add(id));
    const others = this.#storedAs(iteratorMember).filter((m) => ids.has(idOf(m.value)));
    return others.every((m) => (m.value as ts.FunctionLikeDeclaration).asteriskToken !== undefined) ? { kind: "functions", ids: [...ids], exact: false } : undefined;
  }

  /** What `using` may call when a value of this type is disposed of; undefined: nothing that suspends. `Disposable` itself says nothing: anybody implements it. */
  disposers(value: ts.Type, names: readonly string[], text: string): Callee | undefined {
    const { ts, checker } = this;
    const unknown: Callee = { kind: "unknown", why: `what \`${text}\` disposes of is not known here` };
    const own = checker.getNonNullableType(value), ids = new Set<FunctionId>();
    for (const part of own.isUnion() ? own.types : [own]) {
      if ((part.flags & (ts.TypeFlags.Never | ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) continue;
      const type = checker.getBaseConstraintOfType(part) ?? part;
      const declarations = names.flatMap((name) => propertyUnder(checker, type, name)?.declarations ?? []);
      if (declarations.length === 0) return unknown;
      for (const d of declarations) {
        if (isMarkedSuspends(ts, d)) return { kind: "marked", name: text };
        const id = memberFunction(ts, d);
        if (id !== undefined && !this.#isOpenToImporters(d)) ids.add(id);
        else if (!this.outside.isPlain(d) || (ts.isInterfaceDeclaration(d.parent) && /^(Async)?Disposable$/.test(d.parent.name.text))) return unknown;
      }
      for (const name of names) {
        const fitting = membersThatFit(this.#memberContext, name, type);
        if (fitting === undefined) return unknown;
        fitting.forEach((id) => ids.add(id));
      }
    }
    return ids.size === 0 ? undefined : { kind: "functions", ids: [...ids], exact: false };
  }

  /** A built-in that may call what it is given: `Array.prototype.map`. */
  isResumable(expression: ts.Expression): boolean {
    const { ts, checker } = this;
    const inner = skipOuter(ts, expression);
    const symbol = ts.isPropertyAccessExpression(inner) || ts.isIdentifier(inner) ? resolveAlias(ts, checker, symbolAt(ts, checker, ts.isIdentifier(inner) ? inner : inner.name)) : undefined;
    const declaration = symbol?.valueDeclaration;
    if (declaration === undefined || !declaration.getSourceFile().isDeclarationFile) return false;
    const outside = this.outside.of(declaration, "");
    return outside.kind === "native" && outside.resumable;
  }

  /** The result of a callback is used at once: its type is neither void nor a promise nor anything (for SY4002), nor does the declaration wait for it (`@waits`). The declared type, not the instantiated one: `Object.assign(target: T)` does not call what it is given. */
  #usesResult(call: ts.CallExpression, index: number): boolean {
    const parameters = this.#parametersOf(call), parameter = parameters[Math.min(index, parameters.length - 1)];
    return parameter !== undefined && !isMarkedWaits(this.ts, parameter.parent) && resultIsUsed(this.ts, this.checker, this.checker.getNonNullableType(this.checker.getTypeAtLocation(parameter)));
  }

  /** The same per argument; undefined: none of them is a function of the program. */
  usesResults(call: ts.CallExpression, args: readonly Argument[]): readonly boolean[] | undefined {
    return args.some((a) => a.kind === "function") ? call.arguments.map((_, i) => args[i]!.kind === "function" && this.#usesResult(call, i)) : undefined;
  }

  #nameNode(expression: ts.Expression): ts.Node | undefined {
    const { ts } = this;
    if (ts.isIdentifier(expression)) return expression;
    if (ts.isPropertyAccessExpression(expression)) return expression.name;
    if (ts.isElementAccessExpression(expression) && ts.isStringLiteralLike(expression.argumentExpression)) return expression.argumentExpression;
    return undefined;
  }

  #bySymbol(symbol: ts.Symbol, expression: ts.Expression, call: ts.Node, within: FunctionFacts, signature: ts.Node | undefined): Callee {
    const { ts } = this;
    const declarations = symbol.declarations ?? [];
    const declaration = symbol.valueDeclaration ?? declarations[0];
    // `undefined`, `arguments` and `globalThis` are declared nowhere
    if (declaration === undefined) return { kind: "unknown", why: `\`${symbol.name}\` is declared nowhere` };
    const file = declaration.getSourceFile();
    if (isMemberAccess(ts, expression)) return this.#byMember(symbol, expression, this.#declaredMember(symbol, expression, signature), within.file);
    if (file.isDeclarationFile) return this.outside.of(signature ?? declaration, `${symbol.name} is declared in ${shortName(file.fileName)}`);

    if (ts.isIdentifier(expression) && ts.isParameter(declaration)) {
      const index = declaration.parent === within.node ? within.parameters.indexOf(expression.text) : -1;
      if (index >= 0) return { kind: "parameter", index };
      return { kind: "unknown", why: `\`${expression.text}\` is a parameter` };
    }
    if (ts.isIdentifier(expression)) {
      const id = this.#functionOfSymbol(symbol);
      if (id !== undefined) return this.#one(id, this.#isLexicallyVisible(symbol, call));
      const origin = this.#outsideAlias(symbol);
      if (origin !== undefined) return origin;
      return { kind: "unknown", why: `\`${expression.text}\` holds a function that is not known here` };
    }
    return { kind: "unknown", why: `\`${expression.getText()}\` is not known here` };
  }

  /** `const log = console.log`: a constant that is a member of something outside. */
  #outsideAlias(symbol: ts.Symbol): Callee | undefined {
    const { ts, checker } = this;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || !isConst(ts, declaration)) return undefined;
    const inner = skipOuter(ts, declaration.initializer);
    if (!ts.isPropertyAccessExpression(inner)) return undefined;
    const origin = resolveAlias(ts, checker, symbolAt(ts, checker, inner.name))?.valueDeclaration;
    return origin !== undefined && this.outside.isPlain(origin) && this.#isOutside(symbolOf(ts, checker, inner)!, inner) ? { kind: "foreign", name: inner.getText() } : undefined;
  }

  /** A member that is declared outside is no function that the program put there. */
  #isOutside(symbol: ts.Symbol, access: ts.PropertyAccessExpression): boolean {
    const origin = resolveAlias(this.ts, this.checker, symbol)!, { kind } = this.#byMember(origin, access, this.#members.get(origin) ?? this.#declaredMember(origin, access, undefined), access.getSourceFile());
    return kind === "native" || kind === "foreign";
  }

  #declaredMember(symbol: ts.Symbol, expression: MemberAccess, signature: ts.Node | undefined): DeclaredMember {
    const { ts } = this;
    // An abstract method is whatever the subclasses make it.
    const isAbstract = (d: ts.Node): boolean => ts.isMethodDeclaration(d) && d.body === undefined && ts.isClassLike(d.parent) && !d.getSourceFile().isDeclarationFile && memberFunction(ts, d) === undefined;
    const concrete = symbol.declarations!.filter((d) => !this.#isOverload(d) && !isAbstract(d));
    const callee = concrete.length === 0 ? { kind: "functions", ids: [], exact: false } as Callee : joinCallees(concrete.map((declaration): Callee => {
      const file = declaration.getSourceFile();
      if (file.isDeclarationFile && this.#holdsAnything(declaration)) return { kind: "unknown", why: `\`${expression.getText()}\` may hold any function` };
      if (file.isDeclarationFile) return this.outside.of(signature?.getSourceFile() === file ? signature : declaration, `${symbol.name} is declared in ${shortName(file.fileName)}`);
      if (this.#isDecorated(declaration)) return { kind: "unknown", why: `a decorator may replace \`${symbol.name}\`` };
      const id = memberFunction(ts, declaration) ?? (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration) ? this.#functionOfSymbol(symbol) : undefined);
      if (id === undefined) return { kind: "unknown", why: `\`${expression.getText()}\` is not known here` };
      return { kind: "functions", ids: [id], exact: ts.isMethodDeclaration(declaration) && ts.isPrivateIdentifier(declaration.name) };
    }));
    const isOfType = (d: ts.Node): boolean => ts.isClassLike(d.parent) || ts.isInterfaceDeclaration(d.parent) || ts.isTypeLiteralNode(d.parent);
    const member = { signature, concrete, callee, ofType: symbol.declarations!.every(isOfType), isOpenToImporters: concrete.some((d) => this.#isOpenToImporters(d)), isAlone: this.#isAlone(symbol, concrete, noneMatches) };
    if (callee.kind !== "unknown" && callee.kind !== "marked") this.#members.set(symbol, member);
    return member;
  }

  /**
   * A member of a library's that nothing of the program's can stand in for (members.ts).
   * Of mapped types and unions, whose properties are declared elsewhere, nothing is said: their symbols have no parent.
   */
  #isAlone(symbol: ts.Symbol, concrete: readonly ts.Node[], noneOf: typeof noneMatches): boolean {
    const { ts, checker } = this, parent = (symbol as { parent?: ts.Symbol }).parent;
    if (parent === undefined || concrete.length === 0) return false;
    // Interfaces of several files are one.
    const owner = (checker as { getMergedSymbol?(symbol: ts.Symbol): ts.Symbol }).getMergedSymbol?.(parent) ?? parent;
    const isOwn = (d: ts.Node, around: ts.Node): boolean => d.getSourceFile().isDeclarationFile && owner.declarations?.includes(around as ts.Declaration) === true;
    // A name may be that of an interface, a class and a namespace; statics are in neither type.
    const ofInstances = concrete.every((d) => (ts.isInterfaceDeclaration(d.parent) || (ts.isClassLike(d.parent) && !hasModifier(ts, d, ts.SyntaxKind.StaticKeyword))) && isOwn(d, d.parent));
    const type = ofInstances ? checker.getDeclaredTypeOfSymbol(owner) : concrete.every((d) => ts.isModuleBlock(d.parent) && isOwn(d, d.parent.parent)) ? declaredType(checker, owner) : undefined;
    return type !== undefined && noneOf(this.#memberContext, symbol.name, type);
  }

  #byMember(symbol: ts.Symbol, expression: MemberAccess, { signature, concrete, callee: declared, ofType, isOpenToImporters, isAlone }: DeclaredMember, file: ts.SourceFile): Callee {
    const { ts, checker } = this, receiver = expression.expression, named = ofType ? undefined : symbolOf(ts, checker, receiver, file);
    if (!ofType && this.#isNamespace(named)) {
      const id = this.#functionOfSymbol(symbol);
      if (id !== undefined) return this.#one(id);
      const declaration = symbol.valueDeclaration ?? symbol.declarations![0]!;
      if (declaration.getSourceFile().isDeclarationFile) return this.outside.of(signature ?? declaration, `${symbol.name} is declared in ${shortName(declaration.getSourceFile().fileName)}`);
      return { kind: "unknown", why: `\`${expression.getText()}\` is not known here` };
    }
    if (declared.kind === "unknown" || declared.kind === "marked") return declared;
    if (declared.kind === "native" && /^(Generator|Iterator|IteratorObject)\.(next|return|throw)$/.test(declared.name)) return this.#step(symbol, receiver);
    if (ts.isPropertyAccessExpression(expression) && ts.isPrivateIdentifier(expression.name)) {
      const exact = symbol.declarations!.every((d) => ts.isMethodDeclaration(d));
      return declared.kind === "functions" && !this.#storedAs(symbol.name).some((m) => !ts.isClassLike(m.container)) ? { ...declared, exact } : { kind: "unknown", why: `\`${expression.getText()}\` is assigned somewhere` };
    }
    const isSuper = receiver.kind === ts.SyntaxKind.SuperKeyword, { computed } = this.index;
    if (isSuper && isReplaced(this.#memberContext, symbol.name, checker.getTypeAtLocation(receiver), this.#isInStatic(receiver))) return { kind: "unknown", why: `\`${expression.getText()}\` may have been replaced` };
    if (!isSuper && isOpenToImporters) return { kind: "unknown", why: `\`${expression.getText()}\` may be overridden in another package` };
    if (concrete.length > 0 && (isSuper ? this.#hasFixedParent(receiver, symbol) : this.#storedAs(symbol.name).length === 0 && (computed.length === 0 || (declared.kind === "native" && /Function\.(call|apply|bind)$/.test(declared.name))))) return declared;
    if (isAlone && !isSuper) return declared;
    // What is declared as one type is narrowed to parts of that only: more members fit the whole.
    const own = (ts.isArrayLiteralExpression(receiver) || ts.isParenthesizedExpression(receiver) ? arrayType(ts, checker, receiver) : declaredReceiver(ts, checker, receiver, named ?? symbolOf(ts, checker, receiver, file))) ?? checker.getNonNullableType(typeOf(ts, checker, receiver));
    const type = checker.getBaseConstraintOfType(own) ?? own; // `this` and type parameters stand for their constraint
    const outside = concrete.length > 0 && concrete.every((d) => d.getSourceFile().isDeclarationFile);
    const fitting = membersThatFit(this.#memberContext, symbol.name, type, outside);
    if (fitting === undefined) return { kind: "unknown", why: `something that is not known here, or very many functions, are stored as \`${symbol.name}\`` };
    const others = declared.kind === "functions" ? declared.ids.filter((id) => !fitting.has(id)) : [];
    if (fitting.size + others.length === 0) return concrete.length > 0 ? declared : { kind: "unknown", why: `\`${expression.getText()}\` is abstract and nothing here implements it` };
    if (declared.kind === "native" && declared.resumable) return { kind: "unknown", why: `\`${expression.getText()}\` may be the built-in or a method of that name` };
    if (others.length > 0) return { kind: "functions", ids: [...others, ...fitting], exact: false };
    // The same object for all calls that reach the same: later phases keep what they find out about it.
    let callee = this.#callees.get(fitting);
    if (callee === undefined) this.#callees.set(fitting, (callee = { kind: "functions", ids: [...fitting], exact: false }));
    return callee;
  }

  /** `it.next()` where the type says no more than that it is an iterator: one of the program's generators, or whatever is stored under that name. */
  #step(symbol: ts.Symbol, receiver: ts.Expression): Callee {
    const own = this.checker.getNonNullableType(this.checker.getTypeAtLocation(receiver));
    if (/^(Array|Map|Set|String|RegExpString)Iterator$/.test(own.symbol?.name ?? "")) return { kind: "native", name: `Iterator.${symbol.name}`, resumable: false };
    const ids = membersThatFit(this.#memberContext, symbol.name, this.checker.getBaseConstraintOfType(own) ?? own);
    if (ids === undefined) return { kind: "unknown", why: `something that is not known here is stored as \`${symbol.name}\`` };
    return { kind: "functions", ids: [anyGenerator, ...ids], exact: false };
  }

  /** A member of something that importers get hold of, in a program that emits declarations: they may override or replace it by one that blocks. */
  #isOpenToImporters(declaration: ts.Node): boolean {
    const { ts } = this;
    if (!(ts.isMethodDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration) || ts.isShorthandPropertyAssignment(declaration)) || declaration.getSourceFile().isDeclarationFile) return false;
    if (!(ts.isClassLike(declaration.parent) || ts.isObjectLiteralExpression(declaration.parent)) || ts.isPrivateIdentifier(declaration.name)) return false;
    if ((ts.canHaveModifiers(declaration) ? ts.getModifiers(declaration) ?? [] : []).some((m) => m.kind === ts.SyntaxKind.PrivateKeyword)) return false;
    return this.exposed.has(declaration.parent);
  }

  /** `extends C` with a class by name, and so on up to the one that declares the member: what `super.m` reaches stands there. A mixin's parent is whatever it is given, and a decorator may give another class. */
  #hasFixedParent(node: ts.Node, symbol: ts.Symbol): boolean {
    const { ts, checker } = this;
    let at = node;
    while (!ts.isClassLike(at) && !ts.isObjectLiteralExpression(at) && at.parent !== undefined) at = at.parent;
    while (ts.isClassLike(at)) {
      const parent = parentOf(ts, at), above = parent === undefined ? undefined : classNamed(ts, checker, parent);
      if (above === undefined || !ts.isClassLike(above)) return false;
      if (above.getSourceFile().isDeclarationFile) return true;
      if (ts.getDecorators(above) !== undefined) return false;
      if (symbol.declarations?.some((d) => d.parent === above) === true) return true;
      at = above;
    }
    return false;
  }

  /** In a static member: `super` is the class above. */
  #isInStatic(node: ts.Node): boolean {
    const { ts } = this;
    let at = node;
    while (at.parent !== undefined && !ts.isClassLike(at.parent)) at = at.parent;
    return ts.isClassElement(at) && isStatic(ts, at);
  }

  /** A method or field with a decorator that may put another function in its place. Those of packages that do not use sansync give functions that cannot suspend, whatever they call. */
  #isDecorated(declaration: ts.Node): boolean {
    const { ts, checker } = this;
    if (!ts.isClassElement(declaration) || !ts.canHaveDecorators(declaration)) return false;
    return (ts.getDecorators(declaration) ?? []).some(({ expression }) => {
      let head = skipOuter(ts, expression);
      while (ts.isCallExpression(head)) head = skipOuter(ts, head.expression);
      const name = this.#nameNode(head), origin = name === undefined ? undefined : resolveAlias(ts, checker, symbolAt(ts, checker, name))?.valueDeclaration;
      return origin === undefined || !this.outside.isPlain(origin);
    });
  }

  /** A signature of an overloaded method, whose body stands in another declaration of the same symbol. */
  #isOverload(declaration: ts.Node): boolean {
    const { ts } = this;
    return ts.isMethodDeclaration(declaration) && declaration.body === undefined && !declaration.getSourceFile().isDeclarationFile && memberFunction(ts, declaration) !== undefined;
  }

  #isNamespace(receiver: ts.Symbol | undefined): boolean {
    const symbol = resolveAlias(this.ts, this.checker, receiver);
    return symbol !== undefined && (symbol.flags & (this.ts.SymbolFlags.NamespaceModule | this.ts.SymbolFlags.ValueModule)) !== 0;
  }

  /** The one function a name stands for: a declaration that is never assigned to, or a constant. */
  #functionOfSymbol(symbol: ts.Symbol, depth = 0): FunctionId | undefined {
    const { ts, checker } = this;
    const declaration = symbol.declarations?.find((d) => ts.isFunctionDeclaration(d) && d.body !== undefined) ?? symbol.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
    if (ts.isFunctionDeclaration(declaration)) {
      if (declaration.body === undefined || this.#isAssigned(declaration, symbol)) return undefined;
      if ((symbol.declarations ?? []).filter((d) => ts.isFunctionDeclaration(d) && d.body !== undefined).length > 1) return undefined;
      return idOf(declaration);
    }
    if (ts.isVariableDeclaration(declaration) && isConst(ts, declaration) && declaration.initializer !== undefined && ts.isIdentifier(declaration.name)) {
      const literal = functionOf(ts, declaration.initializer);
      if (literal !== undefined) return idOf(literal);
      const inner = skipOuter(ts, declaration.initializer);
      if (ts.isIdentifier(inner) && depth < 10) {
        const next = resolveAlias(ts, checker, symbolAt(ts, checker, inner));
        return next === undefined || next === symbol ? undefined : this.#functionOfSymbol(next, depth + 1);
      }
    }
    if (ts.isFunctionExpression(declaration)) return idOf(declaration); // its own name inside a function expression
    if (ts.isExportAssignment(declaration)) {
      const literal = functionOf(ts, declaration.expression);
      if (literal !== undefined) return idOf(literal);
    }
    return undefined;
  }

  #isAssigned(declaration: ts.Node, symbol: ts.Symbol): boolean {
    const places = this.index.assignedNames(declaration.getSourceFile())?.get(symbol.name) ??
      this.index.assignedNames(declaration.getSourceFile())?.get((declaration as ts.FunctionDeclaration).name?.text ?? "");
    return places !== undefined && places.some((p) => symbolAt(this.ts, this.checker, p) === symbol);
  }

  /** The frame of the callee is in scope where the call stands. */
  #isLexicallyVisible(symbol: ts.Symbol, call: ts.Node): boolean {
    const { ts } = this;
    const declaration = symbol.declarations?.find((d) => ts.isFunctionDeclaration(d) && d.body !== undefined) ?? symbol.valueDeclaration!;
    if (declaration.getSourceFile() !== call.getSourceFile()) return false;
    let scope: ts.Node;
    if (ts.isFunctionDeclaration(declaration)) {
      if (declaration.name === undefined) return false;
      scope = declaration.parent;
    } else if (ts.isVariableDeclaration(declaration)) {
      const statement = declaration.parent.parent;
      const literal = declaration.initializer === undefined ? undefined : functionOf(ts, declaration.initializer);
      // The frame of a named function expression stands in a scope of its own, for its name.
      if (!ts.isVariableStatement(statement) || literal === undefined || (ts.isFunctionExpression(literal) && literal.name !== undefined)) return false;
      scope = statement.parent;
    } else if (ts.isFunctionExpression(declaration)) scope = declaration;
    else return false;
    for (let node = call.parent; node !== undefined; node = node.parent) if (node === scope) return true;
    return false;
  }

  /** A property whose type is left open by its declaration (`value: T`, `callee: Function`) holds what the program put there. */
  #holdsAnything(declaration: ts.Node): boolean {
    const { ts, checker } = this;
    if (!ts.isPropertySignature(declaration) && !ts.isPropertyDeclaration(declaration) && !ts.isVariableDeclaration(declaration)) return false;
    const type = checker.getTypeAtLocation(declaration);
    return (type.isUnion() ? type.types : [type]).some((t) => (t.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || t.symbol?.name === "Function");
  }


}
