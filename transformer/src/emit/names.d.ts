/**
 * Names that emitted code introduces. They are predictable (`worker$frame`, `$1`, `$ss`), and give way where the user's file already has such a name.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
export declare class Names {
    #private;
    constructor(ts: Ts, file: ts.SourceFile);
    /** `wanted`, or `wanted_1`, … if the file has it. The name is taken from now on. */
    unique(wanted: string): string;
}
