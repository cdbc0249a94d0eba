/**
 * Commands about codes, the set-up and the file in front.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { folderOf, runInTerminal, sansync, trusted } from "./cli";
import type { DebugSessions } from "./inspect/debug-sessions";

/** `SY1003` of a diagnostic: six digits in the protocol of TypeScript, the code itself in ours. */
export function codeOf(d: vscode.Diagnostic): string | undefined {
  const code = String(typeof d.code === "object" ? d.code.value : d.code ?? "");
  return /^SY\d{4}$/.test(code) ? code : /^77\d{4}$/.test(code) ? `SY${code.slice(2)}` : undefined;
}

export function registerCommands(context: vscode.ExtensionContext, sessions: DebugSessions): void {
  const docs = context.asAbsolutePath("docs/diagnostics");

  const explain = async (wanted?: unknown): Promise<void> => {
    let code = typeof wanted === "string" ? wanted : undefined;
    if (code === undefined) {
      const editor = vscode.window.activeTextEditor, here = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri).filter((d) => d.range.contains(editor.selection.active)).map(codeOf).filter((c) => c !== undefined);
      const items = readdirSync(docs).filter((f) => /^SY\d{4}\.md$/.test(f)).map((f) => {
        const [, label = "", description = ""] = /^# (SY\d{4}): (.*)/.exec(readFileSync(`${docs}/${f}`, "utf8")) ?? [];
        return { label, description };
      });
      items.sort((a, b) => Number(here.includes(b.label)) - Number(here.includes(a.label)) || a.label.localeCompare(b.label));
      code = (await vscode.window.showQuickPick(items, { placeHolder: "What does this code mean?", matchOnDescription: true }))?.label;
    }
    if (code === undefined) return;
    await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.file(`${docs}/${code}.md`));
  };

  const fileInFront = async (uri?: vscode.Uri): Promise<string | undefined> => {
    const file = uri ?? vscode.window.activeTextEditor?.document.uri;
    if (file === undefined || file.scheme !== "file") {
      void vscode.window.showInformationMessage("sansync: open a TypeScript file first.");
      return undefined;
    }
    if (!trusted()) return undefined;
    await vscode.workspace.textDocuments.find((d) => d.uri.toString() === file.toString())?.save();
    return file.fsPath;
  };

  context.subscriptions.push(
    vscode.commands.registerCommand("sansync.explain", explain),
    vscode.commands.registerCommand("sansync.doctor", () => {
      const folder = folderOf();
      if (folder === undefined) void vscode.window.showInformationMessage("sansync: open a folder first.");
      else if (trusted()) void runInTerminal("doctor", folder, sansync(context, folder, "doctor", "."));
    }),
    vscode.commands.registerCommand("sansync.runFile", async (uri?: vscode.Uri) => {
      const file = await fileInFront(uri);
      if (file === undefined) return;
      const folder = folderOf(vscode.Uri.file(file)) ?? dirname(file);
      await runInTerminal(`run ${file.slice(dirname(file).length + 1)}`, folder, sansync(context, folder, "run", file), sessions.environment());
      sessions.expect();
    }),
    vscode.commands.registerCommand("sansync.debugFile", async (uri?: vscode.Uri) => {
      const file = await fileInFront(uri);
      if (file === undefined) return;
      const folder = folderOf(vscode.Uri.file(file)) ?? dirname(file), { args, env } = sansync(context, folder, "run", file);
      await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)), {
        type: "node", request: "launch", name: `sansync: ${file.slice(dirname(file).length + 1)}`, program: args[0], args: args.slice(1), cwd: folder, env, console: "integratedTerminal", skipFiles: ["<node_internals>/**", "**/sansync/dist/**", "**/runtime/dist/**"],
      });
    }),
  );

  // codes in the problems panel lead to their pages
  // (For all languages: what fits less stands behind the fixes.)
  context.subscriptions.push(vscode.languages.registerCodeActionsProvider("*", {
    provideCodeActions: (_document, _range, { diagnostics }) => diagnostics.flatMap((d) => {
      const code = codeOf(d);
      if (code === undefined) return [];
      const action = new vscode.CodeAction(`Explain ${code}`, vscode.CodeActionKind.QuickFix);
      action.command = { command: "sansync.explain", title: action.title, arguments: [code] };
      action.diagnostics = [d];
      return [action];
    }),
  }));
}
