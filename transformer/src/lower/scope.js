"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.FileLowering = exports.Temps = void 0;
exports.siteName = siteName;
const facts_1 = require("../analysis/facts");
const names_1 = require("../emit/names");
const sites_1 = require("../emit/sites");
/** Temporaries of one function body, declared at its top by finish(). */
class Temps {
    names;
    #names = [];
    #result;
    #receiver;
    constructor(names) {
        this.names = names;
    }
    /** Holds the result of a call from the call to the test behind it; used again by the next call. */
    get result() {
        return (this.#result ??= this.fresh());
    }
    /** Holds a receiver from its evaluation to its use as `this`, with nothing in between. */
    get receiver() {
        return (this.#receiver ??= this.fresh());
    }
    fresh() {
        const name = this.names.temp();
        this.#names.push(name);
        return name;
    }
    get all() {
        return this.#names;
    }
}
exports.Temps = Temps;
class FileLowering {
    ts;
    context;
    file;
    plan;
    esModule;
    early;
    untouched;
    f;
    names;
    sites;
    abiUsed = new Map();
    namespace;
    at;
    /** Frame names of functions that have one, by function key. */
    frames = new Map();
    /** Closures that are named after a computed key, and the temporary that holds it. */
    computedNames = new Map();
    /** Temporaries that hold a class while its static elements run (static-elements.ts). */
    classes = new Map();
    /** The resources that a list of `using` declarations adds to (using.ts). */
    resources = new Map();
    /** What nodes of a deep expression were evaluated to before (deep-expressions.ts): temporaries that stand for them, and for the callees of calls. */
    values = new Map();
    callees = new Map();
    /** Temporaries of code that has no body of its own (field initialisers): declared by the module. */
    moduleTemps;
    /** Goroutine entries of functions in fast form that have a name, by function key. */
    entries = new Map();
    /** Those of functions that need not know how deep the native stack is. */
    shallow = new Set();
    /** Methods that calls try by name, and what those are called with (method-calls.ts). */
    methods = new Map();
    methodCalls = new Map();
    /** The same by the name of the helper. */
    methodHelpers = new Map();
    /** Places that call functions of unknown colour, and what those are called with (unknown-callees.ts). */
    unknownCalls = new Map();
    /** Functions that stand behind the statements of the file. */
    after = [];
    #maps;
    /** Functions of the file may be sloppy: no module of ECMAScript, and not made strict by TypeScript. */
    mayBeSloppy;
    constructor(ts, context, file, plan, esModule, /** Functions of the file may run before it does. */ early, untouched) {
        this.ts = ts;
        this.context = context;
        this.file = file;
        this.plan = plan;
        this.esModule = esModule;
        this.early = early;
        this.untouched = untouched;
        this.f = context.factory;
        this.names = new names_1.Names(ts, file);
        this.sites = new sites_1.Sites(ts, file);
        this.namespace = this.names.unique("$ss");
        this.at = this.names.unique("$at");
        this.moduleTemps = this.temps();
        const { alwaysStrict, strict, sourceMap, inlineSourceMap } = context.getCompilerOptions();
        this.#maps = sourceMap === true || inlineSourceMap === true;
        this.mayBeSloppy = !ts.isExternalModule(file) && !(alwaysStrict ?? strict ?? false);
    }
    temps() {
        // Each body counts from $1; a name the user's file has is passed over.
        let next = 1;
        return new Temps({ temp: () => this.#tempName(next++) });
    }
    #tempNames = [];
    #tempName(n) {
        while (this.#tempNames.length < n)
            this.#tempNames.push(this.names.unique(`$${this.#tempNames.length + 1}`));
        return this.#tempNames[n - 1];
    }
    #registers = new Map();
    /** A name that each function may declare for itself, since code inside it never means that of a function around it: `$this`, `$target`. */
    register(wanted) {
        let name = this.#registers.get(wanted);
        if (name === undefined)
            this.#registers.set(wanted, (name = this.names.unique(wanted)));
        return name;
    }
    #own = new Set();
    /** Reserves a name for something that the module makes once and never assigns to again. */
    own(wanted) {
        const name = this.names.unique(wanted);
        this.#own.add(name);
        return name;
    }
    /** The constant that holds an ABI name in this module. */
    abi(name) {
        return this.f.createIdentifier(this.#local(name));
    }
    #local(name) {
        let local = this.abiUsed.get(name);
        if (local === undefined)
            this.abiUsed.set(name, (local = this.own(`$${name}`)));
        return local;
    }
    /**
     * Fixed code of ours as one node, a name that is the whole text: printers write names as they are. Suspension points consist mostly of such code, and nodes are what emit costs.
     * Only for what has no meaning to later transformers: no name of the user's, no `yield`, no `await`.
     */
    #fixed(text) {
        return this.f.createIdentifier(text);
    }
    abiCall(name, args) {
        return this.f.createCallExpression(this.abi(name), undefined, args);
    }
    functionPlan(node) {
        return this.plan.functions.get((0, facts_1.keyOf)(this.ts.getOriginalNode(node)));
    }
    callPlan(node) {
        return this.plan.calls.get((0, facts_1.keyOf)(this.ts.getOriginalNode(node)));
    }
    checkPlan(node) {
        return this.plan.checks.get((0, facts_1.keyOf)(this.ts.getOriginalNode(node))) ?? "none";
    }
    /** `$at + n` for the place of `node`. */
    site(node, scope, text) {
        const n = this.sites.add(siteName(scope.facts), this.ts.getOriginalNode(node), text);
        return this.#fixed(n === 0 ? this.at : `${this.at} + ${n}`);
    }
    /** `(($1 = call), $S.f) ? yield site : $1`, or its awaiting twin. */
    suspend(call, node, scope, text) {
        const { f } = this;
        const result = f.createIdentifier(scope.temps.result);
        this.#called(call, node);
        const assigned = f.createAssignment(result, call);
        const conditional = scope.mode === "awaiting"
            ? f.createConditionalExpression(f.createParenthesizedExpression(f.createComma(assigned, this.abiCall("pending", [result, this.site(node, scope, text)]))), undefined, this.abiCall("awaited", [f.createAwaitExpression(result)]), undefined, result)
            : f.createConditionalExpression(f.createParenthesizedExpression(f.createComma(assigned, this.flag())), undefined, f.createYieldExpression(undefined, this.site(node, scope, text)), undefined, result);
        return this.at_(f.createParenthesizedExpression(conditional), node);
    }
    /** `$S.f` */
    flag() {
        return this.#fixed(`${this.#local("S")}.f`);
    }
    /** `if ($S.f) yield site;` */
    yieldIfSuspended(node, scope, text) {
        return this.f.createIfStatement(this.flag(), this.f.createExpressionStatement(this.f.createYieldExpression(undefined, this.site(node, scope, text))));
    }
    /** `$FL[0] < 0 && $preempt() && (yield site)` */
    check(node, scope) {
        const { f } = this;
        return f.createLogicalAnd(this.wanted(), f.createParenthesizedExpression(f.createYieldExpression(undefined, this.site(node, scope, "preempted"))));
    }
    /** `if ($FL[0] < 0 && $preempt()) yield site;` */
    checkStatement(node, scope) {
        return this.f.createIfStatement(this.wanted(), this.f.createExpressionStatement(this.f.createYieldExpression(undefined, this.site(node, scope, "preempted"))));
    }
    /** `$FL[0] < 0 && $preempt()` */
    wanted() {
        return this.#fixed(`${this.#local("FL")}[0] < 0 && ${this.#local("preempt")}()`);
    }
    /** `$d > $FL[0] && $enter($d)`: at the entry of a recursive function, that was told how deep the native stack is. */
    enters(depth) {
        return this.#fixed(`${depth} > ${this.#local("FL")}[0] && ${this.#local("enter")}(${depth})`);
    }
    /** `n` of a site `$at + n`. */
    offsetOf(site) {
        return Number(site.text.slice(this.at.length + 3));
    }
    /** `$S.depth`: how many calls stand on the native stack of the goroutine. */
    depth() {
        return this.#fixed(`${this.#local("S")}.depth`);
    }
    /** Code of ours that gives the same whenever it is evaluated: ABI names, sites, entries of functions. */
    isOurs(e) {
        const { text } = e;
        return text.includes("$") && (text === this.at || text.startsWith(`${this.at} + `) || this.isDepth(e) || this.#own.has(text));
    }
    isDepth(e) {
        return this.ts.isIdentifier(e) && e.text === `${this.abiUsed.get("S")}.depth`;
    }
    /** Gives a made node the place of the source node it stands for: source maps and errors point there. */
    at_(made, source) {
        const original = this.ts.getOriginalNode(source);
        this.ts.setTextRange(made, original);
        this.#called(made, source);
        this.ts.setEmitFlags(made, this.ts.EmitFlags.NoComments);
        return made;
    }
    /** The call that stands for a call has V8's place of it in stacks. */
    #called(made, source) {
        if (!this.#maps)
            return;
        const original = this.ts.getOriginalNode(source);
        if (!this.ts.isCallExpression(made) || !this.ts.isCallExpression(original) || made.expression.pos >= 0)
            return;
        this.ts.setSourceMapRange(made.expression, { pos: (0, sites_1.placeOf)(this.ts, this.file, original), end: original.expression.end });
    }
    /** `this`, given the node that says so. */
    this_(scope, node) {
        const { self } = scope;
        if (self === undefined)
            return this.at_(this.f.createThis(), node);
        const name = this.f.createIdentifier(self.name);
        return this.at_(this.ts.getOriginalNode(node).pos >= self.boundFrom ? name : this.abiCall("self", [name]), node);
    }
    undefined() {
        return this.f.createVoidZero();
    }
    /** A function of its own body. */
    scopeOf(facts, mode, outer, defers) {
        const arrow = facts.kind === "arrow" ? outer : undefined;
        return { mode, facts, temps: this.temps(), argumentsName: arrow?.argumentsName, superName: arrow?.superName, newTarget: arrow?.newTarget, self: arrow?.self, leave: undefined, defers };
    }
    /** Puts the declaration of the temporaries behind the directives. */
    withTemps(statements, temps, hoisted = false) {
        if (temps.all.length === 0)
            return [...statements];
        const { f } = this;
        const declaration = f.createVariableStatement(undefined, f.createVariableDeclarationList(temps.all.map((n) => f.createVariableDeclaration(n)), hoisted ? this.ts.NodeFlags.None : this.ts.NodeFlags.Let));
        const at = this.prologueEnd(statements);
        return [...statements.slice(0, at), declaration, ...statements.slice(at)];
    }
    prologueEnd(statements) {
        const { ts } = this;
        let at = 0;
        while (at < statements.length && ts.isExpressionStatement(statements[at]) && ts.isStringLiteral(statements[at].expression))
            at++;
        return at;
    }
}
exports.FileLowering = FileLowering;
/** Functions are named without their class in stacks only if they have none. */
function siteName(facts) {
    if (facts.kind === "arrow" || facts.kind === "expression")
        return facts.name !== "(anonymous)" ? facts.name : facts.outer !== undefined && facts.outer.kind !== "module" ? `${siteName(facts.outer)}.func` : "func";
    return facts.kind === "module" ? "main" : facts.name;
}
//# sourceMappingURL=scope.js.map