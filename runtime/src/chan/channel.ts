/**
 * Channels: Go's chan, after runtime/chan.go.
 *
 * A channel is a ring of buffered elements and two queues of waiters. An operation that cannot proceed parks the goroutine in a queue; whoever makes it possible
 * hands the value over directly and makes it runnable, so nobody can slip in between (no barging, strict FIFO on both sides).
 *
 * Invariants
 *  1. At most one of the two queues is non-empty, except for one goroutine that waits in a select with both directions of the channel.
 *  2. count > 0 implies that nobody waits to receive; count < cap implies that nobody waits to send.
 *  3. A closed channel has no waiters. `nilChan` never has any: who waits for it stands in no queue.
 *  4. A slot of the ring that was received is cleared, so that the element can be collected.
 *  5. Waking only enqueues: no operation runs another goroutine.
 *
 * Cost: an operation that need not wait allocates nothing (recvOk and tryRecv: their pair). The ring starts small and doubles up to the capacity, so
 * chan(1e9) costs nothing until it is filled.
 * Rejected: `undefined` as the mark of an empty slot (undefined is an element; `count` says what is there); a subclass for the unbuffered case (calls would
 * see two shapes).
 * Proof: test/chan, and test/model against a reference model.
 * Longer than other files: whatever touches the ring and the queues of a channel stands here, since V8 reaches functions and constants of one module without a look at `exports`.
 */
