/**
 * The site table of a module: where its suspension points, spawns and channels stand. Site n of the module is the number `$at + n`; dumps and deadlock reports read it.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
export declare class Sites {
    #private;
    private readonly ts;
    private readonly file;
    constructor(ts: Ts, file: ts.SourceFile);
    get count(): number;
    /** The number of the site at `node`; `text` says what happens there (`jobs.recv`, `chan results`). */
    add(functionName: string, node: ts.Node, text: string): number;
    /** The text that `sites(file, table)` takes. */
    table(): string;
}
/** Where V8 says that a call stands: at the last name of its callee, or behind a callee that ends in no name; anything else at its start. */
export declare function placeOf(ts: Ts, file: ts.SourceFile, node: ts.Node): number;
