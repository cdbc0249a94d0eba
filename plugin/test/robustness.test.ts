// Whatever happens in the plugin, the editor gets TypeScript's answers: hooks that fail, text that is half typed, files that are not what they seem.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import init from "@sansync/plugin";
import { hooks } from "../dist/hooks";
import { options, Plugged, root } from "./plugged";

const at = (name: string) => path.join(root, "fixtures/.tmp/robustness", name);
const text = 'import { chan, go, Mutex, select, sleep } from "sansync";\nconst out = chan<number>();\nconst mu = new Mutex();\nexport function work(n: number): number {\n  mu.lock();\n  sleep(n);\n  mu.unlock();\n  const r = select({ out });\n  return r.value ?? 0;\n}\ngo(work, 5);\ngo(work(5));\n';

/** Every question that has a hook, at a place. */
function askAll(service: ts.LanguageService, file: string, position: number): Record<string, unknown> {
  const span = { start: 0, length: position }, range = { pos: Math.max(0, position - 40), end: position }, preferences = { provideRefactorNotApplicableReason: true, includeCompletionsWithSnippetText: true };
  const diagnostics = service.getSemanticDiagnostics(file);
  return {
    getSemanticDiagnostics: diagnostics.map((d) => [d.code, d.start]),
    getSuggestionDiagnostics: service.getSuggestionDiagnostics(file).map((d) => [d.code, d.start]),
    getCodeFixesAtPosition: diagnostics.slice(0, 3).flatMap((d) => service.getCodeFixesAtPosition(file, d.start!, d.start! + d.length!, [d.code], {}, {}).map((f) => f.description)),
    getCombinedCodeFix: service.getCombinedCodeFix({ type: "file", fileName: file }, "sansync.SY2001", {}, {}).changes.length,
    getQuickInfoAtPosition: service.getQuickInfoAtPosition(file, position)?.documentation,
    provideInlayHints: service.provideInlayHints(file, span, {}).map((h) => [h.text, h.position]),
    getApplicableRefactors: [...service.getApplicableRefactors(file, range, preferences), ...service.getApplicableRefactors(file, position, preferences)].map((r) => r.actions.map((a) => a.name)),
    getEditsForRefactor: service.getEditsForRefactor(file, {}, range, "sansync", "sansync-extract-goroutine", {})?.edits.length,
    getCompletionsAtPosition: service.getCompletionsAtPosition(file, position, preferences)?.entries.filter((e) => e.source === "sansync").map((e) => e.name),
    getCompletionEntryDetails: service.getCompletionEntryDetails(file, position, "goGroup", {}, "sansync", {}, undefined)?.name,
  };
}

const test = suite("robustness");

test("each hook that fails leaves TypeScript's answer, and says so once", () => {
  const bare = askAll(new Plugged({ [at("a.ts")]: text }, {}, { ...options, types: [] }).service, at("a.ts"), text.indexOf("sleep(n)") + 1);
  for (const name of Object.keys(hooks) as (keyof typeof hooks)[]) {
    assert.ok(name in bare, `${name} is asked`);
    const own = hooks[name], project = new Plugged({ [at("a.ts")]: text }, {}, { ...options, types: [] });
    (hooks as Record<string, unknown>)[name] = () => { throw new Error("a mistake of ours"); };
    try {
      for (let n = 0; n < 3; n++) {
        const answers = askAll(project.plugged, at("a.ts"), text.indexOf("sleep(n)") + 1);
        // With no diagnostic of ours there is no fix for it either.
        if (name !== "getCombinedCodeFix" && name !== "getEditsForRefactor" && name !== "getCompletionEntryDetails") assert.equal(answers[name], bare[name], name);
      }
    } finally {
      (hooks as Record<string, unknown>)[name] = own;
    }
    assert.is(project.failures.length, 1, project.failures.join("\n"));
    assert.match(project.failures[0]!, `sansync: ${name}: Error: a mistake of ours`);
  }
});

test("what TypeScript says of cancelled questions passes through", () => {
  const own = hooks.getQuickInfoAtPosition, project = new Plugged({ [at("a.ts")]: text });
  hooks.getQuickInfoAtPosition = () => { throw new ts.OperationCanceledException(); };
  try {
    assert.throws(() => project.plugged.getQuickInfoAtPosition(at("a.ts"), 5), (e: unknown) => e instanceof ts.OperationCanceledException);
    assert.equal(project.failures, []);
  } finally {
    hooks.getQuickInfoAtPosition = own;
  }
});

