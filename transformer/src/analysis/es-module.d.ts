/** What a file is emitted as. */
import type ts from "typescript";
import type { Ts } from "./typescript";
/** The file is emitted as an ES module, so its top level may await. */
export declare function emitsEsModule(ts: Ts, program: ts.Program, file: ts.SourceFile): boolean;
