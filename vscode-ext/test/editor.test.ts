/**
 * The packaged extension in a real VS Code (headless Chromium): what a user sees. `npm run test:editor`; in `npm test` it runs where Chromium is. Pictures: vscode-ext/dist/shots.
 * One control must fail: a package without the plugin.
 */
import { closeBrowser, hasBrowser } from "@sansync/fixtures/harness/browser";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Editor, Workbench } from "./workbench";

interface Tools { editor(): Editor; missing(): string | undefined }
interface Packing {
  makePackage(options?: { withoutPlugin?: boolean; out?: string }): { vsix: string; stage: string };
  packageOf(manifest: object, folder: string): string;
  bundleHostTests(): string;
}

const test = suite("the extension in VS Code"), dist = path.resolve(__dirname, "../dist");
let left = false, editor: Editor, packing: Packing, w: Workbench, stage = "";

// A test and no hook: what a hook throws is not reported.
test("the extension is packaged and installed", async () => {
  const tools = (await import("../scripts/tools.mjs" as string)) as Tools;
  packing = (await import("../scripts/package.mjs" as string)) as Packing;
  const missing = hasBrowser ? tools.missing() : "Chromium is missing";
  if (missing !== undefined) {
    console.log(`left out: ${missing}`);
    left = true;
    return;
  }
  editor = tools.editor();
  const made = packing.makePackage();
  stage = made.stage;
  w = await Workbench.start(editor, { vsix: made.vsix });
});
test.after(async () => {
  await w?.close();
  await closeBrowser();
});

/** A test that needs the editor; a picture is taken where it fails. */
function ui(name: string, body: () => Promise<void>): void {
  if (!new RegExp(process.env["FILTER"] ?? "").test(name)) return;
  test(name, async () => {
    if (left) return;
    assert.ok(w, "the extension is not installed");
    try {
      const start = Date.now();
      await body();
      if (process.env["SHOW"]) console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (process.env["SHOW"]) console.log(`${name}: ${String((error as Error).stack)}`);
      if (w?.page !== undefined) await w.shot(`failed ${name.replace(/\W+/g, "-").slice(0, 40)}`).catch(() => undefined);
      throw error;
    }
  });
}

ui("mistakes are underlined, hovers say why, the quick fix is applied", async () => {
  await w.load("src/mistakes.ts");
  await w.page.waitForSelector(".squiggly-error");
  await w.until("two findings and TypeScript's own", async () => (await w.page.locator(".squiggly-error").count()) === 3);
  await w.page.locator(".view-line", { hasText: "ch.close();" }).last().locator("span", { hasText: "close" }).last().hover();
  await w.page.waitForSelector('.monaco-hover:not(.hidden) :text("is closed already")');
  await w.shot("mistakes");
  await w.page.keyboard.press("Escape");
  await w.page.locator(".view-line", { hasText: "go(add(1))" }).locator("span", { hasText: "add" }).last().click();
  await w.page.keyboard.press("Control+.");
  await w.page.waitForSelector('.action-widget :text("Hand over the function, not its result")');
  await w.shot("quick-fix");
  await w.page.locator(".action-widget").getByText("Hand over the function, not its result").click();
  await w.until("the fix", async () => (await w.textOf()).includes("go(add, 1)"));
  await w.command("File: Save");
  await w.until("the finding is gone", async () => (await w.page.locator(".squiggly-error").count()) === 2);
});

ui("a task fills the problems panel", async () => {
  await w.open("src/mistakes.ts");
  await w.command("View: Close All Editors");
  await w.command("Tasks: Run Build Task");
  await w.until("SY1002 of the task", async () => {
    // the terminal of the task comes to the front when it begins
    await w.page.locator(".panel .action-label", { hasText: "Problems" }).click();
    return /closed already[^]*SY1002/.test(await w.page.locator(".markers-panel").innerText({ timeout: 1000 }).catch(() => ""));
  });
  await w.shot("problems");
});

ui("the status bar counts the places that may wait; hints by a setting", async () => {
  await w.open("programs/main.ts");
  const item = w.page.locator('.statusbar-item[id="sansync.sansync-vscode.sansync.status"], .statusbar-item:has-text("sansync:")').first();
  await w.until("the count", async () => /sansync: [1-9]/.test(await item.innerText().catch(() => "")));
  await w.shot("points");
  mkdirSync(path.join(w.workspace, ".vscode"), { recursive: true });
  writeFileSync(path.join(w.workspace, ".vscode/settings.json"), JSON.stringify({ "sansync.suspensionPoints.show": "both" }));
  await w.until("hints", async () => (await w.textOf()).includes("suspends"));
  await w.shot("hints");
  writeFileSync(path.join(w.workspace, ".vscode/settings.json"), "{}");
  await w.until("no hints", async () => !(await w.textOf()).includes("suspends"));
});

ui("emitted code stands beside the source and follows it", async () => {
  await w.open("programs/main.ts");
  await w.command("sansync: Show Emitted Code");
  await w.until("the code", async () => /What may wait or run long/.test(await w.textOf(1)));
  await w.shot("emitted");
  await w.page.locator(".editor-group-container").first().locator(".view-line").nth(1).click();
  await w.page.keyboard.type("function another() { sleep(1); }");
  await w.until("the edit", async () => /another: blocking/.test(await w.textOf(1)));
  await w.command("File: Revert File");
});

