/**
 * What one suspension costs: directly in a loop, through a function that blocks, and with 10, 100 and 1,000 calls beneath it, in a goroutine (gosched: the only one that is runnable, so each
 * suspension goes through the run queue and back), in a generator, and in an async function; and what recursion 1,000 deep costs that does not suspend. CPU time, one process each, in turns.
 *
 *     npm run bench:suspend -w @sansync/bench -- [--rounds=5] [--node=/path/to/another/node] [--save]
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { compile } from "../../fixtures/harness/compile";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rounds = Number(option("rounds", "5")), node = option("node", process.execPath);
const out = join(__dirname, "..", "dist", "suspend"), main = join(__dirname, "goroutines.ts"), other = join(__dirname, "plain.ts");
const compiled = compile([main], __dirname, join(out, "goroutines")), errors = compiled.errorsOf(main);
if (errors !== undefined) throw new Error(errors);
const plainProgram = ts.createProgram([other], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ["node"], strict: true, skipLibCheck: true, rootDir: __dirname, outDir: join(out, "plain") });
plainProgram.emit();

interface Row {
  readonly what: string; readonly ways: Readonly<Record<"goroutine" | "generator" | "async", readonly [file: string, kind: string] | undefined>>;
  /** Suspensions of a lap; fewer where each costs more with the depth. */
  readonly count: number; readonly generatorCount?: number;
}
const goroutine = compiled.outputOf(main), plain = join(out, "plain", "plain.js");
const atDepth = (depth: number): Row => ({ what: `${depth} calls beneath`, ways: { goroutine: [goroutine, String(depth)], generator: [plain, `yield-${depth}`], async: [plain, `async-${depth}`] }, count: 300_000, generatorCount: Math.max(5_000, 300_000 / depth) });
const table: readonly Row[] = [
  { what: "a resume of a generator, nothing else", ways: { goroutine: undefined, generator: [plain, "generator"], async: undefined }, count: 3_000_000 },
  { what: "in a loop", ways: { goroutine: [goroutine, "0"], generator: [plain, "queued"], async: [plain, "async-0"] }, count: 500_000 },
  { what: "through a function that blocks", ways: { goroutine: [goroutine, "helper"], generator: [plain, "yield-helper"], async: [plain, "async-helper"] }, count: 500_000 },
  atDepth(1), atDepth(10), atDepth(100), atDepth(1000),
];
const recursion: Row = { what: "recursion 1,000 deep, per level", ways: { goroutine: [goroutine, "recursion"], generator: [plain, "recursion"], async: undefined }, count: 2_000_000 };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
function once([file, kind]: readonly [string, string], count: number): number {
  const { stdout, stderr, status } = spawnSync(node, [file, kind, String(count)], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
  if (status !== 0) throw new Error(`${kind} ended with ${String(status)}\n${stderr.slice(-2000)}`);
  return median((JSON.parse(stdout) as { laps: number[] }).laps);
}

const figures = new Map<string, number[]>();
for (let round = 0; round < rounds; round++)
  for (const { what, ways, count, generatorCount } of [...table, recursion])
    for (const [way, at] of Object.entries(ways)) if (at !== undefined) figures.set(`${what} ${way}`, [...(figures.get(`${what} ${way}`) ?? []), once(at, way === "generator" ? generatorCount ?? count : count)]);
const figure = (row: Row, way: keyof Row["ways"]): number | undefined => (row.ways[way] === undefined ? undefined : median(figures.get(`${row.what} ${way}`)!));
const floor = figure(table[0]!, "generator")!;
const cell = (value: number | undefined): string => (value === undefined ? "" : `${value < 100 ? value.toFixed(1) : value.toFixed(0)} (${(value / floor).toFixed(1)}x)`);
const deep = figure(table[table.length - 1]!, "goroutine")! / figure(table[3]!, "goroutine")!, [goes, is] = [figure(recursion, "goroutine")!, figure(recursion, "generator")!];
const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
const page = [
  `## Node ${version}`, "",
  `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}; median of ${rounds} rounds.`, "",
  "| one suspension, ns | goroutine | generator (`yield*`) in a run queue | async function |", "|---|--:|--:|--:|",
  ...table.map((row) => `| ${row.what} | ${cell(figure(row, "goroutine"))} | ${cell(figure(row, "generator"))} | ${cell(figure(row, "async"))} |`), "",
  `1,000 calls beneath against 1, in a goroutine: ${deep.toFixed(2)}x. Recursion 1,000 deep that does not suspend: ${goes.toFixed(2)} ns a level in a goroutine, ${is.toFixed(2)} ns plainly (${(goes / is).toFixed(2)}x).`, "",
].join("\n");
console.log(page);
if (process.argv.includes("--save")) {
  const head = ["# What a suspension costs", "", "Made by `npm run bench:suspend -w @sansync/bench -- --save` (bench/suspend): CPU nanoseconds; in brackets the ratio to a bare resume of a generator. A goroutine suspends by `gosched()`, a generator by `yield`,", "an async function by `await null`; *calls beneath*: the function that suspends was called by that many others, each of which goes on when it returns.", "", ""].join("\n");
  const major = version.match(/^v(\d+)/)![1]!, file = join(__dirname, "..", "results", `suspend-${major}.md`);
  writeFileSync(file, head + page);
  console.log(`written: ${relative(process.cwd(), file)}`);
}
