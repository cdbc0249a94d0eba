// Builds, then runs every suite (uvu on ts-node, a child process each). The last line is `N passed, N failed`; exit status 1 when anything failed, when a
// suite crashed, and when it ran no test: a suite that is silent proves nothing.
// A suite that does not end within LIMIT minutes is killed with all it started, and has failed; so do processes it left behind.
//   node scripts/test.mjs [--stress] [--verbose] [name…]     names select suites by substring; JOBS=n runs n at a time (2); LIMIT=minutes for each (10; 120 with --stress)
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { build, root } from "./build.mjs";

const flags = process.argv.slice(2).filter((a) => a.startsWith("--"));
const names = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const unknown = flags.filter((f) => f !== "--stress" && f !== "--verbose");
if (unknown.length) {
  console.error(`unknown option ${unknown.join(" ")}; known: --stress (more seeds, long cases), --verbose (all output)`);
  process.exit(2);
}
const stress = flags.includes("--stress"), verbose = flags.includes("--verbose");

/** The *.test.ts below a folder, relative to it. */
function tests(folder, deep = true) {
  const at = path.join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? (deep && e.name !== "node_modules" && !e.name.startsWith(".") ? tests(`${folder}/${e.name}`).map((f) => `${e.name}/${f}`) : [])
    : e.name.endsWith(".test.ts") ? [e.name] : []);
}
const limit = Number(process.env.LIMIT ?? (stress ? 120 : 10)) * 60_000;
const exactly = (file) => `^${file.replaceAll(".", "\\.")}$`;
const suites = [
  { name: "runtime", dir: "runtime/test", project: "runtime/test/tsconfig.json" },
  { name: "transformer", dir: "transformer/test" },
  { name: "plugin", dir: "plugin/test" },
  // The packaged extension in a real VS Code: minutes, and some hundred megabytes of editor. `npm run test:editor`.
  { name: "vscode-ext", dir: "vscode-ext/test", whenNamed: true },
  // User-level tests: ts-node compiles them with our own transformer.
  { name: "fixtures/blocking", dir: "fixtures/blocking", project: "fixtures/blocking/tsconfig.json" },
  // One process per file: a crash takes only its own file along, and the long ones run side by side.
  ...tests("fixtures", false).map((file) => ({ name: `fixtures/${file.replace(".test.ts", "")}`, dir: "fixtures", pattern: exactly(file) })),
  ...tests("examples").map((file) => ({ name: `examples/${file.replace(".test.ts", "")}`, dir: "examples", pattern: exactly(file) })),
  ...tests("bench").map((file) => ({ name: `bench/${file.replace(".test.ts", "")}`, dir: "bench", pattern: exactly(file) })),
].filter((s) => (names.length ? names.some((n) => s.name.includes(n)) : !s.whenNamed));
if (!suites.length) {
  console.error(`no suite is called ${names.join(", ")}`);
  process.exit(2);
}

/** The suites that run: each leads a process group of its own. */
const running = new Set();
function killGroup(child) {
  try { process.kill(-child.pid, "SIGKILL"); } catch { /* nobody is left */ }
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {
  for (const child of running) killGroup(child);
  process.exit(1);
});

build();
console.log(`${suites.length} suites${stress ? ", stress" : ""}\n`);
let passed = 0, failed = 0;
/** What uvu said of each test that failed: its name, the error and the first lines below. */
const failures = [];
const start = Date.now();
const queue = [...suites].sort((a, b) => Number(/hosts|matrix/.test(b.name)) - Number(/hosts|matrix/.test(a.name))); // the longest first
await Promise.all(Array.from({ length: Math.max(1, Number(process.env.JOBS ?? 2)) }, async () => {
  for (let suite; (suite = queue.shift()); ) await run(suite);
}));
if (failures.length) console.log(`\nfailed:\n${failures.join("\n")}`); // once more: where only the end of the output is kept, the reason is in it
console.log(`\n${((Date.now() - start) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function run({ name, dir, project = "tsconfig.test.json", pattern = "\\.test\\.ts$" }) {
  return new Promise((resolve) => {
    const begin = Date.now();
    const child = spawn(process.execPath, ["--enable-source-maps", "node_modules/uvu/bin.js", "-r", "ts-node/register", "-i", "^\\.tmp", dir, pattern], // other suites make and remove folders there while uvu looks through them
      { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TS_NODE_PROJECT: project, NODE_NO_WARNINGS: "1", ...(stress ? { STRESS: "1" } : {}) } });
    running.add(child);
    let output = "", late = false;
    const most = name.includes("matrix") ? 2 * limit : limit; // it waits for the npm registry, and for compilers that watch
    const timer = setTimeout(() => { late = true; killGroup(child); }, most);
    child.on("exit", () => { setTimeout(killGroup, 1000, child); }); // what it left behind would keep our pipes open
    const add = (data) => { output += data; if (verbose) process.stdout.write(data); };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.on("error", (e) => add(`${e}\n`));
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      running.delete(child);
      // uvu's own summary. A `before` hook that throws leaves tests that never ran: total - passed counts them as failed.
      const plain = output.replace(/\u001b\[[0-9;]*m/g, "");
      const total = /^ *Total: +(\d+)\s+Passed: +(\d+)/m.exec(plain);
      const good = total ? Number(total[2]) : 0;
      let bad = total ? Number(total[1]) - good : 1, note = "";
      if (late) { bad ||= 1; note = `was not done after ${most / 60_000} minutes, and was killed`; }
      else if (!total) note = `crashed before the end (${signal ?? `status ${status}`})`;
      else if (good + bad === 0) { bad = 1; note = "ran no test"; }
      else if (status !== 0 && bad === 0) { bad = 1; note = `ended with ${signal ?? `status ${status}`}`; }
      passed += good;
      failed += bad;
      if (bad) failures.push(...[...plain.matchAll(/^ *FAIL .*(?:\n.*){0,24}/gm)].map((m) => `${name}: ${m[0].trim()}`), ...(note ? [`${name}: ${note}`] : []));
      if (bad && !verbose) console.log(output.trimEnd());
      console.log(`${bad ? "FAILED" : "ok    "} ${name.padEnd(24)} ${String(good).padStart(5)} passed ${String(bad).padStart(4)} failed ${((Date.now() - begin) / 1000).toFixed(1).padStart(7)} s${note && `  ${note}`}`);
      resolve();
    });
  });
}
