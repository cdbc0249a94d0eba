/**
 * Which parts of a file need no lowering: they are handed on as the nodes they are, without a walk.
 *
 * In plain code only functions that are lowered themselves, calls the compiler rewrites in every mode and private methods with a generator in their place need work; in code that may wait, also calls that may
 * suspend it and loops with a check. The plan knows the places of all of them.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import type { FilePlan } from "../analysis/3-plan/plan";
export declare class Untouched {
    #private;
    constructor(ts: Ts, plan: FilePlan);
    /** Nothing in the file is lowered while its top level is plain. */
    get everything(): boolean;
    /** Nothing in `node`, a node of the parsed file that runs as plain code (`waits`: as code that may wait), is lowered. */
    is(node: ts.Node, waits: boolean): boolean;
}
