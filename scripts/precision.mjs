// `npm run precision`: what the rules say about TypeScript that knows nothing of sansync: nothing. Packages that ship their sources, in pinned versions from the npm registry, become a program with a file that imports them
// and `sansync`, so that all of it is analysed. Ends with 1 if anything is found. Some minutes; `--only=rxjs` takes one package. fixtures/precision.test.ts does the same for what npm ci brings along, and for our own code.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, root } from "./build.mjs";

const packages = ["effect@3.19.3", "@effect/platform@0.93.0", "@effect/cli@0.72.0", "@effect/sql@0.48.0", "rxjs@7.8.2", "zod@4.1.12"];
const only = process.argv.find((a) => a.startsWith("--only="))?.slice(7);

build({ quiet: true });
const require = createRequire(path.join(root, "package.json"));
const ts = require("typescript"), { findings, suggestions, analyze } = require(path.join(root, "transformer/dist/index.js"));
const folder = path.join(root, "fixtures/.tmp/precision");
const sourcesIn = (at) => readdirSync(at, { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && /(?<!\.d|\.test|\.spec)\.tsx?$/.test(e.name) && !/(^|[\\/])(tests?|benchmarks?)([\\/]|$)/.test(e.parentPath.slice(at.length))).map((e) => path.join(e.parentPath, e.name));

let lines = 0, files = 0, found = 0;
for (const name of packages.filter((p) => only === undefined || p.startsWith(only))) {
  const at = path.join(folder, name.replace(/[@/]/g, "_"));
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  const tarball = execFileSync("npm", ["pack", name, "--silent", "--pack-destination", at], { cwd: at, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n").pop();
  execFileSync("tar", ["xzf", tarball], { cwd: at });
  const sources = sourcesIn(path.join(at, "package/src")), main = path.join(at, "main.ts");
  writeFileSync(main, `import { go } from "sansync";\n${sources.map((s) => `import ${JSON.stringify(`./${path.relative(at, s).replace(/\\/g, "/").replace(/\.tsx?$/, "")}`)};`).join("\n")}\ngo(() => undefined);\n`);
  const began = Date.now();
  const program = ts.createProgram({ rootNames: [main, ...sources], options: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, strict: true, skipLibCheck: true, noEmit: true, jsx: ts.JsxEmit.Preserve, types: ["node"], typeRoots: [path.join(root, "node_modules/@types")] } });
  const said = [...findings(ts, program), ...suggestions(ts, program)], own = new Set(sources), looked = [...analyze(ts, program).files.keys()].filter((f) => own.has(f));
  const count = looked.reduce((n, f) => n + readFileSync(f, "utf8").split("\n").length, 0);
  lines += count;
  files += looked.length;
  found += said.length;
  console.log(`${name.padEnd(28)} ${String(looked.length).padStart(5)} files ${String(count).padStart(8)} lines ${String(said.length).padStart(4)} findings ${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s`);
  for (const d of said) console.log(`  ${path.relative(at, d.file.fileName)}:${ts.getLineAndCharacterOfPosition(d.file, d.start).line + 1} SY${d.code - 770000} ${ts.flattenDiagnosticMessageText(d.messageText, " ").slice(0, 120)}`);
}
console.log(`${lines} lines in ${files} files, ${found} findings`);
process.exitCode = found > 0 || (only === undefined && lines < 200_000) ? 1 : 0;