import { call0, call1 } from "../core/call.js";
import { DONE } from "../core/done.js";
import { blockingMethods } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { park, ready } from "../core/park.js";
import { reasons as allReasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { siteOf } from "../core/sites.js";
import { shared } from "../core/state.js";
import type { Received } from "./directions.js";
import { CHANNEL } from "./kinds.js";
import { closeOfClosed, closeOfNil, receiveOnly, sendOnClosed, sizeOutOfRange } from "./panics.js";
import { WaitQueue, nodeOf, wake, wakeError, type NodeOwner, type WaitNode } from "./wait-queue.js";

// States of a channel. OWNED: the values come from the runtime (a timer), which is asked before anybody waits. LOSSY: open, and a send never waits (chan/lossy.ts).
const OPEN = 0, CLOSED = 1, NIL = 2, OWNED = 3, LOSSY = 4;

// How a waiting goroutine wants to be told: value or undefined; pair; value or DONE; iterator result; nothing (a sender).
const RECV = 0, RECV_OK = 1, RANGE = 2, STEP = 3, SEND = 4;

// (Exported like this, code of this file reaches them without a look at `exports`.)
export { OPEN, CLOSED, NIL, OWNED, LOSSY, RECV, RECV_OK, RANGE, STEP, SEND };

/** How each copy of the runtime knows its channels. */
const CHECKS = shared("channels", () => [] as ((x: object) => boolean)[]);

/** A constant of this module: V8 folds it into the code. */
const reasons = allReasons;

/** The first size of a ring, in elements. */
const FIRST_RING = 16;

const END: Received<never> = Object.freeze([undefined, false] as const);

/** Name and type of the channel made at a site, "" and "Chan" where they are not known. The text of the site is the name, if it has one, and the type: `results Chan<number>`. */
export function namedAt(site: number): { name: string; type: string } {
  const [, name = "", type = "Chan"] = /^(.*?) ?(Chan(?:<.*)?)?$/.exec(siteOf(site)?.text ?? "") ?? [];
  return { name, type };
}

/** Is x a channel of this runtime, of whichever copy? Asking is not observable: no Proxy sees it. */
export function isChannel(x: unknown): x is Channel<unknown> {
  if (typeof x !== "object" || x === null) return false;
  if (Channel.made(x)) return true;
  if (CHECKS.length > 1) for (let k = 0; k < CHECKS.length; k++) if (CHECKS[k]!(x)) return true;
  return false;
}

// Members set on the prototype below, and fixed kinds. (Methods here, properties in the public type: inside, a channel of anything is one of unknown.)
export interface Channel<T> {
  readonly kind: typeof CHANNEL;
  recv(): T | undefined;
  recvOk(): Received<T>;
  send(value: T): void;
}

export class Channel<T> {
  /** Buffered elements. */
  count = 0;
  head = 0;
  ring: unknown[] | null = null;
  state = OPEN;
  readonly receivers = new WaitQueue();
  readonly senders = new WaitQueue();
  readonly #brand = true;

  /** x was made by this class. */
  static made(x: object): boolean { return #brand in x; }

  /**
   * @param cap buffered elements at most; a safe integer ≥ 0
   * @param site where the channel was made and how it is called there, for reports; -1: not known
   * @throws RangeError "makechan: size out of range"
   */
  constructor(readonly cap = 0, readonly site = -1) {
    if (!Number.isSafeInteger(cap) || cap < 0) throw sizeOutOfRange();
  }

  get length(): number {
    return this.state === OWNED ? 0 : this.count;
  }

  get capacity(): number {
    return this.cap;
  }

  /** OWNED channels: a value is due, and nobody waits who would come first. */
  poll(): boolean {
    return false;
  }

  /** OWNED channels: the value. Only if poll(). */
  produce(): T {
    throw closeOfNil();
  }

  /** For reports: name, kind, state, and where it was made. @internal */
  describe(): string {
    if (this.state === NIL) return "the nil channel";
    const made = siteOf(this.site), kind = this.kindText(), { name, type } = namedAt(this.site);
    const what = `${type}, ${kind}, ${this.state === CLOSED ? "closed" : "open"}`;
    if (made === undefined) return `a channel (${what})`;
    return `${name === "" ? "a channel" : `\`${name}\``} (${what}, made at ${made.file}:${made.line}:${made.col})`;
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    if (this.state === NIL) return;
    if (g.mode === SEND) this.senders.remove(g as WaitNode);
    else forgo(this, g as WaitNode);
  }

  /** LOSSY channels: what becomes of a value that finds the buffer full. False: it was dropped. */
  overflow(_value: T): boolean {
    throw closeOfNil();
  }

  /** How it buffers, for reports. @internal */
  kindText(): string {
    return this.cap === 0 ? "unbuffered" : `buffered ${this.count}/${this.cap}`;
  }

  /** OWNED channels: the first waiter has come, or the last one has gone without a value. */
  watched(): void {}

  tryRecv(): Received<T> | undefined {
    if (canRecv(this)) return [take(this) as T, true];
    return this.state === CLOSED ? END : undefined;
  }

  trySend(value: T): boolean {
    if (this.state !== OPEN) {
      if (this.state === NIL) return false;
      if (this.state === LOSSY) return putLossy(this as Channel<unknown>, value);
      throw this.state === CLOSED ? sendOnClosed() : receiveOnly("send to");
    }
    if (!canSend(this)) return false;
    put(this, value);
    return true;
  }

  close(): void {
    if (this.state !== OPEN && this.state !== LOSSY) throw this.state === CLOSED ? closeOfClosed() : this.state === NIL ? closeOfNil() : receiveOnly("close of");
    shut(this);
  }

  [Symbol.iterator](): IterableIterator<T> {
    return new ChannelIterator<T>(this) as unknown as IterableIterator<T>;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return new AsyncReceiver<T>(this);
  }

  get [Symbol.toStringTag](): string {
    return "Chan";
  }
}
CHECKS.push((x) => Channel.made(x));
Object.defineProperties(Channel.prototype, { kind: { value: CHANNEL } });
{
  const used = new Channel<unknown>(1, 1);
  used.trySend({});
  keepShape(used, new Channel());
}

// ───────────────────────────────────────── steps every operation is made of; none parks

/** A value can be received now. False for a closed, drained channel. */
export function canRecv(ch: Channel<unknown>): boolean {
  return ch.count > 0 || ch.senders.first !== null || (ch.state === OWNED && ch.poll());
}

/** A value can be sent now. False for a closed channel: the send is ready all the same, and throws. */
export function canSend(ch: Channel<unknown>): boolean {
  return ch.receivers.first !== null || (ch.count < ch.cap && ch.state === OPEN) || ch.state === LOSSY;
}

/** Receives. Only if canRecv(ch). */
export function take(ch: Channel<unknown>): unknown {
  if (ch.count === 0) return ch.state === OWNED ? ch.produce() : takeOver(ch);
  const ring = ch.ring!, head = ch.head, value = ring[head];
  ring[head] = undefined;
  ch.head = head + 1 === ring.length ? 0 : head + 1;
  ch.count--;
  if (ch.senders.first !== null) append(ch, takeOver(ch)); // the buffer was full: the first waiting sender gets the room
  return value;
}

/** Takes the value of the first waiting sender and wakes it. */
function takeOver(ch: Channel<unknown>): unknown {
  const sender = ch.senders.shift(), value = sender.v;
  wake(sender, undefined);
  return value;
}

/** Sends. Only if canSend(ch). */
export function put(ch: Channel<unknown>, value: unknown): void {
  if (ch.receivers.first !== null) deliver(ch.receivers.shift(), value, true);
  else if (ch.state === LOSSY) putLossy(ch, value);
  else append(ch, value);
}

/** Sends on a LOSSY channel. False: the value was dropped. */
function putLossy(ch: Channel<unknown>, value: unknown): boolean {
  if (ch.receivers.first !== null) deliver(ch.receivers.shift(), value, true);
  else if (ch.count < ch.cap) append(ch, value);
  else return ch.overflow(value);
  return true;
}

function append(ch: Channel<unknown>, value: unknown): void {
  let ring = ch.ring;
  if (ring === null || ch.count === ring.length) ring = grow(ch);
  let tail = ch.head + ch.count;
  if (tail >= ring.length) tail -= ring.length;
  ring[tail] = value;
  ch.count++;
}

function grow(ch: Channel<unknown>): unknown[] {
  const old = ch.ring, size = Math.min(ch.cap, old === null ? FIRST_RING : old.length * 2);
  const ring = new Array<unknown>(size).fill(undefined);
  if (old !== null) {
    for (let i = 0, from = ch.head; i < old.length; i++, from = from + 1 === old.length ? 0 : from + 1) ring[i] = old[from];
    ch.head = 0;
  }
  return (ch.ring = ring);
}

/** Wakes a waiting receiver with a value, or with the end of the channel. The node is out of its queue. */
export function deliver(node: WaitNode, value: unknown, ok: boolean): void {
  if (node.sel !== null) node.sel.received(node, value, ok);
  else ready(node as G, told(node.mode, value, ok));
}

function told(mode: number, value: unknown, ok: boolean): unknown {
  switch (mode) {
    case RECV_OK: return ok ? [value, true] : END;
    case RANGE: return ok ? value : DONE;
    case STEP: return { value, done: !ok };
    default: return value;
  }
}

/** Closes an open channel, whoever it belongs to. */
export function shut(ch: Channel<unknown>): void {
  ch.state = CLOSED;
  while (ch.receivers.first !== null) deliver(ch.receivers.shift(), undefined, false);
  while (ch.senders.first !== null) wakeError(ch.senders.shift(), sendOnClosed());
}

/** Puts a node into the queue of receivers. */
export function awaitValue(ch: Channel<unknown>, node: WaitNode): void {
  const first = ch.receivers.first === null;
  ch.receivers.push(node);
  if (first && ch.state === OWNED) ch.watched();
}

/** Takes a node out of the queue of receivers again, unserved. */
export function forgo(ch: Channel<unknown>, node: WaitNode): void {
  ch.receivers.remove(node);
  if (ch.state === OWNED && ch.receivers.first === null) ch.watched();
}

// ───────────────────────────────────────── operations that may park (protocol functions: value, or flag set)

/** Parks the running goroutine until a value comes, to be told in the given mode. */
export function parkReceiver(ch: Channel<unknown>, mode: number): undefined {
  if (ch.state === NIL) {
    park(reasons.chanReceiveNil, ch);
    return undefined;
  }
  awaitValue(ch, nodeOf(park(reasons.chanReceive, ch), mode, undefined));
  return undefined;
}

function recv(this: Channel<unknown>): unknown {
  return receive(this);
}

function receive(ch: Channel<unknown>): unknown {
  if (canRecv(ch)) return take(ch);
  return ch.state === CLOSED ? undefined : parkReceiver(ch, RECV);
}

function recvOk(this: Channel<unknown>): Received<unknown> {
  if (canRecv(this)) return [take(this), true];
  return this.state === CLOSED ? END : (parkReceiver(this, RECV_OK) as never);
}

function send(this: Channel<unknown>, value: unknown): void {
  sendOn(this, value);
}

function sendOn(ch: Channel<unknown>, value: unknown): void {
  if (ch.state !== OPEN) sendSpecial(ch, value);
  else if (ch.receivers.first !== null) deliver(ch.receivers.shift(), value, true);
  else if (ch.count < ch.cap) append(ch, value);
  else ch.senders.push(nodeOf(park(reasons.chanSend, ch), SEND, value));
}

function sendSpecial(ch: Channel<unknown>, value: unknown): void {
  if (ch.state === CLOSED) throw sendOnClosed();
  if (ch.state === OWNED) throw receiveOnly("send to");
  if (ch.state === LOSSY) putLossy(ch, value);
  else park(reasons.chanSendNil, ch);
}

blockingMethods(Channel.prototype, "Chan", { recv, recvOk, send });
const { recv: publicRecv, send: publicSend } = Channel.prototype; // eslint-disable-line @typescript-eslint/unbound-method

/** ABI, an entry: `ch.recv()` where the compiler knows a channel; `f` is `ch.recv`. Anything put in the method's place is called as what it is. */
export function recvCall(text: string, f: unknown, ch: Channel<unknown>): unknown {
  if (f !== publicRecv) return call0(text, f, ch);
  return receive(ch);
}

/** ABI, an entry: `ch.send(value)`, likewise. */
export function sendCall(text: string, f: unknown, ch: Channel<unknown>, value: unknown): unknown {
  if (f !== publicSend) return call1(text, f, ch, value);
  return sendOn(ch, value);
}

// ───────────────────────────────────────── iteration

/** What `ch[Symbol.iterator]()` gives: `next` parks like recv. Leaving a loop early does nothing to the channel. */
class ChannelIterator<T> {
  declare next: () => IteratorResult<T, undefined>;
  ended = false;
  constructor(readonly ch: Channel<T>) {}
  [Symbol.iterator](): this {
    return this;
  }
  return(value?: unknown): IteratorResult<never, unknown> {
    this.ended = true;
    return { value, done: true };
  }
}
function step(this: ChannelIterator<unknown>): unknown {
  if (this.ended) return { value: undefined, done: true };
  if (canRecv(this.ch)) return { value: take(this.ch), done: false };
  return this.ch.state === CLOSED ? { value: undefined, done: true } : parkReceiver(this.ch, STEP);
}
blockingMethods(ChannelIterator.prototype, "Chan[Symbol.iterator]()", { next: step });
Object.setPrototypeOf(ChannelIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object);

/** What `ch[Symbol.asyncIterator]()` gives: a receiver that is no goroutine. Calls of next() that overlap are served in their order. */
class AsyncReceiver<T> implements AsyncIterableIterator<T>, NodeOwner {
  ended = false;
  /** One node per call of next() that waits; `v` holds the promise's resolve function. */
  readonly waiting = new Set<WaitNode>();
  constructor(readonly ch: Channel<T>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }
  next(): Promise<IteratorResult<T, undefined>> {
    const ch = this.ch;
    if (this.ended || (ch.state === CLOSED && ch.count === 0)) return Promise.resolve({ value: undefined, done: true });
    if (canRecv(ch)) return Promise.resolve({ value: take(ch) as T, done: false });
    return new Promise((resolve) => {
      if (ch.state === NIL) return;
      const node: WaitNode = { next: null, prev: null, sel: this, v: resolve, mode: RECV };
      this.waiting.add(node);
      awaitValue(ch, node);
    });
  }
  return(): Promise<IteratorResult<T, undefined>> {
    this.ended = true;
    for (const node of this.waiting) {
      forgo(this.ch, node);
      this.received(node, undefined, false);
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  claim(): void {}
  received(node: WaitNode, value: unknown, ok: boolean): void {
    this.waiting.delete(node);
    const resolve = node.v as (result: unknown) => void;
    node.v = undefined;
    // A plain object, so that a thenable element is not unwrapped: for await gives elements as they are.
    resolve({ value, done: !ok });
  }
  sent(): void {}
  failed(): void {}
}
