/**
 * What the command line takes: `sansync run` and `node --import sansync/register` against ts-node with types checked, and `sansync init` from an empty folder to the first output, without the installation.
 *
 *     npm run bench:commands -w @sansync/bench -- [--rounds=5] [--save]
 *
 * Exit status 1 if a program prints the wrong thing, `run` of the program that ts-node can run too takes more than 1.5 times its CPU time, or init and the first start together more than 30 s.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { bin, packed, removeTemporary, temporary } from "../../fixtures/harness/packed";

const rounds = Number(process.argv.find((a) => a.startsWith("--rounds="))?.slice(9) ?? 5), root = join(__dirname, "../.."), scratch = temporary("commands"), load = loadavg()[0]!.toFixed(1);
const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[xs.length >> 1]!;

interface Took { readonly cpu: number; readonly clock: number }

/** CPU seconds of a command and all processes of Node that it starts, and seconds by the clock. */
function took(cwd: string, command: string, args: readonly string[], prints: RegExp): Took {
  const times = join(scratch, "times"), start = performance.now();
  writeFileSync(times, "");
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, TS_NODE_PROJECT: "", NODE_OPTIONS: `-r ${join(__dirname, "cpu-time.cjs")}`, CPU_TIME: times } });
  if (status !== 0 || !prints.test(stdout)) throw new Error(`${args.join(" ")} ended with ${String(status)}\n${stdout}${stderr}`);
  return { cpu: readFileSync(times, "utf8").trim().split("\n").reduce((all, us) => all + Number(us), 0) / 1e6, clock: (performance.now() - start) / 1000 };
}

const programs = join(__dirname, "programs"), sansync = join(root, "runtime/bin/sansync.mjs");
const ways = [
  ["ts-node, types checked, of a program without goroutines", [join(root, "node_modules/ts-node/dist/bin.js"), "hello.ts"]],
  ["`sansync run` of the same", [sansync, "run", "hello.ts"]],
  ["`sansync run` of one with goroutines", [sansync, "run", "goroutines.ts"]],
  ["`node --import sansync/register` of it", ["--import", join(root, "runtime/bin/register.mjs"), "goroutines.ts"]],
] as const;
const figures = ways.map((): Took[] => []);
for (let round = 0; round < rounds; round++) for (const [i, [, args]] of ways.entries()) figures[i]!.push(took(programs, process.execPath, args, /^hello world$/m));
const cpu = figures.map((f) => median(f.map((t) => t.cpu))), ratio = cpu[1]! / cpu[0]!;

async function firstOutput(): Promise<readonly (readonly [string, Took])[]> {
  const from = await packed(), at = join(temporary("empty"), "first");
  mkdirSync(at);
  const init = took(at, process.execPath, [sansync, "init", "--yes", "--no-install", "--from", from], /package\.json \(new\)/);
  const install = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], { cwd: at, encoding: "utf8" });
  if (install.status !== 0) throw new Error(install.stderr);
  const check = took(at, process.execPath, [bin(at, "sansync/bin/sansync.mjs"), "doctor"], /All is well/), start = took(at, "npm", ["start"], /^6$/m);
  return [["init", init], ["its doctor", check], ["`npm start`: build and run", start]];
}

void firstOutput().then((steps) => {
  const all = { cpu: steps.reduce((sum, [, t]) => sum + t.cpu, 0), clock: steps.reduce((sum, [, t]) => sum + t.clock, 0) };
  const table = [
    "# The command line", "",
    `Made by \`npm run bench:commands -w @sansync/bench -- --save\` (bench/commands). CPU seconds of all processes and threads, median of ${rounds}; the machine is shared, so quote ratios.`, "",
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]!.model.trim()}, load ${load}.`, "",
    "| | CPU, s | ratio |", "|---|--:|--:|",
    ...ways.map(([name], i) => `| ${name} | ${cpu[i]!.toFixed(2)} | ${(cpu[i]! / cpu[0]!).toFixed(2)} |`), "",
    "From an empty folder to the first output, without `npm install`; one run:", "",
    "| | CPU, s | by the clock, s |", "|---|--:|--:|",
    ...[...steps, ["**together**", all] as const].map(([name, t]) => `| ${name} | ${t.cpu.toFixed(1)} | ${t.clock.toFixed(1)} |`), "",
  ].join("\n");
  console.log(table);
  if (ratio > 1.5 || all.clock > 30) process.exitCode = 1;
  if (process.argv.includes("--save")) {
    const file = join(__dirname, "..", "results", "commands.md");
    writeFileSync(file, table);
    console.log(`written: ${relative(process.cwd(), file)}`);
  }
}).finally(removeTemporary);
