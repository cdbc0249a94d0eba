/**
 * Programs started from the editor are looked into by themselves: Node programs that are debugged, and files that are run. They get a folder of this window as SANSYNC_INSPECT, in which each process puts its socket.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Programs } from "./programs";

/** Milliseconds between two looks into the folder, and for how long after a start somebody is expected. */
const LOOK_MS = 300, EXPECT_MS = 120_000;

export class DebugSessions implements vscode.DebugConfigurationProvider {
  private readonly folder = process.platform === "win32" ? undefined : mkdtempSync(join(tmpdir(), "sansync-"));
  private readonly known = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private until = 0;

  constructor(context: vscode.ExtensionContext, private readonly programs: Programs) {
    context.subscriptions.push(
      { dispose: () => {
        clearInterval(this.timer);
        if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
      } },
      ...["node", "pwa-node"].map((type) => vscode.debug.registerDebugConfigurationProvider(type, this)),
      vscode.debug.onDidStartDebugSession(() => { if (this.wanted()) this.expect(); }),
    );
  }

  private wanted(): boolean { return vscode.workspace.getConfiguration("sansync").get("inspect.debugSessions", true); }

  /** For a program that is started: where it is to serve. */
  environment(): Record<string, string> {
    return this.folder === undefined ? {} : { SANSYNC_INSPECT: `${this.folder}/` };
  }

  /** A program has been started: look whether it comes. */
  expect(): void {
    this.until = Date.now() + EXPECT_MS;
    this.timer ??= setInterval(() => { this.look(); }, LOOK_MS);
  }

  private look(): void {
    if (this.folder !== undefined) {
      for (const name of readdirSync(this.folder)) {
        if (!name.endsWith(".sock") || this.known.has(name)) continue;
        this.known.add(name);
        // one that cannot be reached yet, or has ended, is tried again at the next look
        this.programs.add(join(this.folder, name)).catch(() => { this.known.delete(name); });
      }
    }
    if (Date.now() > this.until && this.programs.all.size === 0 && vscode.debug.activeDebugSession === undefined) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, config: vscode.DebugConfiguration): vscode.DebugConfiguration {
    const env = (config["env"] as Record<string, string> | undefined) ?? {};
    if (config.request !== "launch" || !this.wanted() || env["SANSYNC_INSPECT"] !== undefined) return config;
    return { ...config, env: { ...env, ...this.environment() } };
  }
}
