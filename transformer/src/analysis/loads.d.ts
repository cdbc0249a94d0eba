/**
 * What a file loads without an import that names it: `require(name)`, `import(name)`, `eval(text)`, `import.meta.glob(…)`.
 *
 *   require("./table.json")                        nothing that runs
 *   require("./store")                             the same as an import
 *   require(file) as typeof import("typescript")   a package that does not use sansync, whatever its path
 *   import(plugin)   (nobody takes the value)      code that gets nothing from this file, nor gives it anything
 *   new Function("a", "return a + 1")              text that is known, and loads nothing
 *   require(file), load(require), eval(text)       may be any file of the program
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
export interface Loads {
    /** Module names as they are written. */
    readonly names: readonly string[];
    /** Some value may come from any file. */
    readonly anything: boolean;
}
/** A module of that name, or in that file, is data. */
export declare function isJson(name: string): boolean;
/** @param isPlain the declaration is outside of the program and of what uses sansync */
export declare function loadsOf(ts: Ts, checker: ts.TypeChecker, file: ts.SourceFile, isPlain: (declaration: ts.Node) => boolean): Loads;
