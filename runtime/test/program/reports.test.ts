// How programs end: exit status and the text a user sees, each in a process of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";

interface Ended { status: number | null; out: string; err: string }

function node(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
    const child = spawn(process.execPath, args, { cwd: __dirname, env: { ...rest, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const e: Ended = { status: null, out: "", err: "" };
    child.stdout.on("data", (d) => { e.out += d; });
    child.stderr.on("data", (d) => { e.err += d; });
    const late = setTimeout(() => { e.err += "\nkilled by the test: it did not end"; child.kill("SIGKILL"); }, 30_000);
    child.on("close", (status) => { clearTimeout(late); e.status = status; resolve(e); });
  });
}

/** stdout, stderr and status of a program, places in programs.cjs without their numbers. */
async function ended(name: string, env?: Record<string, string>): Promise<string> {
  const e = await node(["programs.cjs", name], env);
  return `${e.out}${e.err}[exit ${e.status}]`.replace(/(programs\.cjs):\d+:\d+/g, "$1:L:C").replace(/ +$/gm, "");
}

const TOP = "created at the top level at src/main.ts:30:1  runMain(main)";
const golden: Record<string, string> = {
  returns: "bye\n[exit 3]",
  uncaught: `panic: boom
	and more

goroutine 2 [running]:
  boom           programs.cjs:L:C
  fail           programs.cjs:L:C
  worker         src/main.ts:15:3      fail(job)
created by main in goroutine 1 at src/main.ts:6:3  go worker(jobs)
[exit 2]`,
  string: `panic: boom

goroutine 1 [running]:
  func           programs.cjs:L:C
  main           programs.cjs:L:C
${TOP}
[exit 2]`,
  number: `panic: 42

goroutine 1 [running]:
  func           programs.cjs:L:C
  main           programs.cjs:L:C
${TOP}
[exit 2]`,
  object: `panic: (Object) {"code":1}

goroutine 1 [running]:
${TOP}
[exit 2]`,
  nothing: `panic: runtime error: panic called with nil argument

goroutine 1 [running]:
  func           programs.cjs:L:C
  main           programs.cjs:L:C
${TOP}

npx sansync explain SY5008
[exit 2]`,
  named: `panic: TypeError: Cannot read properties of null (reading 'x')

goroutine 1 [running]:
  func           programs.cjs:L:C
  main           programs.cjs:L:C
${TOP}
[exit 2]`,
  recovered: `panic: one [recovered]
	panic: two

goroutine 1 [running]:
  func           programs.cjs:L:C
  main           programs.cjs:L:C
${TOP}
[exit 2]`,
  deferred: `panic: one
	panic: two

goroutine 1 [running]:
  boom           programs.cjs:L:C
  func           programs.cjs:L:C
  func           programs.cjs:L:C
${TOP}
[exit 2]`,
  goexit: "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n[exit 2]",
  deadlock: `fatal error: all goroutines are asleep - deadlock!                                   SY5001

goroutine 1 [chan receive]: on \`results\` (Chan, unbuffered, open, made at src/main.ts:4:9)
  main           src/main.ts:9:5       results.recv()
  started at     src/main.ts:30:1      runMain(main)

goroutine 2 [chan send]: on \`jobs\` (Chan, unbuffered, open, made at src/main.ts:5:3)
  submit         src/main.ts:8:8       jobs.send(job)
  producer       src/main.ts:21:5      submit(jobs)
  started at     src/main.ts:6:3       go worker(jobs)        by goroutine 1

goroutines 3, 4, 5 [chan send]: same stack as goroutine 2

Why   These are all the goroutines there are, and the host has nothing pending (no timer, socket, file or child process): nothing can wake them.
Try   \`results\` is still open: does its sender close it?
      4 goroutines send on \`jobs\` and none receives: did its receiver return early, or was it never started?
      npx sansync explain SY5001
[exit 2]`,
  pending: `panic: boom
	and more

goroutine 1 [running]:
  boom           programs.cjs:L:C
  fail           programs.cjs:L:C
  worker         src/main.ts:15:3      fail(job)
[exit 2]`,
  abandonedIsNoDeadlock: "ended\n[exit 0]",
  runMainUnblocked: "module done\n[exit 0]",
  topLevelImported: "SY4008\n[exit 0]",
  runDeadlock: `deadlock of 1 chan receive
rejected: SY5001 all goroutines are asleep - deadlock!
[exit 0]`,
};

for (const [name, want] of Object.entries(golden)) {
  test(`a program that ends by: ${name}`, async () => {
    const got = await ended(name);
    assert.snapshot(got, want);
  });
}

test("deadlock is not reported while somebody sleeps", async () => {
  const text = await ended("deadlockAfterSleep");
  assert.match(text, /^slept\nfatal error: all goroutines are asleep - deadlock!/);
  assert.match(text, /\[exit 2\]$/);
});

test("every wait reason has its words and its hint", async () => {
  const text = await ended("reasons");
  for (const words of ["[sync.Mutex.Lock]", "[sync.WaitGroup.Wait]", "[chan receive (nil chan)]", "[select (no cases)]", "A nil channel is never ready", "is there one done() for each add()?"]) {
    assert.ok(text.includes(words), `${words} in\n${text}`);
  }
});

test("a close of a closed channel: Go's words, the code to look up", async () => {
  const text = await ended("closed");
  assert.match(text, /^panic: close of closed channel\n\ngoroutine 1 \[running\]:\n/);
  assert.match(text, /\nnpx sansync explain SY50\d\d\n\[exit 2\]$/);
});

if (process.platform !== "win32") {
  test("SIGQUIT dumps all goroutines, also during a CPU loop", async () => {
    const text = await ended("quit");
    assert.match(text, /^SIGQUIT: quit\n\ngoroutine 1 \[run\w+\]:\n  main +src\/main\.ts:30:1 /);
    assert.match(text, /\n\ngoroutine 2 \[chan send\]: on `jobs`[^\n]*\n  submit +src\/main\.ts:8:8 +jobs\.send\(job\)\n  producer [^\n]*\ncreated by main in goroutine 1 at src\/main\.ts:6:3/);
    assert.match(text, /\[exit 2\]$/);
  });
}

test("stack() of a running goroutine: native calls, then frames", async () => {
  const text = await ended("stack");
  assert.match(text, /^goroutine 1 \[running\]:\n  inner +programs\.cjs:L:C\n(?:  main.*programs\.cjs:L:C\n)?  main +src\/main\.ts:9:5 +results\.recv\(\)\ncreated at the top level/);
});

test("a top-level await that nothing can end is the deadlock report, not a silent exit 13", async () => {
  const e = await node(["await.mjs"]);
  assert.is(e.status, 2, e.err);
  assert.match(e.err, /^fatal error: all goroutines are asleep - deadlock!/);
  assert.match(e.err, /on `jobs` \(Chan, unbuffered, open, made at src\/top\.ts:1:7\)/);
});

test("a fatal end of a seeded run prints the line that repeats it, and the line repeats it", async () => {
  const first = await ended("seeded", { SANSYNC_SEED: "11" });
  const m = /\nSANSYNC_SEED=11 SANSYNC_TRACE=(\S*)\n\[exit 2\]$/.exec(first);
  assert.ok(m, first);
  const again = await ended("seeded", { SANSYNC_TRACE: m[1]! });
  assert.is(again.replace(/SANSYNC_TRACE=.*/, ""), first.replace(/SANSYNC_SEED=11 SANSYNC_TRACE=.*/, ""));
});

test("positions of emitted code are mapped to the source", async () => {
  // inside runtime/test, so that the program finds the package by name
  const dir = mkdtempSync(join(__dirname, "mapped-"));
  try {
    const code = `const $ss = require("sansync/internal/1");\nfunction* main$frame() { throw new Error("mapped"); }\n$ss.runMain(-1, $ss.closure(main$frame, "main"));\n//# sourceMappingURL=out.js.map\n`;
    // line 2 of out.js → line 8 of ../src/in.ts, column 5
    writeFileSync(join(dir, "out.js"), code);
    writeFileSync(join(dir, "out.js.map"), JSON.stringify({ version: 3, sources: ["src/in.ts"], names: [], mappings: ";AAOI" }));
    const e = await node([join(dir, "out.js")]);
    assert.match(e.err, /^panic: mapped\n\ngoroutine 1 \[running\]:\n  main +\S*src\/in\.ts:8:5\n/);
  } finally { rmSync(dir, { recursive: true }); }
});

test.run();
