/**
 * Gives compiled sources to Node, whichever way it loads them.
 *
 * Node 22.15, 23.5 and later have hooks in this thread; before, modules are loaded through hooks in a thread of their own (hooks-thread.ts). `require` goes through its table of extensions all the same:
 * Node 22 asks the hooks nothing where a CommonJS module that was imported requires another (measured, 22.23.3).
 */
import Module from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SetupError } from "../set-up";
import type { Emitted } from "./emitted";

export interface Loaded {
  /** With its source map inside. */
  readonly source: string;
  readonly format: "commonjs" | "module";
}

export interface Sources {
  /** The source that `specifier` means in the file `from`; undefined where the file is not ours, or the import is Node's to find. */
  resolve(specifier: string, from: string | undefined): string | undefined;
  /** A source, compiled; undefined where the file is not ours. */
  load(file: string | undefined): Loaded | undefined;
  /** The same, for `require`. */
  require(file: string): Loaded | undefined;
}

interface NodeModule { _compile(code: string, file: string): void }
export interface ModuleInternals {
  registerHooks?(hooks: {
    resolve(specifier: string, context: { parentURL?: string }, next: (specifier: string, context: object) => object): object;
    load(url: string, context: object, next: (url: string, context: object) => object): object;
  }): void;
  _load(request: string, parent: null, isMain: boolean): unknown;
  _extensions: Record<string, (module: NodeModule, file: string) => void>;
  _resolveFilename(request: string, parent: { filename?: string | null } | null | undefined, ...rest: unknown[]): string;
}
export const internals = Module as unknown as ModuleInternals;

/** The path behind an address of Node's; undefined for other schemes. */
export function pathOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : url.startsWith("file:") ? fileURLToPath(url) : path.isAbsolute(url) ? url : undefined;
}

/**
 * @param emitted what a thread of hooks serves; none: it compiles for itself
 * @throws SetupError SY6023 where Node has no hooks
 */
export function serve(sources: Sources, emitted?: Emitted): void {
  process.setSourceMapsEnabled(true);
  if (typeof internals.registerHooks === "function") {
    internals.registerHooks({
      resolve(specifier, context, next) {
        const found = sources.resolve(specifier, pathOf(context.parentURL));
        return found === undefined ? next(specifier, context) : { url: pathToFileURL(found).href, shortCircuit: true };
      },
      load(url, context, next) {
        const found = sources.load(pathOf(url));
        return found === undefined ? next(url, context) : { ...found, shortCircuit: true };
      },
    });
  } else if (typeof Module.register === "function") Module.register("./hooks-thread.js", { parentURL: pathToFileURL(__filename).href, data: emitted });
  else throw new SetupError("SY6023", `Node ${process.version} has no module.register.`, "ES modules are handed to Node through it.", "Use Node 20.6 or later.");

  for (const extension of [".ts", ".cts", ".mts", ".tsx"]) {
    const before = internals._extensions[extension];
    internals._extensions[extension] = (module, file) => {
      const found = sources.require(file);
      if (found !== undefined) module._compile(found.source, file);
      else if (before) before(module, file);
      else throw new SetupError("SY6020", `${file} is loaded at run time, but is not part of the program.`, "The compiler did not see it: no file of the program imports it.", "List it in the tsconfig.");
    };
  }
  const resolve = internals._resolveFilename;
  internals._resolveFilename = function (request, parent, ...rest) {
    return sources.resolve(request, parent?.filename ?? undefined) ?? resolve.call(this, request, parent, ...rest);
  };
}
