/**
 * What comes once in a call, its headers or its answer: who asks before it is there waits for it, who asks later has it at once. The first value or error counts.
 */
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";

export class Reply<T> {
  private there = false;
  private value: T | undefined = undefined;
  private error: unknown = null;
  private readonly waiters = new WaitQueue();
  constructor(private readonly what: string, private readonly path: string) {}

  came(value: T): void {
    if (this.there) return;
    this.there = true;
    this.value = value;
    while (this.waiters.first !== null) wake(this.waiters.shift(), value);
  }

  failed(error: unknown): void {
    if (this.there) return;
    this.there = true;
    this.error = error;
    while (this.waiters.first !== null) wakeError(this.waiters.shift(), error);
  }

  /** Protocol function. */
  wait(): T {
    if (!this.there) this.waiters.push(nodeOf(park(reasons.io, this), 0, undefined));
    else if (this.error !== null) throw this.error;
    return this.value as T;
  }

  forget(g: G): void { this.waiters.remove(g as WaitNode); }
  describe(): string { return `${this.what} ${this.path}`; }
}