ui("a program that is run: goroutines, channels, a way to the line, its timeline", async () => {
  await w.open("programs/main.ts");
  await w.page.waitForSelector('.statusbar-item:has-text("sansync: ")');
  await w.command("sansync: Run Current File");
  await w.page.locator('.activitybar a[aria-label^="sansync"]').click();
  const row = (text: string) => w.page.locator(".pane-body .monaco-list-row", { hasText: text });
  await row("chan send").first().waitFor();
  await row("channels").first().waitFor();
  await w.until("the waiters", async () => (await row("numbers").count()) > 0 || undefined);
  await w.shot("goroutines");
  // main may wait at the same channel, in another line
  await w.page.locator(".pane-body .monaco-list-row", { hasText: /\d work/ }).first().click();
  await w.until("the line", async () => /Ln 16,/.test(await w.page.locator(".statusbar").innerText()));
  await w.command("sansync: Show Timeline");
  const frame = await w.webview("#canvas");
  await w.until("events", async () => /[1-9]\d* goroutines, [1-9]\d* events/.test((await frame.textContent("#counts")) ?? ""));
  await w.page.waitForTimeout(1500);
  await w.shot("timeline");
  await w.command("Terminal: Kill the Active Terminal Instance");
  await w.page.getByText("No program is being looked into").waitFor();
});

ui("a deadlock is told, and leads to the line", async () => {
  await w.open("programs/deadlock.ts");
  await w.page.waitForSelector('.statusbar-item:has-text("sansync: ")');
  await w.command("sansync: Run Current File");
  await w.page.locator('.activitybar a[aria-label^="sansync"]').click();
  await w.page.locator(".pane-body .monaco-list-row", { hasText: "all goroutines are asleep" }).first().waitFor();
  const text = await w.notifications();
  assert.match(text, /all goroutines are asleep - deadlock!/);
  assert.match(text, /chan receive on .answer./);
  await w.shot("deadlock");
  await w.page.locator(".notifications-center").getByText("Go to Line").first().click();
  await w.until("the line", async () => /Ln 7/.test(await w.page.locator(".statusbar").innerText()));
});

ui("a goroutine that waits for ever is told, and leads to the line", async () => {
  await w.open("programs/leak.ts");
  await w.page.waitForSelector('.statusbar-item:has-text("sansync: ")');
  await w.command("sansync: Run Current File");
  await w.until("the message", async () => /worker\) will wait for ever: chan receive \(nil chan\)/.test(await w.notifications()));
  await w.shot("leak");
  await w.page.locator(".notifications-center").getByText("Go to Line").first().click();
  await w.until("the line", async () => /Ln 6/.test(await w.page.locator(".statusbar").innerText()));
  await w.command("Terminal: Kill the Active Terminal Instance");
});

ui("a code is explained; the doctor speaks", async () => {
  await w.command("sansync: Explain a Code");
  await w.page.locator(".quick-input-widget input").fill("SY1002");
  await w.page.locator(".quick-input-list .monaco-list-row", { hasText: "SY1002" }).first().waitFor();
  await w.page.keyboard.press("Enter");
  await w.webview('h1:has-text("SY1002")');
  await w.shot("explain");
  await w.command("sansync: Doctor");
  await w.until("the doctor", async () => /plugin line/.test((await w.page.locator(".xterm-rows").allInnerTexts()).join("\n").replace(/\u00a0/g, " ")));
  await w.shot("doctor");
});

ui("no host outside of this machine is asked", async () => { assert.equal([...w.outside], []); });

ui("in the host: findings and fixes, tasks, snippets, a program that is debugged", async () => {
  w.restore();
  assert.match(await w.hostTests(stage, packing.bundleHostTests(), 240), /7 of 7 passed/);
});

ui("TypeScript 7 serves the editor: a notice, and the extension's own analysis", async () => {
  await w.close();
  w = await Workbench.start(editor, {
    vsix: path.join(dist, "sansync.vsix"), others: [packing.packageOf({ name: "native-preview", publisher: "TypeScriptTeam", displayName: "TypeScript (Native Preview)" }, dist)], settings: { "js/ts.experimental.useTsgo": true },
  });
  await w.load("src/mistakes.ts");
  await w.page.waitForSelector('.statusbar-item:has-text("sansync: TypeScript 7")');
  assert.match(await w.notifications(), /TypeScript 7 serves the editor, and its server loads no plugins/);
  await w.page.keyboard.press("Escape");
  await w.until("the findings", async () => (await w.page.locator(".squiggly-error").count()) === 2);
  await w.shot("typescript-7");
  writeFileSync(path.join(w.workspace, "src/mistakes.ts"), "export const nothing = 0;\n");
  await w.until("they follow what is saved", async () => (await w.page.locator(".squiggly-error").count()) === 0);
});

ui("the control: a package without the plugin finds nothing", async () => {
  await w.close();
  w = await Workbench.start(editor, { vsix: packing.makePackage({ withoutPlugin: true, out: path.join(dist, "without-plugin.vsix") }).vsix });
  await w.load("src/mistakes.ts");
  await w.page.waitForSelector(".squiggly-error");
  await w.page.waitForSelector('.statusbar-item:has-text("sansync: no plugin")');
  assert.is(await w.page.locator(".squiggly-error").count(), 2, "the second close is not found; the others are errors for TypeScript too");
});

test.run();
