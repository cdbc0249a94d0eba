/**
 * The benchmark runner.
 *
 * One process per case and implementation; for each case the implementations take turns, round by round (A B C A B C …), so that a busy minute
 * of the machine hits all of them; who is more than 5 times as slow as sansync runs in the first round only. Figure of a round: the median lap;
 * figure of a cell: the median round. Times are CPU times (see harness/recorder.ts).
 *
 *     npm run bench -w @sansync/bench -- [--case=a,b] [--peer=a,b] [--rounds=n] [--quick] [--save]
 *
 * A full run writes results/<node version>.json and results/README.md; a run with --case or --peer only prints, unless --save merges its cells
 * into that file. --quick: one cold lap, one round; it checks that everything runs and gives no figures worth quoting; it is never saved.
 * Exit status 1 if a cell failed.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { CASES, type BenchCase, findCase } from "./harness/case-list.js";
import type { Report } from "./harness/recorder.js";
import { type Cell, markdown, median, remarks, type Results, rows, terminalTable } from "./report.js";

const DIST = __dirname;
const RESULTS = join(DIST, "..", "results");
const ROUNDS = 5;
/** A process that takes longer is stopped and shown as failed. */
const TIMEOUT_MS = 180_000;

interface Implementation {
  readonly name: string;
  readonly version: () => string;
  /** The file that must be there for the case, and the command that runs it. */
  readonly file: (c: BenchCase) => string;
  readonly command: (c: BenchCase) => readonly string[];
}

/** Flags of every measured node process. The heap limit is for the million sleepers of the peers. */
const NODE = [process.execPath, "--expose-gc", "--max-old-space-size=12000"];

/** The select cases share a file; every other case of sansync has its own. */
const sansyncFile = (c: BenchCase): string => join(DIST, "cases", `${c.name.startsWith("select-") ? "select" : c.name}.js`);

function peer(name: string, file: string, version: () => string): Implementation {
  return { name, version, file: () => join(DIST, "peers", file), command: (c) => [...NODE, join(DIST, "peers", file), c.name] };
}

const IMPLEMENTATIONS: readonly Implementation[] = [
  { name: "sansync", version: () => `${packageVersion("sansync")}${commit()}`, file: sansyncFile, command: (c) => [...NODE, sansyncFile(c), c.name] },
  {
    name: "go",
    version: () => spawnSync("go", ["version"], { encoding: "utf8" }).stdout?.match(/go(\d\S*)/)?.[1] ?? "not here",
    file: () => join(DIST, "go", "bench"),
    command: (c) => [join(DIST, "go", "bench"), c.name],
  },
  peer("promise-channel", "promise-channel.js", () => "in this repository"),
  peer("promise-try", "promise-try.js", () => "in this repository"),
  peer("effect", "effect.mjs", () => packageVersion("effect")),
  peer("effection", "effection.mjs", () => packageVersion("effection")),
  peer("ts-chan", "ts-chan.mjs", () => packageVersion("ts-chan")),
  peer("js-csp", "js-csp.js", () => packageVersion("js-csp")),
];

function packageVersion(name: string): string {
  for (let dir = DIST; ; ) {
    const file = join(dir, "node_modules", name, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
    const up = join(dir, "..");
    if (up === dir) return "not installed";
    dir = up;
  }
}

/**
 * The commit that was measured. A "+" at its end: with changes in runtime or transformer that are not committed. In an exported tree, which is what to
 * measure while others build in this one, BENCH_COMMIT says it.
 */
function commit(): string {
  const given = process.env["BENCH_COMMIT"];
  if (given !== undefined) return ` (${given})`;
  const hash = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: DIST, encoding: "utf8" }).stdout?.trim();
  if (hash === undefined || hash === "") return "";
  const dirty = spawnSync("git", ["status", "--porcelain", "--", "runtime", "transformer"], { cwd: join(DIST, "..", ".."), encoding: "utf8" }).stdout !== "";
  return ` (${hash}${dirty ? "+" : ""})`;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  return `${model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, ${type()} ${release()}, load average ${loadavg()[0]!.toFixed(1)} at the start`;
}

/** Runs one process. Never rejects: what goes wrong is in `failed`. */
function measure(implementation: Implementation, c: BenchCase, quick: boolean): Promise<Report & { readonly failed?: string }> {
  const [command, ...args] = implementation.command(c);
  return new Promise((resolve) => {
    const child = spawn(command!, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, BENCH_QUICK: quick ? "1" : "0" },
    });
    let out = "", err = "", late = false;
    const timer = setTimeout(() => { late = true; child.kill("SIGKILL"); }, TIMEOUT_MS);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => { out += chunk; });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => { err += chunk; });
    child.on("error", (error) => { err += error.message; });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      const line = out.split("\n").find((l) => l.startsWith('{"case":'));
      if (late) return resolve({ case: c.name, failed: `no end after ${TIMEOUT_MS / 1000} s` });
      if (status !== 0) return resolve({ case: c.name, failed: `${signal ?? `exit status ${status}`}: ${firstError(err)}` });
      if (line === undefined) return resolve({ case: c.name, failed: "ended without a report" });
      const report = JSON.parse(line) as Report;
      if (report.unable === undefined && report.check !== c.expect) {
        return resolve({ case: c.name, failed: `checksum ${report.check}, expected ${c.expect}` });
      }
      resolve(report);
    });
  });
}

