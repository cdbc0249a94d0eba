/**
 * The way to the plugin in the TypeScript server: requests of its own (`@sansync/plugin/protocol`), and whether anybody is there to answer them.
 *
 * With TypeScript 7 the server loads no plugins, and VS Code has no command to send it requests: that is how it is recognised.
 */
import type { Answer } from "@sansync/plugin/protocol";
import * as vscode from "vscode";

const REQUEST = "typescript.tsserverRequest";

/** Languages the TypeScript server serves. */
export const languages: vscode.DocumentSelector = ["typescript", "typescriptreact", "javascript", "javascriptreact"].map((language) => ({ language, scheme: "file" }));

export function isSource(document: vscode.TextDocument): boolean {
  return vscode.languages.match(languages, document) > 0;
}

/** What the plugin answers; undefined: it does not, or has a problem. */
export async function ask<A extends Answer>(command: string, file: string, token?: vscode.CancellationToken): Promise<A | undefined> {
  try {
    const answer = await vscode.commands.executeCommand<{ success?: boolean; body?: A } | undefined>(REQUEST, command, { file }, undefined, token);
    return answer?.success === true ? answer.body : undefined;
  } catch {
    return undefined;
  }
}

/** Does TypeScript 7 serve the editor? */
export async function isNative(): Promise<boolean> {
  const settings = vscode.workspace.getConfiguration();
  if (settings.get("js/ts.experimental.useTsgo") === true || settings.get("typescript.experimental.useTsgo") === true) return true;
  const typescript = vscode.extensions.getExtension("vscode.typescript-language-features");
  if (typescript === undefined) return true;
  await typescript.activate();
  return !(await vscode.commands.getCommands(true)).includes(REQUEST);
}
