/**
 * What the host gives: a macrotask, one timer, a clock, the end of the program. The default here uses Web APIs only; node/install.ts puts Node's in place when it is loaded there.
 * The object is shared by all copies of the runtime and its members are replaced, so always call `host.now()`, never keep a member.
 */
import type { G } from "./goroutine.js";
import { shared } from "./state.js";
import { watchFromWebWorker } from "./watcher.js";

export interface Host {
  name: string;
  /** Run fn in a later turn of the host's event loop, after I/O had its chance. Never a microtask. */
  macrotask(fn: () => void): void;
  /** One timer, ms from now (>= 0, at most 2^31-1); keeps the program alive where the host knows such a thing. */
  setTimer(ms: number, fn: () => void): unknown;
  clearTimer(handle: unknown): void;
  /** Milliseconds, monotonic, with fractions. */
  now(): number;
  /** Write `text` where errors go and end the program with `status`. Where a program cannot be ended it is only written. */
  fatal(text: string, status: number): void;
  /** Write `text` where errors go; the program goes on. */
  warn(text: string): void;
  /** A setting from outside (environment variable), undefined: none. */
  env(name: string): string | undefined;
  /** Start a thread that sets FL[0] to WANTED every few ms while a turn runs (core/slice.ts). False: there is none, count instead. */
  watch(fl: Int32Array): boolean;
  /** The first goroutine was started. */
  started(): void;
  /** `file:line:col` of emitted code to that of the source; undefined: not known. */
  original(file: string, line: number, col: number): { file: string; line: number; col: number } | undefined;
  /** The source `file` of a site table as a path to open: absolute where the emitted `script` (path or URL) tells. */
  openable(script: string, file: string): string;
  /** A file name as reports show it. */
  shorten(file: string): string;
  /** End the program because main returned; undefined: with the status set before, else 0. False: programs do not end here. */
  exit(status: number | undefined): boolean;
  /** x is a Proxy; undefined where the host does not tell. */
  isProxy(x: object): boolean | undefined;
  /** What formats stacks here though Error.prepareStackTrace is not set: that of the main realm, in another one. */
  formatter(): unknown;
  /** The asynchronous context to run a new goroutine in, null: none. */
  capture(): unknown;
  /** Run fn(g) in a captured context. */
  within(context: unknown, fn: (g: G) => boolean, g: G): boolean;
}

export const host: Host = shared("host", webHost);

function webHost(): Host {
  const g = globalThis as unknown as {
    performance?: { now(): number }; setTimeout(f: () => void, ms: number): unknown; clearTimeout(h: unknown): void;
    MessageChannel?: new () => { port1: { onmessage: unknown }; port2: { postMessage(x: unknown): void } }; console?: { error(t: string): void };
    reportError?(e: unknown): void; setImmediate?(f: () => void): unknown;
  };
  let port: { postMessage(x: unknown): void } | null = null;
  let queue: (() => void)[] = [];
  return {
    name: "web",
    macrotask(fn) {
      // a bundle for browsers that is run by Node all the same: an open port would keep the program alive
      if (typeof g.setImmediate === "function") { g.setImmediate(fn); return; }
      if (typeof g.MessageChannel !== "function") { g.setTimeout(fn, 0); return; }
      if (port === null) {
        const c = new g.MessageChannel();
        c.port1.onmessage = () => { const q = queue; queue = []; for (const f of q) f(); };
        port = c.port2;
      }
      queue.push(fn);
      if (queue.length === 1) port.postMessage(0);
    },
    setTimer: (ms, fn) => g.setTimeout(fn, ms),
    clearTimer: (h) => { g.clearTimeout(h); },
    now: g.performance === undefined ? () => Date.now() : () => g.performance!.now(),
    fatal(text) {
      if (typeof g.reportError === "function") g.reportError(new Error(text));
      else g.console?.error(text);
    },
    warn(text) { g.console?.error(text.trimEnd()); },
    env: () => undefined,
    watch: watchFromWebWorker,
    started: () => { /* nothing to install */ },
    original: () => undefined,
    openable: (_, file) => file,
    shorten: (file) => file,
    exit: () => false,
    isProxy: () => undefined,
    formatter: () => undefined,
    capture: () => null,
    within: (_, fn, g) => fn(g),
  };
}
