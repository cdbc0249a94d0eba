/**
 * run: a main goroutine inside a program that has its own ways (a server, a test, a script with promises). ABI: run.
 *
 * The promise settles when main has returned or thrown. Then the goroutines main started are abandoned, unless keepAlive. Seed and time slice are the scheduler's, one for the process:
 * they hold while the run lasts.
 */
import { fromSignal } from "../context/signal.js";
import { background } from "../context/background.js";
import type { Context } from "../context/context.js";
import { choicesLine, setChoices } from "../core/chooser.js";
import { notCompiled, entryOf } from "../core/entry.js";
import { RuntimeError } from "../core/errors.js";
import { firstFrame } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { OBSERVER } from "../core/observer.js";
import { deadlockText } from "../core/report.js";
import { slice } from "../core/slice.js";
import type { Goroutine } from "./goroutine-api.js";
import { abandon, begin, roots, type LiveRoot } from "./root.js";

/** How {@link run} runs. */
export interface RunOptions {
  /** Aborting it cancels the context main gets. */
  signal?: AbortSignal;
  /** Goroutines that main started go on after main has returned. Default: they are abandoned. */
  keepAlive?: boolean;
  /** Decide everything that is not forced (who runs next, which select case, where to preempt) by a generator with this seed, 0 to 2^32-1: the same seed gives the same schedule. */
  seed?: number;
  /** How long a goroutine may run while others wait, in milliseconds. Default 10. */
  timeSliceMs?: number;
  /** Called with the goroutines of this run when nothing can wake them any more; the promise then rejects (SY5001). Default: the program ends with the report, status 2. */
  onDeadlock?: (goroutines: readonly Goroutine[]) => void;
}

class Run implements LiveRoot {
  main: G | null = null;
  mainExited = false;
  private readonly options: RunOptions;
  private readonly resolve: (v: unknown) => void;
  private readonly reject: (e: unknown) => void;
  private readonly sliceMs = slice.ms;

  constructor(options: RunOptions, resolve: (v: unknown) => void, reject: (e: unknown) => void) {
    this.options = options;
    this.resolve = resolve;
    this.reject = reject;
    if (options.seed !== undefined) setChoices({ seed: options.seed });
    if (options.timeSliceMs !== undefined) slice.ms = options.timeSliceMs;
    roots.add(this);
  }

  ended(g: G, value: unknown, error: { v: unknown } | null): void {
    if (g.exiting && error === null) {
      this.mainExited = true;
      return;
    }
    this.close();
    if (error === null) this.resolve(value);
    else this.reject(error.v);
  }

  deadlocked(goroutines: readonly G[]): boolean {
    if (this.options.onDeadlock === undefined) return false;
    if (OBSERVER.deadlock !== null) OBSERVER.deadlock(goroutines);
    const line = choicesLine();
    const error = new RuntimeError("SY5001", deadlockText(goroutines).split("\n")[0]!.replace(/^fatal error: /, "").replace(/ +SY5001$/, "") + (line === "" ? "" : `\n${line}`));
    try {
      this.options.onDeadlock(goroutines);
      this.reject(error);
    } catch (e) {
      this.reject(e);
    }
    abandon(this);
    this.close();
    return true;
  }

  private close(): void {
    roots.delete(this);
    if (this.options.keepAlive !== true) abandon(this);
    if (this.options.seed !== undefined) setChoices(null);
    if (this.options.timeSliceMs !== undefined) slice.ms = this.sliceMs;
  }
}

/** What a call of `run` becomes. ABI. */
export function runAt<R>(site: number, main: (ctx: Context) => R, options: RunOptions = {}): Promise<R> {
  return new Promise<R>((resolve, reject) => {
    if (options.timeSliceMs !== undefined && !(options.timeSliceMs > 0)) throw new RangeError(`timeSliceMs must be a number of milliseconds above 0, and it is ${String(options.timeSliceMs)}`);
    const ctx = options.signal === undefined ? background() : fromSignal(options.signal);
    const top = firstFrame(main, [ctx]);
    const root = new Run(options, resolve as (v: unknown) => void, reject);
    begin(root, top, site);
  });
}

/**
 * Runs `main` as a goroutine and gives a promise of its result: the way into goroutines from a program that has its own event handling.
 * When main has returned or thrown, the goroutines it started are abandoned (see {@link RunOptions.keepAlive}); an uncaught error in one of them ends the program with status 2.
 * @param main gets a {@link Context} that is cancelled when `options.signal` aborts
 * @throws RuntimeError SY6001 if main was not compiled by sansync
 * @intrinsic run
 */
export function run<R>(main: (ctx: Context) => R, options?: RunOptions): Promise<R> {
  if (typeof main !== "function" || entryOf(main) === undefined) throw notCompiled("run");
  return runAt(-1, main, options);
}
