/**
 * Code size: what the transformer emits for real libraries (fixtures/libraries/list.ts) against what TypeScript alone emits for them with the same options, in bytes; ordinary builds and
 * stress mode (where every function has the direct form), with the sources' comments and without.
 *
 *     npm run bench:size -w @sansync/bench -- [--only=NAME] [--save]
 *
 * `--save` writes results/size.md. Exit status 1 when a ratio is above the limit of 2.5, comments included as both emits have them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compileLibrary, type Way } from "../../fixtures/libraries/compile";
import { copyPackage, install } from "../../fixtures/libraries/install";
import { libraries, type Library } from "../../fixtures/libraries/list";
import { expand } from "../../fixtures/libraries/run";

const limit = 2.5;
const only = process.argv.find((a) => a.startsWith("--only="))?.slice("--only=".length);

interface Row { readonly name: string; readonly bytes: number; readonly ratios: readonly number[] }

function measure(library: Library): Row {
  const { home, source } = install(library);
  const folder = path.join(home, "size");
  mkdirSync(home, { recursive: true });
  copyPackage(library, source, folder);
  const files = expand(folder, library.sources);
  const size = (way: Way, removeComments: boolean): number => [...compileLibrary(folder, files, way, { removeComments }).files.values()].reduce((n, text) => n + Buffer.byteLength(text), 0);
  const plain = size("plain", false), bare = size("plain", true);
  return { name: `${library.name} ${library.version}`, bytes: plain, ratios: [size("normal", false) / plain, size("stress", false) / plain, size("normal", true) / bare, size("stress", true) / bare] };
}

const rows = libraries.filter((l) => only === undefined || l.name.includes(only)).map((library) => {
  const row = measure(library);
  console.log(`${row.name.padEnd(34)} ${String(row.bytes).padStart(8)} bytes  ${row.ratios.map((r) => r.toFixed(2)).join("  ")}`);
  return row;
});
const worst = [0, 1, 2, 3].map((i) => Math.max(...rows.map((r) => r.ratios[i]!)));
console.log(`${"largest".padEnd(34)} ${"".padStart(8)}        ${worst.map((r) => r.toFixed(2)).join("  ")}`);
if (process.argv.includes("--save") && only === undefined) {
  writeFileSync(path.join(__dirname, "..", "results", "size.md"), `# Size of emitted code

Bytes emitted for the sources of real libraries ([the list](../../fixtures/libraries/list.ts)) by the transformer, in units of what TypeScript alone emits for them with the same options.
Limit: ${limit}. Written by \`npm run bench:size -w @sansync/bench -- --save\`.

| library | TypeScript alone, bytes | ordinary build | stress mode | ordinary, no comments | stress, no comments |
|---|---:|---:|---:|---:|---:|
${rows.map((r) => `| ${r.name} | ${r.bytes.toLocaleString("en-US")} | ${r.ratios.map((x) => x.toFixed(2)).join(" | ")} |`).join("\n")}
| largest | | ${worst.map((x) => x.toFixed(2)).join(" | ")} |

These are JavaScript libraries without types, so most calls look their callee up: an ordinary build of typed code is smaller. In stress mode every function has the direct form.
`);
}
if (worst[0]! > limit || worst[1]! > limit) {
  console.error(`above the limit of ${limit}`);
  process.exitCode = 1;
}
