import type { Ts } from "../../analysis/typescript";
import { type Step } from "./steps";
type Names = ReadonlySet<string>;
export interface Slots {
    /** Slot of each variable that is kept at some point. */
    readonly of: ReadonlyMap<string, number>;
    readonly count: number;
    /** Slots that hold numbers only. */
    readonly numeric: ReadonlySet<number>;
}
export declare function findLive(ts: Ts, steps: readonly Step[], variables: Names): void;
/** What is not in scope at a point, or not yet, is not kept: another variable of that name is what was found to be live. */
export declare function keepInScope(ts: Ts, steps: readonly Step[], lexical: Names): void;
/** `numbers`: variables that hold numbers only (numbers.ts). They share slots with each other alone. */
export declare function assignSlots(steps: readonly Step[], numbers: Names): Slots;
export {};
