/**
 * What channels, select, locks, conditions, semaphores and wait groups do, as plain data: no generators, no wake-ups, nothing shared with the runtime. Each operation runs to its end at once; it either
 * completes or leaves a waiter behind, and may complete the waiters of others.
 */

export type Op =
  | { kind: "send"; ch: number; value: number } | { kind: "trySend"; ch: number; value: number }
  | { kind: "recv" | "recvOk" | "range" | "tryRecv" | "close"; ch: number }
  | { kind: "select" | "trySelect"; cases: Case[] }
  | { kind: "lock" | "tryLock" | "unlock"; mutex: number }
  | { kind: "add"; group: number; n: number } | { kind: "wait"; group: number }
  | { kind: "wLock" | "tryWLock" | "wUnlock" | "rLock" | "tryRLock" | "rUnlock" }
  | { kind: "condWait" | "signal" | "broadcast" }
  | { kind: "acquire" | "tryAcquire"; n: number; ctx: number } | { kind: "release"; n: number } | { kind: "cancel"; ctx: number };
export type Case = { recv: number } | { send: number; value: number } | null;

interface Waiter { who: number; mode: string; value?: number; name?: string }
export type Kind = "blocking" | "dropping" | "sliding";
interface ModelChannel { cap: number; kind: Kind; buffer: number[]; closed: boolean; receivers: Waiter[]; senders: Waiter[] }

/** What a slot shows: how its operation ended, or why it waits. */
export interface Slot { waits: string; result: string }

const END = "[undefined,false]";

export class Model {
  readonly channels: ModelChannel[];
  readonly mutexes: { held: boolean; queue: number[] }[];
  readonly groups: { counter: number; queue: number[] }[];
  readonly slots: Slot[];
  readonly rw = { writer: false, readers: 0, writing: [] as number[], reading: [] as number[] };
  /** Waiters of a condition over mutex 0. */
  cond: number[] = [];
  readonly sem: { free: number; readonly size: number; queue: { who: number; n: number; ctx: number }[]; doomed: { who: number; ctx: number }[] };
  readonly cancelled = [false, false];

  constructor(slots: number, channels: readonly (readonly [cap: number, kind: Kind])[], mutexes: number, groups: number, size: number) {
    this.sem = { free: size, size, queue: [], doomed: [] };
    this.channels = channels.map(([cap, kind]) => ({ cap, kind, buffer: [], closed: false, receivers: [], senders: [] }));
    this.mutexes = Array.from({ length: mutexes }, () => ({ held: false, queue: [] }));
    this.groups = Array.from({ length: groups }, () => ({ counter: 0, queue: [] }));
    this.slots = Array.from({ length: slots }, () => ({ waits: "", result: "" }));
  }

