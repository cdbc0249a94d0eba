/** What TypeScript's builders and watchers are given to make programs with: ours, patched, over the former program. */
import type ts from "typescript";
import { patchProgram } from "../index";
import { configOf, type Project } from "./project";

export type CreateBuilder = ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram>;

/**
 * The plugin's line is read off the options of each program: those of a watcher change with the tsconfig, and those of a build of references are several projects'.
 * @param stress in stress mode, whatever the line says
 * @param made is told of each program, patched, before it is checked or emitted
 */
export function builderOf(ts: Project["ts"], stress = false, made: (program: ts.Program) => void = () => undefined): CreateBuilder {
  return (rootNames, compilerOptions, host, old, configFileParsingDiagnostics, projectReferences) => {
    const program = patchProgram(ts, ts.createProgram({
      rootNames: rootNames ?? [], options: compilerOptions ?? {},
      ...(host ? { host } : {}), ...(configFileParsingDiagnostics ? { configFileParsingDiagnostics } : {}), ...(projectReferences ? { projectReferences } : {}),
      oldProgram: (old as { getProgramOrUndefined?(): ts.Program | undefined } | undefined)?.getProgramOrUndefined?.(), // internal; without it nothing is reused
    } as ts.CreateProgramOptions), { ...configOf(compilerOptions ?? {}), ...(stress ? { stress } : {}) });
    made(program);
    return ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, host ?? ts.createCompilerHost(compilerOptions ?? {}), old, configFileParsingDiagnostics);
  };
}
