/**
 * What the plugin adds to an editor: tsserver on a project of 100,000 lines, a file edited character by character, and after each the diagnostics that editors ask for (syntax, semantics, suggestions),
 * without the plugin and with it, in turns and in a process each. After every 8 characters nobody types for a second; an edit that comes before the analysis is done waits, and is counted so. At the end of a line, where
 * the text parses, nobody types until the findings are there. While the first analysis goes on somebody hovers over a name, ten times a second. Prints and keeps (results/editor.md) the median and the 95th percentile of
 * the time from edit to answer, how long a hover waited, the time until the findings of a pause are there, and the server's memory: what of its heap is alive, and what is resident (at the height of the first analysis, 5 s after it,
 * after all edits, and when nobody has typed for a minute then).
 *
 *     npm run bench:editor -w @sansync/bench -- [--lines=100000] [--rounds=3] [--edits=120] [--kind=connected] [--save]
 *
 * Goals: median at most 1.2 times that of tsserver alone, at most 150 ms more at the 95th percentile, at most 20 % more memory.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { TsServerSession } from "../../fixtures/harness/tsserver-session";
import { type Kind, make } from "../analysis/project";

const root = path.resolve(__dirname, "../..");
const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const lines = Number(option("lines", "100000")), rounds = Number(option("rounds", "3")), edits = Number(option("edits", "120")), kind = option("kind", "connected") as Kind;

/** What is typed, below the line `behind`; each line is whole statements. The files: ordinary code that nothing of ours is used in, and a program of goroutines. */
const places = [
  { name: "ordinary code", file: "src/copy0/compiler/analysis/1-collect/resolve.ts", behind: "  constructed(expression: ts.Expression, call: ts.NewExpression | undefined): Callee {", text: "    const own = expression.pos;\n    if (own > 17) { this.value(expression); }\n    for (const part of this.storedUnder(\"x\")) this.membersOf(part.kind, undefined!);\n" },
  { name: "goroutines", file: "src/copy1/programs/worker-pool/main.ts", behind: "function main() {", text: "  const extra = chan<number>(4);\n  go(() => { extra.send(collatz(7)); extra.close(); });\n  for (const v of extra) console.log(v);\n" },
];

/** Times in milliseconds, memory in MiB. */
interface Run {
  readonly times: Map<string, number[]>;
  /** Resident: the most until all is known for the first time, 5 s later, after all edits, and a minute later. */
  readonly peak: number;
  readonly begin: number;
  readonly mib: number;
  readonly idle: number;
  /** What is left of the heap after all edits when the dead is collected. */
  readonly live: number;
  readonly first: number;
  readonly analysed: number;
  readonly hovers: number[];
  readonly later: number[];
}

/** Written by live-heap.cjs. */
const liveHeap = (process.env["LIVE_HEAP"] = path.join(tmpdir(), `sansync-live-heap-${process.pid}`));
const sleep = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });
const since = (start: bigint): number => Number(process.hrtime.bigint() - start) / 1e6;

async function measure(folder: string, withPlugin: boolean): Promise<Run> {
  const session = new TsServerSession(require.resolve("typescript/lib/tsserver.js"), root, folder, withPlugin ? ["@sansync/plugin"] : [], ["--expose-gc", "-r", path.join(__dirname, "live-heap.cjs")]);
  const times = new Map<string, number[]>(), later: number[] = [], hovers: number[] = [];
  const memory = (of: "VmRSS" | "VmHWM"): number => Number(new RegExp(`${of}:\\s+(\\d+)`).exec(readFileSync(`/proc/${session.pid}/status`, "utf8"))![1]) / 1024, resident = (): number => memory("VmRSS");
  let first = 0, analysed = 0, peak = 0, start = 0;
  for (const { name, file, behind, text } of places) {
    const at = path.join(folder, file), own: number[] = [];
    const ask = async (): Promise<number> => {
      const start = process.hrtime.bigint();
      await session.ask("syntacticDiagnosticsSync", { file: at });
      await session.ask("semanticDiagnosticsSync", { file: at });
      await session.ask("suggestionDiagnosticsSync", { file: at });
      return since(start);
    };
    const line = readFileSync(at, "utf8").split("\n").indexOf(behind);
    if (line < 0) throw new Error(`${file} has no line \`${behind}\``);
    session.tell("open", { file: at, projectRootPath: folder });
    const begin = process.hrtime.bigint(), refreshed = session.event("projectsUpdatedInBackground");
    first = Math.max(first, await ask());
    if (times.size === 0) {
      let done = false;
      void (withPlugin ? refreshed : sleep(5000)).then(() => { done = true; analysed = since(begin); });
      while (!done) {
        await sleep(100);
        const start = process.hrtime.bigint();
        await session.ask("quickinfo", { file: at, line: line + 1, offset: behind.search(/\S/) + 2 }).catch(() => undefined); // nothing to say
        hovers.push(since(start));
      }
      hovers.shift(); // TypeScript has to look at the name first
      await ask();
      peak = memory("VmHWM");
      await sleep(5000);
      start = resident();
    } else if (withPlugin) await Promise.race([refreshed, sleep(5000)]); // it is part of what was analysed
    let row = line + 2, offset = 1;
    const change = (insertString: string, endLine = row, endOffset = offset): void => session.tell("change", { file: at, line: row, offset, endLine, endOffset, insertString });
    for (let n = 0, typed = 0; n < edits; n++) {
      const char = text[typed++ % text.length]!;
      if (typed % text.length === 1 && typed > 1) { // all of it goes, and begins anew
        session.tell("change", { file: at, line: line + 2, offset: 1, endLine: row, endOffset: offset, insertString: "" });
        [row, offset] = [line + 2, 1];
      }
      change(char);
      if (char === "\n") [row, offset] = [row + 1, 1]; else offset++;
      const told = session.event("projectsUpdatedInBackground"), edited = process.hrtime.bigint();
      own.push(await ask());
      if (char === "\n" && withPlugin) {
        await told;
        later.push(since(edited));
        await ask();
      } else if (n % 8 === 7 || char === "\n") await sleep(1000);
    }
    times.set(name, own);
    session.tell("change", { file: at, line: line + 2, offset: 1, endLine: row, endOffset: offset, insertString: "" }); // no file is left half-typed
  }
  const mib = resident();
  await sleep(60_000);
  const idle = resident();
  process.kill(session.pid, "SIGUSR2");
  while (!existsSync(liveHeap) || readFileSync(liveHeap, "utf8") === "") await sleep(100);
  const live = Number(readFileSync(liveHeap, "utf8")) / 2 ** 20;
  rmSync(liveHeap);
  await session.close();
  return { times, peak, begin: start, mib, idle, live, first, analysed, hovers, later };
}

