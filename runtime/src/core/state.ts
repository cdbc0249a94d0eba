/**
 * The registers of the suspension protocol and the state all copies of the runtime share.
 *
 * Everything that may exist only once per process (registers, run queue, list of goroutines, timers, host) hangs on `globalThis[Symbol.for("sansync/1")]`: the ESM build,
 * the CommonJS build and bundled copies then drive one scheduler. Objects made by different copies meet there, so runtime code never uses `instanceof` on them.
 * A copy of another version refuses to load (SY6004) instead of disagreeing about the layout of these objects.
 *
 * Invariants
 *  1. `S.f === 1` only between the moment a primitive (or a check) suspends and the moment the scheduler, or `plain`, has control again. No user code runs in between.
 *  2. `S.g` is the running goroutine; null outside goroutines and while a public primitive is called by code nobody compiled.
 *  3. `FL[0] < 0` only asks for a look at the clock; it never changes what a program means.
 *
 * Cost: a field load per test. `f`, `pre` and `given` are toggled once at start, so that V8 does not treat them as constants and fold the tests away.
 * Rejected: module-level `let` registers (1.3x on hot code), live import bindings (1.4x). ABI: S, FL.
 */
import { RuntimeError } from "./errors.js";
import type { Frame } from "./frames.js";
import type { G } from "./goroutine.js";

/** Version of this copy; a test compares it with package.json. */
export const VERSION = "0.1.0";

/** The registers. ABI. */
export interface Registers {
  /** 1 while a suspension is on its way to the scheduler. */
  f: 0 | 1;
  /** Why the flag is set: 0 parked, 1 preempted or gosched, 2 the native stack is too deep, 3 goexit, 4 goes on in another asynchronous context. */
  pre: 0 | 1 | 2 | 3 | 4;
  /** Value to deliver to the next frame. */
  rv: unknown;
  /** Error to throw into the next frame. */
  err: { v: unknown } | null;
  /** Frames pushed by the suspension under way, innermost first. */
  head: Frame | null;
  tail: Frame | null;
  /** The running goroutine. */
  g: G | null;
  /** How deep the native stack is, in the units of MAX_DEPTH. */
  depth: number;
  /** How many goroutines run on the spot (see plain.ts) beneath; preemption is off while it is not 0. */
  nest: number;
  /** How many promises plain callers have got (plain.ts). */
  given: number;
}

/** The numbers in FL. 0: the flag every check reads. 1: a turn runs and wants ticks. 2: the watcher waits. 3: never changed (to sleep on). 4: the watcher lives. 5: ms to the next tick. */
export const FLAG = 0, TURN = 1, ASLEEP = 2, SLEEP = 3, ALIVE = 4, DELAY = 5;

/**
 * How deep the native stack may be before the frames move to the heap, in units of some 230 bytes, which is what a call of a small function takes that V8 has not compiled yet: two thirds of the smallest stack that hosts
 * give (984 KB). A level of frame(), three native frames, counts GENERATOR_LEVEL; a call by look-up, CALL; a function in fast form what its variables take (transformer: lower/fast/fast.ts). @internal
 */
export const MAX_DEPTH = 3000, GENERATOR_LEVEL = 3, CALL = 2;

/** What the flag holds: nobody wants anything; somebody wants a look at the clock. @internal */
export const CLEAR = MAX_DEPTH, WANTED = -1;

interface SharedState {
  version: string;
  where: string;
  parts: Record<string, unknown>;
}

const KEY = Symbol.for("sansync/1");
const all = join();

/** Folders of the copies that are loaded: their calls are left out of stacks. @internal */
export const copies: string[] = shared("copies", () => []);
{
  // as text (mapped to the sources where source maps are on), and as call sites have it
  for (const here of [whereAmI(), rawFile()]) {
    const dir = here.replace(/core[\\/]state\.[cm]?[jt]s$/, "");
    if (dir !== here && !copies.includes(dir)) copies.push(dir);
  }
}

/** State that exists once per process whatever the number of copies: made by `init` for the first copy that asks for `name`. @internal */
export function shared<T>(name: string, init: () => T): T {
  const parts = all.parts;
  if (!(name in parts)) parts[name] = init();
  return parts[name] as T;
}

/** The registers. ABI. */
export const S: Registers = shared("S", () => {
  const s: Registers = { f: 0, pre: 0, rv: undefined, err: null, head: null, tail: null, g: null, depth: 0, nest: 0, given: 0 };
  s.f = 1; s.f = 0;
  s.pre = 1; s.pre = 0;
  s.given = 1; s.given = 0;
  return s;
});

/**
 * `FL[0] < 0`: somebody wants a look at the clock. Otherwise it is how deep the native stack may be, so that the entry of a recursive function asks for both in one comparison.
 * Over shared memory where there is some, so that the watcher thread can set it. ABI.
 */
export const FL: Int32Array = shared("FL", () => {
  const made = new Int32Array(typeof SharedArrayBuffer === "function" ? new SharedArrayBuffer(64) : new ArrayBuffer(64));
  made[FLAG] = CLEAR;
  return made;
});

function join(): SharedState {
  const g = globalThis as unknown as Record<symbol, SharedState | undefined>;
  const here = whereAmI();
  const there = g[KEY];
  if (there === undefined) {
    const mine: SharedState = { version: VERSION, where: here, parts: Object.create(null) as Record<string, unknown> };
    Object.defineProperty(globalThis, KEY, { value: mine });
    return mine;
  }
  if (there.version !== VERSION) {
    throw new RuntimeError("SY6004", `SY6004: two versions of sansync are loaded in one process: ${there.version} (${there.where}) and ${VERSION} (${here}).\n`
      + "  They would drive two schedulers that do not know of each other, so channels between them would never wake anybody.\n"
      + "  Install one version: `npm ls sansync` shows who asks for which; `npm dedupe` or an \"overrides\" entry in package.json brings them together.");
  }
  return there;
}

/** The file of this copy, for the message about two versions, read off a stack line: `import.meta` and `__filename` do not both exist in the two builds. */
function whereAmI(): string {
  const m = /(?:\(|at |@)((?:file:\/\/|[A-Za-z]:[\\/]|\/|https?:\/\/)[^\n()]*?):\d+:\d+/.exec(String(new Error().stack));
  return m === null ? "place unknown" : m[1]!;
}

/** The same as the engine names the script, "" where there are no call sites. */
function rawFile(): string {
  const E = Error as unknown as { prepareStackTrace?: unknown };
  const own = Object.getOwnPropertyDescriptor(E, "prepareStackTrace"), was = E.prepareStackTrace;
  try {
    E.prepareStackTrace = (_: unknown, sites: { getFileName?(): string | undefined }[]) => sites[0]?.getFileName?.() ?? "";
    return String(new Error().stack);
  } catch {
    return "";
  } finally {
    try {
      if (own === undefined) delete E.prepareStackTrace;
      else E.prepareStackTrace = was;
    } catch { /* hardened intrinsics */ }
  }
}
