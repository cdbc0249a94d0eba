// The plugin in a real tsserver, over its protocol.
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { TsServerSession, type ServerDiagnostic } from "./tsserver-session";

const root = path.resolve(__dirname, "../.."), project = path.join(__dirname, "project");
const port = path.join(project, "src/port.ts"), clean = path.join(project, "src/clean.ts");
const ours = (list: ServerDiagnostic[]) => list.filter((d) => d.source === "sansync");

const test = suite("tsserver");
let server: TsServerSession;

// uvu forgets errors of `before`: the session starts in the first test.
test("a blocking call in a static initialiser is underlined, TypeScript's own error stays", async () => {
  server = new TsServerSession(require.resolve("typescript/lib/tsserver.js"), root, project);
  server.tell("open", { file: port, projectRootPath: project });
  const all = await server.findings(port);
  assert.ok(all.some((d) => d.code === 2322), "TypeScript's error");
  const found = ours(all);
  assert.is(found.length, 1, JSON.stringify(all));
  assert.is(Math.floor(found[0]!.code / 1000), 774);
  assert.is(found[0]!.category, "error");
  assert.is(found[0]!.start.line >= 6 && found[0]!.start.line <= 7, true, JSON.stringify(found[0]));
});

test("the edit that repairs it removes the finding, the next edit brings it back", async () => {
  const value = { file: port, line: 7, offset: 5, endLine: 7 };
  server.tell("change", { ...value, endOffset: 5 + "inbox.recv()".length, insertString: "undefined" });
  assert.equal(ours(await server.findings(port)), []);
  server.tell("change", { ...value, endOffset: 5 + "undefined".length, insertString: "inbox.recv()" });
  assert.is(ours(await server.findings(port)).length, 1);
});

test("a clean file has no finding", async () => {
  server.tell("open", { file: clean, projectRootPath: project });
  assert.equal(await server.findings(clean), []);
});

test("a finding stands in the place of TypeScript's error, with a fix that repairs it", async () => {
  const insert = (text: string) => server.tell("change", { file: clean, line: 2, offset: 1, endLine: 2, endOffset: 1, insertString: text });
  insert('function work(n: number): void { void n; }\ngo(work(5));\n');
  const all = await server.findings(clean);
  assert.equal(all.map((d) => [d.source, d.code]), [["sansync", 772001]]);
  const { start, end } = all[0]!;
  const fixes = await server.ask<{ description: string; changes: { textChanges: { newText: string }[] }[] }[]>("getCodeFixes", { file: clean, startLine: start.line, startOffset: start.offset, endLine: end.line, endOffset: end.offset, errorCodes: [772001] });
  assert.equal(fixes.map((f) => f.changes[0]!.textChanges[0]!.newText), ["go(work, 5)"]);
  server.tell("change", { file: clean, line: 2, offset: 1, endLine: 4, endOffset: 1, insertString: "" });
  assert.equal(await server.findings(clean), []);
});

test("a file with syntax errors does not bring the server down", async () => {
  server.tell("change", { file: clean, line: 3, offset: 1, endLine: 3, endOffset: 1, insertString: "export function ( { get" });
  assert.instance(await server.findings(clean), Array);
  await server.close();
});

test("named twice (tsconfig and editor), it reports once", async () => {
  const twice = new TsServerSession(require.resolve("typescript/lib/tsserver.js"), root, project, ["@sansync/plugin"]);
  twice.tell("open", { file: port, projectRootPath: project });
  assert.is(ours(await twice.findings(port)).length, 1);
  await twice.close();
});

test("negative control: a project that does not name the plugin has no finding of ours", async () => {
  const loose = path.join(__dirname, "project-without-plugin"), file = path.join(loose, "port.ts");
  const bare = new TsServerSession(require.resolve("typescript/lib/tsserver.js"), root, loose);
  bare.tell("open", { file, projectRootPath: loose });
  const all = await bare.findings(file);
  assert.ok(all.some((d) => d.code === 2322), JSON.stringify(all));
  assert.equal(ours(all), []);
  await bare.close();
});

// After a failed test too: a server that lives on keeps this process.
test.after(() => TsServerSession.endAll());
test.run();
