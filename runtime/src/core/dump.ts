/**
 * Goroutines as text: headers, stacks, who started them. Read off the frame stack and the site table, so nothing is kept for it while a program runs.
 *
 * A stack has a native part (calls since the goroutine was last resumed: only while it runs, or off an error's own stack) and a logical part (frames on the heap). Frames of the runtime
 * and of generators (`next`) are left out of the native part, `$frame` is cut off names, positions go through the emitted file's source map (host.original).
 * An object waited on may describe itself: `describe(): string`, for example "`jobs` (Chan, unbuffered, open, made at src/main.ts:4:16)".
 */
import { ADDED } from "./call-sites.js";
import { RUNNING, WAITING, ALL, NAMES, type G } from "./goroutine.js";
import type { Frame } from "./frames.js";
import { host } from "./host.js";
import { siteOf } from "./sites.js";
import { S, copies } from "./state.js";
import { slice } from "./slice.js";
import { nativeHere } from "./traces.js";

/** One call of a stack. */
export interface Line {
  readonly name: string;
  readonly place: string;
  readonly text: string;
  /** Its site number; undefined: read off a native stack. */
  readonly site?: number;
}

/** Calls of one stack that are printed. */
const MOST = 50;
/** Sites kept per error. */
const DEEP = 100;

/** Site numbers of the frames from `fr` outwards. @internal */
export function sitesFrom(fr: Frame | null): number[] {
  const out: number[] = [];
  for (let f = fr; f !== null && out.length < DEEP; f = f.up) if (f.site >= 0) out.push(f.site);
  return out;
}

/** @internal */
export function siteLine(n: number): Line | undefined {
  const s = siteOf(n);
  return s === undefined ? undefined : { name: s.fn, place: `${s.file}:${s.line}:${s.col}`, text: s.text, site: n };
}

/** The calls on an error's own stack that are the user's. @internal */
export function nativeLines(stack: string | undefined): Line[] {
  const out: Line[] = [];
  if (typeof stack !== "string") return out;
  for (const raw of stack.split("\n")) {
    const m = /^\s+at (?:(?:async )?(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(raw);
    if (m === null) continue;
    const file = m[2]!;
    if (file.startsWith("node:") || copies.some((dir) => file.startsWith(dir))) continue;
    const name = (m[1] ?? "").replace(ADDED, "").replace(/ \[as [^\]]*\]$/, "").replace(/^(?:Object|Generator)\.(?=.)/, "").replace(/^new /, "");
    const at = host.original(file, Number(m[3]), Number(m[4])) ?? { file: host.shorten(file), line: Number(m[3]), col: Number(m[4]) };
    if (name === "" && out.length > 0 && /[\\/]node_modules[\\/]/.test(file)) continue;
    out.push({ name: name === "" || name === "<anonymous>" ? "func" : name, place: `${at.file}:${at.line}:${at.col}`, text: "" });
  }
  return out;
}

/** The calls of g: native part off `native` (an error's stack), then frames. @internal */
export function linesOf(g: G, native?: string, sites: readonly number[] = sitesFrom(g.top)): Line[] {
  const out = nativeLines(native);
  // below the goroutine's first resumed frame the native stack holds the scheduler, or the plain code that called it: those are the user's too
  for (const n of sites) {
    const l = siteLine(n);
    if (l === undefined) continue;
    const last = out[out.length - 1];
    if (last !== undefined && native !== undefined && n === sites[0] && last.place === l.place) continue;
    out.push(l);
  }
  return out;
}

/** Lines in columns, two spaces before each. @internal */
export function columns(lines: readonly Line[]): string {
  const shown = lines.length > MOST ? [...lines.slice(0, MOST - 10), null, ...lines.slice(-10)] : lines;
  return shown.map((l) => l === null ? `  … ${lines.length - MOST} more calls\n` : `  ${l.name.padEnd(14)} ${l.place.padEnd(l.text === "" ? 0 : 21)}${l.text === "" ? "" : ` ${l.text}`}\n`).join("");
}

/** How long g, which waits, has waited, in whole milliseconds. @internal */
export function waitedMs(g: G): number {
  return ((host.now() - slice.epoch) | 0) - g.since >>> 0; // both count modulo 2^32 ms
}

/** `chan receive, 5 minutes`. @internal */
export function statusOf(g: G): string {
  if (g.status !== WAITING) return g.state;
  const minutes = Math.floor(waitedMs(g) / 60_000);
  return minutes >= 1 ? `${g.reason}, ${minutes} minutes` : g.reason;
}

/** What it waits on, "" where nothing is known. @internal */
export function describe(on: unknown): string {
  if (typeof on !== "object" || on === null) return "";
  const d = (on as { describe?: unknown }).describe;
  if (typeof d !== "function") return madeAt(on as { site?: unknown; capacity?: unknown; closed?: unknown; length?: unknown });
  try {
    return String(d.call(on));
  } catch {
    return "";
  }
}

/** A channel, by its fields. */
function madeAt(ch: { site?: unknown; capacity?: unknown; length?: unknown }): string {
  if (typeof ch.capacity !== "number") return "";
  const s = typeof ch.site === "number" ? siteOf(ch.site) : undefined;
  const buffer = ch.capacity === 0 ? "unbuffered" : `${String(ch.length)} of ${ch.capacity} buffered`;
  return s === undefined ? `a channel (${buffer})` : `\`${s.text}\` (${buffer}, open, made at ${s.file}:${s.line}:${s.col})`;
}

/** `created by main in goroutine 1 at src/main.ts:9:5`, "" for one nobody started. @internal */
export function createdBy(g: G): string {
  const s = siteOf(g.site);
  if (s === undefined) return g.parent === 0 ? "" : `created in goroutine ${g.parent}\n`;
  return `created ${g.parent === 0 ? `at the top level` : `by ${s.fn} in goroutine ${g.parent}`} at ${s.file}:${s.line}:${s.col}${s.text === "" ? "" : `  ${s.text}`}\n`;
}

/** One goroutine of a dump, ended by a line break. @internal */
export function goroutineText(g: G, native?: string): string {
  const on = g.status === WAITING ? describe(g.on) : "";
  return `goroutine ${g.id} [${statusOf(g)}]:${on === "" ? "" : ` on ${on}`}\n${columns(linesOf(g, native))}${createdBy(g)}`;
}

/** All live goroutines, the running one first, then by number. @internal */
export function allGoroutines(): G[] {
  const out: G[] = [];
  for (let g = ALL.first; g !== null; g = g.allNext) out.push(g);
  out.sort((a, b) => Number(b === S.g) - Number(a === S.g) || a.id - b.id);
  return out;
}

/** The function g was started with: off its outermost frame, else the go statement. */
function nameOf(g: G): string {
  let last: Frame | null = null;
  for (let f = g.top; f !== null; f = f.up) if (f.site >= 0) last = f;
  const s = last === null ? undefined : siteOf(last.site);
  if (s !== undefined) return s.fn;
  return siteOf(g.site)?.text ?? "";
}

NAMES.of = nameOf;
NAMES.stack = (g) => goroutineText(g, g === S.g && g.status === RUNNING ? nativeHere() : undefined);
