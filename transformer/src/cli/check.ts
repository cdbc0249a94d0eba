/**
 * `sansync check`: TypeScript's findings and ours, nothing emitted. References are checked with the sources of the projects they name, so nothing has to be built before.
 * With `--watch` it goes on: a list after each change, and with `--json` a line of JSON for each list.
 */
import { readFileSync } from "node:fs";
import type ts from "typescript";
import { changed, isIn, together } from "../diagnostics/edits";
import { withoutDocs } from "../hosts/doc-comments";
import { fixesOf, patchProgram } from "../index";
import { builderOf } from "./builder";
import { diagnosticsOfProgram, failed } from "./compile-in-memory";
import { fromSources, type Project, projectOf, withReferences } from "./project";
import { entryOf, report } from "./report";
import { palette } from "./terminal";

export interface CheckOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
  /** Apply the first fix of each finding that has one. */
  readonly fix?: boolean;
}

/** @returns exit status: 0 without errors (warnings may be there), 1 with errors; undefined with `watch`, which runs until it is interrupted */
export function check(options: CheckOptions): number | undefined {
  const projects = withReferences(projectOf(options.project, process.cwd())), { ts } = projects[0]!;
  if (options.watch) {
    watch(projects, options);
    return undefined;
  }
  let diagnostics = diagnosticsOf(projects);
  if (options.fix) {
    const fixed = applyFixes(ts, diagnostics);
    if (fixed) {
      console.error(`${fixed} fixed`);
      diagnostics = diagnosticsOf(projects);
    }
  }
  if (options.json) console.log(JSON.stringify(diagnostics.map((d) => entryOf(ts, d, process.cwd())), undefined, 2));
  else console.log(report(ts, diagnostics, process.cwd(), palette(process.stdout)));
  return failed(ts, diagnostics) ? 1 : 0;
}

/** Nothing is to be written, whatever the tsconfig says. */
const withoutOutput: ts.CompilerOptions = { noEmit: true, incremental: false, composite: false, declaration: false, declarationMap: false, emitDeclarationOnly: false, tsBuildInfoFile: undefined } as unknown as ts.CompilerOptions;

function diagnosticsOf(projects: readonly Project[]): readonly ts.Diagnostic[] {
  const { ts } = projects[0]!;
  return ts.sortAndDeduplicateDiagnostics(projects.filter((p) => p.rootNames.length).flatMap(({ rootNames, options, references, config }) => {
    const own = { ...options, ...withoutOutput };
    return diagnosticsOfProgram(patchProgram(ts, ts.createProgram({ rootNames, options: own, host: withoutDocs(ts, fromSources(ts.createCompilerHost(own))), ...(references ? { projectReferences: references } : {}) }), config));
  }));
}

function watch(projects: readonly Project[], { json }: CheckOptions): void {
  const { ts } = projects[0]!, p = palette(process.stdout), byProject = new Map<Project, readonly ts.Diagnostic[]>();
  const watched = projects.filter((project) => project.rootNames.length && project.configFile !== undefined);
  let timer: NodeJS.Timeout | undefined;
  // One list for one change: the projects it reaches are checked one after another.
  const soon = (): void => { clearTimeout(timer); timer = setTimeout(say, 50); };
  const say = (): void => {
    if (byProject.size < watched.length) return; // the first list is about all of them
    const all = ts.sortAndDeduplicateDiagnostics([...byProject.values()].flat());
    if (json) console.log(JSON.stringify(all.map((d) => entryOf(ts, d, process.cwd()))));
    // the first line tells tools that read the output (VS Code's problem matchers) that a new list begins
    else console.log(`${process.stdout.isTTY ? "\u001b[2J\u001b[3J\u001b[H" : ""}${p.dim(`checked at ${new Date().toLocaleTimeString("en-GB")}`)}\n${report(ts, all, process.cwd(), p)}`);
  };
  for (const project of watched) {
    const host = withoutDocs(ts, fromSources(ts.createWatchCompilerHost(project.configFile!, withoutOutput, ts.sys, builderOf(ts), () => undefined, () => undefined)));
    host.afterProgramCreate = (builder) => {
      byProject.set(project, diagnosticsOfProgram(builder));
      soon();
    };
    ts.createWatchProgram(host);
  }
}

/** Writes the first fix of each finding; of fixes that overlap the first. @returns how many findings are fixed */
function applyFixes(compiler: typeof ts, diagnostics: readonly ts.Diagnostic[]): number {
  const { changes, count } = together(diagnostics.flatMap((d) => fixesOf(d).slice(0, 1)).filter((fix) => fix.changes.every((c) => !c.file.isDeclarationFile)));
  for (const file of new Map(changes.map((c) => [c.file.fileName, c.file])).values()) {
    // The compiler's text has no byte order mark, the file may have one.
    const mark = readFileSync(file.fileName, "utf8").startsWith("\uFEFF") ? "\uFEFF" : "";
    compiler.sys.writeFile(file.fileName, mark + changed(file.text, changes.filter((c) => isIn(c, file))));
  }
  return count;
}
