/**
 * `sansync run file.ts [args]`: compiles the whole program in memory, and runs it in this process; Node is served as by `sansync/register` (hosts/node), which compiles file by file instead. Positions in stacks are
 * those of the TypeScript source.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type ts from "typescript";
import { type Emitted, emittedSources } from "../hosts/node/emitted";
import { internals, type Loaded, serve } from "../hosts/node/serve";
import { meantBy } from "../hosts/service";
import { SetupError } from "../hosts/set-up";
import { compileInMemory, failed } from "./compile-in-memory";
import { projectOfFile, stressed } from "./project";
import { report } from "./report";
import { palette } from "./terminal";

/** @returns exit status when the program could not be started; undefined once it runs */
export async function run(file: string, args: readonly string[], options: { project?: string; stress?: boolean }): Promise<number | undefined> {
  const project = stressed(projectOfFile(file, process.cwd(), options.project), options.stress);
  // The runtime reads it when the program loads it.
  if (options.stress) process.env["SANSYNC_STRESS"] ??= "1";
  const { diagnostics, emitted, program } = compileInMemory(project);
  if (diagnostics.length) console.error(report(project.ts, diagnostics, process.cwd(), palette(process.stderr)));
  if (failed(project.ts, diagnostics)) return 1;
  const main = emitted.get(project.file);
  if (!main) throw new SetupError("SY6020", `TypeScript emitted nothing for ${file}.`, "It is excluded from emit.", "Check the tsconfig that owns the file.");

  process.argv = [process.argv[0] ?? "node", project.file, ...args];
  const data: Emitted = { files: Object.fromEntries([...emitted].map(([name, { code, format }]): [string, Loaded] => [name, { source: code, format }])), imports: importsOf(project.ts, program, new Set(emitted.keys())) };
  serve(emittedSources(data), data);
  if (main.format === "commonjs") {
    try {
      internals._load(project.file, null, true);
    } catch (error) {
      throwAsTheirs(error);
    }
  } else import(pathToFileURL(project.file).href).catch(throwAsTheirs);
  return undefined;
}

/** What the imports of the emitted files mean, as far as they are emitted too. */
function importsOf(compiler: typeof ts, program: ts.Program, emitted: ReadonlySet<string>): Emitted["imports"] {
  const host = compiler.createCompilerHost(program.getCompilerOptions()), all: Record<string, Record<string, string>> = {};
  for (const file of program.getSourceFiles()) {
    const name = path.resolve(file.fileName);
    if (!emitted.has(name)) continue;
    for (const { text, pos } of (file as ts.SourceFile & { imports?: readonly ts.StringLiteralLike[] }).imports ?? []) {
      const target = pos < 0 ? undefined : meantBy(compiler, text, name, program.getCompilerOptions(), host);
      if (target !== undefined && emitted.has(target)) (all[name] ??= {})[text] = target;
    }
  }
  return all;
}

/** The user's error, without the frames that stand below his code: they are ours and Node's loader's. */
function throwAsTheirs(error: unknown): void {
  if (error instanceof Error && typeof error.stack === "string") {
    const lines = error.stack.split("\n"), here = path.dirname(__dirname);
    const ours = lines.findIndex((line) => /^\s+at /.test(line) && line.includes(here));
    let end = ours;
    while (end > 0 && /\(?node:internal\/modules|node:internal\/process/.test(lines[end - 1] ?? "")) end--;
    if (ours > 0) error.stack = lines.slice(0, end).join("\n");
  }
  process.nextTick(() => { throw error; });
}
