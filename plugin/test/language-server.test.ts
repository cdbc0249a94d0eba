// The plugin through typescript-language-server, which other editors run: diagnostics, a fix, hover, refactorings over LSP.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { languageServer, typeScript } from "../../fixtures/harness/editors";

const root = path.resolve(__dirname, "../.."), project = path.join(__dirname, "project");
const port = path.join(project, "src/port.ts"), handler = path.join(project, "src/server.ts");
const uri = (file: string) => pathToFileURL(file).href;

interface Diagnostic { source?: string; code?: number; message: string; range: object }
interface Message { id?: number; method?: string; params?: { uri: string; diagnostics: Diagnostic[] }; result?: unknown; error?: { message: string } }

class Session {
  private sequence = 0;
  private unread = Buffer.alloc(0);
  private readonly waiting = new Map<number, { done(result: unknown): void; failed(e: Error): void }>();
  private readonly watching: ((m: Message) => void)[] = [];

  private constructor(readonly server: ChildProcessWithoutNullStreams) {
    server.stdout.on("data", (data: Buffer) => this.read(data));
    server.on("exit", (status) => { for (const { failed } of this.waiting.values()) failed(new Error(`the language server ended with status ${status}`)); });
  }

  static async start(): Promise<Session> {
    const session = new Session(spawn(process.execPath, [await languageServer(), "--stdio"], { cwd: project }));
    session.server.stderr.resume();
    await session.ask("initialize", {
      processId: process.pid, rootUri: uri(project), workspaceFolders: [{ uri: uri(project), name: "project" }],
      capabilities: { textDocument: { publishDiagnostics: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } } }, hover: { contentFormat: ["markdown"] } } },
      initializationOptions: { tsserver: { path: path.join(await typeScript("5.9"), "lib/tsserver.js") }, plugins: [{ name: "@sansync/plugin", location: root }] },
    });
    session.tell("initialized", {});
    return session;
  }

  tell(method: string, params: object, id?: number): void {
    const text = JSON.stringify({ jsonrpc: "2.0", method, params, ...(id === undefined ? {} : { id }) });
    this.server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask<T>(method: string, params: object): Promise<T> {
    const id = ++this.sequence;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { done: (result) => resolve(result as T), failed: reject });
      this.tell(method, params, id);
    });
  }

  /** Diagnostics of a file, once some are of ours. */
  ours(file: string): Promise<Diagnostic[]> {
    return new Promise((done) => this.watching.push(({ method, params }) => { if (method === "textDocument/publishDiagnostics" && params!.uri === uri(file) && params!.diagnostics.some((d) => d.source === "sansync")) done(params!.diagnostics); }));
  }

  open(file: string): void {
    this.tell("textDocument/didOpen", { textDocument: { uri: uri(file), languageId: "typescript", version: 1, text: readFileSync(file, "utf8") } });
  }

  private read(data: Buffer): void {
    this.unread = Buffer.concat([this.unread, data]);
    for (;;) {
      const split = this.unread.indexOf("\r\n\r\n"), begin = split + 4;
      if (split < 0) return;
      const bytes = Number(/Content-Length: (\d+)/i.exec(this.unread.toString("latin1", 0, split))?.[1]);
      if (this.unread.length < begin + bytes) return;
      const message = JSON.parse(this.unread.toString("utf8", begin, begin + bytes)) as Message;
      this.unread = this.unread.subarray(begin + bytes);
      for (const watch of this.watching) watch(message);
      if (message.id === undefined) continue;
      // A question of the server's own: nothing of it is needed here.
      if (message.method !== undefined) { this.server.stdin.write(((text) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: null }))); continue; }
      const waiter = this.waiting.get(message.id);
      if (message.error === undefined) waiter?.done(message.result); else waiter?.failed(new Error(message.error.message));
    }
  }
}

const test = suite("typescript-language-server");
let session: Session | undefined;

test("a finding, and the fix that silences it", async () => {
  session = await Session.start();
  const found = session.ours(port);
  session.open(port);
  const own = (await found).filter((d) => d.source === "sansync");
  assert.is(own.length, 1, JSON.stringify(own));
  const actions = await session.ask<{ title: string }[]>("textDocument/codeAction", { textDocument: { uri: uri(port) }, range: own[0]!.range, context: { diagnostics: own, only: ["quickfix"] } });
  assert.ok(actions.some((a) => /^Ignore SY\d{4} here/.test(a.title)), JSON.stringify(actions.map((a) => a.title)));
});

test("hover and refactorings", async () => {
  session!.open(handler);
  const hover = await session!.ask<{ contents: { value: string } }>("textDocument/hover", { textDocument: { uri: uri(handler) }, position: { line: 8, character: 12 } });
  assert.match(hover.contents.value, "May suspend: readRequest → RecvChan.recv.");
  const loop = { start: { line: 12, character: 4 }, end: { line: 12, character: 4 } };
  const actions = await session!.ask<{ title: string; kind?: string }[]>("textDocument/codeAction", { textDocument: { uri: uri(handler) }, range: loop, context: { diagnostics: [], only: ["refactor"] } });
  assert.ok(actions.some((a) => a.kind?.startsWith("refactor.rewrite.sansync") === true), JSON.stringify(actions.map((a) => [a.title, a.kind])));
});

test.after(() => { session?.server.kill("SIGKILL"); });
test.run();
