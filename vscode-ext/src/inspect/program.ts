/**
 * A running program that is looked into: the client of docs/internals/inspect.md, protocol 1.
 */
import { connect, type Socket } from "node:net";
import type { Dump, GoroutineInfo, Leak, Metrics, TracePart } from "sansync/observe";
import { isAbsolute, resolve } from "node:path";

/** What `hello` answers. */
export interface Greeting { readonly protocol: number; readonly runtime: string; readonly pid: number; readonly host: string; readonly cwd: string; readonly program: string }

/** What a program tells by itself. */
export interface ProgramEvent {
  readonly event: "deadlock" | "fatal" | "exit" | "abandoned" | "leak";
  readonly text?: string;
  readonly status?: number | null;
  readonly count?: number;
  readonly goroutines?: readonly GoroutineInfo[];
  readonly leak?: Leak;
}

interface Answer { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string }; readonly event?: string }

const PROTOCOL = 1;

export class Program {
  private readonly waiting = new Map<number, (a: Answer) => void>();
  private last = 0;
  private text = "";
  /** Called once, when the connection is over. */
  onClose: () => void = () => { /* nobody asks */ };
  onEvent: (e: ProgramEvent) => void = () => { /* nobody asks */ };
  closed = false;

  private constructor(readonly address: string, readonly greeting: Greeting, private readonly socket: Socket) {}

  /** `main.ts (4711)` */
  get name(): string { return `${this.greeting.program.split(/[\\/]/).pop() ?? "program"} (${this.greeting.pid})`; }

  /** @param address `4099`, `host:port`, or the path of a socket. Rejects if nobody answers there, or not in a protocol that is known. */
  static async connect(address: string, token?: string): Promise<Program> {
    const m = /^(?:\[?([^[\]/\\]*?)\]?:)?(\d+)$/.exec(address.trim());
    const socket = m === null ? connect(address.trim()) : connect(Number(m[2]), m[1] === undefined || m[1] === "" ? "127.0.0.1" : m[1]);
    await new Promise<void>((done, failed) => {
      socket.once("connect", done);
      socket.once("error", failed);
    });
    const self = new Program(address, { protocol: 0, runtime: "", pid: 0, host: "", cwd: "", program: "" }, socket);
    socket.setEncoding("utf8");
    socket.on("error", () => { /* `close` follows */ });
    socket.on("data", (data: string) => { self.read(data); });
    socket.on("close", () => {
      self.closed = true;
      for (const w of self.waiting.values()) w({ error: { message: "The program has ended." } });
      self.waiting.clear();
      self.onClose();
    });
    try {
      const greeting = await self.ask<Greeting>("hello", token === undefined ? {} : { token });
      if (greeting.protocol !== PROTOCOL) throw new Error(`The program speaks protocol ${greeting.protocol} (sansync ${greeting.runtime}), this extension protocol ${PROTOCOL}: install versions of the same time.`);
      (self as { greeting: Greeting }).greeting = greeting;
      return self;
    } catch (e) {
      socket.destroy();
      throw e;
    }
  }

  private read(data: string): void {
    this.text += data;
    const lines = this.text.split("\n");
    this.text = lines.pop()!;
    for (const line of lines) {
      let answer: Answer;
      try {
        answer = JSON.parse(line) as Answer;
      } catch {
        this.socket.destroy();
        return;
      }
      if (answer.event !== undefined) this.onEvent(answer as ProgramEvent);
      else {
        const done = this.waiting.get(answer.id!);
        this.waiting.delete(answer.id!);
        done?.(answer);
      }
    }
  }

  private ask<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    return new Promise((done, failed) => {
      if (this.closed) {
        failed(new Error("The program has ended."));
        return;
      }
      this.waiting.set(id, (a) => {
        if (a.error !== undefined) failed(new Error(a.error.message));
        else done(a.result as T);
      });
      this.socket.write(`${JSON.stringify({ id, method, params })}\n`);
    });
  }

  dump(limit: number): Promise<Dump> { return this.ask("dump", { limit }); }
  stack(goroutine: number): Promise<{ text: string }> { return this.ask("stack", { goroutine }); }
  metrics(): Promise<Metrics> { return this.ask("metrics"); }
  subscribe(leakMs: number): Promise<unknown> { return this.ask("subscribe", { leakMs }); }
  startTrace(): Promise<unknown> { return this.ask("trace.start"); }
  readTrace(after: number, limit: number): Promise<TracePart> { return this.ask("trace.read", { after, limit }); }
  stopTrace(): Promise<unknown> { return this.ask("trace.stop"); }

  /** A file of a place as an absolute path. */
  fileOf(file: string): string { return isAbsolute(file) ? file : resolve(this.greeting.cwd, file); }

  close(): void { this.socket.destroy(); }
}
