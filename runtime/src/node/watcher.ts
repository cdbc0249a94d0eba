/**
 * The watcher thread (Go's sysmon): sets FL[0] to WANTED every few ms while a turn of the scheduler runs, so that a check costs one load and no clock.
 *
 * It is a worker made from source text (no file to find, so bundles work), started the first time something ran long, never keeps the process alive, and sleeps in Atomics.wait when no
 * turn has run for a while. Cost: 30 to 40 ms until it lives, 10 to 15 MB; 3 ms CPU per second while it ticks.
 * Rejected: one tick per slice (10 ms): a tick just before the slice is over would let it last two.
 */
import { TICK } from "../core/slice.js";
import { ALIVE, ASLEEP, DELAY, FLAG, SLEEP, TURN, WANTED } from "../core/state.js";

/** Idle ticks before it sleeps. */
const IDLE = 20;

const SOURCE = `const F = process.getBuiltinModule("node:worker_threads").workerData;
let idle = 0;
Atomics.store(F, ${ALIVE}, 1);
for (;;) {
  if (Atomics.wait(F, ${SLEEP}, 0, F[${DELAY}] || ${TICK}) === "ok") continue; // another delay
  if (Atomics.load(F, ${TURN}) !== 0) { idle = 0; Atomics.store(F, ${FLAG}, ${WANTED}); continue; }
  if (++idle < ${IDLE}) continue;
  idle = 0;
  Atomics.store(F, ${ASLEEP}, 1);
  Atomics.wait(F, ${TURN}, 0);
  Atomics.store(F, ${ASLEEP}, 0);
}`;

/** Start it. False: there are no threads or no shared memory. */
export function watch(p: typeof process, fl: Int32Array): boolean {
  if (typeof SharedArrayBuffer !== "function" || !(fl.buffer instanceof SharedArrayBuffer)) return false;
  try {
    const { Worker } = p.getBuiltinModule("node:worker_threads");
    const w = new Worker(SOURCE, {
      eval: true, workerData: fl, execArgv: [], env: {}, stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
    });
    w.unref();
    // without the watcher checks count instead: nothing is lost but precision
    w.on("error", () => { Atomics.store(fl, ALIVE, 0); fl[FLAG] = WANTED; });
    w.on("exit", () => { Atomics.store(fl, ALIVE, 0); fl[FLAG] = WANTED; });
    w.unref();
    return true;
  } catch {
    return false;
  }
}
