/**
 * Which parameters of a function hold the caller's argument all the time. One that is assigned to does not; nor does any while `arguments` may alias it. A `var` re-declares it, a `let` shadows it: both end the certainty.
 */
import type ts from "typescript";
/** `names`: undefined where a parameter is no plain name. `written`: where names are declared or assigned to in the file. @returns the names that are stable, undefined for the others */
export declare function stableParameters(written: ReadonlyMap<string, readonly number[]>, body: ts.Node, names: readonly (string | undefined)[]): readonly (string | undefined)[];
