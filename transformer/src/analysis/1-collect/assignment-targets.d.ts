/** Expressions that are assigned to by a pattern: `[o.a, ...rest] = xs`, `for ([a] of rows)`. */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** A target of a destructuring assignment or of a loop, or a default of one. */
export declare function isPatternTarget(ts: Ts, node: ts.Node): boolean;
