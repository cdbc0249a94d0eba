/**
 * Child processes.
 *
 * Invariants: a process is waited for by the system in any case (Node does); `wait` gives how it ended, to as many as ask, also later. Its output is kept until somebody reads it, 64 KB of it; then the process
 * is held back, as by any pipe.
 */
import * as childProcess from "node:child_process";
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { Context } from "../context/context.js";
import { call2 } from "../core/call.js";
import { blocking, blockingMethods } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { spawn as spawnGoroutine } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { mustBeGoroutine, park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";
import { body, invoke, type Steps } from "../io/bodies.js";
import { copy, readOnce, readText } from "../io/copy.js";
import { isData, mustBeCount } from "../io/data.js";
import { EOF, type Reader } from "../io/interfaces.js";
import { endOf, whenDone, type ContextEnd } from "../stream/context-end.js";
import type { Source } from "../stream/read-side.js";
import { WaitGroup } from "../sync/wait-group.js";
import { ExitError, ProcessError, type ExitStatus } from "./errors.js";
import { StreamReader, StreamWriter, type InputStream, type OutputStream } from "./stdio.js";

export interface SpawnOptions {
  /** When it is done the process is killed, and {@link Process.wait} throws why. */
  readonly ctx?: Context;
  readonly cwd?: string;
  /** The whole environment; that of this program by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** "pipe" by default: read and written through the process. */
  readonly stdin?: "pipe" | "inherit" | "ignore";
  readonly stdout?: "pipe" | "inherit" | "ignore";
  readonly stderr?: "pipe" | "inherit" | "ignore";
  /** What `ctx` sends: "SIGKILL" by default, as in Go. */
  readonly killSignal?: NodeJS.Signals;
  /** Through a shell: then the arguments are its words. Never with text from outside. */
  readonly shell?: boolean | string;
}

/** A process that was started. */
export interface Process {
  readonly pid: number;
  /** Its input, output and errors, where they are pipes; else reads give EOF and writes fail. */
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /**
   * How it ended; parks until it has.
   * @throws ProcessError whose cause is Canceled or DeadlineExceeded if its context ended it
   * @suspends
   */
  wait(): ExitStatus;
  /** Sends a signal, "SIGTERM" by default. False: it has ended already. */
  kill(signal?: NodeJS.Signals): boolean;
  /** How it ended; undefined while it runs. */
  readonly status: ExitStatus | undefined;
}

class Child {
  status: ExitStatus | undefined = undefined;
  readonly stdin: StreamWriter;
  readonly stdout: StreamReader;
  readonly stderr: StreamReader;
  private ended: ContextEnd | null = null;
  private leave: (() => void) | null = null;
  private readonly waiting = new WaitQueue();
  /** Who started it. */
  starter: G | null = null;

  constructor(private readonly child: childProcess.ChildProcess, private readonly what: string, options: SpawnOptions) {
    this.stdin = new StreamWriter(() => child.stdin ?? none(), `stdin of ${what}`);
    this.stdout = new StreamReader(() => (child.stdout as Source | null) ?? nothing(), `stdout of ${what}`);
    this.stderr = new StreamReader(() => (child.stderr as Source | null) ?? nothing(), `stderr of ${what}`);
    if (child.stdin !== null) void this.stdin.writing;
    if (child.stdout !== null) void this.stdout.reading;
    if (child.stderr !== null) void this.stderr.reading;
    child.once("spawn", () => {
      const g = this.starter;
      this.starter = null;
      if (options.ctx !== undefined) this.leave = whenDone(options.ctx, (why) => {
        this.leave = null;
        this.ended = why;
        child.kill(options.killSignal ?? "SIGKILL");
      });
      if (g !== null) ready(g, this);
    });
    child.on("error", (e) => {
      const g = this.starter;
      this.starter = null;
      if (g !== null) readyError(g, failure(what, e));
    });
    child.once("exit", (code, signal) => {
      this.leave?.();
      this.leave = null;
      this.status = Object.freeze({ code: code ?? undefined, signal: signal ?? undefined, ok: code === 0 });
      while (this.waiting.first !== null) {
        const node = this.waiting.shift();
        if (this.ended === null) wake(node, this.status);
        else wakeError(node, this.cut());
      }
    });
  }

  get pid(): number { return this.child.pid ?? 0; }
  kill(signal: NodeJS.Signals = "SIGTERM"): boolean { return this.status === undefined && this.child.kill(signal); }

  /** Protocol function. */
  wait(): ExitStatus | undefined {
    if (this.status !== undefined) {
      if (this.ended !== null) throw this.cut();
      return this.status;
    }
    this.waiting.push(nodeOf(park(reasons.io, this), 0, undefined));
    return undefined;
  }

  private cut(): ProcessError { return new ProcessError(`wait ${this.what}`, this.ended); }

  forget(g: G): void {
    if (this.starter === g) this.starter = null;
    else this.waiting.remove(g as WaitNode);
  }
  describe(): string { return `the process ${this.what} (${this.pid})`; }
}

const { wait } = Child.prototype; // eslint-disable-line @typescript-eslint/unbound-method
blockingMethods(Child.prototype, "Process", { wait: wait as never });

/** Streams that are no pipes. */
function nothing(): Source {
  return { on(event, f) { if (event === "end") queueMicrotask(() => { f.call(this, undefined as never); }); }, pause() { /* nothing comes */ }, resume() { /* nothing comes */ } };
}
function none(): { write(): boolean; on(): void; end(): void; writableLength: number; errored: Error; destroyed: boolean } {
  return { write: () => false, on() { /* no error comes */ }, end() { /* there is none */ }, writableLength: 0, errored: Object.assign(new Error("it is no pipe"), { code: "EBADF" }), destroyed: true };
}

function failure(what: string, e: unknown): ProcessError {
  const { code } = e as { code?: unknown };
  return code === "ENOENT" ? new ProcessError(`exec: ${JSON.stringify(what)}`, e, "executable file not found in $PATH, or no such working directory") : new ProcessError(`fork/exec ${what}`, e);
}

function start(name: string, args: readonly string[] = [], options: SpawnOptions = {}): Process | undefined {
  if (typeof name !== "string" || name === "") throw typeError("SY5106", "spawn: the name of the program is no text");
  const end = endOf(options.ctx);
  if (end !== null) throw new ProcessError(`fork/exec ${name}`, end);
  mustBeGoroutine();
  let child: childProcess.ChildProcess;
  try {
    child = childProcess.spawn(name, [...args], {
      stdio: [options.stdin ?? "pipe", options.stdout ?? "pipe", options.stderr ?? "pipe"], ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env as NodeJS.ProcessEnv }), ...(options.shell === undefined ? {} : { shell: options.shell }),
    });
  } catch (e) {
    throw failure(name, e);
  }
  const p = new Child(child, name, options);
  p.starter = park(reasons.io, p);
  return undefined;
}

