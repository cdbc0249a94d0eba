/**
 * The performance guard: fails when a figure that does not depend on the machine is more than 15 % above the recorded one (baseline.json): bytes allocated per operation and kept per parked goroutine, code emitted for
 * four projects, and ratios of CPU time within one process. No absolute times. What depends on time or on V8 gets several attempts, the best counts: a regression fails all of them, a busy machine does not.
 *
 * FILTER=allocations (a part of a test's name) runs those alone. UPDATE=1 records what is found as the new baseline (for this major version of Node, where that matters); read the difference as a reviewer.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { test as uvuTest } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../../fixtures/harness/compile";
import { figures, projects } from "./emitted";

type Figures = Record<string, number>;
interface Baseline { emitted: Record<string, Figures>; allocations: Record<string, Figures>; ratios: Record<string, Figures> }

const TOLERANCE = 1.15, ATTEMPTS = 6;
const file = join(__dirname, "baseline.json"), update = process.env["UPDATE"] === "1", major = /^v(\d+)/.exec(process.version)![1]!;
const baseline: Baseline = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Baseline) : { emitted: {}, allocations: {}, ratios: {} };
const test = (name: string, body: () => void): unknown => (name.includes(process.env["FILTER"] ?? "") ? uvuTest(name, body) : undefined);
const out = join(__dirname, "..", "dist", "guard"), bench = join(__dirname, "..");

/** What is too high, one line each. `slack`: what a figure near zero may be above. */
function regressions(found: Figures, recorded: Figures, slack: number): string[] {
  return Object.entries(recorded).flatMap(([name, was]) => {
    const is = found[name];
    if (is === undefined) return [`${name}: is not measured any more (UPDATE=1 forgets it)`];
    return is <= was * TOLERANCE + slack ? [] : [`${name}: ${is.toFixed(2)}, recorded ${was.toFixed(2)} (+${((is / was - 1) * 100).toFixed(0)} %)`];
  });
}

const rounded = (found: Figures): Figures => Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Math.round(value * 100) / 100]));
const sayHow = "\nWanted, or worth its price? Record it: UPDATE=1, the same command.";

/** The recorded figures of this Node, else of the nearest major version. */
function recordedFor(by: Record<string, Figures>): Figures {
  const nearest = Object.keys(by).sort((a, b) => Math.abs(Number(a) - Number(major)) - Math.abs(Number(b) - Number(major)))[0];
  return nearest === undefined ? {} : by[nearest]!;
}

/** Measures until nothing is too high, or the attempts are used up; a figure is the least of its attempts. */
function attempt(measure: () => Figures, recorded: Figures, slack: number): string[] {
  const least: Figures = {};
  let bad: string[] = [];
  for (let i = 0; i < ATTEMPTS; i++) {
    for (const [name, value] of Object.entries(measure())) least[name] = Math.min(value, least[name] ?? Infinity);
    bad = regressions(least, recorded, slack);
    if (bad.length === 0) break;
  }
  return bad;
}

/** What is recorded: the median of five. */
function medians(measure: () => Figures): Figures {
  const all = Array.from({ length: 5 }, measure);
  return Object.fromEntries(Object.keys(all[0]!).map((name) => [name, all.map((f) => f[name]!).sort((a, b) => a - b)[2]!]));
}

function child(args: readonly string[]): Figures {
  const { stdout, stderr, status } = spawnSync(process.execPath, args as string[], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", SANSYNC_SEED: undefined } });
  assert.is(status, 0, stderr);
  return JSON.parse(stdout) as Figures;
}

function compiled(name: string, rootDir: string): string {
  const main = join(__dirname, name), result = compile([main], rootDir, join(out, name.replace(".ts", "")));
  assert.is(result.errorsOf(main), undefined);
  return result.outputOf(main);
}

for (const name of Object.keys(projects)) {
  test(`emitted code: ${name}`, () => {
    const found = rounded(figures(name));
    if (update) baseline.emitted[name] = found;
    assert.ok(baseline.emitted[name] !== undefined, `nothing is recorded for ${name}: UPDATE=1`);
    const bad = regressions(found, baseline.emitted[name]!, 0.005);
    assert.is(bad.length, 0, `${bad.join("\n")}${sayHow}`);
  });
}

test("allocations", () => {
  const program = compiled("allocations.ts", __dirname);
  const measure = (): Figures => rounded(child(["--expose-gc", "--no-opt", "--single-threaded-gc", "--min-semi-space-size=64", "--max-semi-space-size=128", "-r", join(__dirname, "clock.cjs"), program]));
  if (update) baseline.allocations[major] = medians(measure);
  const recorded = recordedFor(baseline.allocations);
  assert.ok(Object.keys(recorded).length > 10, "nothing is recorded: UPDATE=1");
  const bad = attempt(measure, recorded, 4);
  assert.is(bad.length, 0, `bytes\n${bad.join("\n")}${sayHow}`);
});

test("ratios of CPU time", () => {
  const program = compiled("ratios.ts", bench), plain = join(out, "plain"), programs = ["fib", "towers", "queens", "loops-int"].map((name) => join(bench, "cpu", "programs", `${name}.ts`));
  ts.createProgram(programs, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ["node"], strict: true, skipLibCheck: true, rootDir: join(bench, "cpu", "programs"), outDir: plain }).emit();
  const measure = (): Figures => rounded(child([program, plain]));
  if (update) baseline.ratios[major] = medians(measure);
  const recorded = recordedFor(baseline.ratios);
  assert.ok(Object.keys(recorded).length >= 6, "nothing is recorded: UPDATE=1");
  const bad = attempt(measure, recorded, 0.02);
  assert.is(bad.length, 0, `${bad.join("\n")}${sayHow}`);
});

test("a regression of 20 % is seen, one of 10 % is not", () => {
  assert.is(regressions({ a: 1.2 }, { a: 1 }, 0).length, 1);
  assert.is(regressions({ a: 1.1 }, { a: 1 }, 0).length, 0);
  assert.is(regressions({}, { a: 1 }, 0).length, 1);
  assert.is(attempt(() => ({ a: 1.2 }), { a: 1 }, 0).length, 1);
});

uvuTest.after(() => { if (update) writeFileSync(file, `${JSON.stringify(baseline, null, 1)}\n`); });
uvuTest.run();
