/**
 * What lowering knows while it walks: one FileLowering per file, one Scope per function body.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { type FunctionFacts, keyOf } from "../analysis/facts";
import type { CallPlan, CheckPlan, FilePlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { AbiName } from "../emit/abi";
import { Names } from "../emit/names";
import { placeOf, Sites } from "../emit/sites";
import type { ConstructorShape } from "../analysis/1-collect/constructors";
import type { MethodCall } from "./method-calls";
import type { Untouched } from "./untouched";

/** How suspension is spelled in the body at hand. */
export type Mode = "plain" | "goroutine" | "awaiting";

export interface Scope {
  readonly mode: Mode;
  readonly facts: FunctionFacts;
  readonly temps: Temps;
  /** What `arguments` is called in here, if an arrow took it along. */
  readonly argumentsName: string | undefined;
  /** What `super` is called in here, if an arrow took it along (super.ts). */
  readonly superName: string | undefined;
  /** What `new.target` is called in here. */
  readonly newTarget: string | undefined;
  /** In the constructor of a derived class that runs as a frame: what stands for `this` and `super`. */
  readonly self: SelfScope | undefined;
  /** Where `return` leaves to, in a constructor that runs as a frame. */
  readonly leave: { readonly label: ts.Identifier; readonly result: ts.Identifier } | undefined;
  /** The list of deferred calls of this activation. */
  readonly defers: ts.Identifier | undefined;
}

export interface SelfScope {
  /** Holds `this` once `super(…)` has returned, undefined before. */
  readonly name: string;
  /** The class whose constructor it is. */
  readonly of: string;
  readonly shape: ConstructorShape;
  /** Something native is installed on the object when `super(…)` has returned. */
  readonly stamps: boolean;
  /** From this position on `super(…)` has returned. */
  readonly boundFrom: number;
  /** What follows `super(…)` at the place where fields are initialised. */
  initialise(scope: Scope): ts.Statement[];
}

/** Temporaries of one function body, declared at its top by finish(). */
export class Temps {
  readonly #names: string[] = [];
  #result: string | undefined;
  #receiver: string | undefined;

  constructor(private readonly names: { temp(): string }) {}

