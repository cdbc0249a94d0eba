/**
 * An HTTP echo server with a goroutine per request against plain node:http, under load by `wrk` (Debian: apt-get install wrk): requests per second, CPU microseconds of the server per request, and delays.
 * The servers take turns, one process each; wrk runs on the same machine.
 *
 *     npm run bench:http -w @sansync/bench -- [--rounds=5] [--seconds=5] [--connections=64] [--node=/path/to/another/node] [--save]
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { compile } from "../../fixtures/harness/compile";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rounds = Number(option("rounds", "5")), seconds = Number(option("seconds", "5")), connections = option("connections", "64"), node = option("node", process.execPath);
if (spawnSync("wrk", ["--version"]).error !== undefined) {
  console.error("bench:http needs wrk (Debian: apt-get install wrk)");
  process.exit(1);
}
const out = join(__dirname, "..", "dist", "http"), mains = ["goroutines.ts", "serve.ts"].map((f) => join(__dirname, f)), compiled = compile(mains, __dirname, join(out, "goroutines"));
for (const m of mains) if (compiled.errorsOf(m) !== undefined) throw new Error(compiled.errorsOf(m));
ts.createProgram([join(__dirname, "plain.ts")], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ["node"], strict: true, skipLibCheck: true, rootDir: __dirname, outDir: join(out, "plain") }).emit();

const servers: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["node:http, callback", [join(out, "plain", "plain.js"), "callback"]],
  ["node:http, async function", [join(out, "plain", "plain.js"), "async"]],
  ["node:http, go() per request", [compiled.outputOf(mains[0]!)]],
  ["sansync/http", [compiled.outputOf(mains[1]!)]],
];
type Figure = "requests" | "cpu" | "p50" | "p99";
type Figures = Record<Figure, number>;

/** CPU seconds of a process so far (Linux). */
function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function milliseconds(text: string | undefined): number {
  const [, value, unit] = /([\d.]+)(us|ms|s)/.exec(text ?? "") ?? [];
  return Number(value) * (unit === "us" ? 0.001 : unit === "s" ? 1000 : 1);
}

/** Cheap requests while one request computes for two seconds. */
async function load(args: readonly string[], post: boolean, beside = false): Promise<Figures> {
  const child = spawn(node, args as string[], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (data: Buffer) => resolve(String(data).trim()));
      child.once("exit", () => reject(new Error("the server ended")));
    });
    const wrk = (duration: number, connections: string): Promise<string> => new Promise((resolve, reject) => {
      let text = "";
      const client = spawn("wrk", ["-t1", `-c${connections}`, `-d${duration}s`, "--latency", ...(post ? ["-s", join(__dirname, "post.lua")] : []), `http://127.0.0.1:${port}/hello/there`], { stdio: ["ignore", "pipe", "inherit"] });
      client.stdout.on("data", (data) => { text += String(data); });
      client.on("close", (status) => (status === 0 ? resolve(text) : reject(new Error(`wrk ended with ${String(status)}`))));
    });
    await wrk(2, connections);
    if (beside) get(`http://127.0.0.1:${port}/heavy`, (r) => r.resume()).on("error", () => { /* it may still compute when the round is over */ });
    // beside a computing request: a few connections, so that delays are those of the server and not of a queue of its clients; while it computes
    const before = cpuOf(child), text = await wrk(beside ? 2 : seconds, beside ? "4" : connections), used = cpuOf(child) - before;
    if (/Non-2xx|Socket errors/.test(text)) throw new Error(text);
    const count = Number(/(\d+) requests in/.exec(text)![1]);
    return { requests: Number(/Requests\/sec: +([\d.]+)/.exec(text)![1]), cpu: (used * 1e6) / count, p50: milliseconds(/50% +(\S+)/.exec(text)?.[1]), p99: milliseconds(/99% +(\S+)/.exec(text)?.[1]) };
  } finally {
    child.kill();
  }
}

async function compare(): Promise<void> {
  const rows: string[] = [];
  for (const post of [false, true]) {
    const all = new Map<string, Figures[]>();
    for (let round = 0; round < rounds; round++) for (const [name, args] of servers) all.set(name, [...(all.get(name) ?? []), await load(args, post)]);
    const median = (name: string, what: Figure): number => all.get(name)!.map((f) => f[what]).sort((a, b) => a - b)[rounds >> 1]!;
    const base = servers[0]![0];
    for (const [name] of servers) {
      const ratio = (what: Figure): string => (name === base ? "" : ` (${(median(name, what) / median(base, what)).toFixed(2)}x)`);
      rows.push(`| ${post ? "POST, 256 bytes" : "GET"} | ${name} | ${median(name, "requests").toFixed(0)}${ratio("requests")} | ${median(name, "cpu").toFixed(1)}${ratio("cpu")} | ${median(name, "p50").toFixed(2)} | ${median(name, "p99").toFixed(2)}${ratio("p99")} |`);
      console.log(rows[rows.length - 1]);
    }
  }
  const waits: string[] = [];
  for (const [name, args] of [servers[0]!, servers[servers.length - 1]!]) {
    const all: Figures[] = [];
    for (let round = 0; round < rounds; round++) all.push(await load(args, false, true));
    const median = (what: Figure): string => all.map((f) => f[what]).sort((a, b) => a - b)[rounds >> 1]!.toFixed(what === "requests" ? 0 : 2);
    waits.push(`| ${name} | ${median("requests")} | ${median("p50")} | ${median("p99")} |`);
    console.log(waits[waits.length - 1]);
  }
  const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
  const page = [
    "# HTTP echo", "",
    `Made by \`npm run bench:http -w @sansync/bench -- --save\` (bench/http): a server gives back what it gets; wrk, ${connections} connections, ${seconds} s after 2 s to warm up, on the same machine; median of ${rounds} rounds. In brackets the ratio to the first line of its kind.`, "",
    `Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}.`, "",
    "| request | server | requests/s | CPU µs/request | p50, ms | p99, ms |", "|---|---|--:|--:|--:|--:|", ...rows, "",
    "Cheap requests over 4 connections, for 2 s, beside a request that computes for about 2 s of CPU time:", "",
    "| server | requests/s | p50, ms | p99, ms |", "|---|--:|--:|--:|", ...waits, "",
  ].join("\n");
  if (process.argv.includes("--save")) {
    const file = join(__dirname, "..", "results", `http-${/^v(\d+)/.exec(version)![1]!}.md`);
    writeFileSync(file, page);
    console.log(`written: ${relative(process.cwd(), file)}`);
  }
}

compare().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
