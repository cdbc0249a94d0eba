/**
 * Which packages cannot suspend: those that do not depend on sansync, and sansync itself, where everything that suspends is marked.
 *
 * A package that depends on it may block in its next version, and nobody compiles our output again then, so its unmarked functions are unknown.
 * So are declarations that stand beside the user's own code.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare class Packages {
    #private;
    constructor(ts: Ts, program: ts.Program);
    /** The declaration file belongs to a package whose unmarked functions are plain. */
    isForeign(file: ts.SourceFile): boolean;
    /** The file belongs to sansync itself. */
    isRuntime(file: ts.SourceFile): boolean;
}
/** Declarations of the runtime are part of the program. Where they are not, nothing blocks. */
export declare function usesRuntime(ts: Ts, program: ts.Program): boolean;
