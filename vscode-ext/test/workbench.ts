/**
 * A real VS Code in headless Chromium with a packaged extension in it: its server in a throw-away profile, a copy of a workspace, and a page that is driven as a user drives it.
 *
 * Traps it steers around: `extensionTestsPath` is ignored without --enable-smoke-test-driver, and with it no notification pops up (the notification centre has it); files are opened by the address of the page, since typing into
 * "Go to File" is unreliable; the text of an editor holds inlay hints; ready-made settings keep it from asking the network.
 */
import { newPage } from "@sansync/fixtures/harness/browser";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Frame, Page } from "playwright-core";

/** Something is there within so many seconds, or the test fails: no assertion is about that time. */
const SECONDS = Number(process.env["SECONDS"] ?? 60);

/** Not asked: what webviews load goes by this name to a worker of the page. */
const RESOURCES = /^vscode-remote\+.*\.vscode-resource\.vscode-cdn\.net$/;

/** The page of tools.mjs that tests need. */
export interface Editor { readonly node: string; readonly server: string }

const settings = {
  "workbench.startupEditor": "none", "workbench.enableExperiments": false, "extensions.autoCheckUpdates": false, "extensions.ignoreRecommendations": true, "chat.disableAIFeatures": true, "chat.commandCenter.enabled": false,
  "git.enabled": false, "workbench.hover.delay": 100_000, "files.autoSave": "off", "files.simpleDialog.enable": true, "update.mode": "none", "telemetry.telemetryLevel": "off", "workbench.tips.enabled": false, "editor.minimap.enabled": false, "workbench.colorTheme": "Default Dark Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden", "editor.accessibilitySupport": "off", "terminal.integrated.shellIntegration.enabled": false, "terminal.integrated.gpuAcceleration": "off",
};
const root = path.resolve(__dirname, "../.."), shots = path.join(root, "vscode-ext/dist/shots");

export interface WorkbenchOptions {
  readonly vsix: string;
  /** More settings of the user. */
  readonly settings?: Record<string, unknown>;
  /** Packages of other extensions. */
  readonly others?: readonly string[];
}

export class Workbench {
  readonly workspace: string;
  page!: Page;
  /** Hosts other than this machine that the page asked. */
  readonly outside = new Set<string>();
  private child!: ChildProcess;
  private port = 0;
  private readonly folders: string[];

  private constructor(private readonly editor: Editor, private readonly temporary: string) {
    this.workspace = path.join(temporary, "workspace");
    this.folders = ["--user-data-dir", path.join(temporary, "user"), "--extensions-dir", path.join(temporary, "extensions"), "--server-data-dir", path.join(temporary, "server"), "--accept-server-license-terms"];
  }

