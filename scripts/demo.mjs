// `npm run demo`: installs and builds what is missing, compiles examples/demo with `tspc` and one plugin line, runs the four programs and says what is seen.
// Exit status 0 only when every program did what it should.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { build, root } from "./build.mjs";

const start = Date.now();
const demo = path.join(root, "examples/demo");
const on = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (on ? `\u001b[1m${text}\u001b[22m` : text), dim = (text) => (on ? `\u001b[2m${text}\u001b[22m` : text);
const wrong = [];

build();
console.log(`\n${bold("Compile")}: tspc -p examples/demo  ${dim("(TypeScript's compiler; tsconfig.json has one plugin line)")}`);
const compiled = spawnSync(process.execPath, [path.join(root, "node_modules/ts-patch/bin/tspc.js"), "-p", demo], { cwd: root, stdio: "inherit" });
if (compiled.status !== 0) {
  console.error(`tspc ended with status ${compiled.status}`);
  process.exit(1);
}

title("(a) A pipeline", "blocking sends and receives; no async, await or yield in the source");
console.log(dim(readFileSync(path.join(demo, "pipeline.ts"), "utf8").trimEnd().replace(/^/gm, "  | ")));
check(run("pipeline"), { status: 0, stdout: /^0\n2\n4\n6\n8\n$/ });

title("(b) 100,000 goroutines", "each receives from the one before and sends to the next");
check(run("hundred-thousand"), { status: 0, stdout: /all of them: 100,000\n/ });

title("(c) A CPU loop of 2 s beside a ticker of 10 ms", "the loop is preempted, the ticks arrive");
console.log("goroutines:");
const beside = check(run("cpu-loop"), { status: 0, stdout: /largest gap [\d.]+ ms/ });
console.log("plain JavaScript, the same loop (control):");
const control = check(run("plain-control"), { status: 0, stdout: /largest gap [\d.]+ ms/ });
const gap = (text) => Number(/largest gap ([\d.]+) ms/.exec(text)?.[1] ?? Infinity);
console.log(`largest gap between ticks: ${gap(beside)} ms with goroutines, ${gap(control)} ms without${gap(beside) > 20 ? "  (over 20 ms: is the machine busy?)" : ""}`);
if (gap(beside) * 4 > gap(control)) wrong.push("(c) the CPU loop was not preempted");

title("(d) A deadlock", "found and explained, exit status 2; the program is broken on purpose");
check(run("deadlock"), { status: 2, stdout: /^$/, stderr: /^fatal error: all goroutines are asleep - deadlock!/ });

console.log(`\n${((Date.now() - start) / 1000).toFixed(1)} s in all`);
if (wrong.length) {
  console.error(`not as it should be:\n${wrong.map((w) => `  ${w}`).join("\n")}`);
  process.exit(1);
}
console.log("all four as they should be");

function title(text, why) {
  console.log(`\n${bold(text)}: ${why}`);
}

function run(name) {
  console.log(dim(`$ node examples/demo/dist/${name}.js`));
  const result = spawnSync(process.execPath, ["--enable-source-maps", path.join(demo, "dist", `${name}.js`)], { cwd: root, encoding: "utf8", timeout: 60_000 });
  process.stdout.write(result.stdout);
  process.stdout.write(result.stderr);
  console.log(dim(`exit status ${result.status ?? result.signal}`));
  return { name, ...result };
}

function check({ name, status, stdout, stderr }, expected) {
  if (status !== expected.status) wrong.push(`${name}: exit status ${status}, expected ${expected.status}`);
  if (!expected.stdout.test(stdout)) wrong.push(`${name}: output is not ${expected.stdout}`);
  if (expected.stderr && !expected.stderr.test(stderr)) wrong.push(`${name}: stderr is not ${expected.stderr}`);
  return stdout;
}
