// What a parked goroutine costs, and that nothing is left of ended ones. In a process of its own, with the collector at hand.
import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";

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
