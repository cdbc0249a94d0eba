/**
 * Where a goroutine may wait, shown in the text: an underline, or a word behind the place. The places come from the plugin; VS Code asks plugins for inlay hints only where one of the user's TypeScript hint settings is on, so
 * these are the extension's own.
 */
import { commands, type SuspensionPoint, type SuspensionPointsBody } from "@sansync/plugin/protocol";
import * as vscode from "vscode";
import { ask, isSource, languages } from "./server";

/** Milliseconds without a keystroke before the plugin is asked. */
const QUIET_MS = 250;
/** Before it is asked again while it analyses all of a large program. */
const PENDING_MS = 1000;

const rangeOf = ({ start, end }: SuspensionPoint): vscode.Range => new vscode.Range(start.line - 1, start.offset - 1, end.line - 1, end.offset - 1);
/** The words of the plugin's own hints. */
const words = { blocking: "suspends", dynamic: "may suspend", preemptible: "may be stopped" } as const;

export class SuspensionPoints implements vscode.InlayHintsProvider {
  private readonly marks = {
    blocking: vscode.window.createTextEditorDecorationType({ textDecoration: "underline dotted", overviewRulerColor: new vscode.ThemeColor("editorInfo.foreground"), overviewRulerLane: vscode.OverviewRulerLane.Left, fontStyle: "italic" }),
    dynamic: vscode.window.createTextEditorDecorationType({ textDecoration: "underline dotted 1px #8884" }),
  };
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly counted = new vscode.EventEmitter<vscode.TextDocument>();
  /** The points of a document are known anew. */
  readonly onDidChange = this.counted.event;
  private readonly known = new WeakMap<vscode.TextDocument, { version: number; points: readonly SuspensionPoint[] }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(context: vscode.ExtensionContext) {
    const soon = (): void => this.soon();
    context.subscriptions.push(
      this.marks.blocking, this.marks.dynamic, this.changed, this.counted, { dispose: () => clearTimeout(this.timer) },
      vscode.languages.registerInlayHintsProvider(languages, this),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidChangeTextDocument((e) => { if (isSource(e.document)) soon(); }),
      vscode.languages.onDidChangeDiagnostics((e) => { if (e.uris.some((uri) => vscode.window.visibleTextEditors.some((editor) => editor.document.uri.toString() === uri.toString()))) soon(); }),
      vscode.workspace.onDidChangeConfiguration((e) => { if (e.affectsConfiguration("sansync.suspensionPoints")) soon(); }),
    );
    soon();
  }

  private soon(ms = QUIET_MS): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { void this.show(); }, ms);
  }

  /** The points of a document as it is now, without loops that never wait unless they are wanted. */
  async of(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<readonly SuspensionPoint[]> {
    const { version } = document;
    let found = this.known.get(document);
    if (found?.version !== version) {
      const body = await ask<SuspensionPointsBody>(commands.suspensionPoints, document.uri.fsPath, token);
      if (body?.pending === true) this.soon(PENDING_MS);
      if (body === undefined || body.pending === true || token?.isCancellationRequested === true) return found?.points ?? [];
      // what another file has changed is seen at the next look: diagnostics change then
      this.known.set(document, found = { version, points: body.points });
      this.counted.fire(document);
    }
    const all = vscode.workspace.getConfiguration("sansync", document).get<boolean>("suspensionPoints.preemptible") === true;
    return found.points.filter((p) => all || (p.kind !== "loop" && p.effect !== "preemptible"));
  }

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range, token: vscode.CancellationToken): Promise<vscode.InlayHint[]> {
    const how = vscode.workspace.getConfiguration("sansync", document).get<string>("suspensionPoints.show");
    if (how !== "hints" && how !== "both") return [];
    return (await this.of(document, token)).filter((p) => range.intersection(rangeOf(p)) !== undefined).map((p) => {
      const hint = new vscode.InlayHint(rangeOf(p).end, words[p.effect]);
      hint.paddingLeft = true;
      if (p.why !== "") hint.tooltip = p.why;
      return hint;
    });
  }

  private async show(): Promise<void> {
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (!isSource(document)) continue;
      this.known.delete(document);
      const how = vscode.workspace.getConfiguration("sansync", document).get<string>("suspensionPoints.show"), shown = how === "marks" || how === "both";
      const points = await this.of(document);
      if (document.isClosed) continue;
      editor.setDecorations(this.marks.blocking, shown ? points.filter((p) => p.effect === "blocking").map(rangeOf) : []);
      editor.setDecorations(this.marks.dynamic, shown ? points.filter((p) => p.effect !== "blocking").map(rangeOf) : []);
    }
    this.changed.fire();
  }
}
