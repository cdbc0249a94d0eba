/** The `before` transformer: lowers every file of the program. */
import type ts from "typescript";
import { type Ts } from "../analysis/typescript";
export declare function lowerTransformer(host: Ts, program: ts.Program): ts.TransformerFactory<ts.SourceFile>;
/** The file as dumps show it: relative to the project, never an absolute path. */
export declare function shownName(program: ts.Program, file: ts.SourceFile): string;
