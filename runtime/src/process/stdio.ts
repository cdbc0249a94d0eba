/**
 * Streams of this process and of its children as readers and writers.
 */
import * as nodeProcess from "node:process";
import type { Context } from "../context/context.js";
import { blockingMethods } from "../core/entry.js";
import { ErrClosed } from "../io/errors.js";
import type { Closer, EOF, LineReader, Reader, Writer } from "../io/interfaces.js";
import { whenDone, type ContextEnd } from "../stream/context-end.js";
import { LineSource } from "../stream/line-source.js";
import { ReadSide, type Owner, type Source } from "../stream/read-side.js";
import { WriteSide, type Sink } from "../stream/write-side.js";
import { ProcessError } from "./errors.js";

/** What a process prints. */
export interface OutputStream extends Reader, LineReader {
  /** Bytes; parks until there are some.
   * @suspends */
  read(buf: Uint8Array): number | EOF;
  /** Reads fail once `ctx` is done, also those that wait. One at a time; null: none. Nothing is lost: a later reader goes on where this one was. */
  setContext(ctx: Context | null): void;
}

/** What a process reads. */
export interface InputStream extends Writer, Closer {
  /** Bytes, or text as UTF-8; parks while the other side does not read. @throws ProcessError "broken pipe" (EPIPE) once it has ended
   * @suspends */
  write(data: Uint8Array | string): void;
  /** No more comes: the other side reads the end. */
  close(): void;
  /** Writes fail once `ctx` is done, also those that wait. One at a time; null: none. Of what was being written a part may arrive. */
  setContext(ctx: Context | null): void;
}

/** A side of a stream that fails when a context ends. */
class ContextOf {
  private leave: (() => void) | null = null;
  constructor(private readonly side: { fail(why: ContextEnd | null): void }, stream: { on?(event: "close", f: () => void): unknown }) {
    stream.on?.("close", () => { this.leave?.(); });
  }
  set(ctx: Context | null): void {
    this.leave?.();
    this.leave = null;
    this.side.fail(null);
    if (ctx !== null) this.leave = whenDone(ctx, (why) => {
      this.leave = null;
      this.side.fail(why);
    });
  }
}

export class StreamReader extends LineSource {
  private made: ReadSide | null = null;
  private context: ContextOf | null = null;
  /** @param source asked when something is read for the first time: a stream that flows keeps the process alive */
  constructor(private readonly source: () => Source, private readonly what: string) { super(); }
  get reading(): ReadSide { return (this.made ??= new ReadSide(this.source(), this)); }
  setContext(ctx: Context | null): void { (this.context ??= new ContextOf(this.reading, this.source() as object)).set(ctx); }
  failure(op: string, why: unknown): Error { return new ProcessError(`${op} ${this.what}`, why); }
  describe(): string { return this.what; }
}
blockingMethods(StreamReader.prototype, "OutputStream", { read(this: StreamReader, buf: Uint8Array): number | EOF { return this.reading.read(buf); } });

export class StreamWriter implements Owner {
  private made: WriteSide | null = null;
  private closed = false;
  private context: ContextOf | null = null;
  constructor(private readonly sink: () => Sink & { on(event: "error" | "close", f: () => void): unknown; end(): unknown }, private readonly what: string) {}
  get writing(): WriteSide {
    if (this.made === null) {
      const sink = this.sink();
      sink.on("error", () => { /* writes throw it */ });
      this.made = new WriteSide(sink, this);
    }
    return this.made;
  }
  setContext(ctx: Context | null): void { (this.context ??= new ContextOf(this.writing, this.sink())).set(ctx); }
  close(): void {
    if (this.closed) throw new ProcessError(`close ${this.what}`, ErrClosed, "file already closed");
    this.closed = true;
    this.writing.end(ErrClosed);
    this.sink().end();
  }
  failure(op: string, why: unknown): Error { return new ProcessError(`${op} ${this.what}`, (why as { code?: unknown }).code === "ERR_STREAM_DESTROYED" ? Object.assign(new Error("broken pipe"), { code: "EPIPE", cause: why }) : why, why === ErrClosed ? "file already closed" : undefined); }
  describe(): string { return this.what; }
}
blockingMethods(StreamWriter.prototype, "InputStream", { write(this: StreamWriter, data: Uint8Array | string): void { this.writing.write(data); } });

/** The standard input of this program: `for (const line of stdin.lines())`. */
export const stdin: OutputStream = new StreamReader(() => nodeProcess.stdin as unknown as Source, "stdin") as unknown as OutputStream;
/** The standard output of this program. */
export const stdout: Writer & InputStream = new StreamWriter(() => nodeProcess.stdout, "stdout") as unknown as InputStream;
/** The standard error of this program. */
export const stderr: Writer & InputStream = new StreamWriter(() => nodeProcess.stderr, "stderr") as unknown as InputStream;
