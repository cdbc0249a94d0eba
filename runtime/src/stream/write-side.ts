/**
 * The side of a Node stream that goroutines write to.
 *
 * A write returns when the kernel has the bytes. It usually takes them at once (libuv tries before it queues): then nobody parks, no callback is made, and the caller may use its buffer again. Else the
 * bytes stay in the stream's queue, which is the back-pressure: an empty write behind them calls back when they are gone.
 *
 * Invariants: who waits is told in the order of the writes. After an error of the stream every write throws it. `stop` comes before: writes fail at once while it is set.
 * What was handed over cannot be taken back: when a deadline wakes a writer, the rest of its bytes is still in the queue and the buffer is still in use. Close the stream then.
 */
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { G } from "../core/goroutine.js";
import { mustBeGoroutine, park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { mustBeData } from "../io/data.js";
import { sentinel } from "../io/errors.js";
import type { Owner } from "./read-side.js";

/** A Node stream, as far as it matters here. */
export interface Sink {
  write(data: Uint8Array | string): boolean;
  write(data: Uint8Array, done: (error?: Error | null) => void): boolean;
  readonly writableLength: number;
  readonly errored?: unknown;
  readonly destroyed: boolean;
}

/** The end of what can be written: the peer has gone, or the end was sent. */
export const BROKEN: Error = sentinel("EPIPE", "write: broken pipe", "EPIPE");

const NOTHING = new Uint8Array(0);

export class WriteSide {
  private readonly waiters = new WaitQueue();
  private stop: unknown = null;
  /** closeWrite was called. */
  private shut: unknown = null;
  /** Calls back that were asked for, and that came. */
  private asked = 0;
  private told = 0;
  private flushed: ((error?: Error | null) => void) | null = null;

  constructor(private readonly sink: Sink, private readonly owner: Owner) {}

  /** Protocol function. */
  write(data: Uint8Array | string): void {
    const why = this.stop ?? this.shut ?? this.sink.errored ?? (this.sink.destroyed ? BROKEN : null);
    if (why !== null) throw this.owner.failure("write", why);
    mustBeData(data);
    if (data.length === 0) return;
    mustBeGoroutine();
    const { sink } = this;
    sink.write(data);
    if (sink.writableLength === 0 && (sink.errored === null || sink.errored === undefined)) return;
    this.wait();
  }

  /** Parks until everything that was written before is gone. */
  wait(): void {
    const failed = this.sink.errored ?? (this.sink.destroyed ? BROKEN : null);
    if (failed !== null) throw this.owner.failure("write", failed);
    if (this.flushed === null) this.flushed = (error) => this.gone(error ?? null);
    this.sink.write(NOTHING, this.flushed);
    this.waiters.push(nodeOf(park(reasons.io, this), 0, ++this.asked));
  }

  private gone(error: Error | null): void {
    const n = ++this.told, first = this.waiters.first;
    if (first === null || (first.v as number) > n) return; // the one who asked was woken by its deadline
    const node = this.waiters.shift();
    if (error === null) wake(node, undefined);
    else wakeError(node, this.owner.failure("write", this.sink.errored ?? error));
  }

  /** Writes fail at once from now on, and those that wait do; null: no longer. */
  fail(why: unknown): void {
    this.stop = why;
    if (why !== null) while (this.waiters.first !== null) wakeError(this.waiters.shift(), this.owner.failure("write", why));
  }

  /** Nothing can be written any more: the end has been sent. */
  end(why: unknown): void { this.shut ??= why; }

  get ended(): boolean { return this.shut !== null; }

  /** A goroutine that waits here is given up. */
  forget(g: G): void { this.waiters.remove(g as WaitNode); }
  describe(): string { return this.owner.describe(); }
}

keepShape(new WriteSide({ write: () => true, writableLength: 0, destroyed: false }, { failure: () => new Error(), describe: () => "" }));
