import type ts from "typescript";
import type { Project } from "./project";
export interface Emitted {
    readonly code: string;
    readonly format: "commonjs" | "module";
}
export interface Compiled {
    readonly program: ts.Program;
    /** TypeScript's findings and ours; emitted code exists even when there are errors. */
    readonly diagnostics: readonly ts.Diagnostic[];
    /** By absolute path of the source file. */
    readonly emitted: ReadonlyMap<string, Emitted>;
}
/** The project's options, for code that is not written: all emitted, beside its source, with source maps and comments. */
export declare function inMemoryOptions(project: Project): ts.CompilerOptions;
/** @param only emit this file alone (absolute path); diagnostics are of the whole program all the same */
export declare function compileInMemory(project: Project, only?: string): Compiled;
/** What TypeScript emitted, not what Node would guess from the path: `module: "CommonJS"` wins over `"type": "module"`. */
export declare function formatOf(compiler: typeof ts, file: ts.SourceFile, options: ts.CompilerOptions): Emitted["format"];
/** TypeScript's findings and ours, of all files. */
export declare function diagnosticsOfProgram(program: ts.Program | ts.SemanticDiagnosticsBuilderProgram): ts.Diagnostic[];
/** Severity error among them. */
export declare function failed(compiler: typeof ts, diagnostics: readonly ts.Diagnostic[]): boolean;
