// Refactorings: what they make of a program, that it still type-checks, and that before and after print the same; and what they refuse, with the reason.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../../fixtures/harness/compile";
import { runNode } from "../../fixtures/harness/run-node";
import { Plugged, root } from "./plugged";

const folder = path.join(root, "fixtures/.tmp/refactors");

interface Case { readonly refactor: string; readonly before: Record<string, string>; readonly after: Record<string, string> }

/** `«` and `»` are the ends of the selection, in main.ts. */
const cases: Record<string, Case> = {
  "async function": {
    refactor: "sansync-async-to-blocking",
    before: {
      "load.ts": "import { sleep } from \"sansync\";\n\nconst later = (n: number): Promise<number> => new Promise((done) => setTimeout(done, 1, n));\nasync function* numbers() { yield 1; yield 2; }\n\nexport async function «load»(n: number): Promise<number> {\n  if (n === 0) return later(40);\n  let sum = await later(n);\n  for await (const x of numbers()) sum += x;\n  sum += (await load(0)) + await 1;\n  return sum;\n}\n\nexport function pause(): void { sleep(1); }\n",
      "main.ts": "import { run } from \"sansync\";\nimport { load, pause } from \"./load\";\n\nasync function twice(n: number): Promise<number> {\n  return (await load(n)) + (await load(n));\n}\n\nasync function through(): Promise<number> { return load(2); }\n\nvoid run(() => { pause(); });\nvoid twice(1).then(async (n) => { console.log(n, await through()); });\nsetTimeout(() => undefined, 200);\n",
    },
    after: {
      "load.ts": "import { sleep, wait, iterate } from \"sansync\";\n\nconst later = (n: number): Promise<number> => new Promise((done) => setTimeout(done, 1, n));\nasync function* numbers() { yield 1; yield 2; }\n\nexport function load(n: number): number {\n  if (n === 0) return wait(later(40));\n  let sum = wait(later(n));\n  for (const x of iterate(numbers())) sum += x;\n  sum += (load(0)) + 1;\n  return sum;\n}\n\nexport function pause(): void { sleep(1); }\n",
      "main.ts": "import { run } from \"sansync\";\nimport { load, pause } from \"./load\";\n\nasync function twice(n: number): Promise<number> {\n  return (load(n)) + (load(n));\n}\n\nasync function through(): Promise<number> { return load(2); }\n\nvoid run(() => { pause(); });\nvoid twice(1).then(async (n) => { console.log(n, await through()); });\nsetTimeout(() => undefined, 200);\n",
    },
  },
  "promise chain": {
    refactor: "sansync-promise-chain",
    before: { "main.ts": "import { chan, runMain } from \"sansync\";\n\nconst finished = chan<void>(1);\nconst load = (n: number): Promise<number> => (n < 0 ? Promise.reject(new Error(\"negative\")) : Promise.resolve(n));\n\nfunction main(n: number): void {\n  «load(n)\n    .then((a) => load(a + 1))\n    .then((b) => {\n      console.log(\"got\", b);\n    })\n    .catch((e) => console.log(\"failed\", (e as Error).message))\n    .finally(() => {\n      console.log(\"done\");\n      finished.trySend();\n    })»;\n  console.log(\"first\");\n}\n\nrunMain(() => {\n  main(1);\n  finished.recv();\n  main(-1);\n  finished.recv();\n});\n" },
    after: { "main.ts": "import { chan, runMain, wait, go } from \"sansync\";\n\nconst finished = chan<void>(1);\nconst load = (n: number): Promise<number> => (n < 0 ? Promise.reject(new Error(\"negative\")) : Promise.resolve(n));\n\nfunction main(n: number): void {\n  go(() => {\n    try {\n      const a = wait(load(n));\n      const b = wait(load(a + 1));\n      console.log(\"got\", b);\n    } catch (e) {\n      console.log(\"failed\", (e as Error).message);\n    } finally {\n      console.log(\"done\");\n      finished.trySend();\n    }\n  });\n  console.log(\"first\");\n}\n\nrunMain(() => {\n  main(1);\n  finished.recv();\n  main(-1);\n  finished.recv();\n});\n" },
  },
  "events": {
    refactor: "sansync-callback-to-channel",
    before: { "main.ts": "import { EventEmitter } from \"node:events\";\nimport { chan, runMain, sleep } from \"sansync\";\n\nconst source = new EventEmitter(), finished = chan<void>(1);\n\nrunMain(() => {\n  source.«on»(\"line\", (line: string) => {\n    if (line === \"\") return;\n    console.log(line);\n    if (line === \"b\") finished.trySend();\n  });\n  sleep(1);\n  for (const line of [\"a\", \"\", \"b\"]) source.emit(\"line\", line);\n  finished.recv();\n});\n" },
    after: { "main.ts": "import { EventEmitter } from \"node:events\";\nimport { chan, runMain, sleep, go, events } from \"sansync\";\n\nconst source = new EventEmitter(), finished = chan<void>(1);\n\nrunMain(() => {\n  go(() => {\n    for (const line of events<string>(source, \"line\")) {\n      if (line === \"\") continue;\n      console.log(line);\n      if (line === \"b\") finished.trySend();\n    }\n  });\n  sleep(1);\n  for (const line of [\"a\", \"\", \"b\"]) source.emit(\"line\", line);\n  finished.recv();\n});\n" },
  },
  "Node's callback": {
    refactor: "sansync-callback-to-channel",
    before: { "main.ts": "import { readFile } from \"node:fs\";\nimport { chan, runMain } from \"sansync\";\n\nconst finished = chan<void>(1);\n\nfunction show(path: string): void {\n  «readFile»(path, \"utf8\", (err, text) => {\n    if (err) {\n      console.log(err.name);\n      finished.trySend();\n      return;\n    }\n    console.log(text.length > 10);\n    finished.trySend();\n  });\n}\n\nrunMain(() => {\n  show(__filename);\n  finished.recv();\n  show(\"/nowhere/at/all\");\n  finished.recv();\n});\n" },
    after: { "main.ts": "import { readFile } from \"node:fs\";\nimport { chan, runMain, go, waitFor } from \"sansync\";\n\nconst finished = chan<void>(1);\n\nfunction show(path: string): void {\n  go(() => {\n    let text: string;\n    try {\n      text = waitFor<string>((done) => readFile(path, \"utf8\", done));\n    } catch (err: any) {\n      console.log(err.name);\n      finished.trySend();\n      return;\n    }\n    console.log(text.length > 10);\n    finished.trySend();\n  });\n}\n\nrunMain(() => {\n  show(__filename);\n  finished.recv();\n  show(\"/nowhere/at/all\");\n  finished.recv();\n});\n" },
  },
  "serial loop": {
    refactor: "sansync-loop-to-group",
    before: { "main.ts": "import { chan, runMain, sleep } from \"sansync\";\n\nconst out = chan<number>(8);\n\nrunMain(() => {\n  for (const n «of» [3, 1, 2]) {\n    if (n === 1) continue;\n    sleep(1);\n    out.send(n);\n  }\n  out.close();\n  console.log([...out].sort());\n});\n" },
    after: { "main.ts": "import { chan, runMain, sleep, Group } from \"sansync\";\n\nconst out = chan<number>(8);\n\nrunMain(() => {\n  const group = new Group();\n  for (const n of [3, 1, 2]) group.go(() => {\n    if (n === 1) return;\n    sleep(1);\n    out.send(n);\n  });\n  group.wait();\n  out.close();\n  console.log([...out].sort());\n});\n" },
  },
  "extract": {
    refactor: "sansync-extract-goroutine",
    before: { "main.ts": "import { chan, runMain } from \"sansync\";\n\nrunMain(() => {\n  const out = chan<number>(4);\n  «const n = 5;\n  out.send(n);\n  out.close();»\n  for (const v of out) console.log(v);\n});\n" },
    after: { "main.ts": "import { chan, runMain, go } from \"sansync\";\n\nrunMain(() => {\n  const out = chan<number>(4);\n  go(() => {\n    const n = 5;\n    out.send(n);\n    out.close();\n  });\n  for (const v of out) console.log(v);\n});\n" },
  },
};

