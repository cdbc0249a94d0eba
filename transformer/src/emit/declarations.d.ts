/**
 * Declaration files: `@suspends` before each declaration that may block, so that importers of the `.d.ts` know. Signatures stay as written.
 * Where no comment can stand the names are listed in an interface (1-collect/marker-interface.ts; decision 8).
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
export declare function declarationTransformer(ts: Ts, program: ts.Program): ts.TransformerFactory<ts.SourceFile | ts.Bundle>;
