/**
 * The top level of a CommonJS module that blocks: emitted code puts the statements from the first one that may block into a generator and hands it over here.
 *
 * It runs on the spot. CommonJS has no top-level await: a module whose top level parks would give its importers half-made exports, so that is allowed for the entry module only.
 * ABI: topLevel.
 */
import { RuntimeError } from "../core/errors.js";
import type { Body } from "../core/frames.js";
import { pending, plain } from "../core/plain.js";

/**
 * Run the rest of a module. ABI.
 * Throws SY4008 if it parks and the module is not the entry module.
 */
export function topLevel(_site: number, module: { id?: string; filename?: string } | undefined, loader: { main?: unknown } | undefined, gen: Body): void {
  const p = plain(gen);
  if (!pending(p) || loader === undefined || module === undefined || loader.main === module) return;
  void (p as Promise<unknown>).then(undefined, () => { /* the error below is the report */ });
  throw new RuntimeError("SY4008", `The top level of ${module.filename ?? module.id ?? "this module"} had to wait, but it was loaded by require(), which cannot wait: its importers would see half-made exports.\n`
    + "  Move the waiting into a function that the importer calls, or start it with go(). Only the entry module of a CommonJS program may wait at its top level.");
}
