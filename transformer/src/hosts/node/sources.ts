/** What Node's loaders ask: which source an import means, and what it compiles to. Whatever loads it, a file is compiled as part of the program of its tsconfig, and type errors stop it. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compileChecked, withMap } from "../checked";
import { isSource, Services } from "../service";

export interface Loaded {
  /** With its source map inside. */
  readonly source: string;
  readonly format: "commonjs" | "module";
}

const services = new Services("node"), root = process.cwd(), loaded = new Map<string, Loaded>();
const serviceOf = (file: string) => services.of(file, root, process.env["SANSYNC_PROJECT"], true);

/** The path behind an address of Node's; undefined for other schemes. */
export function pathOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : url.startsWith("file:") ? fileURLToPath(url) : path.isAbsolute(url) ? url : undefined;
}

/** The source that `specifier` means in the file `from`; undefined where the file is not ours, or the import is Node's to find. */
export function resolveSource(specifier: string, from: string | undefined): string | undefined {
  return from === undefined || !isSource(from) || path.isAbsolute(specifier) || /^[a-z]+:/.test(specifier) ? undefined : serviceOf(from).resolve(specifier, from);
}

/**
 * The compiled file; undefined where it is not ours.
 * @throws Error whose text is the findings with their code frames, where one is an error
 */
export function loadSource(file: string | undefined): Loaded | undefined {
  if (file === undefined || !isSource(file)) return undefined;
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const compiled = compileChecked(serviceOf(file), file);
  if (compiled === undefined) return undefined;
  const result: Loaded = { source: withMap(compiled), format: compiled.format };
  loaded.set(file, result);
  return result;
}

/** The files that `require` has asked for since the last look at the disk. */
const required = new Set<string>();

/** What `require` gets. It asks for a file again when somebody has emptied its cache, to run again what was edited (mocha --watch): then what changed on disk is taken in first. */
export function requireSource(file: string): Loaded | undefined {
  if (required.has(file)) {
    required.clear();
    for (const stale of services.refresh()) loaded.delete(stale);
  }
  required.add(file);
  return loadSource(file);
}
