// goexit, deferred calls, errors of finally blocks: what runs when a function or goroutine is left.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { gosched, goexit, panic } from "sansync";
import { $ss, S, SEEDS, decided, main, type Body } from "./shape";

function* yielding(): Body { ($ss.call0("gosched", gosched, undefined), S.f) ? yield 0 : 0; }

function goexitProgram(log: string[]): () => Body {
  return function* (): Body {
    const c = $ss.chan<number>(-1, 0);
    $ss.spawn(-1, (function* (): Body {
      let $1;
      try {
        try {
          ($1 = $ss.frame((function* (): Body {
            try { ($1 = $ss.call0("goexit", goexit, undefined), S.f) ? yield 0 : $1; log.push("not reached"); }
            catch { log.push("goexit is no error"); }
            finally { log.push("inner"); ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1; log.push("inner went on"); }
            log.push("not reached");
          })()), S.f) ? yield 0 : $1;
          log.push("not reached");
        } catch { log.push("goexit is no error"); }
        finally { log.push("outer"); }
        log.push("not reached");
      } finally {
        ($1 = $ss.call1("c.send", c.send, c, 1), S.f) ? yield 0 : $1; // a finally that parks
        log.push("sent");
      }
    })());
    let $1;
    for (let i = 0; i < 4; i++) ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1;
    log.push(`got ${($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1}`);
    for (let i = 0; i < 4; i++) ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1;
  };
}

test("goexit runs finally blocks, also ones that park, and no catch", async () => {
  const log: string[] = [];
  await main(goexitProgram(log));
  assert.equal(log, ["inner", "inner went on", "outer", "got 1", "sent"]);
});

test("the same under hostile schedules", async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const log: string[] = [];
    await decided({ seed }, goexitProgram(log));
    assert.equal(log.slice(0, 3), ["inner", "inner went on", "outer"], `seed ${seed}`);
    assert.ok(log.includes("got 1") && !log.includes("not reached") && !log.includes("goexit is no error"), `seed ${seed}: ${log}`);
  }
});

test("an error thrown by a finally during goexit can be caught, and unwinding goes on behind", async () => {
  const log: string[] = [];
  await main(function* (): Body {
    $ss.spawn(-1, (function* (): Body {
      let $1;
      try {
        try {
          ($1 = $ss.frame((function* (): Body {
            try { ($1 = $ss.call0("goexit", goexit, undefined), S.f) ? yield 0 : $1; }
            finally { throw new Error("in finally"); } // eslint-disable-line no-unsafe-finally
          })()), S.f) ? yield 0 : $1;
        } catch (e) { log.push(`caught ${(e as Error).message}`); }
      } finally { log.push("outer"); }
    })());
    let $1;
    for (let i = 0; i < 4; i++) ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1;
  });
  assert.equal(log, ["caught in finally", "outer"]);
});

function* withDefers(log: string[], fns: (() => unknown)[], fail?: unknown): Body {
  let $1;
  const d = $ss.defers();
  try {
    for (const f of fns) $ss.deferred(d, f);
    log.push("body");
    if (fail !== undefined) throw fail;
    return "value";
  } catch (e) { $ss.failed(d, e); } finally { ($1 = $ss.runDefers(d), S.f) ? yield 0 : $1; }
}

test("deferred calls: last in first out, may park, keep the value", async () => {
  const log: string[] = [];
  const blocking = $ss.closure(function* (): Body { let $1; ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1; log.push("parked"); }, "blocking");
  const v = await main(function* (): Body { let $1; return ($1 = $ss.frame(withDefers(log, [() => log.push("first"), blocking, () => log.push("last")])), S.f) ? yield 0 : $1; });
  assert.is(v, "value");
  assert.equal(log, ["body", "last", "parked", "first"]);
});

test("an error in one does not stop the others; the last wins and keeps the former as cause", async () => {
  const log: string[] = [];
  const one = new Error("one"), two = new Error("two"), three = new Error("three");
  try {
    await main(function* (): Body {
      let $1;
      return ($1 = $ss.frame(withDefers(log, [() => { throw three; }, () => log.push("between"), () => { throw two; }], one)), S.f) ? yield 0 : $1;
    });
    assert.unreachable("must throw");
  } catch (e) {
    assert.is(e, three);
    assert.is(three.cause, two);
    assert.is(two.cause, one);
  }
  assert.equal(log, ["body", "between"]);
});

test("goexit runs deferred calls", async () => {
  const log: string[] = [];
  await main(function* (): Body {
    let $1;
    $ss.spawn(-1, (function* (): Body {
      const d = $ss.defers();
      try { $ss.deferred(d, () => log.push("deferred")); ($1 = $ss.call0("goexit", goexit, undefined), S.f) ? yield 0 : $1; }
      catch (e) { $ss.failed(d, e); } finally { ($1 = $ss.runDefers(d), S.f) ? yield 0 : $1; }
    })());
    for (let i = 0; i < 3; i++) ($1 = $ss.frame(yielding()), S.f) ? yield 0 : $1;
  });
  assert.equal(log, ["deferred"]);
});

test("panic throws the value itself; of nothing it has Go's words", () => {
  try { panic("boom"); } catch (e) { assert.is(e, "boom"); }
  assert.throws(() => panic(undefined), "panic called with nil argument");
});

test("gosched and goexit outside of goroutines say so", () => {
  for (const f of [gosched, goexit]) assert.throws(f, (e: Error) => (e as { code?: string }).code === "SY5007" && e.message.startsWith(`${f.name}() was called outside`));
});

test.run();
