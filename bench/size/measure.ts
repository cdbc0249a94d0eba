/**
 * Code size: what the transformer emits for real libraries (fixtures/libraries/list.ts) against what TypeScript alone emits for them with the same options: ordinary builds, the option `size` (which keeps the direct form), and
 * stress mode (where every function can suspend). In bytes, comments and all; and minified and zipped. And the size of the runtime that a browser would load.
 *
 *     npm run bench:size -w @sansync/bench -- [--only=NAME] [--save]
 *
 * `--save` writes results/size.md. Exit status 1 when an ordinary build or stress mode is above the limit of 2.5, comments included as both emits have them, or the runtime is above its own.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compileLibrary, type Way } from "../../fixtures/libraries/compile";
import { copyPackage, install } from "../../fixtures/libraries/install";
import { libraries, type Library } from "../../fixtures/libraries/list";
import { expand } from "../../fixtures/libraries/run";
import { bundled, zipped } from "./minify";

const limit = 2.5;
const only = process.argv.find((a) => a.startsWith("--only="))?.slice("--only=".length);

const ways = ["normal", "size", "stress"] as const;
interface Row { readonly name: string; readonly bytes: number; readonly ratios: readonly number[] }

/** Ratios: bytes of the three ways, then minified and zipped. */
function measure(library: Library): Row {
  const { home, source } = install(library);
  const folder = path.join(home, "size");
  mkdirSync(home, { recursive: true });
  copyPackage(library, source, folder);
  const files = expand(folder, library.sources);
  const sizes = (way: Way): { readonly bytes: number; readonly zipped: number } => {
    const texts = [...compileLibrary(folder, files, way).files.values()];
    return { bytes: texts.reduce((n, text) => n + Buffer.byteLength(text), 0), zipped: texts.reduce((n, text) => n + zipped(text), 0) };
  };
  const plain = sizes("plain"), others = ways.map(sizes);
  return { name: `${library.name} ${library.version}`, bytes: plain.bytes, ratios: [...others.map((o) => o.bytes / plain.bytes), ...others.map((o) => o.zipped / plain.zipped)] };
}

const rows = libraries.filter((l) => only === undefined || l.name.includes(only)).map((library) => {
  const row = measure(library);
  console.log(`${row.name.padEnd(34)} ${String(row.bytes).padStart(8)} bytes  ${row.ratios.map((r) => r.toFixed(2)).join("  ")}`);
  return row;
});
const worst = rows[0]!.ratios.map((_, i) => Math.max(...rows.map((r) => r.ratios[i]!)));
console.log(`${"largest".padEnd(34)} ${"".padStart(8)}        ${worst.map((r) => r.toFixed(2)).join("  ")}`);

const here = path.join(__dirname, "..");
const six = 'export { go, chan, select, sleep, WaitGroup, Mutex } from "sansync";';
/** What the transformer imports for a worker pool of twenty lines that uses the six. */
const emitted = "S, FL, preempt, isPlain, given, callees, taken, save0, save2, again0, again2, chan as made, call0, call1, send, selection, select as selected, goPlain, goEntry, goClosure, startedAt, spawn, sites";
/** Zipped, bytes, of the six alone. */
const runtimeLimit = 20_000;
const runtime = [
  ["`go`, `chan`, `select`, `sleep`, `WaitGroup`, `Mutex`", bundled(six, here)],
  ["the same, and what a compiled program imports that uses them", bundled(`${six} export { ${emitted} } from "sansync/internal/1";`, here)],
  ["everything, and what compiled code imports", bundled('export * from "sansync"; export * as abi from "sansync/internal/1";', here)],
] as const;
for (const [what, { minified, zipped: z }] of runtime) console.log(`runtime, ${what}: ${minified} bytes minified, ${z} zipped`);

if (process.argv.includes("--save") && only === undefined) {
  writeFileSync(path.join(here, "results", "size.md"), `# Size of emitted code

Bytes emitted for the sources of real libraries ([the list](../../fixtures/libraries/list.ts)) by the transformer, in units of what TypeScript alone emits for them with the same options: comments and all, then minified (esbuild) and zipped.
Limit: ${limit}. Written by \`npm run bench:size -w @sansync/bench -- --save\`.

| library | TypeScript alone, bytes | ordinary build | option \`size\` | stress mode | zipped: ordinary | zipped: \`size\` | zipped: stress |
|---|---:|---:|---:|---:|---:|---:|---:|
${rows.map((r) => `| ${r.name} | ${r.bytes.toLocaleString("en-US")} | ${r.ratios.map((x) => x.toFixed(2)).join(" | ")} |`).join("\n")}
| largest | | ${worst.map((x) => x.toFixed(2)).join(" | ")} |

These are JavaScript libraries without types, so most calls look their callee up: an ordinary build of typed code is smaller. In stress mode every function can suspend.

## The runtime

A bundle for browsers. [Decision 16](../../docs/decisions/0016-what-a-bundle-carries.md) says what is in it.

| a bundle of | minified, bytes | zipped, bytes |
|---|---:|---:|
${runtime.map(([what, size]) => `| ${what} | ${size.minified.toLocaleString("en-US")} | ${size.zipped.toLocaleString("en-US")} |`).join("\n")}
`);
}
if (runtime[0][1].zipped > runtimeLimit) {
  console.error(`the runtime is above its limit of ${runtimeLimit} bytes, zipped`);
  process.exitCode = 1;
}
if (worst[0]! > limit || worst[2]! > limit) {
  console.error(`above the limit of ${limit}`);
  process.exitCode = 1;
}
