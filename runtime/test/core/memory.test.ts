// What a parked goroutine costs, and that nothing is left of ended ones. In a process of its own, with the collector at hand.
import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";

// V8 says which optimized code it throws away because hidden classes have died. `control` shows that it does.
test("optimized code outlives the objects it was compiled for", () => {
  const program = `
    const $ss = require("sansync/internal/1"), { S } = $ss, { Mutex, WaitGroup, select } = require("sansync");
    class Dies { constructor() { this.a = 1; } }
    function control(o) { return o.a; }
    function* receive(c, n) { for (let i = 0; i < n; i++) { $ss.call0("c.recv", c.recv, c); if (S.f) yield -1; } }
    function* locks(m, wg, n) { for (let i = 0; i < n; i++) { $ss.call0("", m.lock, m); if (S.f) yield -1; $ss.call0("", require("sansync").gosched); if (S.f) yield -1; m.unlock(); } wg.done(); }
    function* main(done) {
      for (let i = 0; i < 20000; i++) control(new Dies());
      const a = $ss.chan(-1, 0), b = $ss.chan(-1, 4), m = new Mutex(), wg = new WaitGroup();
      $ss.spawn(-1, receive(a, 20000)); $ss.spawn(-1, receive(b, 20000)); wg.add(2); $ss.spawn(-1, locks(m, wg, 20000)); $ss.spawn(-1, locks(m, wg, 20000));
      for (let i = 0; i < 20000; i++) { $ss.call1("", a.send, a, i); if (S.f) yield -1; $ss.call1("", b.send, b, {}); if (S.f) yield -1; }
      $ss.call0("", wg.wait, wg); if (S.f) yield -1;
      $ss.spawn(-1, receive(a, 20000));
      for (let i = 0; i < 20000; i++) { $ss.call1("select", select, undefined, { a: require("sansync").send(a, 1), b }); if (S.f) yield -1; }
      done();
    }
    function round(n) { $ss.spawn(-1, main(() => setTimeout(() => { gc(); gc(); n > 0 ? round(n - 1) : process.exit(0); }, 20))); }
    round(2);`;
  const r = spawnSync(process.execPath, ["--expose-gc", "--trace-deopt", "-e", program], { cwd: __dirname, encoding: "utf8", timeout: 60_000, maxBuffer: 1 << 26, env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" } });
  assert.is(r.status, 0, r.stderr);
  const lost = r.stdout.split("\n").flatMap((l) => (l.includes("weak objects") ? [/SharedFunctionInfo ([^>]*)>/.exec(l)?.[1] ?? l] : []));
  assert.ok(lost.includes("control"), "V8 does not say it");
  assert.equal(lost.filter((name) => name !== "control" && name !== "Dies"), []);
});

function measured(program: string): number {
  const r = spawnSync(process.execPath, ["--expose-gc", "-e", `const $ss = require("sansync/internal/1"), { S } = $ss, { numGoroutine } = require("sansync");\n${program}`], { cwd: __dirname, encoding: "utf8", timeout: 60_000, env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" } });
  assert.is(r.status, 0, r.stdout + r.stderr);
  return Number(r.stdout);
}

test("a goroutine parked on a channel, in direct form: at most 512 bytes", () => {
  const bytes = measured(`
    const N = 50000, c = $ss.chan(-1, 0);
    function* recv() { let $1; return ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield -1 : $1; }
    gc(); const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < N; i++) $ss.spawn(-1, recv());
    setTimeout(function look() { if ([...require("sansync").goroutines()].some((g) => g.state !== "waiting")) { setTimeout(look, 5); return; } gc(); console.log((process.memoryUsage().heapUsed - before) / N); process.exit(0); }, 50);`);
  assert.ok(bytes > 50 && bytes <= 512, `${bytes} bytes`);
});

test("nothing is left of goroutines that ended", () => {
  const bytes = measured(`
    const N = 50000, c = $ss.chan(-1, 0);
    function* recv() { let $1; return ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield -1 : $1; }
    function round(done) {
      for (let i = 0; i < N; i++) $ss.spawn(-1, recv());
      let sent = 0;
      (function drain() { while (sent < N && c.trySend(0)) sent++; sent < N || numGoroutine() > 0 ? setTimeout(drain, 1) : done(); })();
    }
    round(() => { gc(); const before = process.memoryUsage().heapUsed; round(() => { gc(); console.log((process.memoryUsage().heapUsed - before) / N); process.exit(0); }); });`);
  assert.ok(bytes < 20, `${bytes} bytes per ended goroutine`);
});

test.run();
