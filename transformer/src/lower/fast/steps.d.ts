/**
 * The form between a generator body and the two functions of the fast form: statements in which every suspension point stands alone. Points are numbered in the order of the text.
 */
import type ts from "typescript";
/** Why a body keeps the direct form. Thrown by whoever finds out. */
export declare class Unsupported {
    readonly reason: string;
    constructor(reason: string);
}
/** Where the value of a call goes. */
export interface Into {
    readonly name: string;
    /** Flags of the declaration, if this is one. */
    readonly declares: ts.NodeFlags | undefined;
}
/** A place where the function may stop. */
export interface Point {
    readonly kind: "point";
    /** Its number, from 1. */
    pc: number;
    readonly site: ts.Expression;
    /** `call`: a call, then the test of the flag; `flag`: the test alone; `check`: may it go on computing; `entry`: the same, and is the native stack too deep, before anything ran. */
    readonly test: "call" | "flag" | "check" | "entry";
    readonly call: ts.Expression | undefined;
    into: Into | undefined;
    /** Variables whose values are needed behind it. */
    live: ReadonlySet<string>;
}
export type Step = {
    readonly kind: "plain";
    readonly node: ts.Statement;
} | {
    readonly kind: "assign";
    readonly name: string;
    readonly value: ts.Expression;
} | Point | {
    readonly kind: "block";
    readonly body: readonly Step[];
} | {
    readonly kind: "if";
    readonly test: ts.Expression;
    readonly then: readonly Step[];
    readonly otherwise: readonly Step[];
} | Loop | {
    readonly kind: "do";
    readonly labels: readonly string[];
    readonly body: readonly Step[];
    readonly test: ts.Expression;
    readonly node: ts.Node;
} | {
    readonly kind: "labeled";
    readonly label: string;
    readonly body: readonly Step[];
} | {
    readonly kind: "switch";
    readonly value: ts.Expression;
    readonly clauses: readonly Clause[];
    readonly index: string;
} | Try;
/** `for (init; test; update) { body; check }` */
export interface Loop {
    readonly kind: "loop";
    readonly labels: readonly string[];
    readonly init: ts.ForInitializer | undefined;
    readonly test: ts.Expression | undefined;
    readonly update: ts.Expression | undefined;
    readonly body: readonly Step[];
    readonly check: Point | undefined;
    readonly node: ts.Node;
}
export interface Clause {
    readonly test: ts.Expression | undefined;
    readonly body: readonly Step[];
}
export interface Try {
    readonly kind: "try";
    readonly block: readonly Step[];
    readonly handler: {
        readonly variable: string | undefined;
        readonly node: ts.CatchClause | undefined;
        readonly body: readonly Step[]; /** Ours: it takes the end of the goroutine too. */
        readonly takesAll: boolean;
    } | undefined;
    /** Without points: those with some were taken apart. */
    readonly finalizer: ts.Block | undefined;
    /** Says in the resume function that the handler runs. */
    readonly caught: string;
}
/** First and last point inside, undefined: none. */
export interface Range {
    readonly first: number;
    readonly last: number;
}
export declare function rangeOf(step: Step): Range | undefined;
export declare function rangeOfAll(steps: readonly Step[]): Range | undefined;
/** The lists of steps inside a step, in order. */
export declare function parts(step: Step): readonly (readonly Step[])[];
export declare function pointsOf(steps: readonly Step[]): Point[];
