/**
 * The function that ts-patch and ttypescript call, each with its own arguments.
 *
 *   ts-patch, `transformProgram: true`   (program, host, config, { ts, … }) → program
 *   ts-patch without it                  (program, config, { ts, diagnostics, … }): findings and incremental builds would be wrong, so it is refused
 *   ttypescript                          (program, config, { ts, addDiagnostic }) → transformers; its addDiagnostic is a dead letter, so findings are printed here
 */
import type ts from "typescript";
export declare function entry(program: ts.Program, first?: unknown, second?: unknown, third?: unknown): unknown;
