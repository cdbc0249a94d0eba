/**
 * Files that may stand in a cycle of imports. Functions of such a file may be called before its body has run: declarations are hoisted, constants are not.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
/** Files on a cycle, or between two: what remains when files that import nothing of the rest, or that none of the rest imports, are taken away again and again. */
export declare function filesInImportCycles(ts: Ts, program: ts.Program): ReadonlySet<ts.SourceFile>;
/** The next program, whose files have the same imports: files of the same names. */
export declare function carryImportCycles(from: ts.Program, to: ts.Program): void;
