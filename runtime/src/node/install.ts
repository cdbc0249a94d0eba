/**
 * Puts Node's host in place: macrotasks by setImmediate, the watcher thread, end of the program, deadlock at `beforeExit`, SIGQUIT, source maps, SANSYNC_INSPECT.
 *
 * Built-in modules come from process.getBuiltinModule (Node 20.16 and later, Bun, Deno): no `import "node:…"` anywhere, so that every bundler takes the package as it is.
 * Loaded by index.ts and internal/v1.ts, but not in bundles for browsers ("browser" in package.json); where there is no such process it does nothing and the Web host of core/host.ts stays.
 */
import { setChoices, setStress } from "../core/chooser.js";
import { host } from "../core/host.js";
import { copies, shared } from "../core/state.js";
import { asleep, quit } from "../program/ends.js";
import { installAsyncContext } from "./async-context.js";
import { openable, original, shorten } from "./positions.js";
import { watch } from "./watcher.js";

type NodeProcess = typeof process;

const state = shared("node", () => ({ installed: false, started: false }));
const proc = (globalThis as { process?: NodeProcess }).process;

if (!state.installed && proc !== undefined && typeof proc.getBuiltinModule === "function" && typeof setImmediate === "function") {
  state.installed = true;
  install(proc);
}

function install(p: NodeProcess): void {
  const fs = p.getBuiltinModule("node:fs");
  host.name = "node";
  host.macrotask = (fn) => { setImmediate(fn); };
  host.setTimer = (ms, fn) => setTimeout(fn, ms);
  host.clearTimer = (h) => { clearTimeout(h as NodeJS.Timeout); };
  host.env = (name) => p.env[name];
  host.shorten = shorten;
  host.original = original;
  host.openable = openable;
  host.watch = (fl) => watch(p, fl);
  host.isProxy = p.getBuiltinModule("node:util").types.isProxy;
  const main = p.getBuiltinModule("node:vm").runInThisContext("Error") as { prepareStackTrace?: unknown };
  if (main !== (Error as object)) host.formatter = () => main.prepareStackTrace; // Jest, node:vm
  host.exit = (status) => p.exit(status ?? p.exitCode ?? 0);
  host.fatal = (text, status) => {
    write(fs, text);
    p.exit(status);
  };
  host.warn = (text) => { write(fs, text); };
  host.started = () => {
    if (state.started) return;
    state.started = true;
    // ten calls are used up by ours between the user's
    if (Error.stackTraceLimit === 10) Error.stackTraceLimit = 30;
    p.on("beforeExit", () => { asleep(); });
    // Signals need no goroutine to be idle: CPU loops are preempted, so the event loop gets its turns.
    if (p.platform !== "win32") p.on("SIGQUIT", () => { quit("SIGQUIT: quit"); });
  };
  installAsyncContext(p.getBuiltinModule("node:async_hooks") as unknown as Parameters<typeof installAsyncContext>[0]);
  const seed = p.env["SANSYNC_SEED"], trace = p.env["SANSYNC_TRACE"];
  const stress = p.env["SANSYNC_STRESS"];
  const stressed = stress !== undefined && stress !== "" && stress !== "0";
  if (stressed) setStress();
  if (trace !== undefined) setChoices({ trace, ...(seed === undefined ? {} : { seed: Number(seed) }) });
  else if (seed !== undefined && seed !== "") setChoices({ seed: Number(seed) });
  else if (stressed) setChoices({ stress: true });
  const inspect = p.env["SANSYNC_INSPECT"];
  if (inspect !== undefined && inspect !== "") serveTools(p, inspect);
}

/** SANSYNC_INSPECT: let tools look into this program. `sansync/observe` is loaded only then, so that programs and bundles are without it otherwise. */
function serveTools(p: NodeProcess, at: string): void {
  const { isMainThread } = p.getBuiltinModule("node:worker_threads");
  if (!isMainThread && !/[/\\]$/.test(at)) return; // one address, one thread
  try {
    const { createRequire } = p.getBuiltinModule("node:module"), { join } = p.getBuiltinModule("node:path");
    const from = (dir: string): NodeJS.Require => createRequire(dir.startsWith("file:") ? `${dir}x` : join(dir, "x"));
    const found = [...copies, p.cwd()].map(from).find((require) => {
      try { return require.resolve("sansync/observe") !== ""; } catch { return false; }
    });
    if (found === undefined) throw new Error("`sansync/observe` is not found: install the package sansync beside the bundle");
    const onListening = (address: string): void => { if (/^\d*$|:0$|^0$/.test(at)) write(p.getBuiltinModule("node:fs"), `sansync: tools can connect to ${address}\n`); };
    (found("sansync/observe") as { serve(at: string, options: object): void }).serve(at, { onListening });
  } catch (e) {
    host.warn(`sansync: SANSYNC_INSPECT=${at} has no effect: ${e instanceof Error ? e.message : String(e)}\n`);
  }
}

/** Everything to stderr, also where a pipe takes only part at a time. */
function write(fs: { writeSync(fd: number, bytes: Uint8Array, offset: number): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0, tries = 0; at < bytes.length && tries < 1000;) {
    try {
      at += fs.writeSync(2, bytes, at);
    } catch (e) {
      if ((e as { code?: string }).code !== "EAGAIN") return;
      tries++;
    }
  }
}