const quantile = (xs: readonly number[], q: number): number => [...xs].sort((a, b) => a - b)[Math.min(xs.length - 1, Math.floor(xs.length * q))]!;

async function main(): Promise<void> {
  const folder = path.join(tmpdir(), `sansync-editor-${process.pid}`), written = make(folder, lines, kind);
  const runs: { plain: Run[]; plugin: Run[] } = { plain: [], plugin: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      runs.plain.push(await measure(folder, false));
      runs.plugin.push(await measure(folder, true));
    }
  } finally {
    TsServerSession.endAll();
    rmSync(folder, { recursive: true, force: true });
  }
  const row = (label: string, times: (r: Run) => readonly number[]): string => {
    const plain = runs.plain.flatMap(times), plugin = runs.plugin.flatMap(times);
    const [a, b, c, d] = [quantile(plain, 0.5), quantile(plugin, 0.5), quantile(plain, 0.95), quantile(plugin, 0.95)];
    return `| ${label} | ${a.toFixed(0)} | ${b.toFixed(0)} | ${(b / a).toFixed(2)} | ${c.toFixed(0)} | ${d.toFixed(0)} | ${(d - c).toFixed(0)} |`;
  };
  const both = (of: (r: Run) => number): { readonly plain: number; readonly plugin: number } => ({ plain: quantile(runs.plain.map(of), 0.5), plugin: quantile(runs.plugin.map(of), 0.5) });
  const peak = both((r) => r.peak), begin = both((r) => r.begin), idle = both((r) => r.idle), mib = both((r) => r.mib), live = both((r) => r.live), first = both((r) => r.first), longest = both((r) => Math.max(...r.hovers)), common = both((r) => quantile(r.hovers, 0.95));
  const later = runs.plugin.flatMap((r) => r.later);
  const table = [
    "# What the plugin adds to an editor", "",
    `Made by \`npm run bench:editor -w @sansync/bench -- --save\` (bench/editor): tsserver ${(require("typescript") as { version: string }).version} on a project of ${written.toLocaleString("en")} lines (${kind}), ${edits} edits of one character in each of ${places.length} files, ${rounds} rounds in turns; milliseconds from the edit to the last of syntactic, semantic and suggestion diagnostics; a second's pause after every 8, and one for the findings at the end of a line.`,
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}. Quote ratios.`, "",
    "| file | median, alone | with the plugin | ratio | p95, alone | with the plugin | more |", "|---|--:|--:|--:|--:|--:|--:|",
    ...places.map(({ name }) => row(name, (r) => r.times.get(name)!)), row("both", (r) => [...r.times.values()].flat()), "",
    "| memory, MiB | alone | with the plugin | ratio |", "|---|--:|--:|--:|",
    ...([["resident 5 s after the first analysis", begin], ["resident after all edits", mib], ["resident after a minute more, in which nobody types", idle], ["alive after all edits", live], ["the most that was resident until the first analysis was done", peak]] as const)
      .map(([label, { plain, plugin }]) => `| ${label} | ${plain.toFixed(0)} | ${plugin.toFixed(0)} | ${(plugin / plain).toFixed(2)} |`), "",
    `First answer of the session: ${(first.plain / 1000).toFixed(1)} s alone, ${(first.plugin / 1000).toFixed(1)} s with the plugin; the first analysis is done after ${(quantile(runs.plugin.map((r) => r.analysed), 0.5) / 1000).toFixed(1)} s.`,
    `Who hovers over a name during that waits ${longest.plugin.toFixed(0)} ms at most, ${common.plugin.toFixed(0)} ms at the 95th percentile (alone ${longest.plain.toFixed(0)} and ${common.plain.toFixed(0)}). Findings of a pause are there ${later.length === 0 ? "?" : quantile(later, 0.5).toFixed(0)} ms after the last character (p95 ${later.length === 0 ? "?" : quantile(later, 0.95).toFixed(0)}), 400 of which the plugin waits; ${later.length} pauses.`, "",
  ].join("\n");
  console.log(table);
  if (process.argv.includes("--save")) writeFileSync(path.join(root, "bench/results/editor.md"), table);
}

void main();
