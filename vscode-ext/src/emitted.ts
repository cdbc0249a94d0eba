/**
 * The emitted code of a file beside its source, kept up to date while the source is edited.
 */
import { commands, type EmittedBody } from "@sansync/plugin/protocol";
import * as vscode from "vscode";
import { ask, isSource } from "./server";

const SCHEME = "sansync-emitted", QUIET_MS = 300;

/** `main.ts` → a document called `main.js`, whose query is the source. */
function emittedUri(source: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: source.path.replace(/\.([mc]?)tsx?$/, ".$1js").replace(/([^/]*)$/, "$1"), query: source.toString() });
}

export class EmittedCode implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private timer: NodeJS.Timeout | undefined;

  constructor(context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.changed, { dispose: () => clearTimeout(this.timer) },
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isSource(document) || !vscode.workspace.textDocuments.some((d) => d.uri.scheme === SCHEME)) return;
        clearTimeout(this.timer);
        // a change in one file may change what becomes of others
        this.timer = setTimeout(() => { for (const d of vscode.workspace.textDocuments) if (d.uri.scheme === SCHEME && !d.isClosed) this.changed.fire(d.uri); }, QUIET_MS);
      }),
      vscode.commands.registerCommand("sansync.showEmitted", async (uri?: vscode.Uri) => {
        const source = uri ?? vscode.window.activeTextEditor?.document.uri;
        if (source === undefined || source.scheme !== "file") {
          void vscode.window.showInformationMessage("sansync: open a TypeScript file first.");
          return;
        }
        const document = await vscode.workspace.openTextDocument(emittedUri(source));
        await vscode.languages.setTextDocumentLanguage(document, "javascript");
        await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const body = await ask<EmittedBody>(commands.emitted, vscode.Uri.parse(uri.query, true).fsPath, token);
    if (body === undefined) return "// The TypeScript server does not answer: it may not have loaded @sansync/plugin (TypeScript 7 loads no plugins). `npx sansync show <file>` prints the same.\n";
    if (body.code === undefined) return `// ${body.problem ?? "TypeScript emits nothing for this file."}\n`;
    const forms = body.functions.filter((f) => f.form !== "plain").map((f) => `//   ${f.name}: ${f.text}${f.why === "" ? "" : ` (${f.why})`}`);
    const head = forms.length === 0 ? "// Every function is emitted as it is: none may wait or run long.\n" : `// What may wait or run long:\n${forms.join("\n")}\n`;
    return `${head}\n${body.code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n")}`;
  }
}
