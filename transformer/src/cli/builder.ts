/** What TypeScript's builders and watchers are given to make programs with: ours, patched, over the former program. */
import type ts from "typescript";
import { patchProgram } from "../index";
import type { Project } from "./project";

export type CreateBuilder = ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram>;

/** @param made is told of each program, patched, before it is checked or emitted */
export function builderOf({ ts, config }: Project, made: (program: ts.Program) => void = () => undefined): CreateBuilder {
  return (rootNames, compilerOptions, host, old, configFileParsingDiagnostics, projectReferences) => {
    const program = patchProgram(ts, ts.createProgram({
      rootNames: rootNames ?? [], options: compilerOptions ?? {},
      ...(host ? { host } : {}), ...(configFileParsingDiagnostics ? { configFileParsingDiagnostics } : {}), ...(projectReferences ? { projectReferences } : {}),
      oldProgram: (old as { getProgramOrUndefined?(): ts.Program | undefined } | undefined)?.getProgramOrUndefined?.(), // internal; without it nothing is reused
    } as ts.CreateProgramOptions), config);
    made(program);
    return ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, host ?? ts.createCompilerHost(compilerOptions ?? {}), old, configFileParsingDiagnostics);
  };
}
