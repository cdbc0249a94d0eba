/** Channels without a buffer on which goroutines send and the function that made them receives: what becomes of the senders when it does not. */
import type ts from "typescript";
import type { Fix, RuleContext } from "../define";
import type { Point } from "../flow/graph";
import { type Made, type Use } from "../flow/uses";
export interface Handover {
    readonly made: Made;
    readonly capacity: number;
    /** All of them in goroutines that the function starts. */
    readonly sends: readonly Use[];
    /** All of them in the function itself. */
    readonly receives: readonly Use[];
    readonly home: ts.Node;
}
export declare function handovers(context: RuleContext): readonly Handover[];
/** A way from the start of a goroutine to an end of the function on which nothing is received. */
export declare function wayAround(context: RuleContext, home: ts.Node, from: ts.Node, receives: readonly Use[]): Point | undefined;
/** A way out of the loop that an element is taken in, before all were taken. */
export declare function leavesEarly({ ts }: RuleContext, { kind, node }: Use): ts.Node | undefined;
/** `chan(n)` */
export declare function withCapacity({ ts }: RuleContext, { call }: Made, capacity: string): Fix;
