/**
 * How many elements a channel holds at each point of the function that makes it, as long as no other goroutine knows it: all numbers that are possible there. What blocks then blocks for ever.
 * From the point on at which a goroutine that has the channel is started, nothing is known.
 */
import type { RuleContext } from "../define";
import { type Made, type Use } from "./uses";
export interface Stuck {
    readonly use: Use;
    readonly why: "full" | "empty" | "unbuffered";
}
/** Uses that can never go on. */
export declare function stuckUses(context: RuleContext, made: Made): readonly Stuck[];
