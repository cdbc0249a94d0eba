// Why-chains: from a function to the reason of its colour, each step with the place that decided it.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyze } from "../src/analysis/analyze";
import { chainText, whyChain, type Step } from "../src/analysis/2-infer/why";
import { memory } from "./memory-program";

function chainOf(name: string, texts: Record<string, string>): { text: string; steps: Step[]; places: string[] } {
  const { files, program } = memory(texts);
  const analysis = analyze(ts, program());
  const id = [...analysis.functions.values()].find((f) => f.name === name)!.id;
  const steps = whyChain(id, analysis.colours, analysis.functions);
  return { text: chainText(steps), steps, places: steps.map((s) => files.get(s.file)!.slice(s.position).split(/[;\n]/)[0]!) };
}

test("each step says where: the call that brought the colour in", () => {
  const { text, places } = chainOf("handle", { "main.ts": `import { chan } from "sansync"; const ch = chan<number>();
export function handle() { log(); return 1 + read(); }
function log() {}
function read() { return ch.recv()!; }` });
  assert.is(text, "handle → read → RecvChan.recv");
  assert.equal(places.map((p) => p.replace(/ \}$/, "")), ["read()", "ch.recv()!", "ch.recv()!"]);
});

test("a chain goes on in another file", () => {
  const { text, steps } = chainOf("main", {
    "main.ts": 'import { read } from "./other";\nexport function main() { read(); }',
    "other.ts": 'import { sleep } from "sansync";\nexport function read() { sleep(1); }',
  });
  assert.is(text, "main → read → sleep");
  assert.equal(steps.map((s) => s.file.replace(/^.*\//, "")), ["main.ts", "other.ts", "other.ts"]);
});

test("loops and recursion end a chain", () => {
  assert.is(chainOf("f", { "main.ts": "export function f() { for (;;) if (Math.random()) return; }" }).text, "f → a loop");
  assert.is(chainOf("f", { "main.ts": "export function f(n: number): number { return n ? f(n - 1) : 0; }" }).text, "f → recursion");
  assert.is(chainOf("g", { "main.ts": "export function g() { f(); }\nfunction f() { while (Math.random()); }" }).text, "g → f → a loop");
});

test("a chain through a cycle ends, and blocking is the stronger reason", () => {
  assert.is(chainOf("a", { "main.ts": `import { sleep } from "sansync";
export function a(n: number): number { return n ? b(n - 1) : 0; }
function b(n: number): number { if (n > 2) sleep(1); return a(n); }` }).text, "a → b → sleep");
});

test("the callback that blocks is named, not the function that calls it", () => {
  assert.is(chainOf("main", { "main.ts": `import { sleep } from "sansync";
function times(n: number, f: () => void) { while (n-- > 0) f(); }
function nap() { sleep(1); }
export function main() { times(3, nap); }` }).text, "main → nap → sleep");
});

test("a plain function has a chain of itself alone", () => assert.is(chainOf("f", { "main.ts": "export function f() { return 1; }" }).text, "f"));

test("what is not known says so", () => {
  assert.match(chainOf("f", { "main.ts": "export function f(o: { m(): void }) { o.m(); }" }).text, /^f → .+not known/);
  assert.match(chainOf("f", { "main.ts": "export function f(x: any) { for (const v of x) void v; }" }).text, /^f → .*iterator of `x`/);
});

test.run();
