/** Sources that are compiled when Node asks for them. Whatever loads it, a file is compiled as part of the program of its tsconfig, and type errors stop it. */
import path from "node:path";
import { compileChecked, withMap } from "../checked";
import { isSource, Services } from "../service";
import type { Loaded, Sources } from "./serve";

const services = new Services("node"), root = process.cwd(), loaded = new Map<string, Loaded>();
const serviceOf = (file: string) => services.of(file, root, process.env["SANSYNC_PROJECT"], true);
/** The files that `require` has asked for since the last look at the disk. */
const required = new Set<string>();

export const sources: Sources = {
  resolve: (specifier, from) => (from === undefined || !isSource(from) || path.isAbsolute(specifier) || /^[a-z]+:/.test(specifier) ? undefined : serviceOf(from).resolve(specifier, from)),
  /** @throws Error whose text is the findings with their code frames, where one is an error */
  load(file) {
    if (file === undefined || !isSource(file)) return undefined;
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const compiled = compileChecked(serviceOf(file), file);
    if (compiled === undefined) return undefined;
    const result: Loaded = { source: withMap(compiled), format: compiled.format };
    loaded.set(file, result);
    return result;
  },
  /** It asks for a file again when somebody has emptied its cache, to run again what was edited (mocha --watch): then what changed on disk is taken in first. */
  require(file) {
    if (required.has(file)) {
      required.clear();
      for (const stale of services.refresh()) loaded.delete(stale);
    }
    required.add(file);
    return sources.load(file);
  },
};