/** By refactoring: selections it refuses, and why. */
const refused: Record<string, readonly (readonly [string, RegExp])[]> = {
  "sansync-async-to-blocking": [
    ["async function «f»(): Promise<number> { return 1; }\nconst p = f();\nvoid p;", /used for more than awaiting it \(main.ts:3\)/],
    ["async function «f»(): Promise<number> { return 1; }\n[1].map(f);", /used as a value/],
    ["async function* «f»() { yield 1; }", /no blocking form/],
    ["interface I { f(): Promise<number> }\nclass C implements I { async «f»(): Promise<number> { return 1; } }\nvoid C;", /declared in another place too/],
    ["declare function each(f: () => Promise<number>): void;\neach(async «()» => 1);", /expects a promise/],
    ["const wait = 1;\nasync function «f»(p: Promise<number>): Promise<number> { return await p + wait; }", /`wait` is something else/],
  ],
  "sansync-promise-chain": [
    ["const p = Promise.resolve(1).«then»((n) => n);\nvoid p;", /used for more than awaiting it/],
    ["Promise.resolve(1).«then»((n) => { if (n) return 1; return 2; });", /returns in several places/],
    ["Promise.resolve(1).catch(() => 2).«then»((n) => n);", /behind a `catch`/],
  ],
  "sansync-callback-to-channel": [
    ["document.«addEventListener»(\"click\", (e) => { e.preventDefault(); });", /answers the event/],
    ["declare function read(p: string, f: (err: Error | null, text: string) => void): void;\nread(\"x\", («err», text) => { console.log(err, text); });", /does not begin with `if \(err\)/],
  ],
  "sansync-loop-to-group": [
    ["function f(): void { let n = 0; for (const x «of» [1]) { sleep(x); n++; } console.log(n); }\nvoid f;", /`n` is assigned to by every round/],
    ["function f(): number { for (const x «of» [1]) { sleep(x); return x; } return 0; }\nvoid f;", /may end the loop/],
    ["function f(): number[] { const all: number[] = []; for (const x «of» [1]) { sleep(x); all.push(x); } return all; }\nvoid f;", /in another order/],
  ],
  "sansync-extract-goroutine": [
    ["function f(): number { «const n = 1;\nsleep(n);»\nreturn n; }\nvoid f;", /`n` is declared in the selection and used behind it/],
    ["function f(): number { let n = 1;\n«n = 2;»\nreturn n; }\nvoid f;", /`n` is assigned to/],
    ["function f(): number { «sleep(1); return 1;» }\nvoid f;", /leaves the function/],
  ],
};

/** The project, the selection taken out of its texts. */
function opened(name: string, texts: Readonly<Record<string, string>>): { project: Plugged; file: string; range: { pos: number; end: number } } {
  let file = "", range = { pos: 0, end: 0 };
  const plain = Object.entries(texts).map(([short, text]) => {
    const at = path.join(folder, name, short), pos = text.indexOf("«");
    if (pos >= 0) { file = at; range = { pos, end: text.indexOf("»") - 1 }; }
    return [at, text.replace(/[«»]/g, "")];
  });
  return { project: new Plugged(Object.fromEntries(plain)), file, range };
}

const test = suite("refactorings");
const preferences = { provideRefactorNotApplicableReason: true };
const programs: { name: string; before: string; after: string }[] = [];

for (const [name, { refactor, before, after }] of Object.entries(cases)) {
  const short = name.replace(/\W+/g, "-");
  const write = (part: string, texts: Readonly<Record<string, string>>): string => {
    const at = path.join(folder, "run", short, part);
    mkdirSync(at, { recursive: true });
    for (const [file, text] of Object.entries(texts)) writeFileSync(path.join(at, file), text.replace(/[«»]/g, ""));
    return path.join(at, "main.ts");
  };
  test(`${name}: before and after`, () => {
    const { project, file, range } = opened(short, before);
    assert.equal(project.errors(), [], "before");
    const offered = project.plugged.getApplicableRefactors(file, range, preferences).find((r) => r.name === "sansync")?.actions ?? [];
    assert.equal(offered.filter((a) => a.notApplicableReason === undefined).map((a) => a.name).includes(refactor), true, JSON.stringify(offered));
    const made = project.plugged.getEditsForRefactor(file, {}, range, "sansync", refactor, undefined)!;
    project.apply(made.edits);
    for (const [other, text] of Object.entries(after)) assert.is(project.text(path.join(folder, short, other)), text);
    assert.equal(project.errors(), [], "after");
    assert.equal(project.failures, []);
    programs.push({ name, before: write("before", before), after: write("after", after) });
  });
}

test("before and after print the same", async () => {
  assert.is(programs.length, Object.keys(cases).length);
  const compiled = compile(programs.flatMap((p) => [p.before, p.after]), path.join(folder, "run"), path.join(folder, "out"));
  for (const { name, before, after } of programs) {
    assert.is(compiled.errorsOf(before), undefined, name);
    assert.is(compiled.errorsOf(after), undefined, name);
    const [a, b] = await Promise.all([before, after].map((p) => runNode(compiled.outputOf(p))));
    assert.is(a!.status, 0, `${name}\n${a!.stderr}`);
    assert.ok(a!.stdout.length > 0, name);
    assert.equal([b!.stdout, b!.status], [a!.stdout, a!.status], `${name}\n${b!.stderr}`);
  }
});

for (const [refactor, list] of Object.entries(refused))
  for (const [text, why] of list)
    test(`${refactor} refuses: ${why.source}`, () => {
      const { project, file, range } = opened("refused", { "main.ts": `import { sleep } from "sansync"; void sleep;\n${text}\n` });
      const offered = project.plugged.getApplicableRefactors(file, range, preferences).find((r) => r.name === "sansync")?.actions.find((a) => a.name === refactor);
      const reason = offered?.notApplicableReason ?? (project.plugged.getEditsForRefactor(file, {}, range, "sansync", refactor, undefined) as { notApplicableReason?: string; edits: readonly unknown[] } | undefined)?.notApplicableReason;
      assert.match(reason ?? `no reason: ${JSON.stringify(offered)}`, why);
      assert.equal(project.failures, []);
    });

test.run();
