/**
 * The side of a gRPC stream that messages are received from.
 *
 * Messages that come while nobody receives wait here; with more than HIGH of them the stream is paused, and HTTP/2 holds the sender back. What came before the end, or before an error, is given first.
 */
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S as registers } from "../core/state.js";
import { stepping, type Steps } from "../io/bodies.js";
import { EOF } from "../io/interfaces.js";
import { Backlog } from "../stream/backlog.js";
import type { Source } from "../stream/read-side.js";

const S = registers;
const HIGH = 32;

export class Messages<T> {
  private readonly waiting = new Backlog<T>();
  private paused = false;
  /** EOF, or what receives throw; null: more may come. */
  private over: unknown = null;
  private readonly receivers = new WaitQueue();

  constructor(private readonly source: Source, private readonly what: () => string) {
    source.on("data", (m: T) => { this.came(m); });
  }

  private came(m: T): void {
    if (this.over !== null) return;
    if (this.receivers.first !== null) { wake(this.receivers.shift(), m); return; }
    this.waiting.push(m);
    if (this.waiting.length >= HIGH && !this.paused) {
      this.paused = true;
      this.source.pause();
    }
  }

  /** Protocol function. */
  recv(): T | EOF {
    if (this.waiting.length > 0) {
      const m = this.waiting.shift();
      if (this.waiting.length === 0) this.flow();
      return m;
    }
    if (this.over !== null) {
      if (this.over === EOF) return EOF;
      throw this.over;
    }
    this.receivers.push(nodeOf(park(reasons.io, this), 0, undefined));
    return undefined as never;
  }

  /** The messages up to the end, for a `for…of` in a goroutine. */
  iterate(): Iterator<T> {
    return stepping<T>(EOF, (function* (this: Messages<T>): Steps<T> {
      let m: unknown = this.recv();
      if (S.f !== 0) m = yield -1;
      return m as T;
    }).bind(this))[Symbol.iterator]();
  }

  /** EOF or an error: after what has come. */
  end(why: unknown): void {
    if (this.over !== null) return;
    this.over = why;
    while (this.receivers.first !== null) {
      const node = this.receivers.shift();
      if (why === EOF) wake(node, EOF);
      else wakeError(node, why);
    }
  }

  /** The error holds at once: what waits is dropped. */
  cut(why: unknown): void {
    this.waiting.clear();
    this.end(why);
    this.flow();
  }

  private flow(): void {
    if (!this.paused) return;
    this.paused = false;
    this.source.resume();
  }

  forget(g: G): void { this.receivers.remove(g as WaitNode); }
  describe(): string { return this.what(); }
}
