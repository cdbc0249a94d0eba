/**
 * The Goroutines view: of each program its goroutines by what they wait for, with stacks and who started them, and its channels with who waits there. Looked at anew every half second while it is visible.
 *
 * Items keep their identity from look to look (`id`), so that what the user has opened stays open.
 */
import * as vscode from "vscode";
import type { ChannelInfo, Dump, GoroutineInfo, Place } from "sansync/observe";
import type { LastWords, Programs } from "./programs";
import { reveal } from "./programs";
import type { Program } from "./program";

type Kind = "program" | "last" | "group" | "goroutine" | "frame" | "created" | "channels" | "channel" | "waiter" | "note";

/** A row of the tree. */
class Row extends vscode.TreeItem {
  rows: readonly Row[] = [];
  goroutine: GoroutineInfo | undefined;
  constructor(readonly kind: Kind, id: string, label: string, readonly program: Program, rows: readonly Row[] = [], open = false) {
    super(label, rows.length === 0 ? vscode.TreeItemCollapsibleState.None : open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
    this.id = id;
    this.rows = rows;
    this.contextValue = kind;
  }
}

const icons: Readonly<Record<string, string>> = { running: "play-circle", runnable: "debug-continue", waiting: "clock", dead: "circle-slash" };

export class GoroutineView implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Row>;
  private dumps = new Map<Program, Dump>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(context: vscode.ExtensionContext, private readonly programs: Programs) {
    this.view = vscode.window.createTreeView("sansync.goroutines", { treeDataProvider: this, showCollapseAll: true });
    const again = (): void => { void this.look(); };
    context.subscriptions.push(
      this.view, this.changed, { dispose: () => clearTimeout(this.timer) },
      programs.onDidChange(again), this.view.onDidChangeVisibility(again),
      vscode.commands.registerCommand("sansync.refresh", again),
      vscode.commands.registerCommand("sansync.goToCreator", async (row?: Row) => { if (row?.goroutine?.createdBy.at !== undefined) await reveal(row.program, row.goroutine.createdBy.at); }),
      vscode.commands.registerCommand("sansync.copyStack", async (row?: Row) => {
        if (row?.goroutine === undefined) return;
        const { id } = row.goroutine, text = await row.program.stack(id).then((s) => s.text, () => textOf(row.goroutine!));
        await vscode.env.clipboard.writeText(text);
      }),
    );
  }

  /** The newest dump of a program. */
  dumpOf(program: Program): Dump | undefined { return this.dumps.get(program); }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    const { all, last } = this.programs;
    await vscode.commands.executeCommand("setContext", "sansync.attached", all.size > 0 || last !== undefined);
    if (!this.looking) {
      this.looking = true;
      const settings = vscode.workspace.getConfiguration("sansync"), dumps = new Map<Program, Dump>();
      if (this.view.visible) await Promise.all([...all].map(async (p) => { await p.dump(settings.get("inspect.limit", 500)).then((d) => dumps.set(p, d), () => { /* it has ended */ }); }));
      this.dumps = dumps;
      this.looking = false;
      const count = [...dumps.values()].reduce((n, d) => n + d.count, 0);
      this.view.badge = all.size === 0 ? undefined : { value: count, tooltip: `${count} goroutines` };
      this.changed.fire();
      if (all.size > 0) this.timer = setTimeout(() => { void this.look(); }, settings.get("inspect.refreshMs", 500));
    }
  }

  getTreeItem(row: Row): vscode.TreeItem { return row; }

  getChildren(row?: Row): Row[] {
    if (row !== undefined) return [...row.rows];
    const out = [...this.programs.all].map((p) => this.programRow(p));
    return this.programs.last === undefined ? out : [lastRow(this.programs.last), ...out];
  }

  private programRow(program: Program): Row {
    const dump = this.dumps.get(program);
    const row = new Row("program", program.address, program.name, program, dump === undefined ? [] : [...groupRows(program, dump.goroutines, dump.count, `${program.address}/`), ...channelRows(program, dump)], true);
    row.description = dump === undefined ? "…" : `${dump.count} goroutines, ${program.greeting.host}`;
    row.tooltip = `${program.greeting.program}\nin ${program.greeting.cwd}\nsansync ${program.greeting.runtime}, ${program.address}`;
    row.iconPath = new vscode.ThemeIcon("server-process");
    return row;
  }
}

/** What a program left behind that ended in a deadlock or by an error. */
function lastRow({ name, event, program }: LastWords): Row {
  const title = event.event === "deadlock" ? "deadlock" : "ended by an error", rows = groupRows(program, event.goroutines ?? [], event.count ?? 0, "last/");
  const head = (event.text ?? "").split("\n")[0]!.replace(/ +SY\d{4}$/, ""), note = new Row("note", "last/text", head, program);
  note.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("errorForeground"));
  const row = new Row("last", "last", name, program, [note, ...rows], true);
  row.description = title;
  row.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("errorForeground"));
  return row;
}

