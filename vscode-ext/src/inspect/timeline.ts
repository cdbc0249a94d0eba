/**
 * The timeline of a program in a panel: one line per goroutine, a bar for each time it ran, and between them what it waited for. Recorded while the panel is there. The panel draws (src/webview/timeline.ts); it loads nothing
 * but its own script and style.
 */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Place } from "sansync/observe";
import type { Program } from "./program";
import { reveal, type Programs } from "./programs";

const READ_MS = 250, READ = 20_000;

export function registerTimeline(context: vscode.ExtensionContext, programs: Programs): void {
  context.subscriptions.push(vscode.commands.registerCommand("sansync.timeline", async () => {
    const all = [...programs.all];
    const program = all.length > 1 ? (await vscode.window.showQuickPick(all.map((p) => ({ label: p.name, program: p })), { placeHolder: "Of which program?" }))?.program : all[0];
    if (program === undefined) {
      if (all.length === 0) void vscode.window.showInformationMessage("sansync: no program is being looked into.");
      return;
    }
    await show(context, program);
  }));
}

async function show(context: vscode.ExtensionContext, program: Program): Promise<void> {
  const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
  const panel = vscode.window.createWebviewPanel("sansync.timeline", `Timeline: ${program.name}`, vscode.ViewColumn.Beside, { enableScripts: true, localResourceRoots: [dist], retainContextWhenHidden: true });
  const nonce = randomBytes(16).toString("hex"), script = panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, "timeline.js"));
  panel.webview.html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { margin: 0; padding: 8px; color: var(--vscode-foreground); font: var(--vscode-font-size) var(--vscode-font-family); overflow: hidden; }
header { display: flex; gap: 12px; align-items: center; height: 28px; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 0; padding: 3px 10px; cursor: pointer; }
#about { opacity: .8; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
canvas { display: block; width: 100%; height: calc(100vh - 48px); cursor: crosshair; }
</style></head><body>
<header><button id="pause">Pause</button><span id="counts"></span><span id="about"></span></header><canvas id="canvas"></canvas>
<script nonce="${nonce}" src="${script.toString()}"></script></body></html>`;
  let after = 0, closed = false, busy = false;
  panel.webview.onDidReceiveMessage((message: { reveal?: Place }) => { if (message.reveal !== undefined) void reveal(program, message.reveal); });
  const timer = setInterval(() => {
    if (busy || program.closed) return;
    busy = true;
    void read().catch(() => { /* it has ended */ }).finally(() => { busy = false; });
  }, READ_MS);
  const read = async (): Promise<void> => {
    const part = await program.readTrace(after, READ);
    after = part.next;
    if (closed || (part.events.length === 0 && part.dropped === 0)) return;
    const names = Object.fromEntries((await program.dump(200)).goroutines.map((g) => [g.id, g.name]));
    void panel.webview.postMessage({ ...part, names });
  };
  panel.onDidDispose(() => {
    closed = true;
    clearInterval(timer);
    void program.stopTrace().catch(() => { /* it has ended */ });
  });
  await program.startTrace().catch((e: unknown) => vscode.window.showErrorMessage(`sansync: ${e instanceof Error ? e.message : String(e)}`));
}
