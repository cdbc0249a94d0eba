/** All findings of a file or a program, as TypeScript diagnostics; `// @sansync-ignore SY4002 reason` on the line before silences one. */
import type ts from "typescript";
import { type Ts } from "../analysis/typescript";
/** Errors and warnings. */
export declare function findings(host: Ts, program: ts.Program, file?: ts.SourceFile): ts.Diagnostic[];
/** What editors show as hints, and nobody else. */
export declare function suggestions(host: Ts, program: ts.Program, file?: ts.SourceFile): ts.Diagnostic[];
/** SY9011 for a file. */
export declare function tooDeep(ts: Ts, file: ts.SourceFile): ts.Diagnostic;
