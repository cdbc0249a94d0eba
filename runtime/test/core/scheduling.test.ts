// Order, time slices, hand-over, seeds: what the scheduler promises.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { go as publicGo, gomaxprocs, gosched, goroutines, numGoroutine, sleep } from "sansync";
import { choicesLine, divergedAt, recorded, setChoices } from "../../dist/cjs/core/chooser.js";
import { host } from "../../dist/cjs/core/host.js";
import { slice } from "../../dist/cjs/core/slice.js";
import { $ss, FL, S, check, decided, main, type Body } from "./shape";

void publicGo;
function* rest(times: number): Body { let $1; for (let i = 0; i < times; i++) ($1 = $ss.call0("gosched", gosched, undefined), S.f) ? yield 0 : $1; }

test("goroutines start in the order of go, gosched goes to the tail", async () => {
  const log: string[] = [];
  await main(function* (): Body {
    let $1;
    for (const name of ["a", "b", "c"]) $ss.spawn(-1, (function* (): Body { for (let i = 0; i < 2; i++) { log.push(name + i); ($1 = $ss.call0("gosched", gosched, undefined), S.f) ? yield 0 : $1; } })());
    log.push("main");
    ($1 = $ss.frame(rest(3)), S.f) ? yield 0 : $1;
  });
  assert.equal(log, ["main", "a0", "b0", "c0", "a1", "b1", "c1"]);
});

test("a wake-up from outside runs nothing inside the foreign call", async () => {
  const c = $ss.chan<number>(-1, 0) as any; // eslint-disable-line @typescript-eslint/no-explicit-any
  const log: string[] = [];
  $ss.spawn(-1, (function* (): Body { let $1; log.push(`got ${($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1}`); })());
  await new Promise((r) => setImmediate(r)); // behind the turn
  assert.ok(c.trySend(1));
  log.push("after trySend");
  await Promise.resolve();
  log.push("after a microtask");
  await new Promise((r) => setImmediate(r)); // behind the turn
  assert.equal(log, ["after trySend", "after a microtask", "got 1"]);
});

test("CPU loops share: each gets its turns while the others compute, and timers fire", async () => {
  // the clock is driven by the loops themselves: every look at it costs one millisecond, so the test does not depend on the machine
  const now = host.now;
  let t = now() + 1e6;
  host.now = () => (t += 1);
  const watcher = FL[4]!;
  FL[4] = 0; // without the watcher thread: it lives in real time
  try {
    const log: string[] = [];
    await main(function* (): Body {
      let $1;
      const c = $ss.chan<number>(-1, 2);
      for (const name of ["a", "b"]) {
        $ss.spawn(-1, (function* (): Body {
          for (let i = 0; i < 40_000; i++) { if (i % 1000 === 0) log.push(name); check() && (yield 0); }
          ($1 = $ss.call1("c.send", c.send, c, 1), S.f) ? yield 0 : $1;
        })());
      }
      $ss.spawn(-1, (function* (): Body { for (;;) { ($1 = $ss.call1("sleep", sleep, undefined, 10), S.f) ? yield 0 : $1; log.push("tick"); } })());
      for (let i = 0; i < 2; i++) ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1;
    });
    const changes = log.filter((x, i) => i > 0 && x !== log[i - 1]).length;
    assert.ok(changes > 4, `the loops take turns: ${changes} changes`);
    assert.ok(log.filter((x) => x === "tick").length > 2, "the ticker ran beside them");
    assert.ok(log.indexOf("tick") < log.lastIndexOf("a") && log.indexOf("tick") < log.lastIndexOf("b"), "and not only at the end");
  } finally {
    host.now = now;
    FL[4] = watcher;
    slice.epoch = now();
  }
});

/** Run body with a clock that goes on by one millisecond at every look, and no watcher thread: it lives in real time. */
async function ownClock<R>(body: () => Body): Promise<R> {
  const now = host.now, watcher = FL[4]!;
  let t = now() + 1e6;
  host.now = () => (t += 1);
  FL[4] = 0;
  try { return await main<R>(body); } finally { host.now = now; FL[4] = watcher; slice.epoch = now(); }
}

test("a sleeper wakes after one slice at most, however many CPU loops there are; channel traffic does not starve them", async () => {
  const gaps: number[] = [], turns = [0, 0, 0, 0, 0, 0, 0, 0];
  let messages = 0;
  await ownClock(function* (): Body {
    let $1;
    const c = $ss.chan<number>(-1, 0);
    turns.forEach((_, k) => { $ss.spawn(-1, (function* (): Body { for (;;) { turns[k]++; check() && (yield 0); } })()); });
    $ss.spawn(-1, (function* (): Body { for (;;) { ($1 = $ss.call1("c.send", c.send, c, 1), S.f) ? yield 0 : $1; messages++; } })());
    $ss.spawn(-1, (function* (): Body { for (;;) ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1; })());
    for (let i = 0; i < 40; i++) {
      const t = host.now();
      ($1 = $ss.call1("sleep", sleep, undefined, 10), S.f) ? yield 0 : $1;
      gaps.push(host.now() - t);
    }
  });
  gaps.shift(); // until each loop has used up its first slice, nobody can know that it is one
  assert.ok(Math.max(...gaps) <= 40, `sleeps of 10 ms took ${gaps}; a queue of eight loops would make it 90`);
  assert.ok(turns.every((n) => n > 0), `every loop runs: ${turns}`);
  assert.ok(messages > 20, `messages: ${messages}`);
});

