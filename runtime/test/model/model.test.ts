/**
 * The runtime against the reference model: random operations of a few goroutines on a few channels, locks, conditions, semaphores and wait groups, the same answers to every choice; after each step
 * results, wait reasons, lengths and queues are compared. SEED=n runs one seed, SEEDS=n that many; a failure prints the seed and the operations that led to it.
 */
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Channel } from "../../dist/cjs/chan/channel.js";
import { withOptions } from "../../dist/cjs/chan/lossy.js";
import { DONE } from "../../dist/cjs/core/done.js";
import { range } from "../../dist/cjs/chan/range.js";
import { select, send as sendCase, trySelect } from "../../dist/cjs/chan/select.js";
import { divergedAt } from "../../dist/cjs/core/chooser.js";
import { bury } from "../../dist/cjs/core/goroutine.js";
import { background } from "../../dist/cjs/context/background.js";
import { withCancel } from "../../dist/cjs/context/cancel.js";
import { Cond } from "../../dist/cjs/sync/cond.js";
import { Mutex } from "../../dist/cjs/sync/mutex.js";
import { RWMutex } from "../../dist/cjs/sync/rw-mutex.js";
import { Semaphore } from "../../dist/cjs/sync/semaphore.js";
import { WaitGroup } from "../../dist/cjs/sync/wait-group.js";
import { abi, handDriven, op as call, recv, recvOk, send, setChoices, settle, start, waits, type Op as Body, type Outcome } from "../hand-driven";
import { Model, type Case, type Kind, type Op } from "./reference-model";

const SEEDS = Number(process.env.SEEDS ?? (process.env.STRESS === undefined ? 2000 : 20_000)), STEPS = 60;

