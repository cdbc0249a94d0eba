/**
 * The two verbs of blocking: park and ready.
 *
 * A primitive calls park() *before* it queues anything. park() throws where nobody can wait, and then nothing has happened; otherwise the flag is set, the goroutine is marked as
 * waiting, and the primitive queues the goroutine it got and returns a dummy at once. Whoever ends the wait calls ready() or readyError(): they only enqueue.
 *
 * Contract for the object waited on (`on`): it is shown in reports (see `describe` in core/dump.ts), and it may have a method `forget(g)`, called when g is abandoned because the
 * run it belongs to has ended: take g out of your queues.
 *
 * Invariants: between park() and the scheduler no user code runs. A goroutine is made ready exactly once per park: SY9006 otherwise.
 */
import { RuntimeError, internalError } from "./errors.js";
import { DEAD, RUNNABLE as runnableState, WAITING as waitingState, rareOf, type G } from "./goroutine.js";
import { enqueue } from "./run-queue.js";
import { S as registers, shared } from "./state.js";
import { slice as sliceState } from "./slice.js";

// Constants of this module: V8 folds those into the code, and loads what other modules export.
const S = registers, slice = sliceState, RUNNABLE = runnableState, WAITING = waitingState;

/** The public operation under way that was called by code nobody compiled (core/entry.ts, blocking). @internal */
export const outside = shared("outside", () => ({ name: "" }));

/**
 * Suspend the running goroutine: the caller queues what it returns and returns a dummy at once. @internal
 * Throws SY5009 where nobody can wait (outside goroutines, or called by code that was not compiled).
 */
export function park(reason: string, on: unknown): G {
  const g = S.g;
  if (g === null) throw cannotWait();
  if (S.f !== 0) throw internalError("SY9001", `SY9001: "${reason}" suspends while another suspension is on its way: a function between them did not wait for it.`);
  S.f = 1;
  g.status = WAITING;
  g.reason = reason;
  g.on = on;
  g.since = slice.stamp;
  return g;
}

/** Throws SY5009 where nobody can wait, as park does: for an operation that would begin something before it parks. @internal */
export function mustBeGoroutine(): void {
  if (S.g === null) throw cannotWait();
}

/** Make g runnable; it will be resumed with `value`. A goroutine that was abandoned meanwhile is left alone. @internal */
export function ready(g: G, value: unknown): void {
  if (g.status !== WAITING) { notWaiting(g); return; }
  g.status = RUNNABLE;
  g.on = null;
  g.v = value;
  enqueue(g);
}

/** Make g runnable; `error` will be thrown where it waits. @internal */
export function readyError(g: G, error: unknown): void {
  if (g.status !== WAITING) { notWaiting(g); return; }
  g.status = RUNNABLE;
  g.on = null;
  g.v = undefined;
  rareOf(g).err = { v: error };
  enqueue(g);
}

function notWaiting(g: G): void {
  if (g.status === DEAD) return;
  throw internalError("SY9006", `SY9006: goroutine ${g.id} was woken although it does not wait.`);
}

function cannotWait(): RuntimeError {
  const name = outside.name === "" ? "This operation" : `${outside.name}()`;
  return new RuntimeError("SY5009", `${name} would have to wait here, but its caller was not compiled by sansync or runs outside of a goroutine, so nobody can wait. Nothing was done.\n`
    + "  Compile the file that calls it with the sansync transformer, and call it in a function started by go(), run() or runMain().\n"
    + "  In plain code use the forms that never wait (trySend, tryRecv, tryLock, trySelect) or `for await`.");
}
