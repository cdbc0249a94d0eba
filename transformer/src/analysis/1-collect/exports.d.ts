/** Whether a module exports anything that exists at run time. */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare function exportsValues(ts: Ts, file: ts.SourceFile): boolean;
