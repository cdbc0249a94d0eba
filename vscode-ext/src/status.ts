/**
 * The line at the bottom: how many places of the file in front may wait, what is wrong with its set-up; and the notice that TypeScript 7 serves the editor.
 */
import { commands, type StatusBody } from "@sansync/plugin/protocol";
import * as vscode from "vscode";
import { NativeAnalysis } from "./native-analysis";
import { ask, isNative, isSource } from "./server";
import type { SuspensionPoints } from "./suspension-points";
import type { Programs } from "./inspect/programs";

export class Status {
  private readonly item = vscode.window.createStatusBarItem("sansync.status", vscode.StatusBarAlignment.Right, 90);
  private native = false;
  private analysis: NativeAnalysis | undefined;
  private readonly states = new Map<string, StatusBody>();

  constructor(private readonly context: vscode.ExtensionContext, private readonly points: SuspensionPoints, private readonly programs: Programs) {
    this.item.name = "sansync";
    const again = (): void => { void this.show(); };
    context.subscriptions.push(this.item, vscode.window.onDidChangeActiveTextEditor(again), points.onDidChange(again), programs.onDidChange(again), { dispose: () => this.analysis?.dispose() },
      vscode.workspace.onDidSaveTextDocument(({ fileName }) => { if (/(?:package|tsconfig[^\\/]*)\.json$/.test(fileName)) this.states.clear(); }),
      vscode.workspace.onDidChangeConfiguration((e) => { if (/useTsgo|native/.test(["js/ts.experimental.useTsgo", "typescript.experimental.useTsgo", "sansync.analysis.native"].filter((s) => e.affectsConfiguration(s)).join())) void this.decide(); }));
    void this.decide();
  }

  /** Who serves the editor? Where it is TypeScript 7, say so once, and run the analysis. */
  private async decide(): Promise<void> {
    this.native = await isNative();
    const own = vscode.workspace.getConfiguration("sansync").get("analysis.native", true);
    if (this.native && own && this.analysis === undefined) {
      this.analysis = new NativeAnalysis(this.context);
      this.analysis.start();
    } else if (!(this.native && own)) {
      this.analysis?.dispose();
      this.analysis = undefined;
    }
    if (this.native && this.context.workspaceState.get("told of TypeScript 7") !== true) {
      await this.context.workspaceState.update("told of TypeScript 7", true);
      void vscode.window.showWarningMessage(`sansync: TypeScript 7 serves the editor, and its server loads no plugins. ${own ? "The extension runs the analysis itself: findings appear when a file is saved; " : ""}Marks, hovers, fixes and emitted code need the server of TypeScript 6.`, "Use TypeScript 6").then(async (choice) => {
        if (choice === undefined) return;
        for (const section of ["js/ts.experimental", "typescript.experimental"]) {
          const settings = vscode.workspace.getConfiguration(section), found = settings.inspect("useTsgo");
          if (found?.workspaceValue === true) await settings.update("useTsgo", false, vscode.ConfigurationTarget.Workspace);
          else if (found?.globalValue === true) await settings.update("useTsgo", false, vscode.ConfigurationTarget.Global);
        }
      });
    }
    await this.show();
  }

  private async show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isSource(document)) {
      this.item.hide();
      return;
    }
    if (this.native) {
      this.say("$(warning) sansync: TypeScript 7", "TypeScript 7 serves the editor, and its server loads no plugins: no marks, no hovers, no fixes. The extension runs the analysis when files are saved.");
      await vscode.commands.executeCommand("setContext", "sansync.used", true);
      return;
    }
    const key = document.uri.fsPath;
    let status = this.states.get(key);
    if (status === undefined) {
      status = await ask<StatusBody>(commands.status, key);
      if (status !== undefined && status.problem === undefined) this.states.set(key, status);
    }
    await vscode.commands.executeCommand("setContext", "sansync.used", status?.used === true);
    if (vscode.window.activeTextEditor?.document !== document) return;
    if (status === undefined) {
      this.say("$(warning) sansync: no plugin", "The TypeScript server does not answer: it has not loaded @sansync/plugin yet, or cannot. “TypeScript: Restart TS Server” starts it again.");
      return;
    }
    if (status.problem !== undefined) {
      this.say("$(warning) sansync", status.problem);
      return;
    }
    if (!status.used) {
      this.item.hide();
      return;
    }
    const count = (await this.points.of(document)).length, about = `${count} ${count === 1 ? "place" : "places"} of this file may wait.\n\nTypeScript ${status.typescript}, plugin ${status.plugin}, runtime ${status.runtime ?? "not installed"}`;
    const wrong = status.problems.map((p) => `- ${p.message}${p.cure === undefined ? "" : ` ${p.cure}`}${p.code === undefined ? "" : ` (${p.code})`}`).join("\n");
    this.say(`${wrong === "" ? "$(git-compare)" : "$(warning)"} sansync: ${count}`, wrong === "" ? about : `${about}\n\n${wrong}`);
    this.item.command = wrong === "" ? "sansync.showEmitted" : "sansync.doctor";
  }

  private say(text: string, tooltip: string): void {
    this.item.text = this.programs.all.size === 0 ? text : `${text} $(eye)`;
    this.item.tooltip = new vscode.MarkdownString(tooltip);
    this.item.command = undefined;
    this.item.show();
  }
}
