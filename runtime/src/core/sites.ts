/**
 * The site table: which source line a number stands for. Emitted code registers one string per module; it is parsed when the first report needs it.
 *
 * Entry: `function line:col text`, entries separated by `|`. Numbers are global: base of the module + index. A bad or missing entry gives "unknown", never an error: reports must come out.
 * ABI: sites.
 */
import { shared } from "./state.js";

/** One place in the user's source. */
export interface Site {
  readonly file: string;
  readonly fn: string;
  readonly line: number;
  readonly col: number;
  /** Text of the call or operation, as written. */
  readonly text: string;
}

interface Table { base: number; count: number; file: string; text: string; parsed: (Site | undefined)[] | null }

const TABLES = shared("sites", () => ({ list: [] as Table[], next: 0 }));

/** Register the sites of a module; returns the number of its first one. ABI. */
export function sites(file: string, text: string): number {
  let count = 1;
  for (let i = text.indexOf("|"); i >= 0; i = text.indexOf("|", i + 1)) count++;
  const base = TABLES.next;
  TABLES.next += count;
  TABLES.list.push({ base, count, file, text, parsed: null });
  return base;
}

/** The place of a site number, or undefined. @internal */
export function siteOf(n: number): Site | undefined {
  if (!(n >= 0)) return undefined;
  const list = TABLES.list;
  let lo = 0, hi = list.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (list[mid]!.base <= n) lo = mid; else hi = mid - 1;
  }
  const t = list[lo];
  if (t === undefined || n >= t.base + t.count) return undefined;
  t.parsed ??= t.text.split("|").map((e) => {
    const m = /^(.*?) ?(\d+):(\d+)(?: (.*))?$/s.exec(e);
    return m === null ? undefined : { file: t.file, fn: m[1]! === "" ? "(module)" : m[1]!, line: Number(m[2]), col: Number(m[3]), text: m[4] ?? "" };
  });
  return t.parsed[n - t.base];
}

/** `fn src/file.ts:line:col`, or "". @internal */
export function siteText(n: number): string {
  const s = siteOf(n);
  return s === undefined ? "" : `${s.fn} ${s.file}:${s.line}:${s.col}`;
}
