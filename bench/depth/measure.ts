/**
 * What deep recursion in a goroutine costs: heap at the bottom of four kinds of recursion at three depths, and what is left of it after the goroutine has ended. One process each.
 *
 *     npm run bench:depth -w @sansync/bench -- [--depths=250000,500000,1000000] [--save]
 *
 * Exit status 1 if a result is wrong, memory grows faster than linearly (by more than a tenth), or more than a hundredth of it is kept.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compile } from "../../fixtures/harness/compile";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const depths = option("depths", "250000,500000,1000000").split(",").map(Number), main = join(__dirname, "dive.ts");
const compiled = compile([main], __dirname, join(__dirname, "..", "dist", "depth")), errors = compiled.errorsOf(main);
if (errors !== undefined) throw new Error(errors);

interface Dive { readonly right: boolean; readonly bottom: number; readonly after: number }
function dive(kind: string, depth: number): Dive {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--expose-gc", "--max-old-space-size=8000", compiled.outputOf(main), kind, String(depth)], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
  if (status !== 0) throw new Error(`${kind} ${depth} ended with ${String(status)}\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Dive;
}

const rows: string[] = [];
for (const kind of ["direct", "mutual", "methods", "map"]) {
  const dives = depths.map((d) => dive(kind, d)), perCall = dives.map((d, i) => d.bottom / depths[i]!);
  rows.push(`| ${kind} | ${perCall.map((b) => b.toFixed(0)).join(" | ")} | ${(dives[dives.length - 1]!.bottom / 1e6).toFixed(0)} | ${(dives[dives.length - 1]!.after / 1e6).toFixed(1)} |`);
  if (dives.some((d) => !d.right || d.after > d.bottom / 100 + 1e6) || perCall.some((b) => b > perCall[0]! * 1.1)) process.exitCode = 1;
}
const table = [
  "# Deep recursion in a goroutine", "",
  "Made by `npm run bench:depth -w @sansync/bench -- --save` (bench/depth). Bytes of heap per level of recursion, measured at the bottom after a full collection, at each depth; then the heap in MB at the greatest depth, and what is",
  "left above the start when the goroutine has ended. A level of `map` is two calls: the function and its callback, and the call of `map` between them.", "",
  `| recursion | ${depths.map((d) => `${d.toLocaleString("en")} deep`).join(" | ")} | at the bottom, MB | afterwards, MB |`, `|---|${depths.map(() => "--:").join("|")}|--:|--:|`, ...rows, "",
  `Node ${process.version}.`, "",
].join("\n");
console.log(table);
if (process.argv.includes("--save")) {
  const file = join(__dirname, "..", "results", "depth.md");
  writeFileSync(file, table);
  console.log(`written: ${relative(process.cwd(), file)}`);
}
