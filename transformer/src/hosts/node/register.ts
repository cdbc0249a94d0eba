/**
 * `node --import sansync/register main.ts`: TypeScript, compiled as it is loaded, in every kind of start: a file, `node --test`, a runner that imports or requires its tests.
 *
 * Node 22.15, 23.5 and later have hooks in this thread; before, modules are loaded through hooks in a thread of their own, which compiles for itself. `require` goes through its table of extensions all the same:
 * Node 22 asks the hooks nothing where a CommonJS module that was imported requires another (measured, 22.23.3).
 */
import Module from "node:module";
import { pathToFileURL } from "node:url";
import { loadSource, pathOf, requireSource, resolveSource } from "./sources";

interface NodeModule { _compile(code: string, file: string): void }
interface Internals {
  registerHooks?(hooks: {
    resolve(specifier: string, context: { parentURL?: string }, next: (specifier: string, context: object) => object): object;
    load(url: string, context: object, next: (url: string, context: object) => object): object;
  }): void;
  _extensions: Record<string, (module: NodeModule, file: string) => void>;
  _resolveFilename(request: string, parent: { filename?: string | null } | null | undefined, ...rest: unknown[]): string;
}

const internals = Module as unknown as Internals;
process.setSourceMapsEnabled(true);
if (typeof internals.registerHooks === "function") {
  internals.registerHooks({
    resolve(specifier, context, next) {
      const found = resolveSource(specifier, pathOf(context.parentURL));
      return found === undefined ? next(specifier, context) : { url: pathToFileURL(found).href, shortCircuit: true };
    },
    load(url, context, next) {
      const found = loadSource(pathOf(url));
      return found === undefined ? next(url, context) : { ...found, shortCircuit: true };
    },
  });
} else Module.register("./hooks-thread.js", { parentURL: pathToFileURL(__filename).href });

for (const extension of [".ts", ".cts", ".mts", ".tsx"]) {
  const before = internals._extensions[extension];
  internals._extensions[extension] = (module, file) => {
    const found = requireSource(file);
    if (found !== undefined) module._compile(found.source, file);
    else before?.(module, file);
  };
}
const resolve = internals._resolveFilename;
internals._resolveFilename = function (request, parent, ...rest) {
  return resolveSource(request, parent?.filename ?? undefined) ?? resolve.call(this, request, parent, ...rest);
};
