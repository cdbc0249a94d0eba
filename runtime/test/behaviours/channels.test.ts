/** Channels (facts A1; Go spec "Send statements", "Receive operator", "Close", "Making slices, maps and channels", "For statements with range clause"). */
import { test } from "uvu";
import { nilChan } from "../../dist/cjs/chan/nil-chan.js";
import { chan as make } from "../../dist/cjs/chan/make.js";
import { DONE } from "../../dist/cjs/core/done.js";
import { range } from "../../dist/cjs/chan/range.js";
import { abi } from "../hand-driven";
import { all, assert, behaviour, chan, failing, others, pause, recv, recvOk, send, spawn, upTo, waits, type Op } from "./behaviour";

const step = function* (ch: any): Op { yield* pause(); return yield* abi(range, ch); };
/** Everything up to the end. */
function* drain(ch: any): Op<unknown[]> {
  const got: unknown[] = [];
  for (;;) { const v = yield* step(ch); if (v === DONE) return got; got.push(v); }
}
function* fill(ch: any, from: number, to: number): Op<void> { for (let i = from; i < to; i++) yield* send(ch, i); }

behaviour("unbuffered: a send does not return before its value is received", function* () {
  const c = chan(), s = spawn(() => send(c, 1));
  yield* others();
  assert.is(waits(s), "chan send");
  assert.is(yield* recv(c), 1);
  yield* all(s);
});
behaviour("unbuffered: a receive waits for a sender", function* () {
  const c = chan(), r = spawn(() => recv(c));
  yield* others();
  assert.is(waits(r), "chan receive");
  yield* send(c, 2);
  assert.equal(yield* all(r), [2]);
});
behaviour("unbuffered: values of one sender arrive in order", function* () {
  const c = chan(), s = spawn(function* () { yield* fill(c, 0, 10); c.close(); });
  assert.equal(yield* drain(c), upTo(10));
  yield* all(s);
});
behaviour("buffered: sends up to the capacity do not wait", function* () {
  const c = chan(3);
  yield* fill(c, 0, 3);
  assert.equal([c.length, c.capacity], [3, 3]);
});
behaviour("buffered: the send beyond the capacity waits until there is room", function* () {
  const c = chan(2);
  yield* fill(c, 0, 2);
  const s = spawn(() => send(c, 2));
  yield* others();
  assert.is(waits(s), "chan send");
  assert.is(c.length, 2, "a waiting sender does not count");
  assert.is(yield* recv(c), 0);
  yield* all(s);
  assert.is(c.length, 2, "its value took the room");
});
behaviour("buffered: first in, first out across waiting senders", function* () {
  const c = chan(2), s = spawn(() => fill(c, 0, 12)), got: number[] = [];
  for (let i = 0; i < 12; i++) got.push(yield* recv(c));
  assert.equal(got, upTo(12));
  yield* all(s);
});
behaviour("waiting senders are served in the order they came", function* () {
  const c = chan(), w = [];
  for (let i = 0; i < 4; i++) { w.push(spawn(() => send(c, i))); yield* others(); }
  for (let i = 0; i < 4; i++) assert.is(yield* recv(c), i);
  yield* all(...w);
});
behaviour("waiting receivers are served in the order they came", function* () {
  const c = chan(), w = [];
  for (let i = 0; i < 4; i++) { w.push(spawn(() => recv(c))); yield* others(); }
  yield* fill(c, 0, 4);
  assert.equal(yield* all(...w), [0, 1, 2, 3]);
});
behaviour("a value for a waiting receiver cannot be taken by who comes later", function* () {
  const c = chan(1), r = spawn(() => recv(c));
  yield* others();
  c.trySend(1);
  assert.is(c.tryRecv(), undefined);
  assert.equal(yield* all(r), [1]);
});
behaviour("room for a waiting sender cannot be taken by who comes later", function* () {
  const c = chan(1);
  yield* send(c, 1);
  const s = spawn(() => send(c, 2));
  yield* others();
  assert.equal(c.tryRecv(), [1, true]);
  assert.not(c.trySend(3));
  assert.is(yield* recv(c), 2);
  yield* all(s);
});
behaviour("many senders, many receivers: every value exactly once", function* () {
  const c = chan(3), got: number[] = [];
  const s = upTo(4).map((k) => spawn(() => fill(c, k * 10, k * 10 + 10)));
  const r = upTo(4).map(() => spawn(function* () { for (let i = 0; i < 10; i++) got.push(yield* recv(c)); }));
  yield* all(...s, ...r);
  assert.equal(got.sort((a, b) => a - b), upTo(40));
});
behaviour("each sender's own values keep their order, whoever else sends", function* () {
  const c = chan(2), s = upTo(3).map((k) => spawn(() => fill(c, k * 100, k * 100 + 8))), last = [-1, -1, -1];
  for (let i = 0; i < 24; i++) { const v: number = yield* recv(c), k = Math.floor(v / 100); assert.ok(v > last[k]!); last[k] = v; }
  yield* all(...s);
});
behaviour("recvOk says true for a value, also for one that is undefined", function* () {
  const c = chan(2);
  yield* send(c, 1);
  yield* send(c, undefined);
  assert.equal([yield* recvOk(c), yield* recvOk(c)], [[1, true], [undefined, true]]);
});
behaviour("undefined, null, NaN, false and 0 are ordinary elements", function* () {
  const c = chan(), values = [undefined, null, NaN, false, 0], s = spawn(function* () { for (const v of values) yield* send(c, v); c.close(); });
  assert.equal(yield* drain(c), values);
  yield* all(s);
});
behaviour("closed: what is buffered comes first, in order, then the end for ever", function* () {
  const c = chan(4);
  yield* fill(c, 0, 3);
  c.close();
  assert.equal([yield* recvOk(c), yield* recvOk(c), yield* recvOk(c)], [[0, true], [1, true], [2, true]]);
  for (let i = 0; i < 3; i++) assert.equal([yield* recvOk(c), yield* recv(c)], [[undefined, false], undefined]);
});
behaviour("closed and drained: a receive does not wait", function* () {
  const c = chan();
  c.close();
  assert.is(yield* recv(c), undefined);
  assert.equal(c.tryRecv(), [undefined, false]);
});
behaviour("close wakes all waiting receivers with the end", function* () {
  const c = chan(), w = upTo(4).map(() => spawn(() => recvOk(c)));
  yield* others();
  c.close();
  assert.equal(yield* all(...w), upTo(4).map(() => [undefined, false]));
});
behaviour("close makes waiting senders throw, each in its own goroutine; the closer goes on", function* () {
  const c = chan(), w = upTo(3).map((i) => spawn(() => failing(send(c, i))));
  yield* others();
  c.close();
  for (const e of yield* all(...w)) assert.equal([e.message, e.code], ["send on closed channel", "SY5010"]);
  assert.equal(yield* recvOk(c), [undefined, false], "nothing of theirs was stored");
});
behaviour("close of a full channel: what is buffered stays, what waits is lost", function* () {
  const c = chan(1);
  yield* send(c, 1);
  const s = spawn(() => failing(send(c, 2)));
  yield* others();
  c.close();
  assert.equal(yield* drain(c), [1]);
  assert.is((yield* all(s))[0].message, "send on closed channel");
});
behaviour("send on a closed channel throws, also if there is room", function* () {
  const c = chan(5);
  c.close();
  assert.is((yield* failing(send(c, 1))).message, "send on closed channel");
  assert.throws(() => c.trySend(1), "send on closed channel");
  assert.is(c.length, 0);
});
behaviour("the error of a send on a closed channel can be caught; the goroutine goes on", function* () {
  const c = chan();
  c.close();
  const s = spawn(function* () { try { yield* send(c, 1); } catch { yield* others(); } return "went on"; });
  assert.equal(yield* all(s), ["went on"]);
});
behaviour("close of a closed channel throws", function* () {
  const c = chan();
  c.close();
  assert.throws(() => c.close(), (e: any) => e.message === "close of closed channel" && e.code === "SY5011");
});
behaviour("two closers: exactly one gets the error", function* () {
  const c = chan();
  let errors = 0;
  yield* all(...upTo(2).map(() => spawn(function* () { yield* pause(); try { c.close(); } catch { errors++; } })));
  assert.is(errors, 1);
});
behaviour("any goroutine may close, also one that never sent", function* () {
  const c = chan(1), other = spawn(function* () { yield* pause(); c.close(); });
  assert.equal(yield* drain(c), []);
  yield* all(other);
});
behaviour("closing does not change length and capacity", function* () {
  const c = chan(3);
  yield* fill(c, 0, 2);
  c.close();
  assert.equal([c.length, c.capacity], [2, 3]);
  yield* recv(c);
  assert.equal([c.length, c.capacity], [1, 3]);
});
behaviour("an unbuffered channel has length and capacity 0, whoever waits", function* () {
  const c = chan(), s = spawn(() => send(c, 1));
  yield* others();
  assert.equal([c.length, c.capacity], [0, 0]);
  yield* recv(c);
  yield* all(s);
});
behaviour("a range ends when the channel is closed and drained", function* () {
  const c = chan(10);
  yield* fill(c, 0, 5);
  c.close();
  assert.equal(yield* drain(c), upTo(5));
});
behaviour("a range that waits ends when the channel is closed", function* () {
  const c = chan(), r = spawn(() => drain(c));
  yield* send(c, 7);
  yield* others();
  c.close();
  assert.equal(yield* all(r), [[7]]);
});
behaviour("two ranges over one channel share its values", function* () {
  const c = chan(), r = [spawn(() => drain(c)), spawn(() => drain(c))];
  yield* fill(c, 0, 10);
  c.close();
  const [a, b] = yield* all(...r);
  assert.equal([...a, ...b].sort((x, y) => x - y), upTo(10));
  assert.equal([a, b].map((l) => [...l].sort((x: number, y: number) => x - y)), [a, b], "each in order");
});
behaviour("leaving a range early leaves the channel as it is", function* () {
  const c = chan(5);
  yield* fill(c, 0, 3);
  assert.is(yield* step(c), 0);
  assert.equal(yield* recvOk(c), [1, true]);
  yield* send(c, 9);
  assert.is(c.length, 2);
});
behaviour("nil channel: sends and receives wait for ever", function* () {
  const w = [spawn(() => send(nilChan, 1)), spawn(() => recv(nilChan))];
  yield* others();
  assert.equal(w.map(waits), ["chan send (nil chan)", "chan receive (nil chan)"]);
}, 2);
behaviour("nil channel: close throws, length and capacity are 0, the forms that never wait do nothing", function* () {
  assert.throws(() => (nilChan as any).close(), (e: any) => e.message === "close of nil channel" && e.code === "SY5012");
  assert.equal([nilChan.length, nilChan.capacity, nilChan.tryRecv(), (nilChan as any).trySend(1)], [0, 0, undefined, false]);
});
behaviour("a range over the nil channel waits for ever", function* () {
  const r = spawn(() => drain(nilChan));
  yield* others();
  assert.is(waits(r), "chan receive (nil chan)");
}, 1);
behaviour("make with a size that is none throws", function* () {
  for (const n of [-1, 1.5, NaN, Infinity, 2 ** 53]) assert.throws(() => chan(n), (e: any) => e instanceof RangeError && e.message === "makechan: size out of range" && (e as any).code === "SY5013");
});
behaviour("a very large capacity costs nothing until it is used", function* () {
  const c = chan(2 ** 40);
  yield* fill(c, 0, 100);
  assert.is(c.length, 100);
  for (let i = 0; i < 100; i++) assert.is(yield* recv(c), i);
});
behaviour("trySend: true if a receiver waits or there is room, else false and nothing is sent", function* () {
  const c = chan();
  assert.not(c.trySend(1));
  const r = spawn(() => recv(c));
  yield* others();
  assert.ok(c.trySend(2));
  assert.equal(yield* all(r), [2]);
  const b = chan(1);
  assert.equal([b.trySend(1), b.trySend(2), b.length], [true, false, 1]);
});
behaviour("tryRecv: a value, the end, or undefined if nothing is there", function* () {
  const c = chan();
  assert.is(c.tryRecv(), undefined);
  const s = spawn(() => send(c, 3));
  yield* others();
  assert.equal(c.tryRecv(), [3, true]);
  yield* all(s);
  c.close();
  assert.equal(c.tryRecv(), [undefined, false]);
});
behaviour("a channel of channels: the answer comes where it was asked for", function* () {
  const requests = chan(), server = spawn(function* () { for (let i = 0; i < 3; i++) { const { n, to } = yield* recv(requests); yield* send(to, n * 2); } });
  for (let n = 0; n < 3; n++) { const to = chan(); yield* send(requests, { n, to }); assert.is(yield* recv(to), n * 2); }
  yield* all(server);
});
behaviour("a channel is a semaphore: never more inside than it holds", function* () {
  const slots = chan(2);
  let inside = 0, most = 0;
  yield* all(...upTo(6).map(() => spawn(function* () { yield* send(slots, 0); most = Math.max(most, ++inside); yield* pause(); inside--; yield* recv(slots); })));
  assert.ok(most <= 2);
});
behaviour("what was written before a send is seen after its receive", function* () {
  const c = chan();
  let data = 0;
  const s = spawn(function* () { yield* pause(); data = 42; yield* send(c, 0); });
  yield* recv(c);
  assert.is(data, 42);
  yield* all(s);
});
behaviour("dropping: a send never waits, a full buffer drops what is sent", function* () {
  const c = chan(2, { buffer: "dropping" });
  yield* fill(c, 0, 5);
  assert.equal([c.length, c.trySend(9)], [2, false]);
  c.close();
  assert.equal(yield* drain(c), [0, 1]);
});
behaviour("sliding: a send never waits, a full buffer drops its oldest value", function* () {
  const c = chan(2, { buffer: "sliding" });
  yield* fill(c, 0, 5);
  assert.equal([c.length, c.trySend(5)], [2, true]);
  c.close();
  assert.equal(yield* drain(c), [4, 5]);
});
behaviour("sliding with 1: the receiver gets the newest value, and each at most once", function* () {
  const c = chan(1, { buffer: "sliding" }), s = spawn(function* () { yield* fill(c, 0, 20); c.close(); });
  const got = (yield* drain(c)) as number[];
  assert.equal(got, [...new Set(got)].sort((a, b) => a - b));
  assert.is(got[got.length - 1], 19);
  yield* all(s);
});
behaviour("dropping and sliding: a waiting receiver gets the value directly; close and its errors as ever", function* () {
  for (const buffer of ["dropping", "sliding"]) {
    const c = chan(1, { buffer }), r = spawn(() => recv(c));
    yield* others();
    yield* send(c, undefined);
    assert.equal(yield* all(r), [undefined]);
    const end = spawn(() => recvOk(c));
    yield* others();
    c.close();
    assert.equal(yield* all(end), [[undefined, false]]);
    assert.is((yield* failing(send(c, 1))).message, "send on closed channel");
    assert.throws(() => c.trySend(1), "send on closed channel");
    assert.throws(() => c.close(), "close of closed channel");
  }
});
behaviour("dropping and sliding need a capacity, and the options must be known", function* () {
  assert.throws(() => chan(0, { buffer: "sliding" }), (e: any) => e instanceof RangeError && (e as any).code === "SY5023");
  for (const options of [{ buffer: "ring" }, 5, null, "sliding"]) assert.throws(() => chan(1, options as never), (e: any) => e instanceof TypeError && (e as any).code === "SY5023", JSON.stringify(options));
  assert.throws(() => chan(-1, { buffer: "dropping" }), "makechan: size out of range");
  assert.is(chan(1, {}).capacity, 1);
});

test.run();
