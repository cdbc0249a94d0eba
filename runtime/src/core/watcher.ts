/**
 * The watcher thread (Go's sysmon): sets FL[0] to WANTED every few ms while a turn of the scheduler runs, so that a check costs one load and no clock.
 *
 * It is a worker made from source text (no file to find, so bundles work), started the first time something ran long, never keeps the program alive, and sleeps in Atomics.wait when no
 * turn has run for a while. Node starts it by node/watcher.ts; here is what it does, and how a page or another host of Web workers starts it. A page has shared memory where it is cross-origin isolated (COOP and
 * COEP headers); elsewhere checks are counted.
 *
 * Invariant: ALIVE is set by the watcher itself, so one that never starts (a Content-Security-Policy without `worker-src blob:`) changes nothing.
 * Cost: 30 to 40 ms until it lives, 10 to 15 MB; 3 ms CPU per second while it ticks.
 * Rejected: one tick per slice (10 ms): a tick just before the slice is over would let it last two.
 */
import { ALIVE, ASLEEP, DELAY, FLAG, SLEEP, TURN, WANTED } from "./state.js";

/** ms between two ticks of the watcher, at most. @internal */
export const TICK = 5;

/** Idle ticks before it sleeps. */
const IDLE = 20;

/** What the thread does, given FL: the text of a function. @internal */
export const WATCHING = `(F) => {
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
  }
}`;

/** The numbers can be shared with a thread. @internal */
export function canWatch(fl: Int32Array): boolean {
  return typeof SharedArrayBuffer === "function" && fl.buffer instanceof SharedArrayBuffer;
}

/** There is no watcher, or no longer: checks count. @internal */
export function unwatched(fl: Int32Array): void {
  Atomics.store(fl, ALIVE, 0);
  fl[FLAG] = WANTED;
}

/** Start it as a Web worker. False: there are no workers or no shared memory. @internal */
export function watchFromWebWorker(fl: Int32Array): boolean {
  if (!canWatch(fl) || typeof Worker !== "function" || typeof Blob !== "function") return false;
  try {
    const url = URL.createObjectURL(new Blob([`onmessage = ({ data }) => (${WATCHING})(data);`], { type: "text/javascript" })), worker = new Worker(url);
    worker.onerror = () => { unwatched(fl); };
    worker.postMessage(fl);
    return true;
  } catch {
    return false; // a policy of the page's, or memory that may not be shared
  }
}
