/**
 * From the analysis of one program to that of the next, in which a few files were edited and the imports of none.
 *
 * Invariants
 *  - What comes out is what the analysis of the whole program would give: forms, modes and effects of all calls (transformer/test/advance.test.ts holds them against each other). Reasons for a colour may
 *    be others, where there are several.
 *  - Facts of a file are kept if nothing they were made from can have changed: its own text; what is seen of the files it imports (edits.ts); and of what any file stores in objects, the names it mentions.
 *  - Functions are known by their place, so those below an edit have new names: whoever refers to them is brought up to date in place. The analysis of the former program is not one any more.
 *  - Where it is not clear, everything is analysed again.
 */
import type ts from "typescript";
import type { Progress } from "./progress";
import type { Ts } from "./typescript";
/** @returns undefined: the whole program has to be analysed, and `before` is of no use; "unrelated": so it has, and nothing of `before` was changed */
export declare function advance(ts: Ts, program: ts.Program, before: Progress): Progress | "unrelated" | undefined;