/**
 * Starts a program; parks until it runs.
 * @param name as the shell would find it, or a path
 * @throws ProcessError "executable file not found in $PATH" (ENOENT), "permission denied" (EACCES), what its context ended with
 * @see Go, exec.CommandContext and Cmd.Start
 * @suspends
 */
export const spawn: (name: string, args?: readonly string[], options?: SpawnOptions) => Process = blocking("spawn", start as never) as never;

export interface OutputOptions extends SpawnOptions {
  /** What it reads: text, bytes, or a reader. */
  readonly input?: string | Uint8Array | Reader;
  /** The most bytes of its output that are taken; 10 MB by default. */
  readonly max?: number;
}

/**
 * Runs a program to its end and gives what it printed, as text.
 * @throws ExitError (SY5130) for a status that is not 0, with what it wrote to stderr; ProcessError, as {@link spawn}; an error whose cause is ErrTooLong
 * @see Go, exec.Cmd.Output
 * @suspends
 */
export const output: (name: string, args?: readonly string[], options?: OutputOptions) => string = body("output", function* (name: string, args: readonly string[] = [], options: OutputOptions = {}): Steps<string> {
  const { input, max = 10 * 1024 * 1024, ...rest } = options;
  mustBeCount("output: max", max);
  let p = start(name, args, { ...rest, stdin: input === undefined ? rest.stdin ?? "ignore" : "pipe" }) as Process;
  if (S.f !== 0) p = yield -1;
  const all = new WaitGroup(), errors: unknown[] = [];
  let err = "";
  const beside = (part: () => Steps<void>): void => {
    all.add(1);
    spawnGoroutine(-1, (function* (): Steps<void> {
      try { yield* part(); } catch (e) { errors.push(e); } finally { all.done(); }
    })());
  };
  if (rest.stderr === undefined || rest.stderr === "pipe") beside(function* () {
    // the end of it says what went wrong; all of it is read
    const buf = new Uint8Array(4096), decoder = new TextDecoder();
    for (;;) {
      const n = yield* readOnce(p.stderr, buf);
      if (n === EOF) return;
      err = (err + decoder.decode(buf.subarray(0, n), { stream: true })).slice(-100_000);
    }
  });
  if (input !== undefined) beside(function* () {
    try {
      if (isData(input)) yield* invoke(p.stdin, "write", input);
      else {
        call2("copy", copy, undefined, p.stdin, input);
        if (S.f !== 0) yield -1;
      }
      p.stdin.close();
    } catch (e) {
      if ((e as { code?: unknown }).code !== "EPIPE") throw e; // it need not read everything
    }
  });
  let text = "";
  try {
    text = call2("readText", readText, undefined, p.stdout, max) as string;
    if (S.f !== 0) text = yield -1;
  } catch (e) {
    p.kill("SIGKILL");
    errors.unshift(e);
  }
  const status = yield* invoke<ExitStatus>(p, "wait");
  yield* invoke(all, "wait");
  if (errors.length > 0) throw errors[0];
  if (!status.ok) throw new ExitError(name, status, err);
  return text;
});
