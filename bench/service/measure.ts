/**
 * The key-value service of examples/key-value, written four ways, under load: cheap requests alone, beside clients that read slowly, and beside one request that computes for about two seconds.
 *
 *     npm run bench:service -w @sansync/bench -- [--rounds=5] [--seconds=3] [--node=/path/to/another/node] [--save]
 *
 * The servers take turns, a process each; the clients run in this one, and ask at fixed times whether they were answered or not.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import ts from "typescript";
import { build, STYLES, type Style } from "../../examples/key-value/build";
import { ask, cheap, KEY_VALUE, slow } from "./load";

const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rounds = Number(option("rounds", "5")), seconds = Number(option("seconds", "3")), node = option("node", process.execPath);
const KEYS = 100_000, CHEAP = 20, SLOW = 50;
const examples = join(__dirname, "..", "..", "examples", "key-value"), programOf = build(join(__dirname, "..", "dist", "service"));

interface Figures {
  /** CPU microseconds of the server per cheap request. */
  readonly cpu: number;
  readonly alone: readonly number[];
  readonly slow: readonly number[];
  /** The most memory the server had, in MB, before and beside slow clients. */
  readonly memory: readonly [number, number];
  readonly beside: readonly number[];
  /** Seconds the expensive request took. */
  readonly expensive: number;
}

/** CPU microseconds of a process so far (Linux). */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
const memoryOf = ({ pid }: ChildProcess): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
const at = (share: number, list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;

async function withServer<T>(style: Style, body: (port: number, child: ChildProcess) => Promise<T>): Promise<T> {
  const child = spawn(node, [programOf(style), "--port=0", `--keys=${KEYS}`], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } });
  try {
    const [text] = (await once(child.stdout, "data")) as [Buffer];
    return await body(Number(/\d+/.exec(String(text))![0]), child);
  } finally {
    child.kill("SIGKILL");
  }
}

const load = (style: Style, text: string): Promise<Figures> => withServer(style, async (port, child) => {
  // to warm up: also what computes
  await cheap(KEY_VALUE, port, CHEAP, Promise.all([delay(1000), ask(port, `NEAR ${text.slice(0, 100)}`)]));
  const before = cpuOf(child), alone = await cheap(KEY_VALUE, port, CHEAP, delay(seconds * 1000)), cpu = (cpuOf(child) - before) / alone.length, memory = memoryOf(child);
  const stop = await slow(port, SLOW);
  await delay(1500); // until all of them are held back
  const beside50 = await cheap(KEY_VALUE, port, CHEAP, delay(seconds * 1000));
  const most = memoryOf(child);
  stop();
  await delay(300);
  let took = 0;
  const beside = await cheap(KEY_VALUE, port, CHEAP, delay(100).then(() => ask(port, `NEAR ${text}`)).then((answer) => { ({ took } = answer); }));
  return { cpu, alone, slow: beside50, memory: [memory, most], beside, expensive: took / 1000 };
});

/** Lines that hold more than blanks and comments. */
function linesOf(...files: string[]): number {
  let n = 0;
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(examples, file), "utf8"), ts.ScriptTarget.Latest), lines = new Set<number>();
    const visit = (node: ts.Node): void => {
      const children = node.getChildren(source);
      if (children.length === 0 && node.kind !== ts.SyntaxKind.EndOfFileToken && node.getWidth(source) > 0) {
        const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
        for (let l = source.getLineAndCharacterOfPosition(node.getStart(source)).line; l <= last; l++) lines.add(l);
      }
      for (const child of children) if (child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode) visit(child);
    };
    visit(source);
    n += lines.size;
  }
  return n;
}

