/** What the host's configuration says about a program. A property of the program, since hosts ask for its analysis in several places. */
import type ts from "typescript";
export interface Options {
    /**
     * Every function is at least preemptible, every call goes through its goroutine entry or the look-up, every iteration through the iterator protocol, every loop has a check at each round.
     * Nothing is believed plain, so that any program tests the lowering of every construct it uses (docs/stress.md).
     */
    readonly stress: boolean;
    /** No file is left out (apart.ts). */
    readonly whole: boolean;
    /** Small code: functions that may suspend keep the direct form, one generator each, where the fast form has two functions. */
    readonly small: boolean;
    /**
     * Files are emitted one by one, and not again when files change that they do not import: loaders, bundlers that watch. What is known of a file's importers may not decide what becomes of it, as where
     * declarations are emitted for importers that nobody knows yet.
     */
    readonly open: boolean;
}
/** To be called before the program is analysed. */
export declare function setOptions(program: ts.Program, options: Options): void;
export declare function optionsOf(program: ts.Program): Options;
