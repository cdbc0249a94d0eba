// The heap of timers, against a sorted list: order, stop, one host timer, long delays.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { host } from "../../dist/cjs/core/host.js";
import { setChoices } from "../../dist/cjs/core/chooser.js";
import { armTimer, fireTimers, nextDue, pendingTimers, startTimer, stopTimer, timerDue, type Timer } from "../../dist/cjs/core/timers.js";
import { SEEDS, random } from "./shape";

/** Run body with a clock that stands at 0 and a host timer that is only written down. */
function still(body: (armed: () => number | null) => void): void {
  const { now, setTimer, clearTimer } = host;
  let armed: number | null = null;
  host.now = () => 0;
  host.setTimer = (ms) => { armed = ms; return 1; };
  host.clearTimer = () => { armed = null; };
  try {
    body(() => armed);
    armTimer(); // as the scheduler does at the end of a turn
    assert.is(pendingTimers(), 0, "the test leaves nothing");
    assert.is(armed, null, "no host timer without timers");
  } finally { Object.assign(host, { now, setTimer, clearTimer }); }
}

test("random starts, stops and firings equal a sorted list", () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    still(() => {
      const rnd = random(seed), list: { t: Timer; when: number; n: number }[] = [], fired: number[] = [];
      let n = 0, clock = 0;
      for (let step = 0; step < 60; step++) {
        const what = rnd(5);
        if (what < 3) {
          const when = clock + 1 + rnd(20), k = n++;
          list.push({ t: startTimer(when, (x: number) => { fired.push(x); }, k) as Timer, when, n: k });
        } else if (what === 3 && list.length > 0) {
          const [x] = list.splice(rnd(list.length), 1);
          assert.ok(stopTimer(x!.t), `seed ${seed}`);
          assert.not(stopTimer(x!.t), "only once");
        } else {
          clock += rnd(10);
          list.sort((a, b) => a.when - b.when || a.n - b.n);
          const want = list.filter((x) => x.when <= clock).map((x) => x.n);
          assert.is(timerDue(clock), want.length > 0);
          list.splice(0, want.length);
          fired.length = 0;
          fireTimers(clock);
          assert.equal(fired, want, `seed ${seed}`);
          assert.is(nextDue(), list.length === 0 ? Infinity : list[0]!.when);
        }
      }
      for (const x of list) stopTimer(x.t);
    });
  }
});

test("one host timer, for the earliest; a delay above 2^31-1 ms is chained, not fired at once", () => {
  still((armed) => {
    const year = 365 * 864e5, late = startTimer(year, () => assert.unreachable(), 0);
    assert.is(armed(), 2 ** 31 - 1);
    const soon = startTimer(5, () => undefined, 0);
    assert.is(armed(), 5);
    stopTimer(soon);
    armTimer();
    assert.is(armed(), 2 ** 31 - 1);
    fireTimers(2 ** 31);
    assert.is(pendingTimers(), 1);
    stopTimer(late);
  });
});

test("a timer started by one that fires waits for the next turn, even if it is due", () => {
  still(() => {
    let n = 0;
    const again = (): void => { if (++n < 100) startTimer(0, again, 0); };
    startTimer(0, again, 0);
    fireTimers(1);
    assert.is(n, 1);
    fireTimers(1);
    assert.is(n, 2);
    n = 1000;
    fireTimers(1);
  });
});

test("ties fire in the order of starting, and in any order under a seed", () => {
  still(() => {
    const orders = new Set<string>();
    for (let seed = -1; seed < 40; seed++) {
      const order: number[] = [];
      for (let i = 0; i < 3; i++) startTimer(7, (x: number) => { order.push(x); }, i);
      if (seed >= 0) setChoices({ seed });
      fireTimers(7);
      setChoices(null);
      if (seed < 0) assert.equal(order, [0, 1, 2]);
      orders.add(order.join());
    }
    assert.is(orders.size, 6);
  });
});

test("of ties, one that fires can stop another", () => {
  for (const seed of [undefined, 1, 2, 3, 4]) {
    still(() => {
      const order: number[] = [], ts: Timer[] = [];
      const fire = (x: number): void => { order.push(x); for (const t of ts) if (t.index !== -1) assert.ok(stopTimer(t)); };
      for (let i = 0; i < 3; i++) ts.push(startTimer(7, fire, i) as Timer);
      if (seed !== undefined) setChoices({ seed });
      fireTimers(7);
      setChoices(null);
      assert.is(order.length, 1, `seed ${seed}`);
    });
  }
});

test.run();