/** The line of a crash report that says what happened, without the paths of this machine. */
function firstError(text: string): string {
  const lines = text.split("\n").map((l) => l.trim()).filter((l) => l !== "");
  const line = lines.find((l) => /error|panic|fatal|SY\d{4}/i.test(l)) ?? lines[0] ?? "no message";
  return line.replace(/(?:file:\/\/)?(?:\/[\w.@+-]+)+\//g, "").slice(0, 200);
}

/** The figure of one round in the unit of the case. */
function figureOf(report: Report, c: BenchCase): number | undefined {
  return c.kind === "memory" ? report.value : median(report.laps ?? []) / c.ops;
}

/** More than 5 times as slow as sansync: one round tells enough. */
function farBehind(cell: Cell | undefined, sansync: Cell | undefined): boolean {
  return cell?.figure !== undefined && sansync?.figure !== undefined && cell.figure > 5 * sansync.figure;
}

async function measureCase(c: BenchCase, implementations: readonly Implementation[], rounds: number, quick: boolean): Promise<Record<string, Cell>> {
  const cells: Record<string, Cell> = {};
  const taken: Record<string, number[]> = {};
  for (let round = 0; round < Math.min(rounds, c.maxRounds ?? rounds); round++) {
    for (const implementation of implementations) {
      const name = implementation.name;
      const before = cells[name];
      if (before?.unable !== undefined || before?.failed !== undefined || farBehind(before, cells["sansync"])) continue;
      if (!existsSync(implementation.file(c))) {
        cells[name] = { unable: name === "go" ? "not built: no `go` on this machine" : "not built" };
        continue;
      }
      const report = await measure(implementation, c, quick);
      const figure = figureOf(report, c);
      if (report.unable !== undefined) cells[name] = { unable: report.unable };
      else if (report.failed !== undefined) cells[name] = { failed: report.failed };
      else if (figure === undefined || !(figure > 0)) cells[name] = { failed: "reported no figure" };
      else {
        (taken[name] ??= []).push(figure);
        cells[name] = { figure: median(taken[name]), rounds: taken[name] };
      }
    }
  }
  return cells;
}

function option(name: string): string | undefined {
  return process.argv.slice(2).find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
}

async function main(): Promise<void> {
  for (const arg of process.argv.slice(2)) {
    if (!/^--(case|peer|rounds)=.|^--(quick|save)$/.test(arg)) throw new Error(`unknown argument ${arg}; see the header of run.ts`);
  }
  const quick = process.argv.includes("--quick");
  const rounds = quick ? 1 : Number(option("rounds") ?? ROUNDS);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds is a whole number from 1");
  const cases = option("case")?.split(",").map(findCase) ?? CASES;
  const wanted = option("peer")?.split(",");
  const implementations = IMPLEMENTATIONS.filter((i) => wanted === undefined || wanted.includes(i.name));
  for (const name of wanted ?? []) {
    if (!IMPLEMENTATIONS.some((i) => i.name === name)) throw new Error(`no peer "${name}"; there are: ${IMPLEMENTATIONS.map((i) => i.name).join(", ")}`);
  }
  const partial = option("case") !== undefined || wanted !== undefined;
  const save = !quick && (!partial || process.argv.includes("--save"));

  const file = join(RESULTS, `${process.version}.json`);
  const old = save && partial && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
  const versions: Record<string, string> = { ...old?.versions };
  for (const i of implementations) versions[i.name] = i.version();
  const cells: Record<string, Record<string, Cell>> = {};
  for (const c of CASES) if (old?.cells[c.name] !== undefined) cells[c.name] = { ...old.cells[c.name] };
  const date = new Date().toISOString().slice(0, 10);
  const results: Results = { node: process.version, machine: machine(), versions: { v8: process.versions.v8, ...versions }, date, cells };

  const columns = IMPLEMENTATIONS.map((i) => i.name);
  const measured = implementations.map((i) => i.name);
  let failures = 0;
  for (const c of cases) {
    const fresh = await measureCase(c, implementations, rounds, quick);
    failures += Object.values(fresh).filter((cell) => cell.failed !== undefined).length;
    cells[c.name] = { ...cells[c.name], ...fresh };
    const one: Results = { ...results, cells: { [c.name]: fresh } };
    console.log(terminalTable(rows(one, measured)));
    for (const line of remarks(one, measured)) console.log(`  ${line}`);
  }
  if (save) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(file, JSON.stringify(results, null, 1) + "\n");
    const all = readdirSync(RESULTS).filter((f) => /^v[\d.]+\.json$/.test(f)).sort();
    writeFileSync(join(RESULTS, "README.md"), markdown(all.map((f) => JSON.parse(readFileSync(join(RESULTS, f), "utf8")) as Results), columns));
    console.log(`wrote results/${process.version}.json and results/README.md`);
  }
  if (failures > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
