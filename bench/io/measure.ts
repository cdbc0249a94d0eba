/**
 * Connections: 10,000 at the same time on loopback, one goroutine each, 10 messages echoed on each; what an idle one costs above plain Node; and that descriptors, goroutines and heap come back to the start.
 *
 *     npm run bench:io -w @sansync/bench -- [--connections=10000] [--messages=10] [--rounds=3] [--save]
 *
 * Server and clients are processes of their own; each needs as many descriptors as there are connections: the limit is raised to the hard one where the shell may, else fewer are used, and the page says so.
 * Exit status 1: a wrong or missing echo, something that did not come back, more than 1 KB of heap per idle connection above plain Node.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { compile } from "../../fixtures/harness/compile";
import type { Report } from "./report";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const limit = Number(spawnSync("sh", ["-c", "ulimit -n $(ulimit -Hn); ulimit -n"], { encoding: "utf8" }).stdout.replace("unlimited", "1000000"));
const connections = Math.min(Number(option("connections", "10000")), limit - 100), messages = Number(option("messages", "10")), rounds = Number(option("rounds", "3"));
const mains = ["goroutines.ts", "client.ts"].map((f) => join(__dirname, f)), out = join(__dirname, "..", "dist", "io"), compiled = compile(mains, __dirname, join(out, "goroutines"));
for (const m of mains) if (compiled.errorsOf(m) !== undefined) throw new Error(compiled.errorsOf(m));
ts.createProgram([join(__dirname, "plain.ts")], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ["node"], strict: true, skipLibCheck: true, rootDir: __dirname, outDir: join(out, "plain") }).emit();

interface Client { readonly echoes: number; readonly errors: number; readonly first?: string; readonly seconds: number; readonly goroutines: number; readonly descriptors: number }
interface Round { readonly client: Client; readonly start: Report; readonly idle: Report; readonly end: Report; readonly again: Report }

/** A process and the lines it prints. */
class Child {
  private readonly lines: string[] = [];
  private wanted: ((line: string) => void) | null = null;
  readonly process: ChildProcess;
  constructor(args: readonly string[]) {
    this.process = spawn("sh", ["-c", 'ulimit -n $(ulimit -Hn); exec "$@"', "sh", process.execPath, "--expose-gc", ...args], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } });
    let rest = "";
    this.process.stdout!.on("data", (d) => {
      const parts = (rest + String(d)).split("\n");
      rest = parts.pop()!;
      for (const line of parts) if (this.wanted !== null) { this.wanted(line); this.wanted = null; } else this.lines.push(line);
    });
    this.process.on("exit", (status) => { if (status !== 0 && status !== null) throw new Error(`${args[0]!} ended with ${status}`); });
  }
  line(): Promise<string> { return new Promise((resolve) => { const l = this.lines.shift(); if (l === undefined) this.wanted = resolve; else resolve(l); }); }
  async ask<T>(): Promise<T> { this.process.stdin!.write("\n"); return JSON.parse(await this.line()) as T; }
}

async function round(server: string): Promise<Round> {
  const s = new Child([server]), port = await s.line();
  try {
    const clients = async (): Promise<[Client, Report]> => {
      const c = new Child([compiled.outputOf(mains[1]!), port, String(connections), String(messages)]);
      if (await c.line() !== "idle") throw new Error("the clients are not there");
      await new Promise((r) => setTimeout(r, 500));
      const idle = await s.ask<Report>(), client = await c.ask<Client>();
      await new Promise((r) => setTimeout(r, 1000));
      return [client, idle];
    };
    await clients(); // warm
    const start = await s.ask<Report>(), [client, idle] = await clients(), end = await s.ask<Report>();
    await clients();
    return { client, start, idle, end, again: await s.ask<Report>() };
  } finally {
    s.process.kill();
  }
}

async function main(): Promise<void> {
  const all = new Map<string, Round[]>();
  for (let i = 0; i < rounds; i++) for (const [name, file] of [["node:net", join(out, "plain", "plain.js")], ["sansync", compiled.outputOf(mains[0]!)]] as const) {
    const r = await round(file);
    all.set(name, [...(all.get(name) ?? []), r]);
    console.log(name, JSON.stringify(r));
    if (r.client.errors > 0 || r.client.echoes !== connections * messages || r.client.goroutines !== 0 || r.client.descriptors > 0) { console.error("FAILED: clients", r.client); process.exitCode = 1; }
    if (r.end.descriptors !== r.start.descriptors || r.end.goroutines !== r.start.goroutines) { console.error("FAILED: descriptors or goroutines are left", r); process.exitCode = 1; }
    if (r.again.heap - r.start.heap > 20 * connections + 1e6) { console.error("FAILED: heap is left", r); process.exitCode = 1; }
  }
  const median = (name: string, f: (r: Round) => number): number => all.get(name)!.map(f).sort((a, b) => a - b)[rounds >> 1]!;
  const per = (name: string): number => median(name, (r) => (r.idle.heap - r.start.heap) / connections);
  const above = per("sansync") - per("node:net");
  if (above > 1024) { console.error(`FAILED: ${above.toFixed(0)} bytes of heap per idle connection above plain Node`); process.exitCode = 1; }
  const rows = [...all.keys()].map((name) => `| ${name} | ${per(name).toFixed(0)} | ${median(name, (r) => r.client.seconds).toFixed(2)} | ${(median(name, (r) => r.end.cpu - r.start.cpu) * 1e6 / (connections * messages)).toFixed(1)} | ${median(name, (r) => (r.again.heap - r.start.heap) / 1000).toFixed(0)} |`);
  const page = [
    "# Connections", "",
    `Made by \`npm run bench:io -w @sansync/bench -- --save\` (bench/io): ${connections.toLocaleString("en")} connections at the same time on loopback, from a client with a goroutine each; ${messages} messages of 64 bytes echoed on each; median of ${rounds} rounds.`,
    `${connections * messages} echoes in every round, no error; descriptors and goroutines of both processes were back at the start after each. An idle connection of sansync costs **${above.toFixed(0)} bytes** of heap above plain Node (a buffer of 256 bytes of the program's own lies outside of the heap).`, "",
    "| server | heap per idle connection, bytes | all echoes, s | CPU of the server per echo with its share of connecting, µs | heap left after two more waves, kB |", "|---|--:|--:|--:|--:|", ...rows, "",
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}.`, "",
  ].join("\n");
  console.log(page);
  if (process.argv.includes("--save")) {
    const file = join(__dirname, "..", "results", `io-${/^v(\d+)/.exec(process.version)![1]!}.md`);
    writeFileSync(file, page);
    console.log(`written: ${relative(process.cwd(), file)}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
