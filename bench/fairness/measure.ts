/**
 * How long others wait: delays of a 1 ms timer, by the clock, while a CPU loop runs for 2 s, and while two goroutines exchange numbers through a channel that is always ready, for 2 s. One process each.
 *
 *     npm run bench:fairness -w @sansync/bench -- [--rounds=3] [--node=/path/to/another/node] [--save]
 *
 * By the clock, what the neighbours on the machine take is in the delays; by the CPU time of the process it is not: how much the program itself did before the sleeper ran.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { compile } from "../../fixtures/harness/compile";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rounds = Number(option("rounds", "3")), node = option("node", process.execPath), bench = join(__dirname, "..");
const main = join(__dirname, "goroutines.ts"), compiled = compile([main], __dirname, join(bench, "dist", "fairness-goroutines")), errors = compiled.errorsOf(main);
if (errors !== undefined) throw new Error(errors);
const built = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.peers.json"], { cwd: bench, stdio: "inherit" });
if (built.status !== 0) process.exit(1);
const goProgram = join(bench, "dist", "go", "bench");
mkdirSync(join(bench, "dist", "go"), { recursive: true });
if (spawnSync("go", ["build", "-o", goProgram, "go/main.go"], { cwd: bench, stdio: "inherit" }).error !== undefined) console.error("no `go` here: no Go figures");

type Way = "loop" | "channel";
const peers = join(bench, "dist", "fairness", "peers.mjs");
const implementations: readonly { readonly name: string; readonly ways: readonly Way[]; readonly command: (way: Way) => readonly string[] }[] = [
  { name: "sansync", ways: ["loop", "channel"], command: (way) => [node, compiled.outputOf(main), way] },
  ...(existsSync(goProgram) ? [{ name: "go (1 thread)", ways: ["loop", "channel"] as const, command: (way: Way) => [goProgram, "fairness", way] }] : []),
  { name: "async functions", ways: ["loop", "channel"], command: (way) => [node, peers, "promise-channel", way] },
  { name: "effect", ways: ["loop", "channel"], command: (way) => [node, peers, "effect", way] },
  { name: "ts-chan", ways: ["channel"], command: (way) => [node, peers, "ts-chan", way] },
  { name: "js-csp", ways: ["channel"], command: (way) => [node, peers, "js-csp", way] },
];

const titles: Readonly<Record<Way, string>> = { loop: "a CPU loop", channel: "a channel that is always ready" };
const rows: string[] = [];
for (const way of ["loop", "channel"] as const) {
  const delays = new Map<string, (readonly [clock: number[], cpu: number[]])[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, ways, command } of implementations) {
      if (!ways.includes(way)) continue;
      const [file, ...args] = command(way), { stdout, stderr, status } = spawnSync(file!, args, { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" }, timeout: 60_000 });
      if (status !== 0) throw new Error(`${name}, ${way} ended with ${String(status)}\n${stderr.slice(-2000)}`);
      delays.set(name, [...(delays.get(name) ?? []), (JSON.parse(stdout) as [number[], number[]]).map((list) => list.sort((a, b) => a - b)) as [number[], number[]]]);
    }
  }
  for (const [name, all] of delays) {
    const at = (share: number, list: 0 | 1): string => {
      const of = all.map(({ [list]: sorted }) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!).sort((a, b) => a - b);
      const value = of[of.length >> 1]!;
      return value.toFixed(value < 100 ? 1 : 0);
    };
    rows.push(`| ${titles[way]} | ${name} | ${all.map(([d]) => d.length).join(", ")} | ${at(0.5, 0)} | ${at(0.99, 0)} | ${at(1, 0)} | ${at(0.5, 1)} | ${at(0.99, 1)} | ${at(1, 1)} |`);
    console.log(rows[rows.length - 1]);
  }
}
const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
const page = [
  "# How long others wait", "",
  "Made by `npm run bench:fairness -w @sansync/bench -- --save` (bench/fairness). How late, in milliseconds by the clock, somebody wakes who sleeps 1 ms again and again, while others keep the thread busy for 2 seconds: by computing, or by exchanging",
  `numbers through a channel of capacity 128 whose both ends are always ready. Median of ${rounds} rounds of the middle delay, that of the hundredth longest, and the longest. *woken*: how often it woke in each round. By the clock, what other processes of the machine took is in the figures; *CPU* is what the program itself used from the beginning of the sleep until it ended, above 1 ms.`, "",
  `Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}.`, "",
  "| busy with | | woken | p50 | p99 | max | CPU p50 | CPU p99 | CPU max |", "|---|---|---|--:|--:|--:|--:|--:|--:|", ...rows, "",
].join("\n");
if (process.argv.includes("--save")) {
  const file = join(bench, "results", `fairness-${/^v(\d+)/.exec(version)![1]!}.md`);
  writeFileSync(file, page);
  console.log(`written: ${relative(process.cwd(), file)}`);
}
