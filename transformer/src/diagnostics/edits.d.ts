/** Changes of the text that fixes are made of. */
import type ts from "typescript";
import type { RuleContext, TextChange } from "./define";
export declare function replace(node: ts.Node, text: string): TextChange;
export declare function insertBefore(node: ts.Node, text: string): TextChange;
export declare function insertAfter(node: ts.Node, text: string): TextChange;
/** The statement with its line, if nothing else stands there. */
export declare function remove(statement: ts.Node): TextChange;
/** The white space before the first thing of the line a node stands in. */
export declare function indentOf(node: ts.Node): string;
/** What separates a statement from one that is put before it: the end of a line where it begins one. */
export declare function lineBefore(statement: ts.Node): string;
/** A name that the file does not use. */
export declare function freeName(file: ts.SourceFile, wanted: string): string;
/** How the file calls an export of `sansync`, and what has to be changed so that it can; undefined: nothing is imported from there by name. */
export declare function imported({ ts }: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string, type?: boolean): {
    readonly name: string;
    readonly changes: readonly TextChange[];
} | undefined;
