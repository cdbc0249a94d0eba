/**
 * `@suspends`, `@waits` and `@intrinsic` in the doc comment of a declaration. The comment's text is read, not `ts.getJSDocTags`: from 5.3 on `tsc` does not parse JSDoc, and
 * before 5.2 a tag had to stand at the start of a line.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** The declaration says `@suspends`: calling it may park the goroutine. */
export declare function isMarkedSuspends(ts: Ts, declaration: ts.Node): boolean;
/** The declaration says `@waits`: the runtime calls what it is given in a goroutine, now or later, and waits for it; the call itself does not park. */
export declare function isMarkedWaits(ts: Ts, declaration: ts.Node): boolean;
/** ABI: the name of the runtime function that calls of this declaration become (`@intrinsic go`). */
export declare function intrinsicName(ts: Ts, declaration: ts.Node): string | undefined;
