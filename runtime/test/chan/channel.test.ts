/** Channels against Go's table: nil, open, closed; each operation; the words of each error. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Channel } from "../../dist/cjs/chan/channel.js";
import { nilChan } from "../../dist/cjs/chan/nil-chan.js";
import { chan, chanAt } from "../../dist/cjs/chan/make.js";
import { handDriven, op, recv, recvOk, run, send, settle, start, waits } from "../hand-driven";

const throwsCode = (f: () => unknown, message: string, code: string): void =>
  assert.throws(f, (e: any) => e.message === message && e.code === code, `expected ${code} ${message}`);

handDriven("unbuffered: a waiting receiver gets the value directly, the sender goes on", () => {
  const ch = chan<number>();
  const r = start(() => recv(ch));
  settle();
  assert.is(waits(r), "chan receive");
  const s = start(() => send(ch, 7));
  settle();
  assert.ok(s.done && r.done);
  assert.is(r.value, 7);
});

handDriven("unbuffered: a sender waits for its receiver", () => {
  const ch = chan<number>();
  const s = start(() => send(ch, 1));
  settle();
  assert.is(waits(s), "chan send");
  assert.is(ch.length, 0, "a waiting sender does not count");
  assert.is(run(() => recv(ch)), 1);
  settle();
  assert.ok(s.done);
});

handDriven("buffered: room is used first, then senders wait; a receive gives the room to the first waiting sender", () => {
  const ch = chan<number>(2);
  run(function* () { yield* send(ch, 1); yield* send(ch, 2); });
  const s = [3, 4, 5].map((v) => start(() => send(ch, v)));
  settle();
  assert.equal(s.map(waits), ["chan send", "chan send", "chan send"]);
  assert.is(ch.length, 2);
  assert.is(run(() => recv(ch)), 1);
  settle();
  assert.equal(s.map((x) => x.done), [true, false, false]);
  assert.is(ch.length, 2, "no room while senders wait");
  assert.equal(run(function* () { const got = []; for (let i = 0; i < 4; i++) got.push(yield* recv(ch)); return got; }), [2, 3, 4, 5]);
});

handDriven("receivers are served in their order", () => {
  const ch = chan<number>();
  const order: string[] = [];
  for (const i of [0, 1, 2]) start(function* () { order.push(`r${i}=${yield* recv(ch)}`); });
  settle();
  run(function* () { for (const v of [0, 1, 2]) yield* send(ch, v); });
  assert.equal(order, ["r0=0", "r1=1", "r2=2"]);
});

handDriven("closed: buffered values first, then the end, for ever", () => {
  const ch = chan<number>(3);
  run(function* () { yield* send(ch, 7); yield* send(ch, 8); });
  ch.close();
  assert.equal(run(() => recvOk(ch)), [7, true]);
  assert.is(ch.length, 1);
  assert.is(ch.capacity, 3);
  assert.equal(ch.tryRecv(), [8, true]);
  for (let i = 0; i < 3; i++) {
    assert.equal(run(() => recvOk(ch)), [undefined, false]);
    assert.is(run(() => recv(ch)), undefined);
    assert.equal(ch.tryRecv(), [undefined, false]);
  }
});

handDriven("close wakes every waiting receiver with the end", () => {
  const ch = chan<number>();
  const a = start(() => recv(ch)), b = start(() => recvOk(ch)), c = start(() => op(ch[Symbol.iterator]().next, ch[Symbol.iterator]()));
  settle();
  ch.close();
  settle();
  assert.ok(a.done && b.done && c.done);
  assert.is(a.value, undefined);
  assert.equal(b.value, [undefined, false]);
  assert.equal(c.value, { value: undefined, done: true });
});

handDriven("close makes every waiting sender throw, in its own goroutine; the closer goes on; nothing is stored", () => {
  const ch = chan<number>(1);
  run(() => send(ch, 0));
  const s = [1, 2].map((v) => start(() => send(ch, v)));
  settle();
  const closer = start(function* () { ch.close(); return "went on"; });
  settle();
  assert.is(closer.value, "went on");
  for (const x of s) {
    assert.is(x.error.message, "send on closed channel");
    assert.is(x.error.code, "SY5010");
  }
  assert.is.not(s[0]!.error, s[1]!.error, "each has an error of its own");
  assert.equal(run(() => recvOk(ch)), [0, true]);
  assert.equal(run(() => recvOk(ch)), [undefined, false]);
});

handDriven("misuse of a closed channel", () => {
  const ch = chan<number>(1);
  ch.close();
  throwsCode(() => run(() => send(ch, 1)), "send on closed channel", "SY5010");
  throwsCode(() => ch.trySend(1), "send on closed channel", "SY5010");
  throwsCode(() => ch.close(), "close of closed channel", "SY5011");
  assert.is(ch.length, 0);
});

handDriven("the nil channel: never ready, and nothing stands in its queues", () => {
  const s = start(() => send(nilChan, 1)), r = start(() => recv(nilChan)), o = start(() => recvOk(nilChan));
  settle();
  assert.equal([s, r, o].map(waits), ["chan send (nil chan)", "chan receive (nil chan)", "chan receive (nil chan)"]);
  assert.is(nilChan.trySend(1 as never), false);
  assert.is(nilChan.tryRecv(), undefined);
  assert.equal([nilChan.length, nilChan.capacity], [0, 0]);
  throwsCode(() => nilChan.close(), "close of nil channel", "SY5012");
  const inner = nilChan as unknown as Channel<never>;
  assert.ok(inner.receivers.first === null && inner.senders.first === null);
});

test("makechan: size out of range", () => {
  for (const n of [-1, 1.5, NaN, Infinity, 2 ** 53, "3" as never]) {
    assert.throws(() => chan(n), (e: any) => e instanceof RangeError && e.message === "makechan: size out of range" && (e as any).code === "SY5013", String(n));
    assert.throws(() => chanAt(-1, n), /makechan/);
  }
  assert.is(chan().capacity, 0);
  assert.is(chan(2 ** 53 - 1).capacity, 2 ** 53 - 1);
});

handDriven("undefined and null are ordinary elements, buffered or handed over", () => {
  const ch = chan<unknown>(3);
  run(function* () { yield* send(ch, undefined); yield* send(ch, null); yield* send(ch, undefined); });
  assert.is(ch.length, 3);
  assert.equal(run(() => recvOk(ch)), [undefined, true]);
  assert.equal(ch.tryRecv(), [null, true]);
  assert.equal(run(() => recvOk(ch)), [undefined, true]);
  const direct = chan<unknown>();
  const r = start(() => recvOk(direct));
  settle();
  run(() => send(direct, undefined));
  settle();
  assert.equal(r.value, [undefined, true]);
});

handDriven("trySend and tryRecv never park and meet those who wait", () => {
  const ch = chan<number>();
  assert.is(ch.trySend(1), false);
  assert.is(ch.tryRecv(), undefined);
  const r = start(() => recv(ch));
  settle();
  assert.is(ch.trySend(5), true);
  settle();
  assert.is(r.value, 5);
  const s = start(() => send(ch, 6));
  settle();
  assert.equal(ch.tryRecv(), [6, true]);
  settle();
  assert.ok(s.done);
  const one = chan<number>(1);
  assert.equal([one.trySend(1), one.trySend(2), one.length], [true, false, 1]);
});

handDriven("the ring grows as it fills, keeps order over the wrap, and clears what was received", () => {
  const ch = chan<number>(1000), inner = ch as unknown as Channel<number>;
  assert.is(inner.ring, null);
  let next = 0, expect = 0;
  for (const [put, take] of [[10, 7], [13, 0], [40, 20], [200, 100], [600, 736]] as const) {
    for (let i = 0; i < put; i++) assert.ok(ch.trySend(next++));
    for (let i = 0; i < take; i++) assert.equal(ch.tryRecv(), [expect++, true]);
  }
  assert.is(ch.length, 0);
  assert.is(next, expect);
  assert.ok(inner.ring!.every((x) => x === undefined), "slots are cleared");
  assert.ok(inner.ring!.length <= 1000);
  for (let i = 0; i < 1000; i++) assert.ok(ch.trySend(i));
  assert.is(ch.trySend(0), false);
  const huge = chan<number>(2 ** 40);
  for (let i = 0; i < 1000; i++) huge.trySend(i);
  assert.is(huge.length, 1000);
});

handDriven("called by code that was not compiled: at once if possible, else an error and nothing has happened", () => {
  const ch = chan<number>(1);
  ch.send(1);
  assert.throws(() => ch.send(2), (e: any) => /^SY5/.test(e.code));
  assert.is(ch.recv(), 1);
  assert.throws(() => ch.recv(), (e: any) => /^SY5/.test(e.code));
  const inner = ch as unknown as Channel<number>;
  assert.ok(inner.receivers.first === null && inner.senders.first === null);
});

handDriven("for await: values in order, then the end; leaving takes the waiter out of the queue", async () => {
  const ch = chan<number>(2);
  ch.trySend(1);
  ch.trySend(2);
  const it = ch[Symbol.asyncIterator]();
  assert.equal(await it.next(), { value: 1, done: false });
  assert.equal(await it.next(), { value: 2, done: false });
  const a = it.next(), b = it.next();
  ch.trySend(3);
  ch.trySend(4);
  assert.equal(await Promise.all([a, b]), [{ value: 3, done: false }, { value: 4, done: false }]);
  const c = it.next();
  assert.is.not((ch as unknown as Channel<number>).receivers.first, null);
  await it.return!();
  assert.equal(await c, { value: undefined, done: true });
  assert.is((ch as unknown as Channel<number>).receivers.first, null);
  assert.equal(await it.next(), { value: undefined, done: true });
  ch.trySend(5);
  ch.close();
  const got = [];
  for await (const v of ch) got.push(v);
  assert.equal(got, [5]);
});

handDriven("for await meets goroutines: a parked sender, a close while it waits", async () => {
  const ch = chan<number>();
  const s = start(() => send(ch, 1));
  settle();
  const it = ch[Symbol.asyncIterator]();
  assert.equal(await it.next(), { value: 1, done: false });
  settle();
  assert.ok(s.done);
  const end = it.next();
  ch.close();
  assert.equal(await end, { value: undefined, done: true });
});

handDriven("100,000 waiting senders drain in linear time, in order, without a limit", () => {
  const ch = chan<number>(), n = 100_000;
  for (let i = 0; i < n; i++) start(() => send(ch, i));
  settle();
  let sum = 0, ordered = true;
  for (let i = 0; i < n; i++) {
    const [v] = ch.tryRecv()!;
    sum += v!;
    ordered &&= v === i;
  }
  assert.ok(ordered);
  assert.is(sum, (n * (n - 1)) / 2);
});

test.run();
