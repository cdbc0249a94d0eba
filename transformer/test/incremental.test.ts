// A file is emitted again when a colour it depends on has changed, though neither its text nor any declaration it sees has (facts of TypeScript's builders: they compare versions and
// the shapes of declarations). Each step of a test is a program with a builder over it, as `tsc --incremental`, `--watch` and `-b` make them.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { patchProgram } from "../src/hosts/patch-program";
import { memory, root, type Memory } from "./memory-program";

class Build {
  #builder: ts.EmitAndSemanticDiagnosticsBuilderProgram | undefined;
  constructor(readonly memory: Memory, readonly patch = true, readonly declaration = true) {}

  /** Changes files, builds, and tells what was written. */
  run(changes: Record<string, string> = {}, config: Record<string, unknown> = {}): Map<string, string> {
    for (const [name, text] of Object.entries(changes)) this.memory.files.set(`${root}/${name}`, text);
    const made = this.memory.program({ incremental: true, declaration: this.declaration, tsBuildInfoFile: `${root}/out.tsbuildinfo` }, this.#builder?.getProgram());
    const program = this.patch ? patchProgram(ts, made, config) : made;
    this.#builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, this.memory.host, this.#builder);
    const out = new Map<string, string>();
    while (this.#builder.emitNextAffectedFile((name, text) => { if (name.endsWith(".js")) out.set(name.slice(root.length + 1), text); }) !== undefined);
    return out;
  }
}

const other = (body: string) => `import { sleep } from "sansync";\nexport function read(): number { ${body} return 1; }\nexport const nap = sleep;\n`;
const texts = (body: string) => ({ "main.ts": 'import { read } from "./other";\nexport function main(): number { return read() + 1; }\n', "other.ts": other(body), "apart.ts": "export const apart = 1;\n" });

test("plain → blocking in another file emits the importer again, as code that can wait", () => {
  const build = new Build(memory(texts("")));
  const first = build.run();
  assert.equal([...first.keys()].sort(), ["apart.js", "main.js", "other.js"]);
  assert.not.match(first.get("main.js")!, /\$ss/);
  const second = build.run({ "other.ts": other("sleep(1);") });
  assert.equal([...second.keys()].sort(), ["main.js", "other.js"]);
  assert.match(second.get("main.js")!, /function main\$go/);
});

test("blocking → plain likewise, and what does not depend on it is left alone", () => {
  const build = new Build(memory(texts("sleep(1);")));
  assert.match(build.run().get("main.js")!, /main\$go/);
  const second = build.run({ "other.ts": other("") });
  assert.equal([...second.keys()].sort(), ["main.js", "other.js"]);
  assert.not.match(second.get("main.js")!, /\$ss/);
});

test("a change that colours nothing emits its own file only; no change emits nothing", () => {
  const build = new Build(memory(texts("sleep(1);")));
  build.run();
  assert.equal([...build.run().keys()], []);
  assert.equal([...build.run({ "other.ts": other("sleep(2);") }).keys()], ["other.js"]);
});

test("the colour arrives through a file between", () => {
  const build = new Build(memory({
    "main.ts": 'import { mid } from "./mid";\nexport function main(): number { return mid(); }\n', "mid.ts": 'import { read } from "./other";\nexport function mid(): number { return read(); }\n',
    "other.ts": other(""),
  }));
  build.run();
  assert.equal([...build.run({ "other.ts": other("sleep(1);") }).keys()].sort(), ["main.js", "mid.js", "other.js"]);
});

test("an override in a file that the caller does not import", () => {
  const sub = (body: string) => `import { sleep } from "sansync";\nimport { Base } from "./base";\nexport class Sub extends Base { override m(): number { ${body} return 2; } }\nexport const nap = sleep;\n`;
  // Where declarations are emitted, an importer may override the method, so the call is looked up from the first.
  const build = new Build(memory({ "base.ts": "export class Base { m(): number { return 1; } }\nexport function call(o: Base): number { return o.m(); }\n", "sub.ts": sub("") }), true, false);
  build.run();
  assert.equal([...build.run({ "sub.ts": sub("sleep(1);") }).keys()].sort(), ["base.js", "sub.js"]);
});

test("other options of the plugin emit everything again", () => {
  const build = new Build(memory(texts("")));
  build.run();
  assert.equal([...build.run({}, { option: 1 }).keys()].sort(), ["apart.js", "main.js", "other.js"]);
});

test("without the transformer the importer would stay stale: the tests above test something", () => {
  const build = new Build(memory(texts("")), false);
  build.run();
  assert.equal([...build.run({ "other.ts": other("sleep(1);") }).keys()], ["other.js"]);
});

test.run();
