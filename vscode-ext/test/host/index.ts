/**
 * VS Code's own contract for tests: `run()` is called inside the extension host, and throws to fail. What is tested here is what has no look: tasks, problems, snippets, debugging, the parts of the extension.
 *
 * uvu prints through process.stdout, which is another thing in the host, and takes nothing for success: what ran is counted here.
 */
import * as assert from "uvu/assert";
import * as vscode from "vscode";
import type { Parts } from "../../src/extension";

type Body = () => Promise<void>;
const tests: [string, Body][] = [];
const test = (name: string, body: Body): void => { tests.push([name, body]); };

/** Asks until it is so. */
async function until<T>(what: string, ask: () => Promise<T | false | undefined> | T | false | undefined, seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; await new Promise((r) => setTimeout(r, 100))) {
    const found = await ask();
    if (found !== false && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`never: ${what}`);
  }
}

const file = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
async function shown(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document);
  return document;
}
async function parts(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>("sansync.sansync-vscode");
  assert.ok(extension, "the extension is there");
  return extension!.activate();
}
const findings = (uri: vscode.Uri): string[] => vscode.languages.getDiagnostics(uri).map((d) => String(typeof d.code === "object" ? d.code.value : d.code));

test("findings, with a fix and a page", async () => {
  const document = await shown("src/mistakes.ts");
  await until("both findings", () => ["771002", "772001"].every((code) => findings(document.uri).includes(code)));
  const found = vscode.languages.getDiagnostics(document.uri).find((d) => String(typeof d.code === "object" ? d.code.value : d.code) === "772001")!;
  assert.is(found.source, "sansync");
  const actions = await until("actions", async () => {
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, found.range, vscode.CodeActionKind.QuickFix.value);
    return all.some((a) => a.title === "Hand over the function, not its result") && all;
  });
  assert.ok(actions.some((a) => a.title === "Explain SY2001"), actions.map((a) => a.title).join());
});

test("points: loops too where they are wanted", async () => {
  const { points } = await parts(), document = await shown("programs/main.ts");
  const few = await until("points", async () => (await points.of(document)).length || undefined);
  assert.is(few, 6);
  const settings = vscode.workspace.getConfiguration("sansync");
  await settings.update("suspensionPoints.preemptible", true, vscode.ConfigurationTarget.Workspace);
  try {
    assert.ok((await points.of(document)).length >= few);
  } finally {
    await settings.update("suspensionPoints.preemptible", undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test("a severity that is set", async () => {
  const { uri } = await shown("src/mistakes.ts"), settings = vscode.workspace.getConfiguration("sansync");
  await settings.update("severity", { SY1002: "off" }, vscode.ConfigurationTarget.Workspace);
  try {
    await until("the finding goes", () => !findings(uri).includes("771002") && findings(uri).includes("772001"));
  } finally {
    await settings.update("severity", undefined, vscode.ConfigurationTarget.Workspace);
  }
  await until("the finding comes back", () => findings(uri).includes("771002"));
});

test("tasks, by their exit status", async () => {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  const tasks = await vscode.tasks.fetchTasks({ type: "sansync" });
  for (const name of ["build", "build --watch", "check --watch"]) assert.ok(tasks.some((t) => t.name === name), tasks.map((t) => t.name).join());
  // the one of tasks.json stands for the one of the provider, under its label
  const check = tasks.find((t) => t.definition["command"] === "check" && t.definition["watch"] !== true)!;
  const ended = new Promise<number | undefined>((done) => { const d = vscode.tasks.onDidEndTaskProcess((e) => { if (e.execution.task.name === check.name) { d.dispose(); done(e.exitCode); } }); });
  await vscode.tasks.executeTask(check);
  assert.is(await ended, 1);
});

test("snippets", async () => {
  const document = await shown("src/mistakes.ts");
  const list = await until("completions", async () => {
    const all = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, new vscode.Position(10, 0));
    return all.items.some((i) => i.kind === vscode.CompletionItemKind.Snippet) && all;
  });
  const labels = list.items.map((i) => (typeof i.label === "string" ? i.label : i.label.label));
  for (const wanted of ["workers", "selectTimeout", "waitGroup"]) assert.ok(labels.includes(wanted), `${wanted} of ${labels.length}`);
});

test("a program that is debugged is looked into, and gone with its session", async () => {
  const { programs } = await parts();
  await shown("programs/main.ts");
  await vscode.commands.executeCommand("sansync.debugFile");
  const [program] = await until("the program", () => programs.all.size > 0 && [...programs.all]);
  const dump = await until("its goroutines", async () => {
    const d = await program!.dump(100);
    return d.count === 6 && d.goroutines.filter((g) => g.reason === "chan send").length >= 3 && d;
  });
  const senders = dump.goroutines.filter((g) => g.reason === "chan send");
  assert.ok(senders.length >= 3);
  assert.is(vscode.Uri.file(program!.fileOf(senders[0]!.stack[0]!.file)).fsPath, file("programs/main.ts").fsPath);
  await vscode.debug.stopDebugging();
  await until("nobody is left", () => programs.all.size === 0);
});

test("addresses where nobody answers", async () => {
  const { programs } = await parts();
  for (const address of ["1", "127.0.0.1:1", "/no/such.sock"]) assert.match(await programs.add(address).then(() => "connected", (e: Error) => e.message), /ECONNREFUSED|ENOENT/);
});

export async function run(): Promise<void> {
  const failed: string[] = [];
  for (const [name, body] of tests) {
    try {
      await body();
      console.log(`ok ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED ${name}: ${String((error as Error).stack)} ${JSON.stringify((error as { details?: unknown }).details ?? "")}`);
    }
  }
  console.log(`${tests.length - failed.length} of ${tests.length} passed`);
  if (failed.length > 0) throw new Error(failed.join());
}
