/**
 * Runners that stay (`mocha --watch`) load their modules again after an edit. ts-node compiles each by a language service, which hears of an edit when the edited file itself is loaded; callers of what was edited
 * are loaded before it, and would be compiled for a callee of the colour it had. So where a file is emitted again, a new round has begun: if a source differs from the disk then, the round is emitted from a program that is
 * read from there.
 *
 * Costs, in language services alone: a look at each source once a round, and a program for a round in which something changed.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
/**
 * The program that knows the files as they are.
 * @returns undefined where that is the given one
 */
export declare function reread(ts: Ts, program: ts.Program, file: ts.SourceFile): ts.Program | undefined;
