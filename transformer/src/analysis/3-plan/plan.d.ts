import { type CallFacts, type CountedLoop, type FileFacts, type FunctionFacts, type FunctionId, type Strip } from "../facts";
import type { Ts } from "../typescript";
import { Colour, type Colours } from "../2-infer/infer";
/** How the body of a function is compiled. */
export type Form = 
/** As it is. */
"plain"
/** A generator behind the suspension protocol. */
 | "direct"
/** Two plain functions behind it: the function with tests, and one that goes on from where it was left. */
 | "fast"
/** As it is, but calls that may park are awaited: async functions and the top level of an ES module. */
 | "awaiting";
/** What plain callers get. */
export type PlainEntry = 
/** The original body: it can only be preempted, and plain callers cannot be. */
"body"
/** A goroutine of its own, run on the spot; a promise if it parks. */
 | "spot";
export interface FunctionPlan {
    readonly facts: FunctionFacts;
    readonly colour: Colour;
    form: Form;
    readonly plainEntry: PlainEntry;
    /** It may call itself again before it returns: its calls on the native stack are counted. */
    readonly recursive: boolean;
    /** Why it keeps the direct form; of a function in fast form: what lowering found in it that makes it keep the direct form behind an entry of the fast form's shape. */
    direct: string | undefined;
    /** Its frame is called by name somewhere. */
    frameNamed: boolean;
    /** Functions inside it are compiled too. */
    holdsLowered: boolean;
    /** A method that calls by look-up try first. */
    guessed: boolean;
}
/** Its body is compiled behind the suspension protocol. */
export declare function isResumable(plan: FunctionPlan | undefined): plan is FunctionPlan;
/** The form it was given at last: lowering may find that a body cannot have the fast form. */
export declare function formMade(plan: FunctionPlan): Form;
export type CallMode = "plain"
/** Through the frame of the one function it can be. */
 | "known"
/** Through the entry, looked up on the function value. */
 | "dynamic";
export interface CallPlan {
    readonly facts: CallFacts;
    readonly mode: CallMode;
    /** What the call may do to its caller. */
    readonly effect: Colour;
    /** The function reached, for `known`. */
    readonly target: FunctionId | undefined;
    /** A `bind` of a function that may suspend: done by the runtime, so that the bound function keeps its entry. */
    readonly bindsEntry: boolean;
    /** Methods that a call by look-up tries first. */
    guesses: readonly FunctionId[];
}
/** Where a loop is checked: nowhere, at each round, or once per strip of rounds of such a loop. */
export type CheckPlan = "none" | "each" | CountedLoop | Strip;
export interface FilePlan {
    readonly facts: FileFacts;
    readonly functions: ReadonlyMap<string, FunctionPlan>;
    readonly calls: ReadonlyMap<string, CallPlan>;
    readonly checks: ReadonlyMap<string, CheckPlan>;
}
export declare function planFile(ts: Ts, facts: FileFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>, canAwaitAtTopLevel: boolean, stress?: boolean, small?: boolean): FilePlan;
/** For people: `blocking, direct form`. */
export declare function describePlan(plan: FunctionPlan): string;
