/**
 * `sansync check`: TypeScript's findings and ours, nothing emitted. Exit status 0 without errors (warnings may be there), 1 with errors.
 */
import type ts from "typescript";
import { patchProgram } from "../index";
import { failed } from "./compile-in-memory";
import { projectOf } from "./project";
import { entryOf, report } from "./report";
import { palette } from "./terminal";

export function check(options: { project?: string; json?: boolean }): number {
  const project = projectOf(options.project, process.cwd());
  const { ts } = project;
  // Project references are checked one after another, the referenced ones first, as a build would.
  const all: ts.Diagnostic[] = [];
  const seen = new Set<string>();
  const visit = (p: typeof project): void => {
    for (const reference of p.references ?? []) {
      const file = ts.resolveProjectReferencePath(reference);
      if (seen.has(file)) continue;
      seen.add(file);
      visit(projectOf(file, process.cwd()));
    }
    if (!p.rootNames.length) return;
    const program = patchProgram(ts, ts.createProgram({ rootNames: p.rootNames, options: { ...p.options, noEmit: true, incremental: false, composite: false, tsBuildInfoFile: undefined } as ts.CompilerOptions, ...(p.references ? { projectReferences: p.references } : {}) }), p.config);
    all.push(...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics());
  };
  visit(project);
  const diagnostics = ts.sortAndDeduplicateDiagnostics(all);
  if (options.json) console.log(JSON.stringify(diagnostics.map((d) => entryOf(ts, d, process.cwd())), undefined, 2));
  else console.log(report(ts, diagnostics, process.cwd(), palette(process.stdout)));
  return failed(ts, diagnostics) ? 1 : 0;
}
