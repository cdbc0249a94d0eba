// The plugin in real tsservers, over their protocol: each of the TypeScripts that it is promised for.
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { typeScript, typeScripts } from "../../fixtures/harness/editors";
import { TsServerSession, type ServerDiagnostic } from "../../fixtures/harness/tsserver-session";

const root = path.resolve(__dirname, "../.."), project = path.join(__dirname, "project");
const port = path.join(project, "src/port.ts"), clean = path.join(project, "src/clean.ts"), handler = path.join(project, "src/server.ts");
const ours = (list: ServerDiagnostic[]) => list.filter((d) => d.source === "sansync");

/** Of a file that does not import the runtime nothing is left out. */
const plain = "export function next(p: Promise<number>): Promise<number> { return p.then((v) => v + 1); }\n";

interface Fix { description: string; fixId?: string; fixAllDescription?: string; changes: { fileName: string; textChanges: { newText: string; start: { line: number } }[] }[] }

for (const version of typeScripts) {
  const test = suite(`tsserver ${version}`);
  let server: TsServerSession;
  const start = async (folder = project, plugins: readonly string[] = []) => new TsServerSession(path.join(await typeScript(version), "lib/tsserver.js"), root, folder, plugins);

  // uvu forgets errors of `before`: the session starts in the first test.
  test("a blocking call in a static initialiser is underlined, TypeScript's own error stays", async () => {
    server = await start();
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

  test("the codes of fixes are known without a file, as editors ask", async () => {
    const codes = await server.ask<string[]>("getSupportedCodeFixes", undefined);
    assert.ok(codes.includes("772001") && codes.includes("774003"), codes.slice(-20).join());
  });

  test("a finding stands in the place of TypeScript's error, with a fix that repairs it, and one that silences it", async () => {
    const insert = (text: string) => server.tell("change", { file: clean, line: 2, offset: 1, endLine: 2, endOffset: 1, insertString: text });
    insert('function work(n: number): void { void n; }\ngo(work(5));\ngo(work(6));\n');
    const all = await server.findings(clean);
    assert.equal(all.map((d) => [d.source, d.code]), [["sansync", 772001], ["sansync", 772001]]);
    const { start: from, end } = all[0]!;
    const fixes = await server.ask<Fix[]>("getCodeFixes", { file: clean, startLine: from.line, startOffset: from.offset, endLine: end.line, endOffset: end.offset, errorCodes: [772001] });
    assert.equal(fixes.map((f) => f.changes[0]!.textChanges[0]!.newText), ["go(work, 5)", "// @sansync-ignore SY2001 TODO: say why\n"]);
    const combined = await server.ask<{ changes: Fix["changes"] }>("getCombinedCodeFix", { scope: { type: "file", args: { file: clean } }, fixId: fixes[0]!.fixId });
    assert.equal(combined.changes[0]!.textChanges.map((c) => [c.start.line, c.newText]).sort(), [[3, "go(work, 5)"], [4, "go(work, 6)"]]);
    server.tell("change", { file: clean, line: 2, offset: 1, endLine: 5, endOffset: 1, insertString: "" });
    assert.equal(await server.findings(clean), []);
  });

  test("TypeScript's advice that is wrong beside goroutines is not given: to make it async, to remove what unlocks or cancels", async () => {
    const text = `import { background, Mutex, withCancel } from "sansync";
const mu = new Mutex();
export function next(p: Promise<number>): Promise<number> {
  using held = mu.hold();
  const [ctx, cancel] = withCancel(background()), unread = 1;
  void ctx;
  return p.then((v) => v + 1);
}
export async function started(): Promise<void> { await go(() => {}); await 1; }
`;
    server.tell("change", { file: clean, line: 1, offset: 1, endLine: 1, endOffset: 1, insertString: text });
    const suggested = await server.ask<ServerDiagnostic[]>("suggestionDiagnosticsSync", { file: clean });
    assert.equal(suggested.map((d) => [d.code, d.start.line]), [[6133, 5], [80007, 9]]);
    assert.equal(suggested.map((d) => d.start.offset)[0], text.split("\n")[4]!.indexOf("unread") + 1);
    assert.equal(ours(await server.findings(clean)).map((d) => [d.code, d.start.line]), [[773005, 5], [772010, 9]]);
    server.tell("change", { file: clean, line: 1, offset: 1, endLine: 10, endOffset: 1, insertString: "" });
    assert.equal(await server.findings(clean), []);
  });

  test("hover says why a call suspends, what a channel is, what go starts", async () => {
    server.tell("open", { file: handler, projectRootPath: project });
    const said = async (file: string, line: number, offset: number) => String((await server.ask<{ documentation: string }>("quickinfo", { file, line, offset })).documentation);
    assert.match(await said(handler, 9, 12), "The next request of a connection.");
    assert.match(await said(handler, 9, 12), "May suspend: readRequest → RecvChan.recv.");
    assert.match(await said(handler, 8, 18), "May suspend: handle → readRequest → RecvChan.recv.");
    assert.match(await said(clean, 4, 10), "Channel, both ends, of number; unbuffered: a sender waits for its receiver. Not closed under this name in this file.");
    assert.match(await said(clean, 5, 3), "Starts a goroutine that runs this function, line 5.");
  });

  test("inlay hints behind the names of calls that suspend", async () => {
    const hints = await server.ask<{ text: string; position: { line: number; offset: number } }[]>("provideInlayHints", { file: handler, start: 0, length: 5000 });
    assert.equal(hints.filter((h) => h.text === "suspends").map((h) => [h.position.line, h.position.offset]), [[5, 19], [9, 21], [13, 25], [13, 33]]);
  });

  test("settings of the editor: a severity, hints off", async () => {
    const configure = async (configuration: object) => {
      const refreshed = server.event("projectsUpdatedInBackground");
      await server.ask("configurePlugin", { pluginName: "@sansync/plugin", configuration });
      await refreshed;
    };
    const code = (await server.findings(port)).find((d) => d.source === "sansync")!.code;
    await configure({ severity: { [`SY${code - 770000}`]: "warning" }, inlayHints: "off", hover: false });
    assert.equal(ours(await server.findings(port)).map((d) => d.category), ["warning"]);
    assert.equal((await server.ask<{ text: string }[]>("provideInlayHints", { file: handler, start: 0, length: 5000 })).filter((h) => h.text === "suspends"), []);
    await configure({ severity: { [`SY${code - 770000}`]: "off" } });
    assert.equal(ours(await server.findings(port)), []);
    await configure({});
    assert.is(ours(await server.findings(port)).length, 1);
  });

  test("rename and references are TypeScript's alone", async () => {
    const at = { file: handler, line: 4, offset: 12 };
    const renamed = await server.ask<{ locs: { locs: { start: { line: number } }[] }[] }>("rename", at);
    assert.equal(renamed.locs.flatMap((l) => l.locs.map((x) => x.start.line)).sort(), [4, 9]);
    const references = await server.ask<{ refs: { start: { line: number } }[] }>("references", at);
    assert.equal(references.refs.map((r) => r.start.line), [4, 9]);
  });

  test("a file with syntax errors does not bring the server down", async () => {
    server.tell("change", { file: clean, line: 3, offset: 1, endLine: 3, endOffset: 1, insertString: "export function ( { get" });
    assert.instance(await server.findings(clean), Array);
    await server.close();
  });

  test("named twice (tsconfig and editor), it reports once; files without the runtime keep all advice", async () => {
    const twice = await start(project, ["@sansync/plugin"]);
    twice.tell("open", { file: port, projectRootPath: project });
    assert.is(ours(await twice.findings(port)).length, 1);
    const file = path.join(project, "src/plain.ts");
    twice.tell("open", { file, projectRootPath: project, fileContent: plain });
    assert.equal((await twice.ask<ServerDiagnostic[]>("suggestionDiagnosticsSync", { file })).map((d) => d.code), [80006]);
    await twice.close();
  });

  test("negative control: a project that does not name the plugin has no finding of ours", async () => {
    const loose = path.join(__dirname, "project-without-plugin"), file = path.join(loose, "port.ts"), bare = await start(loose);
    bare.tell("open", { file, projectRootPath: loose });
    const all = await bare.findings(file);
    assert.ok(all.some((d) => d.code === 2322), JSON.stringify(all));
    assert.equal(ours(all), []);
    await bare.close();
  });

  // After a failed test too: a server that lives on keeps this process.
  test.after(() => TsServerSession.endAll());
  test.run();
}
