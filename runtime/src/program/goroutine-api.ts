/**
 * Goroutines as users see them: starting, listing, naming, ending by error.
 */
import { allGoroutines, goroutineText } from "../core/dump.js";
import { call0 } from "../core/call.js";
import { checkDeferred } from "../core/defer.js";
import { entryOf, notCompiled, runtimeEntry } from "../core/entry.js";
import { RuntimeError } from "../core/errors.js";
import { go as goAt } from "../core/go.js";
import { ALL } from "../core/goroutine.js";
import { panicking } from "../core/report.js";
import { S } from "../core/state.js";
import { nativeHere } from "../core/traces.js";

/** A goroutine: an identity, not a promise of its result. */
export interface Goroutine {
  /** Its number; the first goroutine of the program is 1. */
  readonly id: number;
  /** For dumps and tools. Starts as the name of its function. */
  name: string;
  readonly state: "running" | "runnable" | "waiting" | "dead";
  /** Why it waits, in Go's words ("chan receive"); undefined while it does not wait. */
  readonly waitReason: string | undefined;
  /** Its stack as text, innermost call first. */
  stack(): string;
}

/**
 * Starts a goroutine, Go's `go fn(args)`. The arguments are evaluated now; the goroutine starts when the caller parks, gives way or is preempted. What fn returns is dropped.
 * An error that nobody catches in it ends the program with status 2 and a dump.
 * @throws RuntimeError SY6001 if fn was not compiled by sansync, SY5006 "go of nil func value" if it is no function
 * @see Go spec, "Go statements"
 * @intrinsic go
 */
export function go<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): Goroutine {
  if (typeof fn === "function" && entryOf(fn) === undefined) throw notCompiled("go");
  return goAt(-1, fn, ...args);
}
runtimeEntry(go, (fn: unknown, ...args: unknown[]) => (goAt as (site: number, fn: unknown, ...args: unknown[]) => Goroutine)(-1, fn, ...args)); // called by compiled code under another name

/**
 * Throws `value`, whatever it is (Go's panic): `try`/`catch` recovers it, and uncaught it ends the program with `panic: ` and its text.
 * @throws value; RuntimeError SY5008 "panic called with nil argument" for undefined and null
 */
export function panic(value: unknown): never {
  if (value === undefined || value === null) throw new RuntimeError("SY5008", "runtime error: panic called with nil argument");
  panicking(value);
  throw value;
}

/**
 * Calls `fn` when the enclosing function is left, by return, error or goexit, last deferred first (Go's defer); `fn` may block. That is done by the compiler.
 * In code that is not compiled by sansync the call itself does nothing: hold its result with `using`, which calls fn at the end of the block, and fn must not block.
 * @intrinsic defer
 */
export function defer(fn: () => void): { [Symbol.dispose](): void } {
  checkDeferred(fn);
  return { [Symbol.dispose]: runtimeEntry((): void => { fn(); }, () => call0("deferred function", fn, undefined)) };
}

/** The number of goroutines that have not ended, the calling one included. */
export function numGoroutine(): number { return ALL.count; }

/** All goroutines that have not ended, the running one first, then by number. */
export function goroutines(): readonly Goroutine[] { return allGoroutines(); }

/**
 * The stack of the running goroutine as text, as in a dump; with `all`, of every goroutine (Go: runtime.Stack). Outside of goroutines: "" without `all`.
 */
export function stack(all = false): string {
  const here = nativeHere();
  if (all) return allGoroutines().map((g) => goroutineText(g, g === S.g ? here : undefined)).join("\n");
  return S.g === null ? "" : goroutineText(S.g, here);
}
