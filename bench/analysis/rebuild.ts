/**
 * One edit under `--watch`: what a rebuild takes with TypeScript alone and with sansync, each a watcher in a process of its own that is told to rebuild in turn. Edits go round through many files: a line at the head of a function's body, so
 * that nothing else has to be checked again. Then the same as users see it: `tsc --watch` and `sansync build --watch`, from the saved file to the line that says that the rebuild is done. Kept in results/rebuild.md.
 *
 *     npm run bench:rebuild -w @sansync/bench -- [--lines=100000] [--kind=connected] [--edits=80] [--save]
 *
 * The first edits of each watcher compile the watcher itself: a quarter of them is left out.
 */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { patchProgram } from "@sansync/transformer";
import ts from "typescript";
import { median } from "../report";
import { type Kind, make } from "./project";

interface Rebuild { readonly wall: number; readonly cpu: number }

const head = /(\): (?:void|boolean|string|number|ts\.\w+) \{\n)/;

/** As `sansync build --watch` makes programs. */
const withSansync: ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram> = (rootNames, options, host, old, configFileParsingDiagnostics) => {
  const oldProgram = (old as { getProgramOrUndefined?(): ts.Program | undefined } | undefined)?.getProgramOrUndefined?.();
  const program = ts.createProgram({ rootNames: rootNames ?? [], options: options ?? {}, ...(host ? { host } : {}), ...(oldProgram ? { oldProgram } : {}) });
  return ts.createEmitAndSemanticDiagnosticsBuilderProgram(patchProgram(ts, program), host!, old, configFileParsingDiagnostics);
};

/** A watcher that rebuilds when it is told the number of an edit, and answers with what that took. */
function watcher(mode: string, folder: string): void {
  const texts = new Map<string, string>();
  let watched: { readonly file: string; readonly changed: ts.FileWatcherCallback }[] = [], pending: (() => void) | undefined;
  // Edits are in memory, and are told at once: disks and the system's notices are not asked for.
  const system: ts.System = {
    ...ts.sys, readFile: (file, encoding) => texts.get(file) ?? ts.sys.readFile(file, encoding), writeFile: () => undefined,
    watchFile: (file, changed) => { const one = { file, changed }; watched.push(one); return { close: () => { watched = watched.filter((w) => w !== one); } }; },
    watchDirectory: () => ({ close: () => undefined }),
    setTimeout: (callback) => { pending = callback as () => void; return 1; }, clearTimeout: () => { pending = undefined; },
  };
  const host = ts.createWatchCompilerHost(join(folder, "tsconfig.json"), {}, system, mode === "plain" ? ts.createEmitAndSemanticDiagnosticsBuilderProgram : withSansync, () => undefined, () => undefined);
  ts.createWatchProgram(host);
  const files = ts.sys.readDirectory(join(folder, "src"), [".ts"]).filter((file) => head.test(readFileSync(file, "utf8")));
  const every = Math.max(1, Math.floor(files.length / 20)), edited = files.filter((_, i) => i % every === 0);
  process.on("message", (edit: number) => {
    const file = edited[edit % edited.length]!;
    texts.set(file, readFileSync(file, "utf8").replace(head, (line) => `${line}  const edit${edit} = ${edit}; void edit${edit};\n`));
    const start = performance.now(), before = process.cpuUsage();
    for (const one of watched) if (one.file === file) one.changed(file, ts.FileWatcherEventKind.Changed, new Date());
    pending!();
    const used = process.cpuUsage(before);
    process.send!({ wall: performance.now() - start, cpu: (used.user + used.system) / 1000 } satisfies Rebuild);
  });
  process.send!("ready");
}

