/**
 * The command line of sansync: the project's own, or the one in the extension. Nothing of a workspace that is not trusted is run.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";

/** A program to start: its file, arguments and environment. */
export interface Invocation { readonly program: string; readonly args: readonly string[]; readonly env: Record<string, string> }

/** `sansync <args>` for what lies in `folder`. */
export function sansync(context: vscode.ExtensionContext, folder: string, ...args: string[]): Invocation {
  return { program: process.execPath, args: [ownCommand(folder) ?? context.asAbsolutePath("dist/cli.js"), ...args], env: { ELECTRON_RUN_AS_NODE: "1" } };
}

function ownCommand(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "node_modules/sansync/bin/sansync.mjs");
    if (existsSync(file) && existsSync(join(at, "node_modules/@sansync/transformer/package.json"))) return file;
    if (dirname(at) === at) return undefined;
  }
}

/** The folder a command is about: that of the file in front, else the first of the workspace. */
export function folderOf(uri = vscode.window.activeTextEditor?.document.uri): string | undefined {
  const folder = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath ?? (uri?.scheme === "file" ? dirname(uri.fsPath) : undefined);
}

/** May code of the workspace run? Says why not. */
export function trusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void vscode.window.showWarningMessage("sansync: the workspace is not trusted, so nothing of it is run.");
  return false;
}

/** Runs it in a terminal that stays, with its findings in the problems panel. */
export async function runInTerminal(name: string, folder: string, { program, args, env }: Invocation, more: Record<string, string> = {}): Promise<void> {
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) ?? vscode.TaskScope.Workspace;
  // the file is part of what the task is: two programs may run at a time
  const task = new vscode.Task({ type: "sansync", command: args[1], file: args[2] }, scope, name, "sansync", new vscode.ProcessExecution(program, [...args], { cwd: folder, env: { ...env, ...more } }), "$sansync");
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated, focus: false, clear: true, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}
