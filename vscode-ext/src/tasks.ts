/**
 * Tasks: `sansync check` and `sansync build`, once or watching, with the findings in the problems panel.
 */
import * as vscode from "vscode";
import { sansync } from "./cli";

interface Definition extends vscode.TaskDefinition { command: "check" | "build"; watch?: boolean; project?: string }

export function registerTasks(context: vscode.ExtensionContext): void {
  const task = (definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task => {
    const { command, watch = false, project } = definition;
    const { program, args, env } = sansync(context, folder.uri.fsPath, command, ...(project === undefined ? [] : ["--project", project]), ...(watch ? ["--watch"] : []));
    const made = new vscode.Task(definition, folder, watch ? `${command} --watch` : command, "sansync", new vscode.ProcessExecution(program, [...args], { cwd: folder.uri.fsPath, env: { ...env } }),
      watch && command === "check" ? "$sansync-watch" : watch ? "$tsc-watch" : "$sansync");
    made.group = vscode.TaskGroup.Build;
    made.isBackground = watch;
    return made;
  };
  context.subscriptions.push(vscode.tasks.registerTaskProvider("sansync", {
    provideTasks: () => (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => [
      task({ type: "sansync", command: "check" }, folder), task({ type: "sansync", command: "check", watch: true }, folder), task({ type: "sansync", command: "build" }, folder), task({ type: "sansync", command: "build", watch: true }, folder),
    ]),
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder === undefined || typeof definition["command"] !== "string" ? undefined : task(definition as Definition, folder);
    },
  }));
}