  /** Holds the result of a call from the call to the test behind it; used again by the next call. */
  get result(): string {
    return (this.#result ??= this.fresh());
  }

  /** Holds a receiver from its evaluation to its use as `this`, with nothing in between. */
  get receiver(): string {
    return (this.#receiver ??= this.fresh());
  }

  fresh(): string {
    const name = this.names.temp();
    this.#names.push(name);
    return name;
  }

  get all(): readonly string[] {
    return this.#names;
  }
}

export class FileLowering {
  readonly f: ts.NodeFactory;
  readonly names: Names;
  readonly sites: Sites;
  readonly abiUsed = new Map<AbiName, string>();
  readonly namespace: string;
  readonly at: string;
  /** Frame names of functions that have one, by function key. */
  readonly frames = new Map<string, string>();
  /** Closures that are named after a computed key, and the temporary that holds it. */
  readonly computedNames = new Map<ts.Node, ts.Expression>();
  /** Temporaries that hold a class while its static elements run (static-elements.ts). */
  readonly classes = new Map<ts.Node, string>();
  /** The resources that a list of `using` declarations adds to (using.ts). */
  readonly resources = new Map<ts.Node, ts.Identifier>();
  /** What nodes of a deep expression were evaluated to before (deep-expressions.ts): temporaries that stand for them, and for the callees of calls. */
  readonly values = new Map<ts.Node, ts.Identifier>();
  readonly callees = new Map<ts.Node, { readonly callee: ts.Expression; readonly self: ts.Expression }>();
  /** Temporaries of code that has no body of its own (field initialisers): declared by the module. */
  readonly moduleTemps: Temps;

  /** Goroutine entries of functions in fast form that have a name, by function key. */
  readonly entries = new Map<string, string>();
  /** Those of functions that need not know how deep the native stack is. */
  readonly shallow = new Set<string>();
  /** Methods that calls try by name, and what those are called with (method-calls.ts). */
  readonly methods = new Map<string, { readonly f: string; readonly go: string }>();
  readonly methodCalls = new Map<string, MethodCall>();
  /** The same by the name of the helper. */
  readonly methodHelpers = new Map<string, MethodCall>();
  /** Places that call functions of unknown colour, and what those are called with (unknown-callees.ts). */
  readonly unknownCalls = new Map<string, string>();
  /** Functions that stand behind the statements of the file. */
  readonly after: ts.Statement[] = [];
  readonly #maps: boolean;
  /** Functions of the file may be sloppy: no module of ECMAScript, and not made strict by TypeScript. */
  readonly mayBeSloppy: boolean;

  constructor(readonly ts: Ts, readonly context: ts.TransformationContext, readonly file: ts.SourceFile, readonly plan: FilePlan, readonly esModule: boolean, /** Functions of the file may run before it does. */ readonly early: boolean, readonly untouched: Untouched) {
    this.f = context.factory;
    this.names = new Names(ts, file);
    this.sites = new Sites(ts, file);
    this.namespace = this.names.unique("$ss");
    this.at = this.names.unique("$at");
    this.moduleTemps = this.temps();
    const { alwaysStrict, strict, sourceMap, inlineSourceMap } = context.getCompilerOptions();
    this.#maps = sourceMap === true || inlineSourceMap === true;
    this.mayBeSloppy = !ts.isExternalModule(file) && !(alwaysStrict ?? strict ?? false);
  }

  temps(): Temps {
    // Each body counts from $1; a name the user's file has is passed over.
    let next = 1;
    return new Temps({ temp: () => this.#tempName(next++) });
  }

  readonly #tempNames: string[] = [];
  #tempName(n: number): string {
    while (this.#tempNames.length < n) this.#tempNames.push(this.names.unique(`$${this.#tempNames.length + 1}`));
    return this.#tempNames[n - 1]!;
  }

  readonly #registers = new Map<string, string>();
  /** A name that each function may declare for itself, since code inside it never means that of a function around it: `$this`, `$target`. */
  register(wanted: string): string {
    let name = this.#registers.get(wanted);
    if (name === undefined) this.#registers.set(wanted, (name = this.names.unique(wanted)));
    return name;
  }

  readonly #own = new Set<string>();
  /** Reserves a name for something that the module makes once and never assigns to again. */
  own(wanted: string): string {
    const name = this.names.unique(wanted);
    this.#own.add(name);
    return name;
  }

  /** The constant that holds an ABI name in this module. */
  abi(name: AbiName): ts.Identifier {
    return this.f.createIdentifier(this.#local(name));
  }

  #local(name: AbiName): string {
    let local = this.abiUsed.get(name);
    if (local === undefined) this.abiUsed.set(name, (local = this.own(`$${name}`)));
    return local;
  }

  /**
   * Fixed code of ours as one node, a name that is the whole text: printers write names as they are. Suspension points consist mostly of such code, and nodes are what emit costs.
   * Only for what has no meaning to later transformers: no name of the user's, no `yield`, no `await`.
   */
  #fixed(text: string): ts.Expression {
    return this.f.createIdentifier(text);
  }

  abiCall(name: AbiName, args: readonly ts.Expression[]): ts.CallExpression {
    return this.f.createCallExpression(this.abi(name), undefined, args as ts.Expression[]);
  }

  functionPlan(node: ts.Node): FunctionPlan | undefined {
    return this.plan.functions.get(keyOf(this.ts.getOriginalNode(node)));
  }

  callPlan(node: ts.Node): CallPlan | undefined {
    return this.plan.calls.get(keyOf(this.ts.getOriginalNode(node)));
  }

  checkPlan(node: ts.Node): CheckPlan {
    return this.plan.checks.get(keyOf(this.ts.getOriginalNode(node))) ?? "none";
  }

  /** `$at + n` for the place of `node`. */
  site(node: ts.Node, scope: { readonly facts: FunctionFacts }, text: string): ts.Expression {
    const n = this.sites.add(siteName(scope.facts), this.ts.getOriginalNode(node), text);
    return this.#fixed(n === 0 ? this.at : `${this.at} + ${n}`);
  }

  /** `(($1 = call), $S.f) ? yield site : $1`, or its awaiting twin. */
  suspend(call: ts.Expression, node: ts.Node, scope: Scope, text: string): ts.Expression {
    const { f } = this;
    const result = f.createIdentifier(scope.temps.result);
    this.#called(call, node);
    const assigned = f.createAssignment(result, call);
    const conditional = scope.mode === "awaiting"
      ? f.createConditionalExpression(
        f.createParenthesizedExpression(f.createComma(assigned, this.abiCall("pending", [result, this.site(node, scope, text)]))), undefined,
        this.abiCall("awaited", [f.createAwaitExpression(result)]), undefined, result)
      : f.createConditionalExpression(
        f.createParenthesizedExpression(f.createComma(assigned, this.flag())), undefined, f.createYieldExpression(undefined, this.site(node, scope, text)), undefined, result);
    return this.at_(f.createParenthesizedExpression(conditional), node);
  }

  /** `$S.f` */
  flag(): ts.Expression {
    return this.#fixed(`${this.#local("S")}.f`);
  }

  /** `if ($S.f) yield site;` */
  yieldIfSuspended(node: ts.Node, scope: Scope, text: string): ts.Statement {
    return this.f.createIfStatement(this.flag(), this.f.createExpressionStatement(this.f.createYieldExpression(undefined, this.site(node, scope, text))));
  }

  /** `$FL[0] < 0 && $preempt() && (yield site)` */
  check(node: ts.Node, scope: Scope): ts.Expression {
    const { f } = this;
    return f.createLogicalAnd(this.wanted(), f.createParenthesizedExpression(f.createYieldExpression(undefined, this.site(node, scope, "preempted"))));
  }

  /** `if ($FL[0] < 0 && $preempt()) yield site;` */
  checkStatement(node: ts.Node, scope: Scope): ts.Statement {
    return this.f.createIfStatement(this.wanted(), this.f.createExpressionStatement(this.f.createYieldExpression(undefined, this.site(node, scope, "preempted"))));
  }

  /** `$FL[0] < 0 && $preempt()` */
  wanted(): ts.Expression {
    return this.#fixed(`${this.#local("FL")}[0] < 0 && ${this.#local("preempt")}()`);
  }

  /** `$d > $FL[0] && $enter($d)`: at the entry of a recursive function, that was told how deep the native stack is. */
  enters(depth: string): ts.Expression {
    return this.#fixed(`${depth} > ${this.#local("FL")}[0] && ${this.#local("enter")}(${depth})`);
  }

  /** `n` of a site `$at + n`. */
  offsetOf(site: ts.Expression): number {
    return Number((site as ts.Identifier).text.slice(this.at.length + 3));
  }

  /** `$S.depth`: how many calls stand on the native stack of the goroutine. */
  depth(): ts.Expression {
    return this.#fixed(`${this.#local("S")}.depth`);
  }

  /** Code of ours that gives the same whenever it is evaluated: ABI names, sites, entries of functions. */
  isOurs(e: ts.Identifier): boolean {
    const { text } = e;
    return text.includes("$") && (text === this.at || text.startsWith(`${this.at} + `) || this.isDepth(e) || this.#own.has(text));
  }

  isDepth(e: ts.Expression): boolean {
    return this.ts.isIdentifier(e) && e.text === `${this.abiUsed.get("S")}.depth`;
  }

  /** Gives a made node the place of the source node it stands for: source maps and errors point there. */
  at_<T extends ts.Node>(made: T, source: ts.Node): T {
    const original = this.ts.getOriginalNode(source);
    this.ts.setTextRange(made, original);
    this.#called(made, source);
    this.ts.setEmitFlags(made, this.ts.EmitFlags.NoComments);
    return made;
  }

  /** The call that stands for a call has V8's place of it in stacks. */
  #called(made: ts.Node, source: ts.Node): void {
    if (!this.#maps) return;
    const original = this.ts.getOriginalNode(source);
    if (!this.ts.isCallExpression(made) || !this.ts.isCallExpression(original) || made.expression.pos >= 0) return;
    this.ts.setSourceMapRange(made.expression, { pos: placeOf(this.ts, this.file, original), end: original.expression.end });
  }

  /** `this`, given the node that says so. */
  this_(scope: Scope, node: ts.Node): ts.Expression {
    const { self } = scope;
    if (self === undefined) return this.at_(this.f.createThis(), node);
    const name = this.f.createIdentifier(self.name);
    return this.at_(this.ts.getOriginalNode(node).pos >= self.boundFrom ? name : this.abiCall("self", [name]), node);
  }

  undefined(): ts.Expression {
    return this.f.createVoidZero();
  }

  /** A function of its own body. */
  scopeOf(facts: FunctionFacts, mode: Mode, outer: Scope | undefined, defers?: ts.Identifier): Scope {
    const arrow = facts.kind === "arrow" ? outer : undefined;
    return { mode, facts, temps: this.temps(), argumentsName: arrow?.argumentsName, superName: arrow?.superName, newTarget: arrow?.newTarget, self: arrow?.self, leave: undefined, defers };
  }

  /** Puts the declaration of the temporaries behind the directives. */
  withTemps(statements: readonly ts.Statement[], temps: Temps, hoisted = false): ts.Statement[] {
    if (temps.all.length === 0) return [...statements];
    const { f } = this;
    const declaration = f.createVariableStatement(undefined, f.createVariableDeclarationList(temps.all.map((n) => f.createVariableDeclaration(n)), hoisted ? this.ts.NodeFlags.None : this.ts.NodeFlags.Let));
    const at = this.prologueEnd(statements);
    return [...statements.slice(0, at), declaration, ...statements.slice(at)];
  }

  prologueEnd(statements: readonly ts.Statement[]): number {
    const { ts } = this;
    let at = 0;
    while (at < statements.length && ts.isExpressionStatement(statements[at]!) && ts.isStringLiteral((statements[at] as ts.ExpressionStatement).expression)) at++;
    return at;
  }
}

/** Functions are named without their class in stacks only if they have none. */
export function siteName(facts: FunctionFacts): string {
  if (facts.kind === "arrow" || facts.kind === "expression") return facts.name !== "(anonymous)" ? facts.name : facts.outer !== undefined && facts.outer.kind !== "module" ? `${siteName(facts.outer)}.func` : "func";
  return facts.kind === "module" ? "main" : facts.name;
}