/** mulberry32. */
function random(seed: number): (n: number) => number {
  return (n) => {
    let t = (seed = (seed + 0x6d2b79f5) | 0);
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

class Real {
  readonly channels: Channel<number>[];
  readonly mutexes: Mutex[];
  readonly groups: WaitGroup[];
  readonly slots: (Outcome | null)[];
  readonly rw = new RWMutex();
  readonly cond: Cond;
  readonly sem: Semaphore;
  readonly contexts = [withCancel(background()), withCancel(background())] as const;
  constructor(slots: number, channels: readonly (readonly [cap: number, kind: Kind])[], mutexes: number, groups: number, size: number) {
    this.sem = new Semaphore(size);
    this.channels = channels.map(([cap, buffer]) => withOptions<number>(cap, -1, { buffer }));
    this.mutexes = Array.from({ length: mutexes }, () => new Mutex());
    this.groups = Array.from({ length: groups }, () => new WaitGroup());
    this.cond = new Cond(this.mutexes[0]!);
    this.slots = new Array<Outcome | null>(slots).fill(null);
  }
  perform(who: number, op: Op): void {
    this.slots[who] = start(() => this.body(op));
    settle();
  }
  private *body(op: Op): Body<string> {
    switch (op.kind) {
      case "send": return String(yield* send(this.channels[op.ch], op.value));
      case "trySend": return String(this.channels[op.ch]!.trySend(op.value));
      case "recv": return String(yield* recv(this.channels[op.ch]));
      case "recvOk": return `[${String((yield* recvOk(this.channels[op.ch])).map(String))}]`;
      case "range": { const v = yield* abi(range, this.channels[op.ch]); return v === DONE ? "DONE" : String(v); }
      case "tryRecv": { const r = this.channels[op.ch]!.tryRecv(); return r === undefined ? "undefined" : `[${String(r.map(String))}]`; }
      case "close": return String(this.channels[op.ch]!.close());
      case "select": case "trySelect": {
        const cases = Object.fromEntries(op.cases.map((c, i) => [`c${i}`, this.operand(c)]));
        const r = op.kind === "select" ? yield* call(select, undefined, cases) : (trySelect(cases as never) as any);
        return r === undefined ? "undefined" : `case ${r.case.slice(1)} ${r.value} ${r.ok}`;
      }
      case "lock": return String(yield* call(this.mutexes[op.mutex]!.lock, this.mutexes[op.mutex]));
      case "tryLock": return String(this.mutexes[op.mutex]!.tryLock());
      case "unlock": return String(this.mutexes[op.mutex]!.unlock());
      case "add": return String(this.groups[op.group]!.add(op.n));
      case "wait": return String(yield* call(this.groups[op.group]!.wait, this.groups[op.group]));
      case "wLock": return String(yield* call(this.rw.lock, this.rw));
      case "tryWLock": return String(this.rw.tryLock());
      case "wUnlock": return String(this.rw.unlock());
      case "rLock": return String(yield* call(this.rw.rLock, this.rw));
      case "tryRLock": return String(this.rw.tryRLock());
      case "rUnlock": return String(this.rw.rUnlock());
      case "condWait": return String(yield* call(this.cond.wait, this.cond));
      case "signal": return String(this.cond.signal());
      case "broadcast": return String(this.cond.broadcast());
      case "acquire": return String(yield* call(this.sem.acquire, this.sem, this.contexts[op.ctx]![0], op.n));
      case "tryAcquire": return String(this.sem.tryAcquire(op.n));
      case "release": return String(this.sem.release(op.n));
      case "cancel": return String(this.contexts[op.ctx]![1]());
    }
  }
  private operand(c: Case): unknown {
    return c === null ? null : "send" in c ? sendCase(this.channels[c.send] as never, c.value as never) : this.channels[c.recv];
  }
  abandon(who: number): void {
    const { g } = this.slots[who]!;
    (g.on as { forget(g: unknown): void }).forget(g);
    bury(g);
    this.slots[who] = null;
    settle();
  }
}

function queue(q: { first: any; last: any }): number {
  let n = 0, last = null;
  for (let w = q.first; w !== null; w = w.next) {
    assert.is(w.prev, last, "links");
    last = w;
    n++;
  }
  assert.is(q.last, last, "last");
  return n;
}

function anyOp(pick: (n: number) => number, model: Model, value: number): Op {
  const ch = pick(model.channels.length), mutex = pick(model.mutexes.length), group = pick(model.groups.length);
  const oneCase = (): Case => { const k = pick(10), on = pick(model.channels.length); return k === 0 ? null : k < 6 ? { recv: on } : { send: on, value: value * 10 + k }; };
  switch (pick(34)) {
    case 0: case 1: case 2: return { kind: "send", ch, value };
    case 3: return { kind: "trySend", ch, value };
    case 4: case 5: return { kind: "recv", ch };
    case 6: return { kind: "recvOk", ch };
    case 7: return { kind: "range", ch };
    case 8: return { kind: "tryRecv", ch };
    case 9: return pick(3) === 0 ? { kind: "close", ch } : { kind: "tryRecv", ch };
    case 10: case 11: case 12: case 13: return { kind: "select", cases: Array.from({ length: pick(4) + (pick(8) === 0 ? 0 : 1) }, oneCase) };
    case 14: return { kind: "trySelect", cases: Array.from({ length: pick(4) }, oneCase) };
    case 15: return { kind: "lock", mutex };
    case 16: return model.mutexes[mutex]!.held ? { kind: "unlock", mutex } : { kind: "tryLock", mutex };
    case 17: case 18: return { kind: "add", group, n: pick(4) - 2 };
    case 19: return { kind: "wait", group };
    case 20: return { kind: (["wLock", "tryWLock"] as const)[pick(2)]! };
    case 21: case 22: return { kind: (["rLock", "rLock", "tryRLock"] as const)[pick(3)]! };
    case 23: case 24: return { kind: model.rw.writer ? "wUnlock" : pick(12) === 0 ? "wUnlock" : "rUnlock" };
    case 25: case 26: return { kind: "condWait" };
    case 27: return { kind: "signal" };
    case 28: return { kind: "broadcast" };
    case 29: case 30: return { kind: pick(4) === 0 ? "tryAcquire" : "acquire", n: pick(5), ctx: pick(2) };
    case 31: case 32: return { kind: "release", n: pick(3) };
    default: return pick(8) === 0 ? { kind: "cancel", ctx: pick(2) } : { kind: "unlock", mutex: 0 };
  }
}

function oneSeed(seed: number): void {
  const pick = random(seed), slots = 2 + pick(4), channels = Array.from({ length: 1 + pick(3) }, () => {
    const cap = [0, 0, 1, 2, 20][pick(5)]!;
    return [cap, cap === 0 ? "blocking" : (["blocking", "blocking", "dropping", "sliding"] as const)[pick(4)]!] as const;
  });
  const size = pick(4), model = new Model(slots, channels, 1, 1, size), real = new Real(slots, channels, 1, 1, size);
  const history: string[] = [`channels ${channels.join("; ")}`];
  const compare = (): void => {
    model.slots.forEach((slot, i) => {
      const o = real.slots[i];
      const is = o === null || o === undefined ? { waits: "", result: model.slots[i]!.result } : o.done ? { waits: "", result: o.error === undefined ? String(o.value) : o.error.message } : { waits: waits(o), result: "" };
      assert.equal(is, { waits: slot.waits, result: slot.result }, `slot ${i}`);
    });
    model.channels.forEach((m, i) => {
      const r = real.channels[i]!;
      assert.equal([r.length, r.state === 1, queue(r.receivers), queue(r.senders)], [m.buffer.length, m.closed, m.receivers.length, m.senders.length], `channel ${i}`);
    });
  };
  try {
    for (let step = 1; step <= STEPS; step++) {
      const who = pick(slots);
      if (model.slots[who]!.waits !== "") {
        if (pick(6) !== 0) continue;
        history.push(`${who}: abandoned`);
        model.abandon(who);
        real.abandon(who);
      } else {
        const op = anyOp(pick, model, step);
        history.push(`${who}: ${JSON.stringify(op)}`);
        let trace = "";
        model.perform(who, op, (n) => { const a = pick(n); trace = `select:${n}:${a}`; return a; });
        setChoices({ trace });
        real.perform(who, op);
        assert.is(divergedAt(), -1, "the runtime asked another choice");
      }
      compare();
    }
  } catch (error) {
    (error as Error).message += `\nSEED=${seed}\n${history.join("\n")}`;
    throw error;
  }
}

const only = process.env.SEED;
handDriven(only === undefined ? `${SEEDS} seeds of ${STEPS} operations` : `seed ${only}`, () => {
  if (only !== undefined) return oneSeed(Number(only));
  for (let seed = 1; seed <= SEEDS; seed++) oneSeed(seed);
});

test.run();
