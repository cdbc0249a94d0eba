/**
 * What analysis and emit add to a build: a project made by replicating real sources (the transformer's own, which is ordinary compiler code, and the programs of fixtures/, which use goroutines everywhere), built by
 * TypeScript alone and with the transformer, one process each, in turns. Prints and keeps a table (results/analysis.md) of CPU time, peak memory and their ratios at 25,000, 50,000 and 100,000 lines; of
 * the same with a file that imports everything, so that nothing stands apart (docs/decisions/0010-files-that-stand-apart.md); and of each kind of source alone.
 *
 *     npm run bench:analysis -w @sansync/bench -- [--lines=25000,50000,100000] [--connected=25000,100000] [--alone=25000] [--rounds=3] [--save]
 */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { median } from "../report";
import { make } from "./project";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const sizes = option("lines", "25000,50000,100000").split(",").map(Number), connected = option("connected", "25000,100000").split(",").map(Number).filter((n) => n > 0), alone = Number(option("alone", "25000")), rounds = Number(option("rounds", "3"));

interface Run { readonly ms: number; readonly wall: number; readonly peakMiB: number; readonly bytes: number; readonly errors: number; readonly first?: string }

function build(mode: string, folder: string): Run {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--max-old-space-size=12000", join(__dirname, "case.js"), mode, folder], { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${mode} ended with ${String(status)}\n${stderr.slice(-3000)}`);
  return JSON.parse(stdout) as Run;
}

const rows: string[] = [];
for (const [size, kind] of [...sizes.map((s) => [s, "both"] as const), ...connected.map((s) => [s, "connected"] as const), ...(alone === 0 ? [] : [[alone, "compiler"], [alone, "programs"]] as const)]) {
  const folder = join(tmpdir(), `sansync-analysis-${process.pid}`);
  const lines = make(folder, size, kind);
  const runs = { plain: [] as Run[], sansync: [] as Run[] };
  try {
    for (let round = 0; round < rounds; round++) for (const mode of ["plain", "sansync"] as const) runs[mode].push(build(mode, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const ms = { plain: median(runs.plain.map((r) => r.ms)), sansync: median(runs.sansync.map((r) => r.ms)) };
  const mib = { plain: median(runs.plain.map((r) => r.peakMiB)), sansync: median(runs.sansync.map((r) => r.peakMiB)) };
  const wall = { plain: median(runs.plain.map((r) => r.wall)), sansync: median(runs.sansync.map((r) => r.wall)) };
  const spread = runs.plain.map((p, i) => (runs.sansync[i]!.ms / p.ms).toFixed(2)).join(" ");
  rows.push(`| ${lines} | ${kind} | ${(ms.plain / 1000).toFixed(1)} | ${(ms.sansync / 1000).toFixed(1)} | ${(ms.sansync / ms.plain).toFixed(2)} | ${spread} | ${(wall.sansync / wall.plain).toFixed(2)} | ${mib.plain} | ${mib.sansync} | ${(mib.sansync / mib.plain).toFixed(2)} | ${(runs.sansync[0]!.bytes / runs.plain[0]!.bytes).toFixed(2)} |`);
  const { errors, first } = runs.sansync[0]!;
  console.log(rows[rows.length - 1], errors > 0 ? `${errors} errors (plain ${runs.plain[0]!.errors}): ${first}` : "");
}
const table = [
  "# What the transformer adds to a build", "",
  `Made by \`npm run bench:analysis -w @sansync/bench -- --save\` (bench/analysis): create the program, check, emit; CPU time of the whole process (all its threads) in seconds, median of ${rounds}; the ratio of time by the clock; peak resident memory in MiB.`,
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}. Quote ratios.`, "",
  "*both*: compiler sources, which use no sansync, and programs that do, half of the lines each; no import connects them, so the former stand apart ([decision 10](../../docs/decisions/0010-files-that-stand-apart.md)).",
  "*connected*: the same, and a file that imports all others, so that everything is analysed and lowered. *compiler*, *programs*: one kind alone; where nothing uses sansync, nothing stands apart.", "",
  "| lines | sources | tsc, s | with sansync, s | ratio | ratio by round | by the clock | tsc, MiB | with sansync, MiB | ratio | emitted, ratio |", "|--:|---|--:|--:|--:|---|--:|--:|--:|--:|--:|", ...rows, "",
].join("\n");
if (process.argv.includes("--save")) {
  const file = join(__dirname, "..", "..", "results", "analysis.md");
  writeFileSync(file, table);
  console.log(`written: ${relative(process.cwd(), file)}`);
} else console.log(table);
