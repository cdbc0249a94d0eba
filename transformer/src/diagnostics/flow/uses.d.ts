/**
 * Everything a program does to an object that it makes and keeps in view: a channel, a lock or a timer held by a constant, or by a field that only its class can see. Names it is given besides, functions it is
 * passed to and closures that capture it are followed.
 *
 * Invariant: if anything else happens to it (it is returned, stored, handed to code that is not known), there is no such object here, and the rules are silent.
 * A use says in which goroutine it happens: that of a `go` (or `WaitGroup.go`, `Group.go`), or the one that made the object.
 */
import type ts from "typescript";
import type { RuleContext } from "../define";
import { type RuntimeCall } from "../runtime-calls";
export interface Use {
    /** A method of the object (`send`, `close`, `add`); `range` and `spread`; `pick`, `offer`, `tryPick`, `tryOffer`: a case of `select` or `trySelect`; `property`: `length` and the like. */
    readonly kind: string;
    /** The call, the loop, or the case. */
    readonly node: ts.Node;
    readonly goroutine: Goroutine;
}
/** Where code runs. */
export interface Goroutine {
    /** What starts it; undefined: it is the one that made the object. */
    readonly spawn: RuntimeCall | undefined;
    /** It may be started several times. */
    readonly many: boolean;
    /** What stands for `spawn` in the function that made the object. */
    readonly from: ts.Node | undefined;
    /** Its function, or the one the object is made in. Undefined: it is not known who calls the code. */
    readonly root: ts.Node | undefined;
    /** What stands for the use in the body of `root`: the use itself, or the call that leads to it. */
    readonly at: ts.Node | undefined;
    /** In a loop of `root`, or below. */
    readonly repeats: boolean;
    /** In a function that is deferred in `root`. */
    readonly deferred: boolean;
    /** Given to a `Once`. */
    readonly once: boolean;
    /** Under a condition in the function it stands in, or one on the way. */
    readonly conditional: boolean;
}
export interface Made {
    readonly name: ts.Identifier | ts.PrivateIdentifier;
    /** `chan(…)`, `new Mutex()`. */
    readonly call: RuntimeCall;
    /** The function, class or file it belongs to. */
    readonly owner: ts.Node;
    readonly uses: readonly Use[];
}
/** The objects that calls of a name make (`chan`, `new Mutex`) and that stay in view. */
export declare function madeBy(context: RuleContext, name: string): readonly Made[];
/** A capacity that stands there as a number: of `chan()` it is 0. */
export declare function capacityOf({ ts }: RuleContext, { call }: Made): number | undefined;
/** Calls that start a goroutine with their first argument. */
export declare const spawners: ReadonlySet<string>;
export declare const sending: ReadonlySet<string>;
export declare const receiving: ReadonlySet<string>;
export declare function usesOfKind({ uses }: Made, kinds: ReadonlySet<string>): readonly Use[];
/** The function in which the goroutine that made the object does everything that it does to it itself, and starts the others. */
export declare function homeOf({ uses, owner }: Made): ts.Node | undefined;
