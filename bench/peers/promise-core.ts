/**
 * A channel, a mutex and a wait group on promises, written as well as we could: what one would write by hand instead of using a library.
 *
 * Buffer: a ring with a head index, grown by doubling. Waiters: an intrusive doubly linked list, so that a `select` which was served
 * elsewhere leaves nothing behind, in O(1). Values are handed over directly to a waiter. Operations that need not wait return a plain value
 * and no promise; the caller may `await` it anyway (simple), or test first (fast): the peers `promise-channel` and `promise-try`.
 */

class Waiter<T> {
  prev: Waiter<T> | undefined = undefined;
  next: Waiter<T> | undefined = undefined;
  queue: WaitQueue<T> | undefined = undefined;
  constructor(
    /** Wakes the waiter. Receivers: with the value. Senders: with undefined. Selects: with the value and the index. */
    readonly resolve: (value: any) => void,
    /** Senders: what to send. */
    readonly value: T | undefined,
    /** Waiters of one select share this. */
    readonly group: Waiter<T>[] | undefined,
    readonly index: number,
  ) {}

  /** A receiver gets `value`. */
  deliver(value: T | undefined): void {
    if (this.group === undefined) return this.resolve(value);
    for (const other of this.group) other.queue?.remove(other);
    this.resolve({ index: this.index, value });
  }
}

class WaitQueue<T> {
  private head: Waiter<T> | undefined = undefined;
  private tail: Waiter<T> | undefined = undefined;

  get empty(): boolean {
    return this.head === undefined;
  }

  push(waiter: Waiter<T>): void {
    waiter.queue = this;
    waiter.prev = this.tail;
    if (this.tail === undefined) this.head = waiter;
    else this.tail.next = waiter;
    this.tail = waiter;
  }

  shift(): Waiter<T> | undefined {
    const first = this.head;
    if (first !== undefined) this.remove(first);
    return first;
  }

  remove(waiter: Waiter<T>): void {
    if (waiter.prev === undefined) this.head = waiter.next;
    else waiter.prev.next = waiter.next;
    if (waiter.next === undefined) this.tail = waiter.prev;
    else waiter.next.prev = waiter.prev;
    waiter.prev = waiter.next = waiter.queue = undefined;
  }
}

class Ring<T> {
  private items: (T | undefined)[];
  private head = 0;
  size = 0;

  constructor() {
    this.items = new Array<T | undefined>(16).fill(undefined);
  }

  push(item: T): void {
    if (this.size === this.items.length) this.grow();
    this.items[(this.head + this.size++) & (this.items.length - 1)] = item;
  }

  shift(): T {
    const item = this.items[this.head] as T;
    this.items[this.head] = undefined;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.size--;
    return item;
  }

  private grow(): void {
    this.items = this.items.slice(this.head).concat(this.items.slice(0, this.head), new Array<T | undefined>(this.items.length).fill(undefined));
    this.head = 0;
  }
}

export class PromiseChan<T> {
  private readonly buffer = new Ring<T>();
  private readonly receivers = new WaitQueue<T>();
  private readonly senders = new WaitQueue<T>();
  private closed = false;
  constructor(private readonly capacity = 0) {}

  /** A promise only if it has to wait. Rejects or throws on a closed channel. */
  send(value: T): void | Promise<void> {
    if (this.closed) throw new Error("send on closed channel");
    const receiver = this.receivers.shift();
    if (receiver !== undefined) return receiver.deliver(value);
    if (this.buffer.size < this.capacity) return this.buffer.push(value);
    return new Promise((resolve) => this.senders.push(new Waiter<T>(resolve, value, undefined, 0)));
  }

  /** `undefined` once it is closed and drained; a promise only if it has to wait. */
  recv(): T | undefined | Promise<T | undefined> {
    if (this.buffer.size > 0) {
      const value = this.buffer.shift();
      const sender = this.senders.shift();
      if (sender !== undefined) {
        this.buffer.push(sender.value as T);
        sender.resolve(undefined);
      }
      return value;
    }
    const sender = this.senders.shift();
    if (sender !== undefined) {
      sender.resolve(undefined);
      return sender.value;
    }
    if (this.closed) return undefined;
    return new Promise((resolve) => this.receivers.push(new Waiter<T>(resolve, undefined, undefined, 0)));
  }

  /** Wakes the receivers with `undefined`. (Nobody in the benchmarks closes while senders wait.) */
  close(): void {
    this.closed = true;
    for (let r = this.receivers.shift(); r !== undefined; r = this.receivers.shift()) r.deliver(undefined);
  }

  private get ready(): boolean {
    return this.buffer.size > 0 || this.closed || !this.senders.empty;
  }

  /** One ready channel, uniformly from a random start; else waits on all. */
  static select<T>(channels: readonly PromiseChan<T>[]): Selection<T> | Promise<Selection<T>> {
    const n = channels.length;
    for (let i = 0, at = (Math.random() * n) | 0; i < n; i++, at = at + 1 === n ? 0 : at + 1) {
      const channel = channels[at]!;
      if (channel.ready) return { index: at, value: channel.recv() as T | undefined };
    }
    return new Promise((resolve) => {
      const group: Waiter<T>[] = [];
      for (let i = 0; i < n; i++) {
        const waiter = new Waiter<T>(resolve, undefined, group, i);
        group.push(waiter);
        channels[i]!.receivers.push(waiter);
      }
    });
  }
}

export interface Selection<T> {
  readonly index: number;
  readonly value: T | undefined;
}

export class PromiseMutex {
  private locked = false;
  private readonly waiters = new WaitQueue<void>();

  /** A promise only if it has to wait. Ownership is handed over. */
  lock(): void | Promise<void> {
    if (!this.locked) {
      this.locked = true;
      return;
    }
    return new Promise((resolve) => this.waiters.push(new Waiter<void>(resolve, undefined, undefined, 0)));
  }

  unlock(): void {
    const next = this.waiters.shift();
    if (next === undefined) this.locked = false;
    else next.resolve(undefined);
  }
}