const programs = path.join(root, "fixtures/programs"), every = process.env.STRESS ? 7 : 97;
const chosen = ["worker-pool", "select-timeout", "mutex-counter", "generators-that-block", ...(process.env.STRESS ? readdirSync(programs).filter((name) => existsSync(path.join(programs, name, "main.ts"))) : [])];

test("programs cut anywhere: everything is answered, nothing of ours fails, and correct programs are not called wrong", () => {
  for (const name of new Set(chosen)) {
    const file = path.join(programs, name, "main.ts"), whole = readFileSync(file, "utf8"), project = new Plugged({ [file]: whole });
    askAll(project.plugged, file, whole.length);
    for (let cut = whole.length; cut > 0; cut -= every) {
      project.edit(file, cut, project.text(file).length, "");
      askAll(project.plugged, file, cut);
      const wrong = project.plugged.getSemanticDiagnostics(file).filter((d) => d.source === "sansync" && d.category === ts.DiagnosticCategory.Error);
      assert.equal(wrong.map((d) => ts.flattenDiagnosticMessageText(d.messageText, " ")), [], `${name} cut at ${cut}`);
    }
    assert.equal(project.failures, [], name);
  }
});

test("without the runtime package TypeScript alone speaks", () => {
  const file = "/nowhere/at/all/a.ts", project = new Plugged({ [file]: text }, {}, { ...options, types: [], typeRoots: [] });
  const answers = askAll(project.plugged, file, 200);
  assert.ok((answers["getSemanticDiagnostics"] as [number][]).some(([code]) => code === 2307));
  assert.ok((answers["getSemanticDiagnostics"] as [number][]).every(([code]) => code < 100000));
  assert.equal(project.failures, []);
});

test("JavaScript with checkJs: findings as in TypeScript, and no crash", () => {
  const file = at("b.js"), js = 'import { chan, go, Mutex } from "sansync";\nconst c = chan(1);\nfunction work(n) { c.send(n); }\ngo(work(5));\nclass P { static first = c.recv(); }\nnew Mutex().hold();\n', project = new Plugged({ [file]: js }, {}, { ...options, allowJs: true, checkJs: true });
  const answers = askAll(project.plugged, file, js.length - 1);
  assert.ok((answers["getSemanticDiagnostics"] as [number][]).some(([code]) => code === 772001), JSON.stringify(answers));
  assert.equal(project.failures, []);
});

test("a huge file, a file nested deeply, a file that is nowhere", () => {
  const huge = at("huge.ts"), deep = at("deep.ts"), many = `${text}${Array.from({ length: 4000 }, (_, n) => `export function f${n}(): number { return work(${n}); }`).join("\n")}\n`;
  const project = new Plugged({ [huge]: many, [deep]: `import { sleep } from "sansync";\nexport const n = ${"(".repeat(300)}1${")".repeat(300)};\nsleep(${Array.from({ length: 400 }, () => "1").join(" + ")});\n` });
  for (const file of [huge, deep]) askAll(project.plugged, file, 300);
  assert.throws(() => project.plugged.getSemanticDiagnostics(at("nowhere.ts")), /Could not find source file/);
  assert.equal(project.failures, []);
});

test("two copies of the plugin: one of them works, and the codes of fixes are entered once", () => {
  const project = new Plugged({ [at("a.ts")]: text });
  const again = (init as unknown as (m: { typescript: typeof ts }) => { create(info: unknown): ts.LanguageService })({ typescript: ts });
  const twice = again.create({ languageService: project.plugged, project: { projectService: { logger: { info() {} } }, isClosed: () => false, getProjectName: () => "" }, config: {} });
  assert.is(twice, project.plugged);
});

test("settings that are none are taken for the defaults", () => {
  const project = new Plugged({ [at("a.ts")]: text }, { severity: "loud", inlayHints: 7, diagnostics: "perhaps", hover: null });
  const answers = askAll(project.plugged, at("a.ts"), 250);
  assert.ok((answers["getSemanticDiagnostics"] as [number][]).some(([code]) => code === 772001));
  assert.ok((answers["provideInlayHints"] as unknown[]).length > 0);
});

test.run();