/** Goroutines by what they do, those that wait by their reason; the most numerous first. */
function groupRows(program: Program, goroutines: readonly GoroutineInfo[], count: number, prefix: string): Row[] {
  const groups = new Map<string, GoroutineInfo[]>();
  for (const g of goroutines) {
    const key = g.state === "waiting" ? g.reason ?? "waiting" : g.state;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [g]);
    else list.push(g);
  }
  const rows = [...groups].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0])).map(([key, list]) => {
    const row = new Row("group", `${prefix}${key}`, key, program, list.map((g) => goroutineRow(program, g, prefix)), true);
    row.description = String(list.length);
    row.iconPath = new vscode.ThemeIcon(icons[list[0]!.state] ?? "circle");
    return row;
  });
  if (count > goroutines.length) {
    const more = new Row("note", `${prefix}more`, `and ${count - goroutines.length} more`, program);
    more.tooltip = "sansync.inspect.limit says how many are shown";
    rows.push(more);
  }
  return rows;
}

function goroutineRow(program: Program, g: GoroutineInfo, prefix: string): Row {
  const id = `${prefix}g${g.id}`, { at, goroutine } = g.createdBy;
  const frames = g.stack.map((place, i) => placeRow("frame", `${id}/${i}`, place.fn, program, place, "debug-stackframe"));
  if (at !== undefined) frames.push(placeRow("created", `${id}/created`, goroutine === 0 ? "started at the top level" : `started by goroutine ${goroutine}`, program, at, "git-branch"));
  const row = new Row("goroutine", id, `${g.id} ${g.name}`, program, frames);
  row.goroutine = g;
  const on = g.on === undefined || g.on === "" ? "" : shortened(g.on);
  row.description = [on, g.waitMs === undefined ? "" : duration(g.waitMs)].filter((s) => s !== "").join(" · ");
  row.tooltip = new vscode.MarkdownString().appendCodeblock(textOf(g), "text");
  row.iconPath = new vscode.ThemeIcon(icons[g.state] ?? "circle");
  row.contextValue = at === undefined ? "goroutine" : "goroutine-created";
  if (g.stack[0] !== undefined) row.command = { command: "sansync.reveal", title: "Go to Line", arguments: [program, g.stack[0]] };
  return row;
}

function placeRow(kind: Kind, id: string, label: string, program: Program, place: Place, icon: string): Row {
  const row = new Row(kind, id, label, program);
  row.description = `${place.file.split(/[\\/]/).pop()!}:${place.line}  ${place.text}`;
  row.tooltip = `${place.file}:${place.line}:${place.column}`;
  row.iconPath = new vscode.ThemeIcon(icon);
  row.command = { command: "sansync.reveal", title: "Go to Line", arguments: [program, place] };
  return row;
}

function channelRows(program: Program, { channels, goroutines }: Dump): Row[] {
  if (channels.length === 0) return [];
  const named = new Map(goroutines.map((g) => [g.id, g])), prefix = `${program.address}/`;
  const rows = channels.map((ch) => {
    const who = (w: ChannelInfo["senders"][number], does: string, i: number): Row => {
      const g = w.goroutine === undefined ? undefined : named.get(w.goroutine);
      const row = new Row("waiter", `${prefix}c${ch.id}/${does}${i}`, w.goroutine === undefined ? "plain code" : `${w.goroutine} ${g?.name ?? ""}`, program);
      row.description = `waits to ${does}${w.select === true ? ", in a select" : ""}`;
      row.iconPath = new vscode.ThemeIcon(does === "send" ? "arrow-right" : "arrow-left");
      if (g?.stack[0] !== undefined) row.command = { command: "sansync.reveal", title: "Go to Line", arguments: [program, g.stack[0]] };
      return row;
    };
    const waiters = [...ch.senders.map((w, i) => who(w, "send", i)), ...ch.receivers.map((w, i) => who(w, "receive", i))];
    const row = new Row("channel", `${prefix}c${ch.id}`, ch.name === "" ? `channel ${ch.id}` : ch.name, program, waiters);
    const waits = ch.senders.length > 0 ? `${ch.senders.length} to send` : ch.receivers.length > 0 ? `${ch.receivers.length} to receive` : "";
    row.description = [ch.type, ch.capacity === 0 ? "unbuffered" : `${ch.length}/${ch.capacity}${ch.buffer === "blocking" ? "" : ` ${ch.buffer}`}`, ch.closed ? "closed" : "", waits].filter((s) => s !== "").join(" · ");
    row.iconPath = new vscode.ThemeIcon(ch.closed ? "circle-slash" : "arrow-swap");
    if (ch.made !== undefined) {
      row.tooltip = `made at ${ch.made.file}:${ch.made.line}`;
      row.command = { command: "sansync.reveal", title: "Go to Line", arguments: [program, ch.made] };
    }
    return row;
  });
  const all = new Row("channels", `${prefix}channels`, "channels", program, rows, true);
  all.description = String(channels.length);
  all.iconPath = new vscode.ThemeIcon("arrow-swap");
  return [all];
}

/** The name of what is waited on, where a report would say everything about it. */
function shortened(on: string): string { return on.replace(/ \([^()]*?made at [^()]*\)/g, ""); }

/** `350 ms`, `12 s`, `5 min` */
function duration(ms: number): string { return ms < 1000 ? `${ms} ms` : ms < 60_000 ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min`; }

function textOf(g: GoroutineInfo): string {
  const at = g.createdBy.at;
  return [`goroutine ${g.id} [${g.reason ?? g.state}]:${g.on === undefined || g.on === "" ? "" : ` on ${g.on}`}`, ...g.stack.map((p) => `  ${p.fn}  ${p.file}:${p.line}:${p.column}  ${p.text}`), ...(at === undefined ? [] : [`started at ${at.file}:${at.line}:${at.column} by goroutine ${g.createdBy.goroutine}`])].join("\n");
}
