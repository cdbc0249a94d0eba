/** Select (facts A2; Go spec, "Select statements"). */
import { test } from "uvu";
import { nilChan } from "../../dist/cjs/chan/nil-chan.js";
import { select, send as sendCase, trySelect } from "../../dist/cjs/chan/select.js";
import { after } from "../../dist/cjs/time/timer.js";
import { all, assert, behaviour, chan, failing, nap, op, others, pause, recv, recvOk, seen, send, spawn, upTo, waits, type Op } from "./behaviour";

const pick = (cases?: unknown): Op<any> => op(select, undefined, ...(cases === undefined ? [] : [cases]));
const put = (ch: any, value: unknown): unknown => sendCase(ch, value as never);
const tryPick = (cases: any): any => trySelect(cases);

behaviour("one ready case is taken", function* () {
  const a = chan(), b = chan(1);
  yield* send(b, 7);
  assert.equal(yield* pick({ a, b }), { case: "b", value: 7, ok: true });
});
{
  const both = seen("a", "b");
  behaviour("two ready cases: each of them is chosen sometimes", function* () {
    const a = chan(1), b = chan(1);
    yield* send(a, 1);
    yield* send(b, 2);
    const r = yield* pick({ a, b });
    both.tell(r.case);
    assert.equal([a.length, b.length], r.case === "a" ? [0, 1] : [1, 0], "exactly one communication");
  });
  test("… over all seeds", () => both.check());
}
{
  const all3 = seen("a", "b", "c");
  behaviour("a receive, a send and a closed channel that are ready together: each is chosen sometimes", function* () {
    const a = chan(1), b = chan(1), c = chan();
    yield* send(a, 1);
    c.close();
    all3.tell((yield* pick({ a, b: put(b, 2), c })).case);
  });
  test("… over all seeds too", () => all3.check());
}
behaviour("none ready: waits until one is", function* () {
  const a = chan(), b = chan(), s = spawn(() => pick({ a, b }));
  yield* others();
  assert.is(waits(s), "select");
  yield* send(b, 3);
  assert.equal(yield* all(s), [{ case: "b", value: 3, ok: true }]);
});
behaviour("a select that was served stands in no queue any more", function* () {
  const a = chan(), b = chan(), s = spawn(() => pick({ a, b, c: put(a, 9) }));
  yield* others();
  yield* send(b, 1);
  yield* all(s);
  assert.not(a.trySend(1), "nobody waits to receive");
  assert.is(a.tryRecv(), undefined, "nobody waits to send");
});
behaviour("a loser is left behind in no queue, round after round", function* () {
  const quiet = chan(), busy = chan(), s = spawn(function* () { for (let i = 0; i < 20; i++) yield* send(busy, i); });
  for (let i = 0; i < 20; i++) assert.is((yield* pick({ quiet, busy })).value, i);
  yield* all(s);
  assert.ok(quiet.receivers.first === null && quiet.receivers.last === null);
});
behaviour("a send case sends exactly when it is chosen", function* () {
  const a = chan(1), b = chan();
  assert.equal(yield* pick({ a: put(a, 1), b }), { case: "a", value: undefined, ok: true });
  assert.equal([a.length, yield* recv(a)], [1, 1]);
});
behaviour("a send case waits for its receiver", function* () {
  const a = chan(), s = spawn(() => pick({ out: put(a, 5) }));
  yield* others();
  assert.is(waits(s), "select");
  assert.is(yield* recv(a), 5);
  assert.is((yield* all(s))[0].case, "out");
});
behaviour("a receive case of a closed channel is ready, with ok false", function* () {
  const a = chan();
  a.close();
  assert.equal(yield* pick({ a, b: chan() }), { case: "a", value: undefined, ok: false });
});
behaviour("a closed channel gives its buffered values first", function* () {
  const a = chan(2);
  yield* send(a, 1);
  a.close();
  assert.equal([(yield* pick({ a })).ok, (yield* pick({ a })).ok], [true, false]);
});
behaviour("a send case of a closed channel is ready, and throws if chosen", function* () {
  const a = chan();
  a.close();
  assert.is((yield* failing(pick({ a: put(a, 1) }))).code, "SY5010");
});
behaviour("a send case of a closed channel throws with a default too", function* () {
  const a = chan();
  a.close();
  yield* pause();
  assert.throws(() => tryPick({ a: put(a, 1) }), "send on closed channel");
});
{
  const both = seen("threw", "other");
  behaviour("a send case of a closed channel beside a ready one throws only if chosen", function* () {
    const closed = chan(), b = chan(1);
    closed.close();
    yield* send(b, 1);
    try {
      yield* pick({ out: put(closed, 1), b });
      both.tell("other");
    } catch {
      assert.is(b.length, 1, "the other did not happen");
      both.tell("threw");
    }
  });
  test("… and both were seen", () => both.check());
}
behaviour("close while a select waits to receive: it gets the end", function* () {
  const a = chan(), s = spawn(() => pick({ a, b: chan() }));
  yield* others();
  a.close();
  assert.equal(yield* all(s), [{ case: "a", value: undefined, ok: false }]);
});
behaviour("close while a select waits to send: the one who selects gets the error, not the closer", function* () {
  const a = chan(), quiet = chan(), s = spawn(() => failing(pick({ a: put(a, 1), quiet })));
  yield* others();
  a.close();
  assert.is((yield* all(s))[0].message, "send on closed channel");
  assert.ok(quiet.receivers.first === null);
});
behaviour("null and undefined are never ready", function* () {
  const a = chan(), s = spawn(() => pick({ none: null, nor: undefined, a }));
  yield* others();
  yield* send(a, 1);
  assert.is((yield* all(s))[0].case, "a");
});
behaviour("a select of null cases only waits for ever", function* () {
  const s = spawn(() => pick({ a: null, b: undefined }));
  yield* others();
  assert.is(waits(s), "select");
}, 1);
behaviour("the nil channel as a case is never ready, in either direction", function* () {
  const s = spawn(() => pick({ a: nilChan, b: put(nilChan, 1), c: put(null, 1) }));
  yield* others();
  assert.is(waits(s), "select");
}, 1);
behaviour("select without cases waits for ever", function* () {
  const w = [spawn(() => pick()), spawn(() => pick({}))];
  yield* others();
  assert.equal(w.map(waits), ["select (no cases)", "select (no cases)"]);
}, 2);
behaviour("with default: nothing ready, nothing happens", function* () {
  yield* pause();
  assert.is(tryPick({ a: chan(), b: put(chan(), 1), c: null }), undefined);
});
behaviour("with default: the default is never taken while a case is ready", function* () {
  const a = chan(1);
  yield* send(a, 1);
  assert.equal(tryPick({ a, b: chan() }), { case: "a", value: 1, ok: true });
});
behaviour("with default: one ready channel of two is always found, whatever others do to the other one", function* () {
  const ready = chan(100), other = chan(), s = spawn(function* () { yield* pause(); other.close(); });
  for (let i = 0; i < 20; i++) { yield* send(ready, i); assert.ok(tryPick({ other, ready }) !== undefined); yield* pause(); }
  yield* all(s);
});
behaviour("with default: a send to nobody is not stored", function* () {
  const a = chan();
  assert.is(tryPick({ a: put(a, 1) }), undefined);
  assert.is(a.tryRecv(), undefined);
  yield* pause();
});
behaviour("a select does not communicate with itself on an unbuffered channel", function* () {
  const a = chan(), s = spawn(() => pick({ get: a, give: put(a, 1) }));
  yield* others();
  assert.is(waits(s), "select");
  const [r] = [yield* recv(a)];
  assert.is(r, 1);
  assert.is((yield* all(s))[0].case, "give");
});
behaviour("two such selects meet: one gives, the other gets", function* () {
  const a = chan(), w = [0, 1].map((i) => spawn(() => pick({ get: a, give: put(a, i) })));
  const got = yield* all(...w);
  assert.equal(got.map((r) => r.case).sort(), ["get", "give"]);
  const getter = got.findIndex((r) => r.case === "get");
  assert.is(got[getter].value, 1 - getter);
});
behaviour("with a buffer one select may send and a later one receive on the same channel", function* () {
  const a = chan(1);
  assert.is((yield* pick({ give: put(a, 1), get: a })).case, "give");
  assert.equal(yield* pick({ give: put(a, 2), get: a }), { case: "get", value: 1, ok: true });
});
behaviour("the same channel twice is allowed", function* () {
  const a = chan(), s = spawn(() => pick({ one: a, two: a }));
  yield* others();
  yield* send(a, 4);
  assert.is((yield* all(s))[0].value, 4);
  assert.not(a.trySend(1), "no other place is left in the queue");
});
behaviour("operands are taken before the choice: a value to send is that of then", function* () {
  const a = chan(), box = { v: 1 }, s = spawn(() => pick({ a: put(a, box.v) }));
  yield* others();
  box.v = 2;
  assert.is(yield* recv(a), 1);
  yield* all(s);
});
behaviour("a waiting select keeps its place among plain receivers: first come, first served", function* () {
  const a = chan(), first = spawn(() => pick({ a }));
  yield* others();
  const second = spawn(() => recv(a));
  yield* others();
  yield* send(a, 1);
  yield* send(a, 2);
  const [r, v] = yield* all(first, second);
  assert.equal([r.value, v], [1, 2]);
});
behaviour("a waiting select is served once, though two channels become ready", function* () {
  const a = chan(), b = chan(), s = spawn(() => pick({ a, b }));
  yield* others();
  assert.ok(a.trySend(1));
  assert.not(b.trySend(2), "it is taken already");
  assert.is((yield* all(s))[0].case, "a");
});
behaviour("two selects, one value: exactly one gets it", function* () {
  const a = chan(), b = chan(), w = [0, 1].map(() => spawn(() => pick({ a, b })));
  yield* others();
  yield* send(a, 1);
  yield* others();
  assert.is(w.filter((o) => o.done).length, 1);
  yield* send(b, 2);
  const cases = (yield* all(...w)).map((r) => r.case).sort();
  assert.equal(cases, ["a", "b"]);
});
behaviour("select on both sides: values are neither lost nor doubled", function* () {
  const a = chan(), b = chan(), got: number[] = [];
  const s = spawn(function* () { for (let i = 0; i < 12; i++) yield* pick({ a: put(a, i), b: put(b, i) }); });
  const r = [0, 1].map(() => spawn(function* () { for (let i = 0; i < 6; i++) got.push((yield* pick({ a, b })).value); }));
  yield* all(s, ...r);
  assert.equal(got.sort((x, y) => x - y), upTo(12));
});
behaviour("a list of channels: case is the index", function* () {
  const list = [chan(), chan(1), null, chan()];
  yield* send(list[1], 5);
  assert.equal(yield* pick(list), { case: 1, value: 5, ok: true });
});
behaviour("an empty list waits for ever", function* () {
  const s = spawn(() => pick([]));
  yield* others();
  assert.is(waits(s), "select (no cases)");
}, 1);
behaviour("merging by select until both are closed loses nothing", function* () {
  let a: any = chan(), b: any = chan();
  const got: number[] = [], s = [a, b].map((c, k) => spawn(function* () { for (let i = 0; i < 5; i++) yield* send(c, k * 10 + i); c.close(); }));
  while (a !== null || b !== null) {
    const r = yield* pick({ a, b });
    if (r.ok) got.push(r.value);
    else if (r.case === "a") a = null;
    else b = null;
  }
  yield* all(...s);
  assert.equal(got.sort((x, y) => x - y), [0, 1, 2, 3, 4, 10, 11, 12, 13, 14]);
});
behaviour("a time-out is a case: it comes if nothing else does, and leaves nothing", function* () {
  assert.is((yield* pick({ a: chan(), late: after(10) })).case, "late");
});
behaviour("a time-out that did not come leaves nothing", function* () {
  const a = chan(), s = spawn(function* () { yield* nap(5); yield* send(a, 1); });
  assert.is((yield* pick({ a, late: after(10) })).case, "a");
  yield* all(s);
});
behaviour("quit channel: a worker in a select loop ends when it is closed", function* () {
  const jobs = chan(), quit = chan();
  const workers = upTo(3).map(() => spawn(function* () { let n = 0; for (;;) { const r = yield* pick({ jobs, quit }); if (r.case === "quit") return n; n++; } }));
  for (let i = 0; i < 9; i++) yield* send(jobs, i);
  quit.close();
  assert.is((yield* all(...workers)).reduce((x, y) => x + y), 9);
});
behaviour("select with dropping and sliding buffers: the send case is always ready", function* () {
  for (const buffer of ["dropping", "sliding"]) {
    const a = chan(1, { buffer });
    for (let i = 0; i < 3; i++) assert.is((yield* pick({ a: put(a, i), b: chan() })).case, "a");
    assert.equal(yield* recvOk(a), [buffer === "sliding" ? 2 : 0, true]);
  }
});
behaviour("what is no case is an error that names it", function* () {
  const e = yield* failing(pick({ a: chan(), wrong: 5 }));
  assert.equal([e.code, /`wrong`/.test(e.message)], ["SY5015", true]);
});

test.run();