/** Milliseconds from the saved file to the end of the rebuild, for each edit, with the commands that users start. */
async function asSeen(folder: string, command: readonly string[], edits: number): Promise<number[]> {
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] }), times: number[] = [];
  let done: () => void = () => undefined, failed: (error: Error) => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => { if (text.includes("Watching for file changes")) done(); });
  child.once("exit", () => { failed(new Error(`${command.join(" ")} ended`)); });
  const rebuilt = (): Promise<void> => new Promise((resolve, reject) => { [done, failed] = [resolve, reject]; });
  try {
    await rebuilt();
    const file = ts.sys.readDirectory(join(folder, "src"), [".ts"]).find((f) => head.test(readFileSync(f, "utf8")))!, text = readFileSync(file, "utf8");
    for (let edit = 0; edit < edits; edit++) {
      await new Promise((later) => { setTimeout(later, 1000); });
      const end = rebuilt(), start = performance.now();
      writeFileSync(file, text.replace(head, (line) => `${line}  const edit${edit} = ${edit}; void edit${edit};\n`));
      await end;
      times.push(performance.now() - start);
    }
    writeFileSync(file, text);
  } finally {
    failed = () => undefined;
    child.kill("SIGKILL");
  }
  return times.slice(Math.floor(edits / 4));
}

async function compare(): Promise<void> {
  const option = (name: string, otherwise: string): string => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
  const kind = option("kind", "connected") as Kind, edits = Number(option("edits", "80"));
  const folder = join(tmpdir(), `sansync-rebuild-${process.pid}`), lines = make(folder, Number(option("lines", "100000")), kind);
  const seen: Record<string, number[]> = {};
  const children = new Map<string, ChildProcess>(), runs: Record<string, Rebuild[]> = { plain: [], sansync: [] };
  const said = (child: ChildProcess): Promise<unknown> => new Promise((resolve, reject) => {
    const ended = (): void => { reject(new Error("a watcher ended")); };
    child.once("exit", ended).once("message", (answer) => { child.off("exit", ended); resolve(answer); });
  });
  const end = (): void => { for (const child of children.values()) child.removeAllListeners("exit").kill(); };
  try {
    for (const mode of ["plain", "sansync"]) {
      const child = fork(__filename, ["watcher", mode, folder], { execArgv: ["--max-old-space-size=8000"] });
      children.set(mode, child);
      await said(child);
    }
    for (let edit = 0; edit < edits; edit++)
      for (const [mode, child] of children) {
        const answer = said(child);
        child.send(edit);
        runs[mode]!.push((await answer) as Rebuild);
      }
    end();
    for (const [mode, command] of [["plain", [require.resolve("typescript/bin/tsc"), "--watch"]], ["sansync", [join(__dirname, "..", "..", "..", "runtime/bin/sansync.mjs"), "build", "--watch"]]] as const) seen[mode] = await asSeen(folder, command, 20);
  } finally {
    end();
    rmSync(folder, { recursive: true, force: true });
  }
  const from = Math.floor(edits / 4), of = (mode: string, what: keyof Rebuild): number[] => runs[mode]!.slice(from).map((r) => r[what]);
  const compared = (name: string, a: readonly number[], b: readonly number[]): string =>
    `| ${name} | ${median(a).toFixed(0)} | ${median(b).toFixed(0)} | ${(median(b) / median(a)).toFixed(2)} | ${median(a.map((x, i) => b[i]! / x)).toFixed(2)} |`;
  const row = (name: string, what: keyof Rebuild): string => compared(name, of("plain", what), of("sansync", what));
  const table = [
    "# A rebuild after one edit", "",
    `Made by \`npm run bench:rebuild -w @sansync/bench -- --save\` (bench/analysis/rebuild.ts): ${lines} lines (${kind}), ${edits - from} edits in 20 files, a watcher of TypeScript alone and one with sansync in turns. Milliseconds, medians.`,
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}. Quote ratios.`, "",
    "| | tsc --watch | with sansync | ratio of medians | median of ratios |", "|---|--:|--:|--:|--:|", row("by the clock", "wall"), row("CPU time, all threads", "cpu"),
    compared("from the saved file to the end, as users see it", seen["plain"]!, seen["sansync"]!), "",
    "Both watchers wait 250 ms for further edits before they begin, which the last line contains.", "",
  ].join("\n");
  console.log(table);
  if (!process.argv.includes("--save")) return;
  const file = join(__dirname, "..", "..", "results", "rebuild.md");
  writeFileSync(file, table);
  console.log(`written: ${relative(process.cwd(), file)}`);
}

if (process.argv[2] === "watcher") watcher(process.argv[3]!, process.argv[4]!);
else void compare();
