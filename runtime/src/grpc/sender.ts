/**
 * The side of a gRPC stream that messages are sent to: `send` parks while HTTP/2 holds it back.
 */
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { G } from "../core/goroutine.js";
import { mustBeGoroutine, park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { codes, StatusError } from "./status.js";

interface Sink {
  write(message: never): boolean;
  on(event: "drain", listener: () => void): unknown;
}

export class Sender {
  private over: unknown = null;
  private full = false;
  private readonly senders = new WaitQueue();
  constructor(private readonly sink: Sink, private readonly what: () => string) {
    sink.on("drain", () => {
      this.full = false;
      while (this.senders.first !== null) wake(this.senders.shift(), undefined);
    });
  }

  /** Protocol function. */
  send(message: unknown): void {
    if (this.over !== null) throw this.over;
    if (message === null) throw new StatusError(codes.INTERNAL, "grpc: error while marshaling: the message is null");
    mustBeGoroutine();
    if (!this.sink.write(message as never)) this.full = true;
    if (this.full) this.senders.push(nodeOf(park(reasons.io, this), 0, undefined));
  }

  /** Sends throw this from now on, also those that wait. */
  end(why: unknown): void {
    if (this.over !== null) return;
    this.over = why;
    while (this.senders.first !== null) wakeError(this.senders.shift(), why);
  }
  get ended(): boolean { return this.over !== null; }

  forget(g: G): void { this.senders.remove(g as WaitNode); }
  describe(): string { return this.what(); }
}
