/**
 * What declarations outside of the program are: marked by `@suspends` or `@intrinsic`, built-ins of the language, or of packages that cannot suspend. All others are unknown.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { Callee } from "../facts";
export declare class Outside {
    #private;
    constructor(ts: Ts, program: ts.Program);
    /** The file belongs to a package whose unmarked functions are plain. */
    isForeign(file: ts.SourceFile): boolean;
    /** What its doc comment says a declaration is. */
    marked(declaration: ts.Node, expression: ts.Expression): Callee | undefined;
    /** What a declaration outside the program is; unknown (for the reason `why`) if it may come from something compiled by sansync. */
    of(declaration: ts.Node | undefined, why: string): Callee;
    /** It cannot suspend: of the language's library, or of a package that does not use sansync. */
    isPlain(declaration: ts.Node): boolean;
    /** The same for its value, which others may call. */
    isPlainValue(declaration: ts.Node): boolean;
    /** Declarations of code that may have been compiled by sansync are part of the program: generators come from outside. */
    get generatorsFromOutside(): boolean;
}
export declare function shortName(fileName: string): string;