async function compare(): Promise<void> {
  // so long that plain JavaScript computes for two seconds: as fast as the machine gets
  const text = await withServer("callbacks", async (port) => {
    let took = Infinity;
    for (let i = 0; i < 5; i++) took = Math.min(took, (await ask(port, `NEAR ${"ab".repeat(200)}`)).took);
    return "ab".repeat(Math.max(1, Math.min(1000, Math.round((200 * 2000) / took))));
  });
  const all = new Map<Style, Figures[]>(STYLES.map((style) => [style, []]));
  for (let round = 0; round < rounds; round++) for (const style of STYLES) {
    const figures = await load(style, text);
    all.get(style)!.push(figures);
    console.log(`${round} ${style.padEnd(10)} alone ${at(0.5, figures.alone).toFixed(2)} ${at(0.99, figures.alone).toFixed(2)}, slow ${at(0.5, figures.slow).toFixed(2)} ${at(0.99, figures.slow).toFixed(2)}, beside ${at(0.5, figures.beside).toFixed(1)} ${at(0.99, figures.beside).toFixed(1)} ${at(1, figures.beside).toFixed(1)}, ${figures.expensive.toFixed(2)} s`);
  }
  const names: Readonly<Record<Style, string>> = { callbacks: "callbacks", promises: "promises", "event-loop": "event loop by hand", goroutines: "goroutines" };
  const table = (folder: string): string => [
    "| | lines | CPU µs/request | p50, p99 alone, ms | beside 50 slow clients | memory they cost, MB | beside one that computes | and that one took, s |", "|---|--:|--:|--:|--:|--:|--:|--:|",
    ...STYLES.map((style) => {
      const of = all.get(style)!, median = (figure: (f: Figures) => number): number => at(0.5, of.map(figure));
      const ms = (share: number, which: "alone" | "slow" | "beside"): string => { const value = median((f) => at(share, f[which])); return value.toFixed(value < 10 ? 1 : 0); };
      const both = (which: "alone" | "slow" | "beside"): string => `${ms(0.5, which)}, ${ms(0.99, which)}`;
      return `| [${names[style]}](${folder}/${style}.ts) | ${linesOf(`${style}.ts`)} | ${median((f) => f.cpu).toFixed(0)} | ${both("alone")} | ${both("slow")} | ${median((f) => f.memory[1] - f.memory[0]).toFixed(0)} | **${both("beside")}** | ${median((f) => f.expensive).toFixed(1)} |`;
    }),
  ].join("\n");
  const version = spawnSync(node, ["-p", "process.version"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } }).stdout.trim();
  const notes = [
    `Lines without blank ones and comments; the three upper ones share \`line-buffer.ts\` (${linesOf("line-buffer.ts")}), all of them \`database.ts\` and \`settings.ts\` (${linesOf("database.ts", "settings.ts")}).`,
    `${KEYS.toLocaleString("en-US")} keys; cheap requests are GET and SET over ${CHEAP} connections, each every 10 ms, answered or not; slow clients ask for 20 MB each and read 80 kB/s.`,
    `Median of ${rounds} rounds, the servers in turn; Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}, clients on the same machine.`,
  ].join(" ");
  console.log(`${table("")}\n\n${notes}`);
  if (!process.argv.includes("--save")) return;
  const results = join(__dirname, "..", "results", `service-${/^v(\d+)/.exec(version)![1]!}.md`), page = join(__dirname, "..", "..", "docs", "four-ways.md");
  writeFileSync(results, `# One service, four ways\n\nMade by \`npm run bench:service -w @sansync/bench -- --save\` (bench/service); the story is in [docs/four-ways.md](../../docs/four-ways.md).\n\n${table("../../examples/key-value")}\n\n${notes}\n`);
  const [before, , after] = readFileSync(page, "utf8").split(/^<!-- bench:service.* -->$/m) as [string, string, string];
  writeFileSync(page, `${before}<!-- bench:service -->\n\n${table("../examples/key-value")}\n\n${notes}\n\n<!-- bench:service end -->${after}`);
  console.log(`written: ${[results, page].map((file) => relative(process.cwd(), file)).join(", ")}`);
}

compare().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
