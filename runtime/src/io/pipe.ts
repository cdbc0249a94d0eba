/**
 * pipe: a reader and a writer in memory, without a buffer between them, after Go's io.Pipe.
 *
 * A write parks until one or more reads have taken all of it, or the reader is closed. Bytes go from the writer's array into the reader's: no copy is kept.
 *
 * Invariants: at most one of the two queues is not empty. Writers are served one after the other, so that writes never mix.
 */
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import "../core/dispose.js";
import { blockingMethods } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { bytesOf } from "./data.js";
import { because, ErrClosedPipe } from "./errors.js";
import { EOF, type ReadCloser, type WriteCloser } from "./interfaces.js";

/** The end of a pipe to read from. */
export interface PipeReader extends ReadCloser {
  /** Ends the pipe: writes throw `error`, by default one with the cause {@link ErrClosedPipe} (SY5103). The first call counts. */
  close(error?: Error): void;
  [Symbol.dispose](): void;
}

/** The end of a pipe to write to. */
export interface PipeWriter extends WriteCloser {
  /**
   * Parks until readers have taken all of `data`: bytes, or text as UTF-8. Nothing to write: returns at once.
   * @throws an error with the cause {@link ErrClosedPipe} (SY5103), or the one the reader was closed with
   * @suspends
   */
  write(data: Uint8Array | string): void;
  /** Ends the pipe: when what was written is read, reads give {@link EOF}, or throw `error`. The first call counts. */
  close(error?: Error): void;
  [Symbol.dispose](): void;
}

class Pipe {
  readonly readers = new WaitQueue();
  /** Waiting writers; `v` is what is left of the bytes of each. */
  readonly writers = new WaitQueue();
  /** What reads throw, or EOF. */
  end: Error | EOF | null = null;
  /** What writes throw. */
  broken: Error | null = null;

  read(buf: Uint8Array): number | EOF {
    if (this.broken !== null) throw because(ErrClosedPipe);
    if (buf.length === 0) return 0;
    const from = this.writers.first;
    if (from !== null) {
      const bytes = from.v as Uint8Array, n = Math.min(buf.length, bytes.length);
      buf.set(n === bytes.length ? bytes : bytes.subarray(0, n));
      if (n < bytes.length) from.v = bytes.subarray(n);
      else wake(this.writers.shift(), undefined);
      return n;
    }
    if (this.end === EOF) return EOF;
    if (this.end !== null) throw this.end;
    this.readers.push(nodeOf(park(reasons.pipe, this), 0, buf));
    return 0;
  }

  write(data: Uint8Array | string): void {
    if (this.end !== null) throw because(ErrClosedPipe);
    if (this.broken !== null) throw this.broken;
    let bytes = bytesOf(data);
    if (bytes.length === 0) return;
    // with nobody to read it, first the place in the queue: where nobody can wait, nothing has happened
    if (this.readers.first === null || this.writers.first !== null) {
      this.writers.push(nodeOf(park(reasons.pipe, this), 0, bytes));
      return;
    }
    const to = this.readers.first, buf = to.v as Uint8Array, n = Math.min(buf.length, bytes.length);
    const g = n < bytes.length ? park(reasons.pipe, this) : null;
    buf.set(n < bytes.length ? bytes.subarray(0, n) : bytes);
    wake(this.readers.shift(), n);
    if (g === null) return;
    bytes = bytes.subarray(n);
    while (this.readers.first !== null && bytes.length > 0) {
      const next = this.readers.shift(), room = next.v as Uint8Array, m = Math.min(room.length, bytes.length);
      room.set(bytes.subarray(0, m));
      bytes = bytes.subarray(m);
      wake(next, m);
    }
    this.writers.push(nodeOf(g, 0, bytes));
    if (bytes.length === 0) {
      this.writers.remove(g as WaitNode);
      wake(g as WaitNode, undefined);
    }
  }

  closeWrite(error?: Error): void {
    if (this.end !== null) return;
    this.end = error ?? EOF;
    while (this.readers.first !== null) {
      const node = this.readers.shift();
      if (error === undefined) wake(node, EOF);
      else wakeError(node, error);
    }
    while (this.writers.first !== null) wakeError(this.writers.shift(), because(ErrClosedPipe));
  }

  closeRead(error?: Error): void {
    if (this.broken !== null) return;
    this.broken = error ?? because(ErrClosedPipe);
    while (this.writers.first !== null) wakeError(this.writers.shift(), this.broken);
    while (this.readers.first !== null) wakeError(this.readers.shift(), because(ErrClosedPipe));
  }

  /** A goroutine that waits here is given up. */
  forget(g: G): void {
    for (const q of [this.readers, this.writers]) for (let n = q.first; n !== null; n = n.next) if (n === (g as WaitNode)) { q.remove(n); return; }
  }

  describe(): string { return "an io.pipe"; }
}

class ReadEnd {
  constructor(readonly pipe: Pipe) {}
  close(error?: Error): void { this.pipe.closeRead(error); }
  [Symbol.dispose](): void { this.pipe.closeRead(); }
}

class WriteEnd {
  constructor(readonly pipe: Pipe) {}
  close(error?: Error): void { this.pipe.closeWrite(error); }
  [Symbol.dispose](): void { this.pipe.closeWrite(); }
}

blockingMethods(ReadEnd.prototype, "PipeReader", { read(this: ReadEnd, buf: Uint8Array) { return this.pipe.read(buf); } });
blockingMethods(WriteEnd.prototype, "PipeWriter", { write(this: WriteEnd, data: Uint8Array | string) { this.pipe.write(data); } });

/**
 * A pipe in memory: what is written to one end is read from the other. A write parks until it has been read.
 * @see Go, io.Pipe
 */
export function pipe(): readonly [reader: PipeReader, writer: PipeWriter] {
  const p = new Pipe();
  return [new ReadEnd(p) as unknown as PipeReader, new WriteEnd(p) as unknown as PipeWriter];
}
