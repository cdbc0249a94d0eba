/** Node's way to start the watcher thread (core/watcher.ts). */
import { canWatch, unwatched, WATCHING } from "../core/watcher.js";

/** Start it. False: there are no threads or no shared memory. */
export function watch(p: typeof process, fl: Int32Array): boolean {
  if (!canWatch(fl)) return false;
  try {
    const { Worker } = p.getBuiltinModule("node:worker_threads");
    const w = new Worker(`(${WATCHING})(process.getBuiltinModule("node:worker_threads").workerData);`, {
      eval: true, workerData: fl, execArgv: [], env: {}, stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
    });
    w.unref();
    // without the watcher checks count instead: nothing is lost but precision
    w.on("error", () => { unwatched(fl); });
    w.on("exit", () => { unwatched(fl); });
    w.unref();
    return true;
  } catch {
    return false;
  }
}
