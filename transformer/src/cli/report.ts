/**
 * Diagnostics as people read them (code frame, colours) and as programs read them (`--json`). TypeScript's own and ours go through the same door;
 * ours have `source: "sansync"` and a six-digit code whose last four digits are the SY number.
 */
import path from "node:path";
import type ts from "typescript";
import { SetupError } from "../hosts/set-up";
import type { Palette } from "./terminal";

export interface Entry {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** Relative to the current folder, absent for findings about the whole program. */
  readonly file?: string;
  /** Line and column count from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly message: string;
}

export function codeOf(d: { readonly code: number; readonly source?: string | undefined }): string {
  return d.source === "sansync" || (d.code >= 770000 && d.code < 780000) ? `SY${String(d.code - 770000).padStart(4, "0")}` : `TS${d.code}`;
}

export function entryOf(compiler: typeof ts, d: ts.Diagnostic, cwd: string): Entry {
  const severity = d.category === compiler.DiagnosticCategory.Error ? "error" : d.category === compiler.DiagnosticCategory.Warning ? "warning" : "info";
  const common = { code: codeOf(d), severity, message: compiler.flattenDiagnosticMessageText(d.messageText, "\n").replace(` (${codeOf(d)})`, "") } as const;
  if (!d.file || d.start === undefined) return common;
  const from = compiler.getLineAndCharacterOfPosition(d.file, d.start), to = compiler.getLineAndCharacterOfPosition(d.file, d.start + (d.length ?? 0));
  return { ...common, file: path.relative(cwd, d.file.fileName) || d.file.fileName, line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

/** One finding: a line that says what, the code frame, then why and what to do. */
export function frame(entry: Entry, source: string | undefined, p: Palette): string {
  const paint = entry.severity === "error" ? p.red : entry.severity === "warning" ? p.yellow : p.blue;
  const [what = "", ...rest] = entry.message.split("\n");
  const place = entry.file ? `${p.cyan(entry.file)}:${entry.line}:${entry.column} ` : "";
  const out = [`${place}${paint(p.bold(entry.severity))} ${p.dim(entry.code)}  ${what}`];
  if (source !== undefined && entry.line !== undefined && entry.column !== undefined) {
    const lines = source.split(/\r?\n/);
    const last = Math.min(lines.length, entry.line + 1), width = String(last).length;
    out.push("");
    for (let n = Math.max(1, entry.line - 1); n <= last; n++) {
      const text = (lines[n - 1] ?? "").replaceAll("\t", " ");
      if (n > entry.line && !text.trim()) break;
      out.push(`  ${n === entry.line ? paint(">") : " "} ${p.dim(`${String(n).padStart(width)} |`)} ${text}`);
      if (n !== entry.line) continue;
      const end = entry.endLine === entry.line ? entry.endColumn ?? entry.column + 1 : text.length + 1;
      out.push(`    ${" ".repeat(width)} ${p.dim("|")} ${" ".repeat(entry.column - 1)}${paint("^".repeat(Math.max(1, end - entry.column)))}`);
    }
    if (rest.length) out.push("");
  }
  for (const line of rest) out.push(`    ${line.trimStart()}`);
  return out.join("\n");
}

/** All findings with frames, and the line that counts them. */
export function report(compiler: typeof ts, diagnostics: readonly ts.Diagnostic[], cwd: string, p: Palette): string {
  const entries = diagnostics.map((d) => [entryOf(compiler, d, cwd), d.file?.text] as const);
  const count = (severity: Entry["severity"]) => entries.filter(([e]) => e.severity === severity).length;
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const ours = [...new Set(entries.map(([e]) => e.code).filter((code) => code.startsWith("SY")))];
  const tail = [plural(count("error"), "error"), plural(count("warning"), "warning")].join(", ");
  return [...entries.map(([e, text]) => frame(e, text, p) + "\n"), tail + (ours.length ? `${p.dim(`    more: npx sansync explain ${ours[0]}`)}` : "")].join("\n");
}

/** What, why and what to do, without a stack. */
export function setUpText(e: SetupError, p: Palette): string {
  return `${p.red(p.bold("error"))}  ${e.message.replace(/\n */g, "\n    ")}`;
}