test("a CPU loop beside goroutines that are woken from outside all the time: what they write leaves before it goes on, and it gets its share", async () => {
  const late: number[] = [];
  let loops = 0, served = 0;
  await ownClock(function* (): Body {
    let $1;
    const c = $ss.chan<number>(-1, 0) as any; // eslint-disable-line @typescript-eslint/no-explicit-any
    $ss.spawn(-1, (function* (): Body { for (;;) { loops++; check() && (yield 0); } })());
    const wake = (): void => { c.trySend(1); if (served < 400) setImmediate(wake); };
    setImmediate(wake);
    for (; served < 400; served++) {
      ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1;
      const before = loops;
      process.nextTick(() => late.push(loops - before));
    }
  });
  assert.equal(late.filter((n) => n > 0), [], "steps of the loop before the answer left");
  assert.ok(loops > 100, `${loops} steps of the loop beside ${served} wake-ups`);
});

test("who was started before a sleep runs before the sleeper wakes, late as the turn may come", async () => {
  const log: string[] = [];
  await ownClock(function* (): Body {
    let $1;
    $ss.spawn(-1, (function* (): Body { log.push("started"); })());
    ($1 = $ss.call1("sleep", sleep, undefined, 1), S.f) ? yield 0 : $1;
    log.push("woke");
  });
  assert.equal(log, ["started", "woke"]);
});

test("always-ready channel traffic starves neither timers nor I/O", async () => {
  let immediates = 0, ticks = 0, stop = false;
  const again = (): void => { immediates++; if (!stop) setImmediate(again); };
  setImmediate(again);
  await main(function* (): Body {
    let $1;
    const c = $ss.chan<number>(-1, 0);
    $ss.spawn(-1, (function* (): Body { for (let i = 0; ; i++) ($1 = $ss.call1("c.send", c.send, c, i), S.f) ? yield 0 : $1; })());
    $ss.spawn(-1, (function* (): Body { for (;;) { ($1 = $ss.call1("sleep", sleep, undefined, 5), S.f) ? yield 0 : $1; ticks++; } })());
    for (let $2 = 0; ticks < 5 || immediates < 5; $2++) {
      ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1;
      if ($2 > 50_000_000) throw new Error(`starved: ${ticks} ticks, ${immediates} immediates`);
    }
  });
  stop = true;
  assert.ok(ticks >= 5 && immediates >= 5);
});

test("a goroutine suspended by a check goes on behind it: no check suspends it twice at the same place", async () => {
  // replay answers "preempt" with 1 always
  const trace = Array.from({ length: 200 }, () => "preempt:2:1").join(",");
  let steps = 0;
  setChoices({ trace });
  try {
    $ss.plain((function* (): Body { /* warm */ })());
    await main(function* (): Body { for (let i = 0; i < 50; i++) { steps++; check() && (yield 0); } });
  } finally { setChoices(null); }
  assert.is(steps, 50);
});

function* racing(log: string[]): Body {
  let $1;
  const c = $ss.chan<number>(-1, 1), done = $ss.chan<number>(-1, 0);
  for (let w = 0; w < 3; w++) {
    $ss.spawn(-1, (function* (): Body {
      for (let i = 0; i < 4; i++) { log.push(`w${w}.${i}`); ($1 = $ss.call1("c.send", c.send, c, w), S.f) ? yield 0 : $1; check() && (yield 0); }
      ($1 = $ss.call1("done.send", done.send, done, w), S.f) ? yield 0 : $1;
    })());
  }
  $ss.spawn(-1, (function* (): Body { for (;;) { log.push(`r${($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1}`); check() && (yield 0); } })());
  for (let w = 0; w < 3; w++) log.push(`done${($1 = $ss.call0("done.recv", done.recv, done), S.f) ? yield 0 : $1}`);
}

