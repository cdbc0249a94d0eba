// Programs that are too large to be analysed at each keystroke: findings stay where they were until nobody types.
import { Aside } from "@sansync/transformer";
import path from "node:path";
import type typescript from "typescript";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { typeScript, typeScripts } from "../../fixtures/harness/editors";
import { options, Plugged, root } from "./plugged";

const at = (name: string) => path.join(root, "fixtures/.tmp/large", name);
const main = at("main.ts"), large = `// ${"x".repeat(410_000)}\nexport const n = 1;\n`;
const text = 'import { go } from "sansync";\nfunction work(n: number): void { void n; }\ngo(work(5));\nexport function end(): void { void 0; }\n';

const test = suite("large programs");

/** Codes with the text they mark. */
const found = (project: Plugged) => project.plugged.getSemanticDiagnostics(main).map((d) => [d.code, d.file!.text.slice(d.start!, d.start! + d.length!), d.file!.text === project.text(main)]);

test("first TypeScript alone; after a pause the findings, and the editor is asked to ask again", () => {
  const project = new Plugged({ [main]: text, [at("large.ts")]: large });
  assert.equal(found(project).map(([code]) => code), [2345], "TypeScript's own error stands until ours takes its place");
  assert.is(project.pause(), true);
  assert.is(project.refreshed, 1);
  assert.equal(found(project), [[772001, "work(5)", true]]);
  assert.is(project.due, 2000, "in a longer pause the heap is compacted");
  assert.is(project.pause(), true);
  assert.is(project.pause(), false, "nothing is left to do");

  // Text before a finding moves it; TypeScript's error stays away.
  project.edit(main, text.indexOf("function"), text.indexOf("function"), "// a line\n");
  assert.equal(found(project), [[772001, "work(5)", true]]);
  // An edit in it takes it away until it is looked at again.
  project.edit(main, project.text(main).indexOf("5"), project.text(main).indexOf("5") + 1, "6");
  assert.equal(found(project).map(([code]) => code), [2345]);
  assert.is(project.pause(), true);
  assert.equal(found(project), [[772001, "work(6)", true]]);
  // One that repairs it: nothing is left behind.
  project.edit(main, project.text(main).indexOf("work(6)"), project.text(main).indexOf("work(6)") + 7, "work, 6");
  assert.equal(found(project), []);
  project.pause();
  assert.equal(found(project), []);
  assert.equal(project.failures, []);
});

test("while the text does not parse, what was known stays", () => {
  const project = new Plugged({ [main]: text, [at("large.ts")]: large }), end = text.indexOf("void 0");
  found(project);
  project.pause();
  found(project);
  project.edit(main, end, end, "if (1) { ");
  assert.ok(found(project).some(([code]) => code === 772001));
  assert.is(project.pause(), true);
  assert.is(project.refreshed, 1, "nothing was analysed");
  project.edit(main, end, end + "if (1) { ".length, "");
  found(project);
  project.pause();
  assert.is(project.refreshed, 2);
  assert.equal(found(project), [[772001, "work(5)", true]]);
});

test("a file that is left half-typed does not keep findings from the others for ever", () => {
  const other = at("other.ts"), project = new Plugged({ [main]: text, [other]: "export function half(): void { void 0; }\n", [at("large.ts")]: large });
  found(project);
  project.pause();
  found(project);
  const open = project.text(other).indexOf("}");
  project.edit(other, open, open + 1, "");
  project.edit(main, text.indexOf("5"), text.indexOf("5") + 1, "6");
  found(project);
  const first = project.due!;
  project.pause();
  assert.is(project.refreshed, 1, "somebody may be typing there");
  assert.ok(project.due! > first);
  found(project);
  assert.ok(project.due! > first, "who asks without an edit does not begin the pause anew");
  project.edit(main, text.indexOf("5"), text.indexOf("5") + 1, "7");
  found(project);
  assert.is(project.due, first, "an edit does");
  project.pause();
  project.pause();
  assert.is(project.refreshed, 2);
  assert.equal(found(project), [[772001, "work(7)", true]]);
  // It is known to be half-typed, and waited with no more.
  project.edit(main, text.indexOf("5"), text.indexOf("5") + 1, "8");
  found(project);
  project.pause();
  assert.is(project.refreshed, 3);
  assert.equal(found(project), [[772001, "work(8)", true]]);
  assert.equal(project.failures, []);
});

