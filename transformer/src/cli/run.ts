/**
 * `sansync run file.ts [args]`: compiles in memory and runs in this process. CommonJS files are served by require.extensions, ES modules by a module hook
 * that gets the emitted texts handed over. Positions in stacks are those of the TypeScript source.
 */
import Module from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { compileInMemory, failed, type Emitted } from "./compile-in-memory";
import type { HookData } from "./module-hooks";
import { projectOfFile, stressed } from "./project";
import { report } from "./report";
import { SetupError } from "../hosts/set-up";
import { palette } from "./terminal";

interface NodeModule { _compile(code: string, file: string): void }
interface ModuleInternals {
  _load(request: string, parent: null, isMain: boolean): unknown;
  _resolveFilename(request: string, parent: { filename?: string | null } | null | undefined, ...rest: unknown[]): string;
  _extensions: Record<string, (module: NodeModule, file: string) => void>;
}

/** @returns exit status when the program could not be started; undefined once it runs */
export async function run(file: string, args: readonly string[], options: { project?: string; stress?: boolean }): Promise<number | undefined> {
  const project = stressed(projectOfFile(file, process.cwd(), options.project), options.stress);
  // The runtime reads it when the program loads it.
  if (options.stress) process.env["SANSYNC_STRESS"] ??= "1";
  const { diagnostics, emitted } = compileInMemory(project);
  if (diagnostics.length) console.error(report(project.ts, diagnostics, process.cwd(), palette(process.stderr)));
  if (failed(project.ts, diagnostics)) return 1;
  const main = emitted.get(project.file);
  if (!main) throw new SetupError("SY6020", `TypeScript emitted nothing for ${file}.`, "It is excluded from emit.", "Check the tsconfig that owns the file.");

  process.argv = [process.argv[0] ?? "node", project.file, ...args];
  process.setSourceMapsEnabled(true);
  serveCommonJs(emitted);
  if (main.format === "commonjs") {
    try {
      (Module as unknown as ModuleInternals)._load(project.file, null, true);
    } catch (error) {
      throwAsTheirs(error);
    }
  } else {
    serveModules(emitted);
    import(pathToFileURL(project.file).href).catch(throwAsTheirs);
  }
  return undefined;
}

/** The user's error, without the frames that stand below his code: they are ours and Node's loader's. */
function throwAsTheirs(error: unknown): void {
  if (error instanceof Error && typeof error.stack === "string") {
    const lines = error.stack.split("\n");
    const ours = lines.findIndex((line) => /^\s+at /.test(line) && line.includes(__dirname));
    let end = ours;
    while (end > 0 && /\(?node:internal\/modules|node:internal\/process/.test(lines[end - 1] ?? "")) end--;
    if (ours > 0) error.stack = lines.slice(0, end).join("\n");
  }
  process.nextTick(() => { throw error; });
}

function serveCommonJs(emitted: ReadonlyMap<string, Emitted>): void {
  const internals = Module as unknown as ModuleInternals;
  for (const ext of [".ts", ".cts", ".mts", ".tsx"]) {
    const before = internals._extensions[ext];
    internals._extensions[ext] = (module, file) => {
      const found = emitted.get(file);
      if (found) module._compile(found.code, file);
      else if (before) before(module, file);
      else throw new SetupError("SY6020", `${file} is loaded at run time, but is not part of the program.`, "The compiler did not see it: no file of the program imports it.", "List it in the tsconfig.");
    };
  }
  const resolve = internals._resolveFilename;
  internals._resolveFilename = function (request, parent, ...rest) {
    const from = parent?.filename;
    if (from && /^\.{1,2}\//.test(request)) {
      const found = sourceOf(path.resolve(path.dirname(from), request), emitted);
      if (found) return found;
    }
    return resolve.call(this, request, parent, ...rest);
  };
}

/** The source file behind an import as the emitted code writes it: `./b.js` is b.ts. */
function sourceOf(target: string, emitted: { has(file: string): boolean }): string | undefined {
  const bare = target.replace(/\.([mc]?)jsx?$/, "");
  const kind = /\.([mc]?)jsx?$/.exec(target)?.[1];
  const names = kind !== undefined ? [`${bare}.${kind}ts`, `${bare}.tsx`] : [target, `${target}.ts`, `${target}.tsx`, path.join(target, "index.ts")];
  return names.find((name) => emitted.has(name));
}

function serveModules(emitted: ReadonlyMap<string, Emitted>): void {
  const files: HookData["files"] = {};
  for (const [file, { code, format }] of emitted) files[pathToFileURL(file).href] = { code, format };
  if (typeof Module.register !== "function") {
    throw new SetupError("SY6023", `Node ${process.version} has no module.register.`, "ES modules are handed to Node through it.", "Use Node 20.6 or later.");
  }
  Module.register("./module-hooks.js", { parentURL: pathToFileURL(__filename).href, data: { files } satisfies HookData });
}
