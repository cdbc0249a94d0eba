// Completions of ours: where they fit, what they insert, and that they are not offered elsewhere.
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Plugged, root } from "./plugged";

const file = path.join(root, "fixtures/.tmp/completions/main.ts");

/** Entries of ours where `|` stands, and a way to ask for more about one. */
function at(text: string): { project: Plugged; names: string[]; entry(name: string): { insertText?: string; isSnippet?: true; hasAction?: true }; details(name: string): ReturnType<Plugged["plugged"]["getCompletionEntryDetails"]> } {
  const position = text.indexOf("|"), project = new Plugged({ [file]: text.replace("|", "") });
  const own = (project.plugged.getCompletionsAtPosition(file, position, { includeCompletionsWithSnippetText: true })?.entries ?? []).filter((e) => e.source === "sansync");
  return { project, names: own.map((e) => e.name), entry: (name) => own.find((e) => e.name === name)!, details: (name) => project.plugged.getCompletionEntryDetails(file, position, name, {}, "sansync", {}, undefined) };
}

const test = suite("completions");

test("channels in scope come first as cases of a select", () => {
  const text = ('import { chan, select } from "sansync";\nfunction f(n: number) {\n  const jobs = chan<number>(), quit = chan<void>(), other = n;\n  const r = select({ quit, | });\n  return [r, other];\n}\nvoid f;\n'), position = text.indexOf("|"), project = new Plugged({ [file]: text.replace("|", "") });
  const entries = project.plugged.getCompletionsAtPosition(file, position, {})!.entries;
  assert.equal(entries.filter((e) => e.sortText === "05").map((e) => e.name), ["jobs"]);
});

test("behind lock() its defer is offered, with the import", () => {
  const { names, entry, details, project } = at('import { Mutex } from "sansync";\nconst mu = new Mutex();\nexport function f() {\n  mu.lock();\n  |\n}\n');
  assert.is(names[0], "defer mu.unlock");
  assert.is(entry("defer mu.unlock").insertText, "defer(() => mu.unlock());");
  project.apply(details("defer mu.unlock")!.codeActions![0]!.changes);
  assert.match(project.text(file), 'import { Mutex, defer } from "sansync";');
});

test("behind lock() there is using, which takes the place of that line", () => {
  const { names, entry, details, project } = at('import { RWMutex } from "sansync";\nconst state = { mu: new RWMutex() };\nexport function f() {\n  state.mu.rLock();\n  |\n  void state;\n}\n');
  assert.ok(names.includes("using state.mu.rHold"), names.join());
  const place = project.text(file).indexOf("  \n") + 2, { insertText } = entry("using state.mu.rHold"), { changes } = details("using state.mu.rHold")!.codeActions![0]!;
  project.edit(file, place, place, insertText!);
  project.apply(changes);
  assert.is(project.text(file), 'import { RWMutex } from "sansync";\nconst state = { mu: new RWMutex() };\nexport function f() {\n  using _ = state.mu.rHold();\n  void state;\n}\n');
  assert.equal(project.errors(), []);
  for (const text of ["import { go } from \"sansync\";\ndeclare const own: { lock(): void };\nfunction f() {\n  own.lock();\n  |\n}\nvoid [go, f];\n", "import { Mutex } from \"sansync\";\nconst mu = new Mutex();\nexport function f() {\n  if (f) mu.lock();\n  |\n}\n"])
    assert.is(at(text).names.some((n) => n.startsWith("using ")), false, text);
});

test("patterns at the start of a statement, as snippets that compile", () => {
  const patterns = ["goWorkerPool", "goFanIn", "goStage", "selectTimeout", "goGroup"];
  for (const name of patterns) {
    const head = 'import { type Context, type RecvChan } from "sansync";\ndeclare const sources: RecvChan<number>[], input: RecvChan<number>, items: string[], ch: RecvChan<number>;\ndeclare function work(...x: unknown[]): void;\nexport function f() {\n', { names, entry, details, project } = at(`${head}  |\n}\n`);
    assert.equal(names, patterns);
    assert.is(entry(name).isSnippet, true);
    const text = entry(name).insertText!.replace(/\$\{\d+:(\w+\(ctx, \$\{2:item\}\))\}/, "work(ctx, item)").replace(/\$\{\d+:([^${}]*)\}/g, "$1").replace("$0", name === "selectTimeout" ? "work(1);" : "");
    project.edit(file, head.length + 2, head.length + 2, text);
    project.apply(details(name)!.codeActions![0]!.changes);
    assert.equal(project.errors(), [], `${name}\n${project.text(file)}`);
    assert.equal(project.plugged.getSemanticDiagnostics(file).map((d) => d.messageText), [], name);
  }
});

test("not in the middle of expressions, in classes, types, strings, or files without sansync", () => {
  for (const text of ['import { go } from "sansync";\nconst x = |;\nvoid [go, x];\n', 'import { go } from "sansync";\nclass C {\n  |\n}\nvoid [go, C];\n', 'import { go } from "sansync";\nconst s = `\n|\n`;\nvoid [go, s];\n', 'import { go } from "sansync";\ninterface I {\n  |\n}\nvoid go;\n', "export function f() {\n  |\n}\n"])
    assert.equal(at(text).names, [], text);
});

test("ordinary entries and their details are TypeScript's", () => {
  const { project } = at('import { chan } from "sansync";\nconst out = chan<number>();\nout.se|\n');
  const list = project.plugged.getCompletionsAtPosition(file, project.text(file).indexOf("out.se") + 6, {})!;
  assert.ok(list.entries.some((e) => e.name === "send" && e.source === undefined));
  assert.is(project.plugged.getCompletionEntryDetails(file, project.text(file).indexOf("out.se") + 6, "send", {}, undefined, {}, undefined)!.name, "send");
});

test.run();
