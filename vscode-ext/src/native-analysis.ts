/**
 * Diagnostics without the plugin: where TypeScript 7 serves the editor, the extension runs `sansync check --watch --json` for each folder that uses sansync and shows what it finds. The files as they are saved are what
 * it sees.
 *
 * The compiler is one of the 6 line: the project's own where it has one, else the one VS Code brings along.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as vscode from "vscode";
import { sansync } from "./cli";

interface Entry { code: string; severity: "error" | "warning" | "info"; file?: string; line?: number; column?: number; endLine?: number; endColumn?: number; message: string }

const SEVERITY = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, info: vscode.DiagnosticSeverity.Hint };

export class NativeAnalysis implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection("sansync");
  private readonly running = new Map<string, ChildProcess>();
  private readonly output = vscode.window.createOutputChannel("sansync");
  private disposed = false;

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Start for every folder that uses sansync. */
  start(): void {
    if (!vscode.workspace.isTrusted) return;
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) if (uses(uri.fsPath)) this.watch(uri.fsPath);
  }

  private watch(folder: string): void {
    if (this.running.has(folder)) return;
    const { program, args, env } = sansync(this.context, folder, "check", "--watch", "--json");
    const child = spawn(program, [...args], { cwd: folder, env: { ...process.env, ...env, NODE_PATH: this.compilers() }, stdio: ["ignore", "pipe", "pipe"] });
    this.running.set(folder, child);
    let text = "", errors = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => {
      text += data;
      const lines = text.split("\n");
      text = lines.pop()!;
      for (const line of lines) {
        try {
          this.show(folder, JSON.parse(line) as Entry[]);
        } catch { /* no list */ }
      }
    });
    child.stderr.setEncoding("utf8").on("data", (data: string) => {
      errors = (errors + data).slice(-4000);
      this.output.append(data);
    });
    child.on("error", (e) => { this.output.appendLine(e.message); });
    child.on("close", (status) => {
      this.running.delete(folder);
      if (this.disposed) return;
      this.output.appendLine(`sansync check ended with ${String(status)}`);
      void vscode.window.showWarningMessage(`sansync: the analysis beside TypeScript 7 does not run: ${errors.trim().split("\n")[0] ?? ""}`, "Show Output").then((choice) => { if (choice !== undefined) this.output.show(); });
    });
  }

  /** TypeScript's own errors come from the server; ours alone are shown. */
  private show(folder: string, entries: readonly Entry[]): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const e of entries) {
      if (e.file === undefined || !e.code.startsWith("SY")) continue;
      const file = resolve(folder, e.file), line = (e.line ?? 1) - 1, column = (e.column ?? 1) - 1;
      const d = new vscode.Diagnostic(new vscode.Range(line, column, (e.endLine ?? line + 1) - 1, (e.endColumn ?? column + 2) - 1), e.message, SEVERITY[e.severity]);
      d.source = "sansync";
      d.code = e.code;
      byFile.set(file, [...(byFile.get(file) ?? []), d]);
    }
    this.found.clear();
    for (const [file, list] of byFile) this.found.set(vscode.Uri.file(file), list);
  }

  /** A folder of modules in which `@typescript/typescript6` is the compiler of VS Code; it is asked after those of the project. */
  private compilers(): string {
    const built = join(vscode.env.appRoot, "extensions/node_modules/typescript"), folder = join(this.context.globalStorageUri.fsPath, "compilers"), own = join(folder, "@typescript/typescript6");
    if (!existsSync(join(built, "lib/typescript.js"))) return "";
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "package.json"), JSON.stringify({ name: "@typescript/typescript6", main: "index.js" }));
    writeFileSync(join(own, "index.js"), `module.exports = require(${JSON.stringify(join(built, "lib/typescript.js"))});\n`);
    return folder;
  }

  dispose(): void {
    this.disposed = true;
    for (const child of this.running.values()) child.kill();
    this.found.dispose();
    this.output.dispose();
  }
}

function uses(folder: string): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, Record<string, string> | undefined>;
    return "sansync" in { ...dependencies, ...devDependencies };
  } catch {
    return false;
  }
}
