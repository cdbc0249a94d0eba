/**
 * An HTTP echo server with a goroutine per request against plain node:http, under load by `wrk` (Debian: apt-get install wrk): requests per second, CPU microseconds of the server per request, and delays.
 * The servers live side by side, a process each, and take turns in many short rounds, so that what else the machine does falls on all of them; wrk runs on the same machine.
 *
 *     npm run bench:http -w @sansync/bench -- [--rounds=15] [--seconds=2] [--connections=64] [--node=/path/to/another/node] [--save]
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import ts from "typescript";
import { compile } from "../../fixtures/harness/compile";
import { cheap, HTTP } from "../service/load";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rounds = Number(option("rounds", "15")), seconds = Number(option("seconds", "2")), connections = option("connections", "64"), node = option("node", process.execPath);
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
const CHEAP = 20;
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

interface Server { readonly name: string; readonly child: ChildProcess; readonly port: string }

async function start(name: string, args: readonly string[]): Promise<Server> {
  const child = spawn(node, args as string[], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(String(data).trim()));
    child.once("exit", () => reject(new Error(`${name} ended`)));
  });
  return { name, child, port };
}

function wrk({ port }: Server, post: boolean, duration: number, connections: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const client = spawn("wrk", ["-t1", `-c${connections}`, `-d${duration}s`, "--latency", ...(post ? ["-s", join(__dirname, "post.lua")] : []), `http://127.0.0.1:${port}/hello/there`], { stdio: ["ignore", "pipe", "inherit"] });
    client.stdout.on("data", (data) => { text += String(data); });
    client.on("close", (status) => (status === 0 ? resolve(text) : reject(new Error(`wrk ended with ${String(status)}`))));
  });
}

async function load(server: Server, post: boolean, duration: number, connections: string): Promise<Figures> {
  const before = cpuOf(server.child), text = await wrk(server, post, duration, connections), used = cpuOf(server.child) - before;
  if (/Non-2xx|Socket errors/.test(text)) throw new Error(text);
  const count = Number(/(\d+) requests in/.exec(text)![1]);
  return { requests: Number(/Requests\/sec: +([\d.]+)/.exec(text)![1]), cpu: (used * 1e6) / count, p50: milliseconds(/50% +(\S+)/.exec(text)?.[1]), p99: milliseconds(/99% +(\S+)/.exec(text)?.[1]) };
}

/** How long cheap requests take while one computes: over a few connections, every 10 ms each, answered or not. */
async function besideHeavy({ port }: Server): Promise<number[]> {
  const answered = delay(100).then(() => new Promise<void>((resolve, reject) => { get(`http://127.0.0.1:${port}/heavy`, { agent: false }, (r) => r.resume().on("end", resolve)).on("error", reject); }));
  return (await cheap(HTTP, Number(port), CHEAP, answered)).sort((a, b) => a - b);
}

async function compare(): Promise<void> {
  const running: Server[] = [];
  for (const [name, args] of servers) running.push(await start(name, args));
  try {
    await report(running);
  } finally {
    for (const { child } of running) child.kill();
  }
}

async function report(running: readonly Server[]): Promise<void> {
  const rows: string[] = [], base = running[0]!;
  for (const post of [false, true]) {
    for (const server of running) await wrk(server, post, 3, connections);
    const all = new Map(running.map((server) => [server, [] as Figures[]]));
    for (let round = 0; round < rounds; round++) for (const server of round % 2 === 0 ? running : [...running].reverse()) all.get(server)!.push(await load(server, post, seconds, connections));
    const median = (server: Server, what: Figure): number => all.get(server)!.map((f) => f[what]).sort((a, b) => a - b)[rounds >> 1]!;
    for (const server of running) {
      const ratio = (what: Figure): string => (server === base ? "" : ` (${(median(server, what) / median(base, what)).toFixed(2)}x)`);
      rows.push(`| ${post ? "POST, 256 bytes" : "GET"} | ${server.name} | ${median(server, "requests").toFixed(0)}${ratio("requests")} | ${median(server, "cpu").toFixed(1)}${ratio("cpu")} | ${median(server, "p50").toFixed(2)} | ${median(server, "p99").toFixed(2)}${ratio("p99")} |`);
      console.log(rows[rows.length - 1]);
    }
  }
  const waits: string[] = [];
  for (const server of [base, running[running.length - 1]!]) {
    const all: number[][] = [];
    for (let round = 0; round < Math.min(rounds, 7); round++) all.push(await besideHeavy(server));
    const of = (share: number): number[] => all.map((delays) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))]!).sort((a, b) => a - b);
    const median = (share: number): string => of(share)[all.length >> 1]!.toFixed(1);
    waits.push(`| ${server.name} | ${median(0.5)} | ${median(0.99)} | ${of(0.99).map((ms) => ms.toFixed(0)).join(", ")} | ${median(1)} |`);
    console.log(waits[waits.length - 1]);
  }
  const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
  const page = [
    "# HTTP echo", "",
    `Made by \`npm run bench:http -w @sansync/bench -- --save\` (bench/http): a server gives back what it gets; wrk, ${connections} connections, on the same machine; median of ${rounds} rounds of ${seconds} s, the servers in turn. In brackets the ratio to the first line of its kind.`, "",
    `Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}.`, "",
    "| request | server | requests/s | CPU µs/request | p50, ms | p99, ms |", "|---|---|--:|--:|--:|--:|", ...rows, "",
    `Cheap requests over ${CHEAP} connections, every 10 ms each whether they are answered or not, beside a request that computes for about 2 s of CPU time:`, "",
    "| server | p50, ms | p99, ms | p99 of each round | longest, ms |", "|---|--:|--:|---|--:|", ...waits, "",
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