test("the same seed gives the same schedule, a recorded list replays it, different seeds differ", async () => {
  const runs = new Map<string, number>();
  for (let seed = 0; seed < 50; seed++) {
    const texts: string[] = [];
    let trace = "";
    for (let k = 0; k < 2; k++) {
      const log: string[] = [];
      setChoices({ seed });
      try { await main(() => racing(log)); trace = recorded(); assert.match(choicesLine(), new RegExp(`^SANSYNC_SEED=${seed} SANSYNC_TRACE=`)); } finally { setChoices(null); }
      texts.push(log.join(" "));
    }
    assert.is(texts[1], texts[0], `seed ${seed}`);
    const log: string[] = [];
    setChoices({ trace });
    try { await main(() => racing(log)); assert.is(divergedAt(), -1, `seed ${seed} replayed`); } finally { setChoices(null); }
    assert.is(log.join(" "), texts[0], `replay of seed ${seed}`);
    runs.set(texts[0]!, seed);
  }
  assert.ok(runs.size > 25, `50 seeds gave ${runs.size} schedules`);
});

test("a replay that does not fit says at which step", async () => {
  setChoices({ trace: "select:7:3,next:2:1" });
  try { await main(() => racing([])); assert.is(divergedAt(), 0); assert.match(choicesLine(), /diverged at step 0/); } finally { setChoices(null); }
});

test("run with a seed decides by it and production comes back afterwards", async () => {
  const logs: string[] = [];
  for (let k = 0; k < 2; k++) {
    const log: string[] = [];
    await main(() => racing(log), { seed: 5 });
    logs.push(log.join(" "));
  }
  assert.is(logs[0], logs[1]);
  assert.is(choicesLine(), "");
  void decided;
});

test("gomaxprocs is 1 and stays it; a wrong argument changes nothing either", () => {
  for (const n of [undefined, 2, 1, 0, -3, Number.MAX_SAFE_INTEGER]) assert.is(gomaxprocs(n), 1);
  for (const n of [NaN, -Infinity, 0.5, 2 ** 53, "1", null, [], 1n]) assert.throws(() => gomaxprocs(n as never), (e: TypeError & { code?: string }) => e instanceof TypeError && e.code === "SY5035");
  assert.is(gomaxprocs(), 1);
});

test("goroutines are listed, counted, named; identities tell their state", async () => {
  await main(function* (): Body {
    let $1;
    const before = numGoroutine();
    const c = $ss.chan<number>(-1, 0);
    const g = $ss.spawn(-1, (function* (): Body { ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1; })());
    assert.is(g.state, "runnable");
    ($1 = $ss.frame(rest(1)), S.f) ? yield 0 : $1;
    assert.equal([g.state, g.waitReason, numGoroutine() - before], ["waiting", "chan receive", 1]);
    g.name = "reader";
    assert.ok(goroutines().some((x) => x.id === g.id && x.name === "reader"));
    (c as any).close(); // eslint-disable-line @typescript-eslint/no-explicit-any
    ($1 = $ss.frame(rest(1)), S.f) ? yield 0 : $1;
    assert.equal([g.state, g.waitReason, numGoroutine() - before], ["dead", undefined, 0]);
  });
});

test("run abandons what main started, and what it waited on forgets it", async () => {
  const c = $ss.chan<number>(-1, 0) as any; // eslint-disable-line @typescript-eslint/no-explicit-any
  const before = numGoroutine();
  const v = await main(function* (): Body {
    let $1;
    for (let i = 0; i < 3; i++) $ss.spawn(-1, (function* (): Body { ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1; throw new Error("must not go on"); })());
    $ss.spawn(-1, (function* (): Body { ($1 = $ss.call1("sleep", sleep, undefined, 1e9), S.f) ? yield 0 : $1; })());
    ($1 = $ss.frame(rest(1)), S.f) ? yield 0 : $1;
    return "main";
  });
  assert.is(v, "main");
  assert.is(numGoroutine(), before);
  assert.not(c.trySend(1), "no abandoned receiver takes a value");
});

test("keepAlive leaves them running", async () => {
  const log: string[] = [];
  await main(function* (): Body { $ss.spawn(-1, (function* (): Body { let $1; ($1 = $ss.frame(rest(2)), S.f) ? yield 0 : $1; log.push("went on"); })()); }, { keepAlive: true });
  for (let i = 0; i < 100 && log.length === 0; i++) await new Promise((r) => setImmediate(r));
  assert.equal(log, ["went on"]);
});

test("main's context follows the signal; a time slice must be positive", async () => {
  const a = new AbortController();
  const seen: unknown[] = [];
  await $ss.run(-1, $ss.closure(function* (ctx: any): Body { // eslint-disable-line @typescript-eslint/no-explicit-any
    let $1;
    seen.push(ctx.err());
    a.abort();
    ($1 = $ss.frame(rest(1)), S.f) ? yield 0 : $1;
    seen.push(ctx.err()?.name);
  }, "main") as never, { signal: a.signal });
  assert.equal(seen, [undefined, "AbortError"]);
  try { await main(function* (): Body { /* */ }, { timeSliceMs: 0 }); assert.unreachable("must reject"); } catch (e) { assert.instance(e, RangeError); }
});

test.run();