for (const version of typeScripts) {
  test(`TypeScript ${version}: what takes the analysis of all files goes on in slices, which edits interrupt`, async () => {
    const ts = require(path.join(await typeScript(version), "lib/typescript.js")) as typeof typescript;
    const project = new Plugged({ [main]: text, [at("large.ts")]: large }, {}, options, ts), { begin } = Aside;
    let begun = 0;
    Aside.begin = (...args) => { begun++; return begin(...args); };
    found(project);
    const pause = project.due!;
    project.slice();
    assert.ok(project.due! < pause, "there is more to do");
    const asked = project.text(main).indexOf("work(5)") + 1;
    assert.equal(project.plugged.getQuickInfoAtPosition(main, asked)!.documentation, [], "nobody waits for a hover");
    assert.equal(project.plugged.provideInlayHints(main, { start: 0, length: text.length }, {}), []);
    assert.ok(project.due! < pause, "who asks does not interrupt");
    project.edit(main, text.indexOf("5"), text.indexOf("5") + 1, "6");
    found(project);
    assert.is(project.due, pause, "an edit does");
    project.edit(main, 0, 0, "// above\n");
    project.slice();
    assert.is(project.due, pause, "also where nobody has asked since");
    assert.is(project.refreshed, 0);
    project.pause();
    assert.is(project.refreshed, 1);
    assert.equal(found(project), [[772001, "work(6)", true]]);
    assert.equal([begun, project.failures], [1, []], "what was found out stayed of use");
    Aside.begin = begin;
  });
}

test("who cannot wait is answered: what was begun is brought to its end, or begun anew where another file has changed", () => {
  for (const edited of [undefined, "large.ts"]) {
    const project = new Plugged({ [main]: text, [at("large.ts")]: large }, {}, options);
    found(project);
    project.slice();
    if (edited !== undefined) {
      project.edit(at(edited), large.length, large.length, "export const more = [1];\n");
      project.edit(main, 0, 0, `import "./large";\n`);
    }
    const start = project.text(main).indexOf("work(5)");
    assert.equal(project.plugged.getCodeFixesAtPosition(main, start, start + 7, [772001], {}, {}).map((f) => f.changes[0]!.textChanges[0]!.newText)[0], "go(work, 5)");
    project.pause();
    assert.equal(found(project), [[772001, "work(5)", true]]);
    assert.equal(project.failures, []);
  }
});

test("who asks for fixes, hover or refactorings gets them of the text of now", () => {
  const project = new Plugged({ [main]: text, [at("large.ts")]: large });
  found(project);
  project.edit(main, text.indexOf("5"), text.indexOf("5") + 1, "66");
  const start = project.text(main).indexOf("work(66)"), fixes = project.plugged.getCodeFixesAtPosition(main, start, start + 8, [772001], {}, {});
  assert.equal(fixes.map((f) => f.changes[0]!.textChanges[0]!.newText)[0], "go(work, 66)");
  assert.match(project.plugged.getQuickInfoAtPosition(main, project.text(main).indexOf("go(") + 1)!.displayParts!.map((p) => p.text).join(""), "go");
  assert.equal(project.failures, []);
});

test("a program that does not use the runtime is left to TypeScript", () => {
  const plain = at("plain.ts"), project = new Plugged({ [plain]: "export const wrong: string = 1;\n", [at("large.ts")]: large });
  assert.equal(project.plugged.getSemanticDiagnostics(plain).map((d) => d.code), [2322]);
  assert.is(project.pause(), false);
  assert.is(project.refreshed, 0);
});

test.run();
