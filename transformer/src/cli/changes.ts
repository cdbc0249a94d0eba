/**
 * Changes of a project's files: shown as a diff, written all or none, and taken back. What was written is recorded in node_modules/.cache/sansync, text by text; a file that was edited since is
 * taken back by the reverse of its diff, where that still fits.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyPatch, reversePatch, structuredPatch } from "diff";
import { SetupError } from "../hosts/set-up";
import type { Palette } from "./terminal";

/** A file's text before and after; undefined where there is none. */
export interface Change {
  /** Absolute path. */
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Texts of files as they are going to be. */
export class Changes {
  readonly #before = new Map<string, string | undefined>();
  readonly #after = new Map<string, string>();

  /** The text so far: the changed one, or the one on disk. */
  read(file: string): string | undefined {
    if (this.#after.has(file)) return this.#after.get(file);
    if (!this.#before.has(file)) this.#before.set(file, existsSync(file) ? readFileSync(file, "utf8") : undefined);
    return this.#before.get(file);
  }
  write(file: string, text: string): void {
    this.read(file);
    this.#after.set(file, text);
  }
  /** Edits a file's text; a byte order mark stays in front of it. */
  edit(file: string, change: (text: string) => string): void {
    const text = this.read(file) ?? "", mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
    this.write(file, mark + change(text.slice(mark.length)));
  }
  list(): Change[] {
    return [...this.#after].map(([file, after]) => ({ file, before: this.#before.get(file), after })).filter((c) => c.before !== c.after);
  }
}

/** The changes as a unified diff, paths relative to `folder`. */
export function diffText(changes: readonly Change[], folder: string, p: Palette): string {
  return changes.map(({ file, before, after }) => {
    const { hunks } = structuredPatch("", "", before ?? "", after ?? "", "", "", { context: 2 });
    const name = path.relative(folder, file), kind = before === undefined ? " (new)" : after === undefined ? " (removed)" : "";
    return [p.bold(name) + p.dim(kind), ...hunks.flatMap((h) => [p.cyan(`@@ line ${Math.max(1, h.newStart)} @@`), ...h.lines.filter((l) => !l.startsWith("\\")).map((line) => {
      const text = line.replace(/\r$/, "");
      return text.startsWith("+") ? p.green(text) : text.startsWith("-") ? p.red(text) : text;
    })])].join("\n");
  }).join("\n\n");
}

/**
 * Writes them all. When one cannot be written, those before it are put back.
 * @param folder the project's: it stays, even if nothing is left in it
 * @throws SetupError SY6032
 */
export function apply(changes: readonly Change[], folder: string): void {
  const done: Change[] = [];
  for (const change of changes) {
    try {
      put(change.file, change.after, folder);
    } catch (error) {
      for (const { file, before } of done) put(file, before, folder);
      throw notWritable(change.file, error);
    }
    done.push(change);
  }
}

function put(file: string, text: string | undefined, folder: string): void {
  if (text === undefined) {
    rmSync(file, { force: true });
    // The folders that were made for it.
    for (let at = path.dirname(file); at !== folder && existsSync(at) && readdirSync(at).length === 0; at = path.dirname(at)) rmdirSync(at);
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

export function notWritable(file: string, error: unknown): SetupError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = { EACCES: "You may not write there.", EPERM: "You may not write there.", EROFS: "The file system is read-only.", ENOSPC: "The disk is full.", ENOTDIR: "A part of its path is a file, not a folder.", EISDIR: "It is a folder." };
  return new SetupError("SY6032", `${file} cannot be written.`, `${reasons[code ?? ""] ?? message} Nothing was changed.`, "Make it writable (its owner and mode: `ls -ld`), or do the work in a copy of the project.");
}

/** Where `init` keeps what it has changed. */
export function recordFile(folder: string): string {
  return path.join(folder, "node_modules/.cache/sansync/init.json");
}

type Recorded = readonly { readonly file: string; readonly before: string | null; readonly after: string }[];

/** Adds changes to the record: of a file that is in it, the first text counts. */
export function record(folder: string, changes: readonly Change[]): void {
  const all = new Map(recorded(folder).map((c) => [c.file, c]));
  for (const { file, before, after } of changes) {
    const name = path.relative(folder, file).replaceAll("\\", "/");
    all.set(name, { file: name, before: all.has(name) ? all.get(name)!.before : before ?? null, after: after ?? "" });
  }
  put(recordFile(folder), JSON.stringify([...all.values()], undefined, 1), folder);
}

export function forget(folder: string): void {
  if (existsSync(recordFile(folder))) put(recordFile(folder), undefined, folder);
}

function recorded(folder: string): Recorded {
  return existsSync(recordFile(folder)) ? JSON.parse(readFileSync(recordFile(folder), "utf8")) as Recorded : [];
}

/** What takes the recorded changes back, and the files that were edited since in the same places. */
export function reversed(folder: string): { readonly changes: readonly Change[]; readonly edited: readonly string[] } {
  const changes: Change[] = [], edited: string[] = [];
  for (const { file: name, before, after } of recorded(folder)) {
    const file = path.join(folder, name), now = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    if (now === undefined || now === (before ?? undefined)) continue;
    if (now === after) changes.push({ file, before: now, after: before ?? undefined });
    else {
      const text = before === null ? false : applyPatch(now, reversePatch(structuredPatch(name, name, before, after)), { fuzzFactor: 2, autoConvertLineEndings: false });
      if (text === false) edited.push(name);
      else changes.push({ file, before: now, after: text });
    }
  }
  return { changes, edited };
}