  /** Performs an operation of `who`. `choose(n)` picks one of n ready cases. */
  perform(who: number, op: Op, choose: (n: number) => number): void {
    const done = (result: unknown): void => this.end(who, JSON.stringify(result) ?? "undefined");
    switch (op.kind) {
      case "send": case "trySend": {
        const ch = this.channels[op.ch]!;
        if (ch.closed) return this.end(who, "send on closed channel");
        if (this.canSend(ch)) { const kept = this.put(ch, op.value); return done(op.kind === "send" ? undefined : kept); }
        if (op.kind === "trySend") return done(false);
        ch.senders.push({ who, mode: "send", value: op.value });
        return this.park(who, "chan send");
      }
      case "recv": case "recvOk": case "range": case "tryRecv": {
        const ch = this.channels[op.ch]!;
        if (this.canRecv(ch)) return this.end(who, told(op.kind, this.take(ch), true));
        if (ch.closed) return this.end(who, told(op.kind, undefined, false));
        if (op.kind === "tryRecv") return done(undefined);
        ch.receivers.push({ who, mode: op.kind });
        return this.park(who, "chan receive");
      }
      case "close": {
        const ch = this.channels[op.ch]!;
        if (ch.closed) return this.end(who, "close of closed channel");
        ch.closed = true;
        done(undefined);
        while (ch.receivers.length > 0) this.serve(ch.receivers[0]!, undefined, false);
        while (ch.senders.length > 0) this.finish(ch.senders[0]!, "send on closed channel");
        return;
      }
      case "select": case "trySelect": {
        const ready = op.cases.flatMap((c, i) => (this.isReady(c) ? [i] : []));
        if (ready.length > 0) {
          const i = ready[ready.length > 1 ? choose(ready.length) : 0]!, c = op.cases[i]!;
          if ("send" in c) {
            const ch = this.channels[c.send]!;
            if (ch.closed) return this.end(who, "send on closed channel");
            this.put(ch, c.value);
            return this.end(who, chosen(i, undefined, true));
          }
          const ch = this.channels[c.recv]!;
          return this.canRecv(ch) ? this.end(who, chosen(i, this.take(ch), true)) : this.end(who, chosen(i, undefined, false));
        }
        if (op.kind === "trySelect") return done(undefined);
        op.cases.forEach((c, i) => {
          if (c === null) return;
          if ("send" in c) this.channels[c.send]!.senders.push({ who, mode: "select", value: c.value, name: String(i) });
          else this.channels[c.recv]!.receivers.push({ who, mode: "select", name: String(i) });
        });
        return this.park(who, op.cases.length === 0 ? "select (no cases)" : "select");
      }
      case "lock": return this.lock(who, op.mutex);
      case "tryLock": {
        const m = this.mutexes[op.mutex]!;
        done(!m.held);
        m.held = true;
        return;
      }
      case "unlock": return this.end(who, this.unlock(op.mutex));
      case "wLock": {
        const { rw } = this;
        if (!rw.writer && rw.readers === 0) { rw.writer = true; return done(undefined); }
        rw.writing.push(who);
        return this.park(who, "sync.RWMutex.Lock");
      }
      case "tryWLock": {
        const { rw } = this, free = !rw.writer && rw.readers === 0;
        if (free) rw.writer = true;
        return done(free);
      }
      case "wUnlock": {
        const { rw } = this;
        if (!rw.writer) return this.end(who, "sync: Unlock of unlocked RWMutex");
        rw.writer = false;
        this.admitReaders();
        this.admitWriter();
        return done(undefined);
      }
      case "rLock": {
        const { rw } = this;
        if (!rw.writer && rw.writing.length === 0) { rw.readers++; return done(undefined); }
        rw.reading.push(who);
        return this.park(who, "sync.RWMutex.RLock");
      }
      case "tryRLock": {
        const { rw } = this, free = !rw.writer && rw.writing.length === 0;
        if (free) rw.readers++;
        return done(free);
      }
      case "rUnlock": {
        const { rw } = this;
        if (rw.readers === 0) return this.end(who, "sync: RUnlock of unlocked RWMutex");
        rw.readers--;
        this.admitWriter();
        return done(undefined);
      }
      case "condWait": {
        const error = this.unlock(0);
        if (error !== "undefined") return this.end(who, error);
        this.cond.push(who);
        return this.park(who, "sync.Cond.Wait");
      }
      case "signal": case "broadcast":
        for (const w of this.cond.splice(0, op.kind === "signal" ? 1 : this.cond.length)) this.lock(w, 0);
        return done(undefined);
      case "acquire": case "tryAcquire": {
        const { sem } = this;
        if (op.kind === "acquire" && this.cancelled[op.ctx]!) return this.end(who, "context canceled");
        if (sem.queue.length === 0 && op.n <= sem.free) {
          sem.free -= op.n;
          return done(op.kind === "acquire" ? undefined : true);
        }
        if (op.kind === "tryAcquire") return done(false);
        if (op.n > sem.size) sem.doomed.push({ who, ctx: op.ctx });
        else sem.queue.push({ who, n: op.n, ctx: op.ctx });
        return this.park(who, "semaphore.Weighted.Acquire");
      }
      case "release": {
        const { sem } = this;
        if (sem.free + op.n > sem.size) return this.end(who, "semaphore: released more than held");
        sem.free += op.n;
        this.grant();
        return done(undefined);
      }
      case "cancel": {
        const { sem } = this, over = (w: { ctx: number }): boolean => w.ctx === op.ctx;
        this.cancelled[op.ctx] = true;
        for (const w of [...sem.queue, ...sem.doomed].filter(over)) this.end(w.who, "context canceled");
        sem.queue = sem.queue.filter((w) => !over(w));
        sem.doomed = sem.doomed.filter((w) => !over(w));
        this.grant();
        return done(undefined);
      }
      case "add": {
        const g = this.groups[op.group]!;
        if (g.counter + op.n < 0) return this.end(who, "sync: negative WaitGroup counter");
        g.counter += op.n;
        if (g.counter === 0) for (const w of g.queue.splice(0)) this.end(w, "undefined");
        return done(undefined);
      }
      case "wait": {
        const g = this.groups[op.group]!;
        if (g.counter === 0) return done(undefined);
        g.queue.push(who);
        return this.park(who, "sync.WaitGroup.Wait");
      }
    }
  }

