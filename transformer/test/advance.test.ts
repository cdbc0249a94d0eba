// The analysis of a program that follows another goes on from what was known: it must be what the analysis of the whole program gives, after any edit. Random edits of a program whose files call each other
// through imports, interfaces, stored functions and generators; SEED=n runs one seed alone.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as advancing from "../src/analysis/advance";
import { analyze, follow } from "../src/analysis/analyze";
import { Aside } from "../src/analysis/aside";
import type { Analysis } from "../src/analysis/progress";
import { EditedProject } from "../../fixtures/harness/language-service";
import { memory, type Memory, options, root } from "./memory-program";

const seeds = process.env["SEED"] === undefined ? Array.from({ length: process.env["STRESS"] === undefined ? 12 : 400 }, (_, i) => i + 1) : [Number(process.env["SEED"])];

/** All that later phases read, in an order that does not depend on how it was found. */
function description(analysis: Analysis): string {
  const lines: string[] = [];
  for (const [name, plan] of [...analysis.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [key, f] of plan.functions) lines.push(`${name} ${key} ${f.facts.name} ${f.colour} ${f.form} ${f.plainEntry} ${f.recursive} ${f.direct} ${f.frameNamed} ${f.holdsLowered} ${f.guessed} ${f.facts.parameters.join()} ${f.facts.opaque?.what}`);
    for (const [key, c] of plan.calls) {
      const { callee } = c.facts, ids = callee.kind === "functions" ? [...callee.ids].sort().join() : JSON.stringify(callee);
      lines.push(`${name} ${key} ${c.facts.text} ${c.mode} ${c.effect} ${c.target} ${c.bindsEntry} ${[...c.guesses].sort().join()} ${callee.kind} ${ids} ${JSON.stringify(c.facts.arguments)} ${c.facts.usesResult?.join()}`);
    }
    for (const [key, check] of plan.checks) lines.push(`${name} ${key} ${typeof check === "string" ? check : JSON.stringify({ ...check, step: undefined })}`);
    for (const f of plan.functions.values()) {
      assert.is(analysis.functions.get(f.facts.id), f.facts, "the facts of a plan are those of the program");
      assert.is(f.facts.node.getSourceFile().fileName, name);
      const { reason } = analysis.colours.get(f.facts.id)!;
      if (reason?.kind === "call") assert.ok(f.facts.calls.includes(reason.call), "reasons are facts of the function");
    }
  }
  assert.equal([...analysis.functions.keys()].sort(), [...analysis.files.values()].flatMap((p) => [...p.functions.values()].map((f) => f.facts.id)).sort());
  return lines.sort().join("\n");
}

/** Programs that follow each other, and for each of them what the whole analysis gives. */
class Chain {
  #last: ts.Program | undefined;
  #number = 0;
  constructor(readonly memory: Memory, readonly extra: ts.CompilerOptions = {}) {}

