/** What TypeScript's builders and watchers are given to make programs with: ours, patched, over the former program. */
import type ts from "typescript";
import { type Project } from "./project";
export type CreateBuilder = ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram>;
/**
 * The plugin's line is read off the options of each program: those of a watcher change with the tsconfig, and those of a build of references are several projects'.
 * @param stress in stress mode, whatever the line says
 * @param made is told of each program, patched, before it is checked or emitted
 */
export declare function builderOf(ts: Project["ts"], stress?: boolean, made?: (program: ts.Program) => void): CreateBuilder;
