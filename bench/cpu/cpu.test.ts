/**
 * The programs of the CPU suite give their known results: as plain JavaScript, and transformed (ordinary build, option `size`, stress mode) called by plain code and in goroutines under hostile
 * seeds. SEED=n runs that seed alone; STRESS=1 runs 20 seeds instead of 2.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../../fixtures/harness/compile";
import type { Checked } from "./check";
import { PROGRAMS } from "./suite";

const main = join(__dirname, "check.ts");
const [first, last] = process.env["SEED"] ? [process.env["SEED"], process.env["SEED"]] : ["1", process.env["STRESS"] ? "20" : "2"];
const expected = Object.fromEntries(PROGRAMS.map((p) => [p.name, p.smallCheck]));

test("plain JavaScript", () => {
  const found = PROGRAMS.map(({ name, small }) => [name, (require(`./programs/${name}`) as { run(n: number): number }).run(small)]);
  assert.equal(Object.fromEntries(found), expected);
});

for (const [way, config] of [["an ordinary build", {}], ["the option size", { size: true }], ["stress mode", { stress: true }]] as const) {
  test(way, () => {
    const compiled = compile([main], __dirname, join(__dirname, "..", "dist", "cpu-test", way.replaceAll(" ", "-")), config);
    assert.is(compiled.errorsOf(main), undefined);
    const { stdout, stderr, status } = spawnSync(process.execPath, [compiled.outputOf(main), first!, last!], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
    assert.is(status, 0, stderr);
    const checked = JSON.parse(stdout) as Record<string, Checked>;
    assert.equal(Object.fromEntries(Object.entries(checked).map(([name, c]) => [name, c.plain])), expected, "called by plain code");
    const wrong = Object.entries(checked).flatMap(([name, c]) => c.seeded.flatMap((r, i) => (r === expected[name] ? [] : [`${name}, seed ${Number(first) + i}: ${r} instead of ${expected[name]}`])));
    assert.is(wrong.join("\n"), "", "in a goroutine");
    const idle = Object.entries(checked).filter(([, c]) => c.between === 0).map(([name]) => name);
    assert.is(idle.join(", "), "", "nobody else ran in between");
  });
}
test.run();