  next(edits: Readonly<Record<string, string>> = {}): Analysis {
    for (const [name, text] of Object.entries(edits)) this.memory.files.set(`${root}/${name}`, text);
    const program = (this.#last = this.memory.program(this.extra, this.#last));
    const ours = analyze(ts, program), got = description(ours);
    const fresh = ts.createProgram(program.getRootFileNames(), program.getCompilerOptions(), { ...this.memory.host, getCurrentDirectory: () => `/whole/${++this.#number}` });
    assert.is(got, description(analyze(ts, fresh)));
    return ours;
  }
}

/** How often the analysis went on, and how often it had to begin again. */
function counting<T>(body: () => T): { readonly result: T; readonly on: number; readonly anew: number } {
  const counts = { on: 0, anew: 0 }, own = advancing.advance;
  (advancing as { advance: typeof own }).advance = (...args) => {
    const result = own(...args);
    if (result === undefined || result === "unrelated") counts.anew++;
    else counts.on++;
    return result;
  };
  try {
    return { result: body(), ...counts };
  } finally {
    (advancing as { advance: typeof own }).advance = own;
  }
}

const bodies = [
  "return n;", "sleep(1); return n;", "let i = 0; while (i < n) i += step(n); return i;", "return store.run(n) + 1;", "return [1, 2].map((x) => other(x)).length;", "return helper(n);",
  "const own = { run: (x: number) => { sleep(x); return x; } }; return own.run(n);", "store.run = (x) => x * 2; return n;", "go(() => { other(n); }); return n;", "for (const x of numbers(n)) n += x; return n;",
  "return new Task(n).start();", "const f = () => other(n); return f();", "if (n > 0) return again(n - 1); return 0;", "return pick(true)(n);", "return box.value;", "box.value = n; return n;",
  "const t: Runner = { run(x) { return other(x); } }; return t.run(n);", "table[String(n)] = (x) => x; return n;", "return table.one!(n);", "return `${new Task(n)}`.length;", "using(() => helper(n)); return n;",
];
/** In front of a body, so that the functions in it stay and move; the last makes a comment of them. */
const heads = ["", "const extra = 1; void extra; ", "return n; // "];
const inferred = ["n + 1", "other(n)", "() => sleep(n)", "({ run: (x: number) => x + n })", "[n].map(other)"];

class Source {
  #state: number;
  constructor(seed: number) { this.#state = seed * 2654435761; }
  below(n: number): number {
    this.#state = (this.#state * 1664525 + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * n);
  }
  pick<T>(from: readonly T[]): T { return from[this.below(from.length)]!; }
}

type Slots = { step: string; other: string; helper: string; again: string; task: string; numbers: string; loose: string; kind: string; head: string };
const annotated = ["step", "other", "helper", "again", "task", "numbers"] as const;

function textOf(i: number, slots: Slots): string {
  const from = i === 0 ? "./m2" : `./m${i - 1}`;
  return `${slots.head}import { chan, go, sleep, type Chan } from "sansync";
import { other as foreign, type Runner, Task as Base, loose as far } from "${from}";
export interface ${i === 0 ? "Runner" : "Own"} { run(n: number): number }
${i === 0 ? "" : 'export type { Runner } from "./m0";'}
export const ch: Chan<number> = chan<number>();
export const store: Runner = { run: (n) => foreign(n) };
export const table: Record<string, (n: number) => number> = { one: (n) => n };
export const box = { held: 0, get value(): number { return ${slots.kind === "getter" ? "ch.recv() ?? 0" : "1"}; }, set value(n: number) { this.held = n; } };
function using(f: () => void): void { f(); }
export function step(n: number): number { ${slots.step}
}
export function other(n: number): number { ${slots.other}
}
const helper = (n: number): number => { ${slots.helper}
};
export function again(n: number): number { ${slots.again}
}
export function* numbers(n: number): Generator<number, void, unknown> { ${slots.numbers === "return n;" ? "yield n;" : `yield ((n: number): number => { ${slots.numbers} })(n);`} }
export const loose = (n: number) => ${slots.loose};
export function pick(yes: boolean): (n: number) => number { return yes ? other : (n) => foreign(n); }
export class Task${i === 1 ? " extends Base" : ""} {
  readonly #n: number;
  constructor(n: number) { ${i === 1 ? "super(n); " : ""}this.#n = n; }
  start(): number { const n = this.#n; ${slots.task.replace(/\bn \+= x;/, "void x;").replace("n > 0", "this.#n > 0")} }
  ${slots.kind === "convert" ? "toString(): string { sleep(1); return String(this.#n); }" : "stop(): number { return this.#n; }"}
}
void foreign; void far; void using; void helper; void Base;
`;
}

for (const [name, extra] of [["a program", {}], ["one that declares itself for importers", { declaration: true }]] as const) {
  test(`${name}: after each of many random edits, what the whole analysis gives`, async () => {
    let on = 0, anew = 0;
    for (const seed of seeds) {
      // What weak references were asked for is held until a task ends.
      await new Promise((done) => { setImmediate(done); });
      const random = new Source(seed);
      const slots = [0, 1, 2].map((): Slots => ({ step: random.pick(bodies), other: random.pick(bodies), helper: random.pick(bodies), again: random.pick(bodies), task: bodies[0]!, numbers: bodies[0]!, loose: random.pick(inferred), kind: "", head: "" }));
      const chain = new Chain(memory(Object.fromEntries(slots.map((s, i) => [`m${i}.ts`, textOf(i, s)]))), extra);
      const counts = counting(() => {
        chain.next();
        for (let edit = 0; edit < 12; edit++) {
          const i = random.below(3), own = slots[i]!, what = random.below(14);
          if (what >= 10) {
            const slot = random.pick(["step", "other", "helper", "again"] as const), body = own[slot], last = heads.find((h) => h !== "" && body.startsWith(h)) ?? "";
            own[slot] = random.pick(heads) + body.slice(last.length);
          } else if (what < 6) own[annotated[random.below(annotated.length)]!] = random.pick(bodies);
          else if (what === 6) own.loose = random.pick(inferred);
          else if (what === 7) own.kind = random.pick(["", "getter", "convert"]);
          else own.head = random.pick(["", "// a line\n", "/* in front */ "]);
          try {
            chain.next({ [`m${i}.ts`]: textOf(i, own) });
          } catch (error) {
            throw Object.assign(error as Error, { message: `SEED=${seed}, edit ${edit} of m${i}.ts\n${textOf(i, own)}\n${(error as Error).message}` });
          }
        }
      });
      on += counts.on;
      anew += counts.anew;
    }
    assert.ok(on > anew / 2, `went on ${on} times, began again ${anew} times`);
  });
}

const many = (n: number): Record<string, string> => Object.fromEntries(Array.from({ length: n }, (_, i) => [`file${i}.ts`, `import { next${(i + 1) % n} } from "./file${(i + 1) % n}";\nexport function next${i}(n: number): number { return n > 0 ? next${(i + 1) % n}(n - 1) : 0; }\nexport function alone${i}(n: number): number { return n; }\n`]));
const written = (i: number, n: number, body: string): Record<string, string> => ({ [`file${i}.ts`]: many(n)[`file${i}.ts`]!.replace("{ return n; }", body) });

test("an edit inside a body looks at that file alone, however many import it", () => {
  const files = many(20), chain = new Chain(memory({ ...files }));
  const before = chain.next();
  const { result, on } = counting(() => chain.next(written(3, 20, "{ let s = 0; for (let i = 0; i < 3; i++) s += n; return s; }")));
  assert.is(on, 1);
  for (let i = 0; i < 20; i++) assert.is(result.files.get(`${root}/file${i}.ts`)!.facts === before.files.get(`${root}/file${i}.ts`)!.facts, i !== 3, `file${i}`);
});

test("a function of a cycle begins and ceases to block: all callers follow", () => {
  const chain = new Chain(memory({ ...many(8) }));
  chain.next();
  const blocking = many(8)["file5.ts"]!.replace("return n > 0", "sleep(1); return n > 0").replace("import", 'import { sleep } from "sansync";\nimport');
  chain.next({ "file5.ts": blocking.replace("sleep(1); ", "") });
  const { result, on } = counting(() => chain.next({ "file5.ts": blocking }));
  assert.is(on, 1);
  assert.is([...result.functions.values()].filter((f) => f.name.startsWith("next") && result.colours.get(f.id)!.colour === 3).length, 8);
  const { result: back } = counting(() => chain.next({ "file5.ts": blocking.replace("sleep(1); ", "") }));
  assert.is([...back.functions.values()].filter((f) => back.colours.get(f.id)!.colour === 3).length, 0);
});

/** A project in an editor, and what the analysis of a program made afresh gives. */
test("a class begins and ceases to be both what a method is replaced in and what another file calls it on", () => {
  const chain = new Chain(memory({
    ...many(12),
    "types.ts": "export interface View { close(): unknown; view: number }\nexport class B { b = 1; close(): unknown { return 1; } }\n",
    "set.ts": 'import { sleep } from "sansync";\nimport type { View } from "./types";\nexport function set(v: View): void { v.close = () => sleep(1); }\n',
    "use.ts": 'import type { B } from "./types";\nexport function use(o: B): unknown { return o.close(); }\n',
    "both.ts": 'import { B } from "./types";\nexport class Both extends B {}\n',
    "inner.ts": 'import { B } from "./types";\nexport function make(): B { class Inner extends B {} return new Inner(); }\n',
  })), colour = (analysis: Analysis): number => [...analysis.files.get(`${root}/use.ts`)!.functions.values()].find((f) => f.facts.name === "use")!.colour;
  const inner = (body: string): Record<string, string> => ({ "inner.ts": `import { B } from "./types";\nexport function make(): B { class Inner extends B {${body}} return new Inner(); }\n` });
  const both = (body: string): Record<string, string> => ({ "both.ts": `import { B } from "./types";\nexport class Both extends B {${body}}\n` });
  const plain = colour(chain.next()), { on } = counting(() => {
    assert.is.not(colour(chain.next(both(" view = 1; "))), plain);
    assert.is.not(colour(chain.next(both(" view = 1; m() { return 2; } "))), plain);
    assert.is(colour(chain.next(both(" view2 = 1; "))), plain);
    assert.is.not(colour(chain.next(inner(" view = 1; "))), plain);
    assert.is(colour(chain.next(inner(""))), plain);
  });
  assert.is(on, 5, "none of these edits made it begin again");
});

test("a class begins and ceases to fit another by structure, with what it inherits", () => {
  const chain = new Chain(memory({
    ...many(12),
    "above.ts": 'import { sleep } from "sansync";\nexport class Above { m(): unknown { return sleep(1); } get x(): unknown { return sleep(1); } }\n',
    "below.ts": 'import { Above } from "./above";\nexport class Below extends Above {}\n',
    "alike.ts": "export class Alike { k = 1; m(): unknown { return 1; } x: unknown = 1; }\n",
    "use.ts": 'import type { Alike } from "./alike";\nexport function use(o: Alike): unknown { return o.m(); }\nexport function read(o: Alike): unknown { return o.x; }\n',
  })), colours = (analysis: Analysis): string => [...analysis.files.get(`${root}/use.ts`)!.functions.values()].filter((f) => f.facts.kind === "function").map((f) => f.colour).join();
  const below = (body: string): Record<string, string> => ({ "below.ts": `import { Above } from "./above";\nexport class Below extends Above {${body}}\n` });
  const { on } = counting(() => {
    assert.is(colours(chain.next()), "0,0");
    assert.is(colours(chain.next(below(" k = 2; "))), "3,3");
    assert.is(colours(chain.next({ "above.ts": 'import { sleep } from "sansync";\n\nexport class Above { m(): unknown { sleep(2); return 1; } get x(): unknown { return sleep(1); } }\n' })), "3,3");
    assert.is(colours(chain.next(below(" k = 2; override m(): unknown { return 1; } "))), "0,3");
    assert.is(colours(chain.next(below(" j = 2; "))), "0,0");
  });
  assert.ok(on >= 3, `went on ${on} times`);
});

test("the trap of a Proxy begins and ceases to give functions of its own", () => {
  const proxy = (given: string): Record<string, string> => ({ "proxy.ts": `import { sleep } from "sansync";\nimport { A } from "./a";\nconst handler: ProxyHandler<A> = { get(t: A, k: string | symbol): unknown { return ${given}; } };\nexport const proxy: A = new Proxy(new A(), handler);\nexport const nap = sleep;\n` });
  const chain = new Chain(memory({ ...many(12), "a.ts": "export class A { m(): unknown { return 1; } }\n", ...proxy("Reflect.get(t, k)"), "use.ts": 'import type { A } from "./a";\nexport function use(o: A): unknown { return o.m(); }\n' }));
  const colour = (analysis: Analysis): number => [...analysis.files.get(`${root}/use.ts`)!.functions.values()].find((f) => f.facts.name === "use")!.colour;
  assert.is(colour(chain.next()), 0);
  assert.is.not(colour(chain.next(proxy("() => sleep(1)"))), 0);
  assert.is(colour(chain.next(proxy("Reflect.get(t, k, t)"))), 0);
});

function edited(folder: string, files: Readonly<Record<string, string>>): { readonly project: EditedProject; readonly set: (name: string, text: string) => void; readonly fresh: () => string } {
  const own = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const texts = new Map([...Object.entries(own), ...[...memory({}).files].map(([name, t]) => [name.replace(root, folder), t] as const)]), project = new EditedProject(Object.keys(own), options, Object.fromEntries(texts));
  let number = 0;
  return {
    project,
    set(name, text) {
      project.edit(`${folder}/${name}`, 0, project.text(`${folder}/${name}`).length, text);
      texts.set(`${folder}/${name}`, text);
    },
    fresh() {
      const program = project.service.getProgram()!, read = (name: string): string | undefined => texts.get(name) ?? ts.sys.readFile(name);
      const host = { ...ts.createCompilerHost({}), getCurrentDirectory: () => `/whole${folder}${++number}`, fileExists: (f: string) => read(f) !== undefined, readFile: read, getSourceFile: (f: string, v: ts.ScriptTarget) => { const t = read(f); return t === undefined ? undefined : ts.createSourceFile(f, t, v, true); }, directoryExists: (name: string) => [...texts.keys()].some((f) => f.startsWith(`${name}/`)), getDirectories: () => [], realpath: (f: string) => f };
      return description(analyze(ts, ts.createProgram(program.getRootFileNames(), program.getCompilerOptions(), host)));
    },
  };
}

test("an editor's parser moves nodes of the old tree: ids are those of the new one", () => {
  const text = (head: string) => `import { sleep } from "sansync";\n${head}export function f(n: number): number { sleep(1); return n; }\nexport function g(n: number): number { return f(n); }\n`;
  const { project, set, fresh } = edited("/e", { "a.ts": text(""), "b.ts": 'import { g } from "./a";\nexport function h(n: number): number { return g(n); }\n' });
  for (const head of ["", "// moved\n", "const a = 1; void a;\n", ""]) {
    set("a.ts", text(head));
    assert.is(description(analyze(ts, project.service.getProgram()!)), fresh());
  }
});

test("an analysis in pieces, beside an editor whose files are edited: what follows from it is what the whole analysis gives", async () => {
  let followed = 0;
  for (const seed of seeds) {
    await new Promise(setImmediate); // until then JavaScript keeps all that is referred to weakly
    const random = new Source(seed), slot = (): Slots => ({ step: random.pick(bodies), other: random.pick(bodies), helper: random.pick(bodies), again: random.pick(bodies), task: bodies[0]!, numbers: bodies[0]!, loose: random.pick(inferred), kind: "", head: "" });
    const slots = [0, 1, 2, 3].map(slot), { project, set, fresh } = edited(`/aside${seed}`, Object.fromEntries(slots.map((s, i) => [`m${i}.ts`, textOf(i, s)]))), { service } = project;
    // The last one is not open: it is shared, and edited in no round but one.
    // Every other time with a checker for each file.
    let renewed = 0;
    const aside = Aside.begin(ts, service.getProgram()!, project.host, (name) => !name.endsWith("/m3.ts"), seed % 2 === 0 ? undefined : { after: 1, onRenewed: () => { renewed++; } })!;
    assert.ok(aside.isOf(service.getProgram()!) && aside.fits(service.getProgram()!));
    while (!aside.work(0)) {
      if (random.below(4) > 0) continue;
      const i = random.below(3);
      slots[i]![annotated[random.below(annotated.length)]!] = random.pick(bodies);
      if (random.below(3) === 0) slots[i]!.head = random.pick(["", "// a line\n", "/* in front */ "]);
      set(`m${i}.ts`, textOf(i, slots[i]!));
      assert.ok(aside.fits(service.getProgram()!));
    }
    assert.ok(seed % 2 === 0 ? renewed === 0 : renewed >= 3, `${renewed} renewals`);
    const known = follow(ts, service.getProgram()!);
    if (known !== undefined) followed++;
    try {
      assert.is(description(analyze(ts, service.getProgram()!)), fresh());
    } catch (error) {
      throw Object.assign(error as Error, { message: `SEED=${seed}\n${(error as Error).message}` });
    }
    const late = Aside.begin(ts, service.getProgram()!, project.host, (name) => !name.endsWith("/m3.ts"))!;
    set("m3.ts", textOf(3, slot()));
    assert.not.ok(late.fits(service.getProgram()!), "a file that is no copy is another");
    set("m3.ts", `import "./m1";\n${textOf(3, slots[3]!)}`);
    assert.not.ok(late.fits(service.getProgram()!), "an import more");
  }
  assert.ok(followed > seeds.length / 2, `followed ${followed} times of ${seeds.length}`);
});

test.run();