  /** Installs the extension and starts the server. */
  static async start(editor: Editor, options: WorkbenchOptions): Promise<Workbench> {
    const self = new Workbench(editor, mkdtempSync(path.join(tmpdir(), "sansync-vscode-"))), { temporary } = self;
    self.restore();
    symlinkSync(path.join(root, "node_modules"), path.join(self.workspace, "node_modules"));
    mkdirSync(path.join(temporary, "user/User"), { recursive: true });
    writeFileSync(path.join(temporary, "user/User/settings.json"), JSON.stringify({ ...settings, ...options.settings }));
    execFileSync(editor.node, [editor.server, ...self.folders, ...[options.vsix, ...(options.others ?? [])].flatMap((file) => ["--install-extension", file])], { stdio: "pipe" });
    const { NODE_OPTIONS: _, TS_NODE_PROJECT: __, ...env } = process.env;
    self.child = spawn(editor.node, [editor.server, ...self.folders, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--telemetry-level", "off", "--disable-workspace-trust", "--enable-smoke-test-driver"], { stdio: ["ignore", "pipe", "pipe"], env });
    self.port = await new Promise<number>((resolve, reject) => {
      let text = "";
      const read = (data: Buffer): void => {
        text += data.toString();
        const m = /Extension host agent listening on (\d+)/.exec(text);
        if (m !== null) resolve(Number(m[1]));
      };
      self.child.stdout!.on("data", read);
      self.child.stderr!.on("data", read);
      self.child.on("exit", (code) => { reject(new Error(`the server ended with ${String(code)}\n${text}`)); });
    });
    return self;
  }

  /** The files of the workspace as they are in the repository. */
  restore(): void {
    cpSync(path.join(__dirname, "workspace"), this.workspace, { recursive: true });
  }

  private address(payload: readonly (readonly [string, string])[]): string {
    return `http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(this.workspace)}&payload=${encodeURIComponent(JSON.stringify([...payload, ["skipWelcome", "true"]]))}`;
  }
  private remote(file: string): string { return `vscode-remote://127.0.0.1:${this.port}${file}`; }

  private async newPage(): Promise<Page> {
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(SECONDS * 1000);
    page.on("request", (r) => {
      const { hostname } = new URL(r.url());
      if (hostname !== "" && hostname !== "127.0.0.1" && !RESOURCES.test(hostname)) this.outside.add(hostname);
    });
    return page;
  }

  /** Runs a module's `run()` inside the extension host, VS Code's own contract for tests. @param stage the extension, unpacked @returns what it logged; throws if it failed */
  async hostTests(stage: string, file: string, seconds: number): Promise<string> {
    const page = await this.newPage();
    let text = "";
    const code = await new Promise<unknown>((resolve, reject) => {
      const late = setTimeout(() => { resolve(`not done after ${seconds} s`); }, seconds * 1000);
      void (async () => {
        await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => { text += `${args.join(" ")}\n`; });
        await page.exposeFunction("codeAutomationExit", (status: number) => {
          clearTimeout(late);
          resolve(status);
        });
        await page.goto(this.address([["extensionDevelopmentPath", this.remote(stage)], ["extensionTestsPath", this.remote(file)]]));
      })().catch(reject);
    });
    if (code !== 0) await this.shot("host-failed", page);
    await page.context().close();
    if (code !== 0) throw new Error(`the tests in the host ended with ${String(code)}\n${text.slice(-6000)}`);
    return text;
  }

  /** Opens a file of the workspace in a fresh window. */
  async load(name: string): Promise<void> {
    this.page ??= await this.newPage();
    await this.page.goto(this.address([["openFile", this.remote(path.join(this.workspace, name))]]));
    await this.page.waitForSelector(".monaco-editor .view-line");
  }

  /** Opens a file of a folder of the workspace, alone, by the explorer. */
  async open(name: string): Promise<void> {
    if ((this.page as Page | undefined) === undefined) {
      await this.load(name);
      return;
    }
    const { page } = this, [folder, file] = name.split("/") as [string, string];
    const row = (text: string) => page.locator(".explorer-folders-view .monaco-list-row", { hasText: text });
    await this.command("View: Close All Editors");
    await this.command("File: Focus on Files Explorer");
    await row(folder).first().waitFor();
    if (!(await row(file).isVisible())) await row(folder).first().click();
    await row(file).dblclick();
    await page.waitForSelector(`.tab.active:has-text("${file}")`);
    await page.waitForSelector(".monaco-editor .view-line");
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    const { page } = this, input = page.locator(".quick-input-widget input");
    // what has the focus may swallow the key, and a busy page may close the box again: then the key must not go to an editor
    await this.until(`the command ${title}`, async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      try {
        await input.fill(`>${title}`, { timeout: 5000 });
        await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor({ timeout: 8000 });
        await page.waitForTimeout(200);
        await input.press("Enter", { timeout: 2000 });
        return true;
      } catch {
        return false;
      }
    });
    await page.waitForTimeout(300);
  }

  /** The text of an editor, without inlay hints. */
  async textOf(group = 0): Promise<string> {
    return (await this.page.locator(".editor-group-container").nth(group).locator(".view-lines").first().innerText()).replace(/\u00a0/g, " ");
  }

  /** The notification centre, open. */
  async notifications(): Promise<string> {
    await this.command("Notifications: Show Notifications");
    const text = await this.page.locator(".notifications-center").innerText();
    return text.replace(/\u00a0/g, " ");
  }

  /** The webview that holds what is looked for. */
  async webview(selector: string): Promise<Frame> {
    for (let i = 0; i < 300; i++) {
      for (const frame of this.page.frames()) if (await frame.$(selector).catch(() => null)) return frame;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview has ${selector}`);
  }

  /** Asks until it is so; the test's own time limit ends it. */
  async until<T>(what: string, ask: () => Promise<T | false | undefined>): Promise<T> {
    for (const end = Date.now() + SECONDS * 1000; Date.now() < end;) {
      const found = await ask();
      if (found !== false && found !== undefined) return found;
      await this.page.waitForTimeout(150);
    }
    throw new Error(`never: ${what}`);
  }

  /** A picture, vscode-ext/dist/shots/<name>.png. */
  async shot(name: string, page = this.page): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: path.join(shots, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page?.context().close();
    if (this.child.exitCode === null) {
      this.child.kill();
      await new Promise((resolve) => this.child.once("exit", resolve));
    }
    if (existsSync(this.temporary)) rmSync(this.temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
