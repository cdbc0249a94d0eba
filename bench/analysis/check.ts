/**
 * What `sansync check` takes of the time of `tsc --noEmit`, on the same project, in turns and in a process each: as users start both. Kept in results/check.md.
 * On shared machines one process runs a quarter faster than the next; what facts and rules add to TypeScript's part within one process (inside.ts) does not tell how fast that was.
 *
 *     npm run bench:check -w @sansync/bench -- [--lines=100000] [--rounds=5] [--save]
 *
 * Goal: at most 1.35 by the clock.
 */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { median } from "../report";
import { type Kind, make } from "./project";

const root = join(__dirname, "..", "..", ".."), option = (name: string, otherwise: number): number => Number(process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const lines = option("lines", 100_000), rounds = option("rounds", 5), load = loadavg()[0]!.toFixed(1);
const commands = [[require.resolve("typescript/bin/tsc"), "--noEmit"], [join(root, "runtime/bin/sansync.mjs"), "check"]] as const;

/** Seconds by the clock. */
function took(folder: string, args: readonly string[]): number {
  const start = performance.now(), { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status === null || status > 2 || stderr !== "") throw new Error(`${args.join(" ")} ended with ${String(status)}\n${stderr}`);
  return (performance.now() - start) / 1000;
}

/** Within one process: all over TypeScript's part. */
function inside(folder: string): number {
  const { typescript, own } = JSON.parse(spawnSync(process.execPath, [join(__dirname, "inside.js"), folder], { encoding: "utf8" }).stdout) as { typescript: number; own: number };
  return (typescript + own) / typescript;
}

const rows = (["both", "connected"] satisfies Kind[]).map((kind) => {
  const folder = join(tmpdir(), `sansync-check-${process.pid}`), written = make(folder, lines, kind), times: number[][] = [[], []], within: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [i, command] of commands.entries()) times[i]!.push(took(folder, command));
      within.push(inside(folder));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [plain, ours] = [times[0]!, times[1]!];
  return `| ${kind}, ${written.toLocaleString("en")} lines | ${median(plain).toFixed(1)} | ${median(ours).toFixed(1)} | ${(median(ours) / median(plain)).toFixed(2)} | ${median(plain.map((x, i) => ours[i]! / x)).toFixed(2)} | ${median(within).toFixed(2)} |`;
});
const table = [
  "# `sansync check` beside `tsc --noEmit`", "",
  `Made by \`npm run bench:check -w @sansync/bench -- --save\` (bench/analysis/check.ts): seconds by the clock, ${rounds} rounds in turns, a process each. "both": ordinary compiler code and programs of goroutines, some without an import in common; "connected": one module imports all.`,
  `Node ${process.version}, TypeScript ${ts.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${load}. Quote ratios.`, "",
  "| project | tsc --noEmit | sansync check | ratio of medians | median of ratios | within one process |", "|---|--:|--:|--:|--:|--:|", ...rows, "",
].join("\n");
console.log(table);
if (process.argv.includes("--save")) {
  const file = join(root, "bench/results/check.md");
  writeFileSync(file, table);
  console.log(`written: ${relative(process.cwd(), file)}`);
}
