/**
 * Phase 2: colours of all functions of the program, a fixpoint over the facts.
 *
 *   plain        never suspends
 *   preemptible  may be stopped at a check (an unbounded loop, recursion), never waits
 *   dynamic      suspends if a function it cannot name does
 *   blocking     reaches a call that is tagged `@suspends`
 *
 * The effect of a callback parameter is kept apart ("suspends if its argument 0 does"), so `times(3, (i) => log(i))` is plain although `times` runs what it is given
 * (effect polymorphism, as in Koka; Leijen 2014). Propagation is context-insensitive otherwise, and an unknown implementation of an interface method marks its callers, never
 * the method. Each function keeps the first reason for its colour: following reasons gives the chain `f → g → RecvChan.recv`.
 */
import { type CallFacts, type FunctionFacts, type FunctionId, type LoopFacts } from "../facts";
export declare const enum Colour {
    Plain = 0,
    Preemptible = 1,
    Dynamic = 2,
    Blocking = 3
}
export declare const colourNames: readonly ["plain", "preemptible", "dynamic", "blocking"];
/** Why a function has its colour: the place, and the function the colour came from, if any. */
export type Reason = {
    readonly kind: "loop";
    readonly loop: LoopFacts;
} | {
    readonly kind: "recursion";
} | {
    readonly kind: "stress";
} | {
    readonly kind: "defer";
} | {
    readonly kind: "call";
    readonly call: CallFacts;
    readonly to: FunctionId | string;
};
export interface Inferred {
    /** The colour apart from what arguments bring in. */
    colour: Colour;
    reason: Reason | undefined;
    /** What evaluating its parameters does, apart from the body: a generator's caller waits for no more. */
    entry: Colour;
    /** Parameters whose functions it calls. */
    readonly parameters: Set<number>;
    recursive: boolean;
}
export type Colours = ReadonlyMap<FunctionId, Inferred>;
/** A generator that callers step: calling it makes an object. */
export declare function isGenerator(facts: FunctionFacts): boolean;
/** Callers see these as plain: an async function gives a promise, a generator an object, and the others are no calls. */
export declare function suspendsCaller(facts: FunctionFacts): boolean;
/** Who calls a function, or hands it over. */
export type Callers = Map<FunctionId, Set<FunctionId>>;
export declare function callersOf(functions: ReadonlyMap<FunctionId, FunctionFacts>): Callers;
export declare function addCaller(callers: Callers, facts: FunctionFacts): void;
export declare function removeCaller(callers: Callers, facts: FunctionFacts): void;
/** `generators`: the colour of generators that come from outside. */
export declare function inferColours(functions: ReadonlyMap<FunctionId, FunctionFacts>, callers: Callers, stress?: boolean, generators?: Colour): Colours;
/**
 * The same after some functions have changed: the colours of those that reach one of them are inferred anew, the others keep theirs, which depend on none of them.
 * @param colours of all functions but the changed ones; it is brought up to date
 * @param lost a generator, or a function that steps one, is no longer there
 * @returns what was known of the functions that were looked at again
 */
export declare function inferAgain(functions: ReadonlyMap<FunctionId, FunctionFacts>, colours: Map<FunctionId, Inferred>, callers: Callers, changed: Iterable<FunctionId>, lost: boolean, generators: Colour): Map<FunctionId, Inferred | undefined>;
/** What calling does, seen from `within`: a colour, and the parameters of `within` it depends on. */
export declare function effectOf(call: CallFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>, parameters?: Set<number>): {
    colour: Colour;
    to: FunctionId | string;
};
