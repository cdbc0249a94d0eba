/**
 * `sansync build`: what `tsc -b` does, with our transformer, and without patching any TypeScript: the builder gets a program of ours (facts about
 * other files are part of each file's version, so an importer is emitted again when a function it calls begins or ceases to block).
 */
import type ts from "typescript";
import { analyze } from "../analysis/index";
import { builderOf, type CreateBuilder } from "./builder";
import { projectOf } from "./project";
import { report } from "./report";
import { withoutDocs } from "../hosts/doc-comments";
import { SetupError } from "../hosts/set-up";
import { printRows, tally, tallyRows } from "./stats";
import { palette } from "./terminal";

export interface BuildOptions { project?: string; watch?: boolean; stats?: boolean; force?: boolean; stress?: boolean }

/** @returns exit status; undefined with `watch`, which runs until it is interrupted */
export function build(options: BuildOptions): number | undefined {
  const start = performance.now();
  const project = projectOf(options.project, process.cwd());
  const { ts, configFile } = project;
  if (!configFile) throw new SetupError("SY6022", "There is no tsconfig to build.", "`sansync build` builds what a tsconfig lists.", "Make one: npx tsc --init");
  if (project.options.noEmit && !project.references?.length) {
    throw new SetupError("SY6022", `${configFile} says noEmit, so there is nothing to build.`, "With noEmit TypeScript writes no JavaScript.", "Remove it, or use `npx sansync check`.");
  }
  const p = palette(process.stderr);
  const found: ts.Diagnostic[] = [];
  const programs: ts.Program[] = [];
  const stats = { programs: 0, files: 0, sources: 0, apart: 0, bytes: 0 };
  const system: ts.System = {
    ...ts.sys,
    writeFile: (file, text, bom) => {
      if (/\.[mc]?jsx?$/.test(file)) { stats.files++; stats.bytes += Buffer.byteLength(text); }
      ts.sys.writeFile(file, text, bom);
    },
  };
  const create = builderOf(ts, options.stress, (program) => {
    stats.programs++;
    stats.sources += program.getSourceFiles().filter((f) => !f.isDeclarationFile).length;
    if (!options.stats) return;
    stats.apart += analyze(ts, program).apart.size;
    programs.push(program);
  });
  if (options.watch) {
    const show = (d: ts.Diagnostic) => console.error(report(ts, [d], process.cwd(), p));
    const status = (d: ts.Diagnostic) => console.error(ts.flattenDiagnosticMessageText(d.messageText, "\n"));
    if (!project.references?.length) return void watchOne(ts, configFile, system, options.force ? afresh(create) : create, show, status);
    ts.createSolutionBuilderWithWatch(withoutDocs(ts, ts.createSolutionBuilderWithWatchHost(system, create, show, status, status)), [configFile], { force: !!options.force }).build();
    return undefined;
  }
  const host = withoutDocs(ts, ts.createSolutionBuilderHost(system, create, (d) => found.push(d), () => {}));
  const exit = ts.createSolutionBuilder(host, [configFile], { force: !!options.force }).build();
  if (found.length) console.error(report(ts, found, process.cwd(), p));
  if (found.some((d) => d.code === 5033)) {
    const { message } = new SetupError("SY6032", "Not all of the output could be written.", "The errors above name the files, and what the operating system said.", "Make the folder writable, or name another one: `outDir`, and `tsBuildInfoFile`.");
    console.error(`\n${message}`);
  }
  if (options.stats) {
    printRows([["projects compiled", stats.programs], ["source files", stats.sources], ["  left out, since they stand apart", stats.apart], ...tallyRows(tally(programs.map((program) => analyze(ts, program)))), ["files written", stats.files], ["JavaScript written, KiB", (stats.bytes / 1024).toFixed(1)], ["time, s", ((performance.now() - start) / 1000).toFixed(2)]]);
    if (!stats.programs) console.log("everything was up to date");
  }
  return exit === ts.ExitStatus.Success ? 0 : 1;
}

/** One project is watched as `tsc --watch` does it: each program goes on from the one before. A builder of references lets go of its programs, and makes those of edited projects anew. */
function watchOne(compiler: typeof ts, configFile: string, system: ts.System, create: CreateBuilder, show: ts.DiagnosticReporter, status: ts.WatchStatusReporter): void {
  compiler.createWatchProgram(withoutDocs(compiler, compiler.createWatchCompilerHost(configFile, undefined, system, create, show, status)));
}

/** `--force`: the first program is compared with nothing that was kept on disk. */
function afresh(create: CreateBuilder): CreateBuilder {
  let isFirst = true;
  return (rootNames, options, host, old, ...rest) => {
    const before = isFirst ? undefined : old;
    isFirst = false;
    return create(rootNames, options, host, before, ...rest);
  };
}
