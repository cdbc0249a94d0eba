/**
 * One tsserver process, driven over its own protocol as an editor does: requests are JSON lines on stdin, answers carry a Content-Length header on stdout.
 */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

interface Message { type: "response" | "event"; request_seq?: number; success?: boolean; message?: string; body?: unknown }

export interface ServerDiagnostic { text: string; code: number; source?: string; category: string; start: { line: number; offset: number }; end: { line: number; offset: number } }

export class TsServerSession {
  private static readonly open = new Set<ChildProcessWithoutNullStreams>();
  private readonly server: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, { done(body: unknown): void; failed(error: Error): void }>();
  private unread = Buffer.alloc(0);
  private sequence = 0;
  private log = "";

  /**
   * @param probe folder whose node_modules holds the plugins that tsconfigs name
   * @param plugins loaded for every project, as an editor extension asks for it
   */
  constructor(tsserver: string, probe: string, cwd: string, plugins: readonly string[] = []) {
    const options = ["--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents", "--pluginProbeLocations", probe];
    if (plugins.length) options.push("--globalPlugins", plugins.join(","));
    this.server = spawn(process.execPath, [tsserver, ...options], { cwd });
    TsServerSession.open.add(this.server);
    this.server.stdout.on("data", (data: Buffer) => this.read(data));
    this.server.stderr.on("data", (data: Buffer) => { this.log += data; });
    this.server.on("exit", (status) => {
      TsServerSession.open.delete(this.server);
      for (const { failed } of this.waiting.values()) failed(new Error(`tsserver ended with status ${status}\n${this.log}`));
      this.waiting.clear();
    });
  }

  /** For requests without an answer: open, change, close. */
  tell(command: string, args: object): void {
    this.server.stdin.write(`${JSON.stringify({ seq: ++this.sequence, type: "request", command, arguments: args })}\n`);
  }

  ask<T>(command: string, args: object): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(this.sequence + 1, { done: (body) => resolve(body as T), failed: reject });
      this.tell(command, args);
    });
  }

  findings(file: string): Promise<ServerDiagnostic[]> {
    return this.ask("semanticDiagnosticsSync", { file });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    this.tell("exit", {});
    await ended;
  }

  /** Kills the servers that nobody closed. */
  static endAll(): void {
    for (const server of TsServerSession.open) server.kill("SIGKILL");
  }

  private read(data: Buffer): void {
    this.unread = Buffer.concat([this.unread, data]);
    for (;;) {
      const split = this.unread.indexOf("\r\n\r\n");
      if (split < 0) return;
      const bytes = Number(/Content-Length: (\d+)/i.exec(this.unread.toString("latin1", 0, split))?.[1]);
      const begin = split + 4;
      if (this.unread.length < begin + bytes) return;
      const message = JSON.parse(this.unread.toString("utf8", begin, begin + bytes)) as Message;
      this.unread = this.unread.subarray(begin + bytes);
      if (message.type !== "response" || message.request_seq === undefined) continue;
      const waiter = this.waiting.get(message.request_seq);
      this.waiting.delete(message.request_seq);
      if (message.success) waiter?.done(message.body);
      else waiter?.failed(new Error(message.message));
    }
  }
}
