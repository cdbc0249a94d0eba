/**
 * The CPU suite: each program of suite.ts as plain JavaScript, transformed (fast and direct form) and really preempted every 10 ms, and as async functions (variants.ts).
 *
 *     npm run bench:cpu -w @sansync/bench -- [--only=richards,fib] [--variants=plain,fast] [--rounds=5] [--node=/path/to/another/node] [--save]
 *
 * One process per program and variant; they take turns round by round, and who begins changes; a variant more than 3 times as slow as plain runs in two rounds only. The figure of a round is
 * the lap at the first quarter (CPU time), that of a cell the median round; ratios are of those. `--save` writes results/cpu-<node version>.json and results/cpu.md. Exit status 1 if a
 * result was wrong or a process failed.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import type { Laps } from "./measure";
import { PROGRAMS, type Program } from "./suite";
import { table, type CpuResults, type ProgramCells, text } from "./table";
import { compileVariant, type Variant, VARIANTS } from "./variants";

const TIMEOUT_MS = 240_000;
const results = join(__dirname, "..", "results");

function option(name: string): string | undefined {
  return process.argv.slice(2).find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A quarter of the laps is faster: the neighbours on the machine, and laps in which V8 compiled something again, do not count. */
function quarter(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 2]!;
}

/** @returns what the process reported, or why it failed */
function lapsOf(node: string, file: string, { n, check }: Program): Promise<Laps | string> {
  return new Promise((done) => {
    const child = spawn(node, [file, String(n), String(check)], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_OPTIONS: "" } });
    let out = "", err = "", late = false;
    const timer = setTimeout(() => { late = true; child.kill("SIGKILL"); }, TIMEOUT_MS);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => { out += chunk; });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => { err += chunk; });
    child.on("error", (error) => { err += error.message; });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (late) done(`no end after ${TIMEOUT_MS / 1000} s`);
      else if (status !== 0 || out === "") done(`${signal ?? `exit status ${status}`}: ${err.split("\n").find((l) => /error/i.test(l))?.trim() ?? err.slice(0, 200)}`);
      else done(JSON.parse(out) as Laps);
    });
  });
}

async function compareOne(program: Program, variants: readonly Variant[], node: string, rounds: number): Promise<ProgramCells> {
  const folder = join(__dirname, "..", "dist", "cpu", program.name), cells: ProgramCells = {}, files = new Map<Variant, string>();
  rmSync(folder, { recursive: true, force: true });
  for (const variant of variants) {
    try {
      files.set(variant, compileVariant(program.name, variant, folder));
    } catch (error) {
      cells[variant] = { failed: (error as Error).message };
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < variants.length; i++) {
      const variant = variants[(i + round) % variants.length]!, cell = cells[variant], plain = cells.plain;
      if (cell?.failed !== undefined || (round > 1 && plain?.ms !== undefined && cell?.ms !== undefined && cell.ms > 3 * plain.ms)) continue;
      const found = await lapsOf(node, files.get(variant)!, program);
      if (typeof found === "string") {
        cells[variant] = { failed: found };
        continue;
      }
      const all = [...(cell?.rounds ?? []), quarter(found.laps)];
      cells[variant] = { ms: median(all), rounds: all, switches: (cell?.switches ?? 0) + found.switches, wall: (cell?.wall ?? 0) + found.wall };
    }
  }
  return cells;
}

function commit(): string {
  const hash = spawnSync("git", ["rev-parse", "--short", "HEAD"], { cwd: __dirname, encoding: "utf8" }).stdout?.trim() ?? "";
  const dirty = spawnSync("git", ["status", "--porcelain", "--", "runtime", "transformer"], { cwd: join(__dirname, "..", ".."), encoding: "utf8" }).stdout !== "";
  return `${hash}${dirty ? "+" : ""}`;
}

async function main(): Promise<void> {
  for (const arg of process.argv.slice(2)) if (!/^--(only|variants|rounds|node)=.|^--save$/.test(arg)) throw new Error(`unknown argument ${arg}; see the header of compare.ts`);
  const only = option("only")?.split(","), rounds = Number(option("rounds") ?? 5), node = option("node") ?? process.execPath;
  const programs = PROGRAMS.filter((p) => only === undefined || only.includes(p.name));
  for (const name of only ?? []) if (!PROGRAMS.some((p) => p.name === name)) throw new Error(`no program "${name}"; there are: ${PROGRAMS.map((p) => p.name).join(", ")}`);
  const variants = VARIANTS.filter((v) => v === "plain" || (option("variants") ?? VARIANTS.join()).split(",").includes(v));
  const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
  const file = join(results, `cpu-${version}.json`), save = process.argv.includes("--save");
  const old = save && (programs.length < PROGRAMS.length || variants.length < VARIANTS.length) && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CpuResults) : undefined;
  const found: CpuResults = {
    node: version, commit: commit(), date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${cpus().length} cores, load average ${loadavg()[0]!.toFixed(1)} at the start`, programs: { ...old?.programs },
  };
  let failures = 0;
  for (const program of programs) {
    const cells = await compareOne(program, variants, node, rounds);
    failures += Object.values(cells).filter((c) => c.failed !== undefined).length;
    found.programs[program.name] = { ...found.programs[program.name], ...cells };
    console.log(text(program, cells));
  }
  console.log(`\n${table(found)}`);
  if (save) {
    mkdirSync(results, { recursive: true });
    writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
    const all = readdirSync(results).filter((f) => /^cpu-v[\d.]+\.json$/.test(f)).sort().map((f) => JSON.parse(readFileSync(join(results, f), "utf8")) as CpuResults);
    const page = [
      "# The CPU suite", "",
      "Made by `npm run bench:cpu -w @sansync/bench -- --save` (bench/cpu); not to be edited. CPU milliseconds of a run as plain JavaScript; then ratios to it: **fast**, an ordinary build; **direct**, a build",
      "with the option `size`, which keeps a generator per call that may suspend; **async**, the same functions as async functions, their calls awaited. *fast* and *direct* run in a goroutine beside another one",
      "that wakes every 10 ms, so they are really suspended and resumed that often: *switches/s* counts how often it ran, by the clock. Results are checked in every run. The machine is shared: quote ratios. *range*: lowest and highest ratio of a round of fast to the median of plain.", "",
      ...all.flatMap((r) => [`## Node ${r.node}`, "", `${r.machine}; ${r.date}; commit ${r.commit}.`, "", table(r), ""]),
      "## Programs", "", "| program | what |", "|---|---|", ...PROGRAMS.map((p) => `| [${p.name}](../cpu/programs/${p.name}.ts) | ${p.title} |`), "",
    ];
    writeFileSync(join(results, "cpu.md"), page.join("\n"));
    console.log(`written: ${relative(process.cwd(), file)}, results/cpu.md`);
  }
  if (failures > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
