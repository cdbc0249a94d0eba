/**
 * The programs that are looked into, and what they tell: deadlocks, errors and leaks as messages that lead to the line.
 */
import * as vscode from "vscode";
import type { GoroutineInfo, Place } from "sansync/observe";
import { Program, type ProgramEvent } from "./program";

/** Opens the source at a place. */
export async function reveal(program: Program, place: Place): Promise<void> {
  const at = new vscode.Position(place.line - 1, place.column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(program.fileOf(place.file)), { selection: new vscode.Range(at, at), preserveFocus: false });
}

/** The last thing that went wrong, with the program's last words: what the view shows after its end. */
export interface LastWords { readonly name: string; readonly event: ProgramEvent; readonly program: Program }

export class Programs {
  readonly all = new Set<Program>();
  /** What a program said before it ended; forgotten when another one is looked into. */
  last: LastWords | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Programs have come or gone. */
  readonly onDidChange = this.changed.event;

  constructor(context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.changed, { dispose: () => { for (const p of this.all) p.close(); } },
      vscode.commands.registerCommand("sansync.attach", () => this.attach()),
      vscode.commands.registerCommand("sansync.detach", async () => {
        const program = this.all.size > 1 ? (await vscode.window.showQuickPick([...this.all].map((p) => ({ label: p.name, program: p }))))?.program : [...this.all][0];
        program?.close();
        this.last = undefined;
        this.changed.fire();
      }),
      vscode.commands.registerCommand("sansync.reveal", reveal),
    );
  }

  private async attach(): Promise<void> {
    const address = await vscode.window.showInputBox({ prompt: "Where does the program serve tools? A port, host:port, or the path of a socket: what SANSYNC_INSPECT is set to", placeHolder: "4099", ignoreFocusOut: true });
    if (address === undefined || address.trim() === "") return;
    try {
      await this.add(address);
    } catch (e) {
      const message = e instanceof Error ? e.message : String(e);
      if (/token/i.test(message)) {
        const token = await vscode.window.showInputBox({ prompt: "The program asks for a token (SANSYNC_INSPECT_TOKEN)", password: true, ignoreFocusOut: true });
        if (token === undefined) return;
        await this.add(address, token).catch((again: unknown) => vscode.window.showErrorMessage(`sansync: ${again instanceof Error ? again.message : String(again)}`));
        return;
      }
      void vscode.window.showErrorMessage(`sansync: nobody answers at ${address} (${message}). Start the program with SANSYNC_INSPECT=${address}.`);
    }
  }

  /** Look into the program at an address. Rejects if there is none. */
  async add(address: string, token?: string): Promise<Program> {
    const program = await Program.connect(address, token);
    program.onClose = () => {
      this.all.delete(program);
      this.changed.fire();
    };
    program.onEvent = (e) => { this.tell(program, e); };
    this.all.add(program);
    this.last = undefined;
    void vscode.commands.executeCommand("setContext", "sansync.attached", true);
    await program.subscribe(vscode.workspace.getConfiguration("sansync").get("inspect.leakMs", 60_000)).catch(() => { /* it has ended */ });
    this.changed.fire();
    return program;
  }

  private tell(program: Program, e: ProgramEvent): void {
    if (e.event === "exit" || e.event === "abandoned") return;
    if (e.event === "leak") {
      const { certain, count, goroutine } = e.leak!, who = count === 1 ? `goroutine ${goroutine.id}` : `${count} goroutines like ${goroutine.id}`;
      const text = certain ? `${who} (${goroutine.name}) will wait for ever: ${goroutine.reason ?? ""}.` : `more and more goroutines wait at one place: ${who} (${goroutine.name}), ${goroutine.reason ?? ""}, and nobody seems to wake them.`;
      void this.ask(vscode.window.showWarningMessage(`sansync: ${text}`, ...choices(goroutine)), program, goroutine);
      return;
    }
    this.last = { name: program.name, event: e, program };
    this.changed.fire();
    const first = e.goroutines?.find((g) => g.stack.length > 0), head = (e.text ?? "").split("\n")[0]!.replace(/ +SY\d{4}$/, "");
    void this.ask(vscode.window.showErrorMessage(`sansync: ${program.name}: ${head}${e.event === "deadlock" && first?.on !== undefined && first.on !== "" ? ` Goroutine ${first.id} waits: ${first.reason ?? ""} on ${first.on}` : ""}`, ...(first === undefined ? [] : choices(first)), "Show Report"), program, first, e.text);
  }

  private async ask(chosen: Thenable<string | undefined>, program: Program, g: GoroutineInfo | undefined, report = ""): Promise<void> {
    const choice = await chosen;
    if (choice === "Go to Line" && g?.stack[0] !== undefined) await reveal(program, g.stack[0]);
    else if (choice === "Go to `go`" && g?.createdBy.at !== undefined) await reveal(program, g.createdBy.at);
    else if (choice === "Show Report") await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: report, language: "plaintext" }), { preview: true });
  }
}

function choices(g: GoroutineInfo): string[] {
  return [...(g.stack[0] === undefined ? [] : ["Go to Line"]), ...(g.createdBy.at === undefined ? [] : ["Go to `go`"])];
}
