/**
 * Classes and object literals that importers can get hold of which the program does not hold (yet), where it emits declarations or is open: what the types of all exports lead to. They may override the members, or replace them.
 *
 * The walk over-approximates: it follows parameters as well as results. Types that expand without end make everything exposed.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare class Exposed {
    #private;
    constructor(ts: Ts, program: ts.Program);
    has(container: ts.Node): boolean;
    /** The analysis is made; nothing is asked any more but by the next. */
    release(): void;
    /** The same for the next program, of which only insides of bodies differ that exports do not lead to. @param keyIn the key after the edit of what had that key in the file */
    carriedTo(program: ts.Program, edited: ReadonlyMap<string, (key: string) => string | undefined>): Exposed;
}
