/**
 * What lowering knows while it walks: one FileLowering per file, one Scope per function body.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { type FunctionFacts } from "../analysis/facts";
import type { CallPlan, CheckPlan, FilePlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { AbiName } from "../emit/abi";
import { Names } from "../emit/names";
import { Sites } from "../emit/sites";
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
    readonly leave: {
        readonly label: ts.Identifier;
        readonly result: ts.Identifier;
    } | undefined;
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
export declare class Temps {
    #private;
    private readonly names;
    constructor(names: {
        temp(): string;
    });
    /** Holds the result of a call from the call to the test behind it; used again by the next call. */
    get result(): string;
    /** Holds a receiver from its evaluation to its use as `this`, with nothing in between. */
    get receiver(): string;
    fresh(): string;
    get all(): readonly string[];
}
export declare class FileLowering {
    #private;
    readonly ts: Ts;
    readonly context: ts.TransformationContext;
    readonly file: ts.SourceFile;
    readonly plan: FilePlan;
    readonly esModule: boolean;
    readonly early: boolean;
    readonly untouched: Untouched;
    readonly f: ts.NodeFactory;
    readonly names: Names;
    readonly sites: Sites;
    readonly abiUsed: Map<"plain" | "set" | "open" | "method" | "accessor" | "generator" | "get" | "callee" | "bound" | "take" | "index" | "pattern" | "defers" | "steps" | "entry" | "next" | "run" | "runMain" | "chan" | "fn" | "close" | "deferred" | "range" | "select" | "send" | "go" | "recv" | "spawn" | "given" | "use" | "pending" | "init" | "iterate" | "made" | "rest" | "taken" | "stop" | "S" | "FL" | "DONE" | "preempt" | "min" | "max" | "frame" | "call0" | "call1" | "call2" | "call3" | "calln" | "callees" | "isPlain" | "getAbove" | "setAbove" | "closure" | "methods" | "privateMethod" | "superRef" | "knowsCallee" | "sites" | "generatorFunction" | "generated" | "generatorEntry" | "generatorMethods" | "generatorMethod" | "privateGenerator" | "delegate" | "convert" | "looseEqual" | "instanceOf" | "pull" | "shut" | "restOf" | "propertyKey" | "asyncIterate" | "goEntry" | "goClosure" | "goMethod" | "goMethods" | "goBetween" | "goPlain" | "enter" | "EXIT" | "keysIn" | "more" | "failing" | "save0" | "save1" | "save2" | "save3" | "save4" | "save5" | "save6" | "saven" | "again0" | "again1" | "again2" | "again3" | "again4" | "again5" | "again6" | "againn" | "spawnFast" | "startedAt" | "selection" | "selectAll" | "rangeOf" | "fail" | "collect" | "failed" | "runDefers" | "spotDefers" | "disposables" | "dispose" | "spotDispose" | "asyncResource" | "spot0" | "spot1" | "spot2" | "spot3" | "spotn" | "spotFrame" | "spotRange" | "spotNext" | "spotIterate" | "spotClose" | "awaited" | "topLevel" | "bindCall" | "newCall" | "spotNew" | "constructs" | "STAMP" | "stamp" | "superCall" | "superPlain" | "self" | "result" | "superGet" | "superSet" | "callPlain" | "define" | "constructing" | "newTarget", string>;
    readonly namespace: string;
    readonly at: string;
    /** Frame names of functions that have one, by function key. */
    readonly frames: Map<string, string>;
    /** Closures that are named after a computed key, and the temporary that holds it. */
    readonly computedNames: Map<ts.Node, ts.Expression>;
    /** Temporaries that hold a class while its static elements run (static-elements.ts). */
    readonly classes: Map<ts.Node, string>;
    /** The resources that a list of `using` declarations adds to (using.ts). */
    readonly resources: Map<ts.Node, ts.Identifier>;
    /** What nodes of a deep expression were evaluated to before (deep-expressions.ts): temporaries that stand for them, and for the callees of calls. */
    readonly values: Map<ts.Node, ts.Identifier>;
    readonly callees: Map<ts.Node, {
        readonly callee: ts.Expression;
        readonly self: ts.Expression;
    }>;
    /** Temporaries of code that has no body of its own (field initialisers): declared by the module. */
    readonly moduleTemps: Temps;
    /** Goroutine entries of functions in fast form that have a name, by function key. */
    readonly entries: Map<string, string>;
    /** Those of functions that need not know how deep the native stack is. */
    readonly shallow: Set<string>;
    /** Methods that calls try by name, and what those are called with (method-calls.ts). */
    readonly methods: Map<string, {
        readonly f: string;
        readonly go: string;
    }>;
    readonly methodCalls: Map<string, MethodCall>;
    /** The same by the name of the helper. */
    readonly methodHelpers: Map<string, MethodCall>;
    /** Places that call functions of unknown colour, and what those are called with (unknown-callees.ts). */
    readonly unknownCalls: Map<string, string>;
    /** Functions that stand behind the statements of the file. */
    readonly after: ts.Statement[];
    /** Functions of the file may be sloppy: no module of ECMAScript, and not made strict by TypeScript. */
    readonly mayBeSloppy: boolean;
    constructor(ts: Ts, context: ts.TransformationContext, file: ts.SourceFile, plan: FilePlan, esModule: boolean, /** Functions of the file may run before it does. */ early: boolean, untouched: Untouched);
    temps(): Temps;
    /** A name that each function may declare for itself, since code inside it never means that of a function around it: `$this`, `$target`. */
    register(wanted: string): string;
    /** Reserves a name for something that the module makes once and never assigns to again. */
    own(wanted: string): string;
    /** The constant that holds an ABI name in this module. */
    abi(name: AbiName): ts.Identifier;
    abiCall(name: AbiName, args: readonly ts.Expression[]): ts.CallExpression;
    functionPlan(node: ts.Node): FunctionPlan | undefined;
    callPlan(node: ts.Node): CallPlan | undefined;
    checkPlan(node: ts.Node): CheckPlan;
    /** `$at + n` for the place of `node`. */
    site(node: ts.Node, scope: {
        readonly facts: FunctionFacts;
    }, text: string): ts.Expression;
    /** `(($1 = call), $S.f) ? yield site : $1`, or its awaiting twin. */
    suspend(call: ts.Expression, node: ts.Node, scope: Scope, text: string): ts.Expression;
    /** `$S.f` */
    flag(): ts.Expression;
    /** `if ($S.f) yield site;` */
    yieldIfSuspended(node: ts.Node, scope: Scope, text: string): ts.Statement;
    /** `$FL[0] < 0 && $preempt() && (yield site)` */
    check(node: ts.Node, scope: Scope): ts.Expression;
    /** `if ($FL[0] < 0 && $preempt()) yield site;` */
    checkStatement(node: ts.Node, scope: Scope): ts.Statement;
    /** `$FL[0] < 0 && $preempt()` */
    wanted(): ts.Expression;
    /** `$d > $FL[0] && $enter($d)`: at the entry of a recursive function, that was told how deep the native stack is. */
    enters(depth: string): ts.Expression;
    /** `n` of a site `$at + n`. */
    offsetOf(site: ts.Expression): number;
    /** `$S.depth`: how many calls stand on the native stack of the goroutine. */
    depth(): ts.Expression;
    /** Code of ours that gives the same whenever it is evaluated: ABI names, sites, entries of functions. */
    isOurs(e: ts.Identifier): boolean;
    isDepth(e: ts.Expression): boolean;
    /** Gives a made node the place of the source node it stands for: source maps and errors point there. */
    at_<T extends ts.Node>(made: T, source: ts.Node): T;
    /** `this`, given the node that says so. */
    this_(scope: Scope, node: ts.Node): ts.Expression;
    undefined(): ts.Expression;
    /** A function of its own body. */
    scopeOf(facts: FunctionFacts, mode: Mode, outer: Scope | undefined, defers?: ts.Identifier): Scope;
    /** Puts the declaration of the temporaries behind the directives. */
    withTemps(statements: readonly ts.Statement[], temps: Temps, hoisted?: boolean): ts.Statement[];
    prologueEnd(statements: readonly ts.Statement[]): number;
}
/** Functions are named without their class in stacks only if they have none. */
export declare function siteName(facts: FunctionFacts): string;
