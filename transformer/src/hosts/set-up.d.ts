/** Set-up errors: a host in which the transformer cannot do its work says so, with the cure, instead of emitting plain code in silence. */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
/** Shown to the user as it is: name and message, no stack of ours. */
export declare class SetupError extends Error {
    readonly code: `SY${string}`;
    constructor(code: `SY${string}`, what: string, why: string, todo: string);
}
/** Runs a part of the compiler. A failure in it is our mistake: the user sees where it happened and what to do, not our stack (set SANSYNC_DEBUG to see that too). */
export declare function guarded<T>(what: string, run: () => T): T;
export declare function assertUsable(ts: Ts, program: ts.Program): void;