  /** A waiting goroutine is given up. */
  abandon(who: number): void {
    this.leaveAll(who);
    for (const q of [...this.mutexes, ...this.groups]) q.queue = q.queue.filter((w) => w !== who);
    const { rw, sem } = this;
    for (const q of [rw.reading, rw.writing, this.cond]) if (q.includes(who)) q.splice(q.indexOf(who), 1);
    if (!rw.writer && rw.writing.length === 0) this.admitReaders();
    sem.queue = sem.queue.filter((w) => w.who !== who);
    sem.doomed = sem.doomed.filter((w) => w.who !== who);
    this.grant();
    this.end(who, "gone");
  }

  private lock(who: number, mutex: number): void {
    const m = this.mutexes[mutex]!;
    if (m.held) {
      m.queue.push(who);
      return this.park(who, "sync.Mutex.Lock");
    }
    m.held = true;
    this.end(who, "undefined");
  }
  private unlock(mutex: number): string {
    const m = this.mutexes[mutex]!;
    if (!m.held) return "sync: unlock of unlocked mutex";
    const next = m.queue.shift();
    if (next === undefined) m.held = false;
    else this.end(next, "undefined");
    return "undefined";
  }
  private admitReaders(): void {
    for (const r of this.rw.reading.splice(0)) {
      this.rw.readers++;
      this.end(r, "undefined");
    }
  }
  private admitWriter(): void {
    const { rw } = this, next = rw.readers === 0 && !rw.writer ? rw.writing.shift() : undefined;
    if (next === undefined) return;
    rw.writer = true;
    this.end(next, "undefined");
  }
  private grant(): void {
    const { sem } = this;
    while (sem.queue.length > 0 && sem.queue[0]!.n <= sem.free) {
      const w = sem.queue.shift()!;
      sem.free -= w.n;
      this.end(w.who, "undefined");
    }
  }

  private canSend(ch: ModelChannel): boolean { return ch.kind !== "blocking" || ch.receivers.length > 0 || ch.buffer.length < ch.cap; }
  private canRecv(ch: ModelChannel): boolean { return ch.buffer.length > 0 || ch.senders.length > 0; }
  private isReady(c: Case): boolean {
    if (c === null) return false;
    const ch = this.channels["send" in c ? c.send : c.recv]!;
    return ch.closed || ("send" in c ? this.canSend(ch) : this.canRecv(ch));
  }
  /** False: it was dropped. */
  private put(ch: ModelChannel, value: number): boolean {
    if (ch.receivers.length > 0) this.serve(ch.receivers[0]!, value, true);
    else if (ch.buffer.length < ch.cap) ch.buffer.push(value);
    else if (ch.kind === "dropping") return false;
    else {
      ch.buffer.shift();
      ch.buffer.push(value);
    }
    return true;
  }
  private take(ch: ModelChannel): number {
    const sender = ch.senders[0];
    if (sender !== undefined) {
      ch.buffer.push(sender.value!);
      this.finish(sender, sender.mode === "select" ? chosen(Number(sender.name), undefined, true) : "undefined");
    }
    return ch.buffer.shift()!;
  }
  private serve(w: Waiter, value: number | undefined, ok: boolean): void {
    this.finish(w, w.mode === "select" ? chosen(Number(w.name), value, ok) : told(w.mode, value, ok));
  }
  private finish(w: Waiter, result: string): void {
    this.leaveAll(w.who);
    this.end(w.who, result);
  }
  private leaveAll(who: number): void {
    for (const ch of this.channels) {
      ch.receivers = ch.receivers.filter((w) => w.who !== who);
      ch.senders = ch.senders.filter((w) => w.who !== who);
    }
  }
  private park(who: number, reason: string): void { this.slots[who] = { waits: reason, result: "" }; }
  private end(who: number, result: string): void { this.slots[who] = { waits: "", result }; }
}

function told(mode: string, value: number | undefined, ok: boolean): string {
  if (mode === "recv") return ok ? String(value) : "undefined";
  if (mode === "range") return ok ? String(value) : "DONE";
  return ok ? `[${value},true]` : END;
}
function chosen(i: number, value: number | undefined, ok: boolean): string {
  return `case ${i} ${value} ${ok}`;
}
