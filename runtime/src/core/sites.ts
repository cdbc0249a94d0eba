/**
 * The site table: which source line a number stands for. Emitted code registers one string per module; it is parsed when the first report needs it.
 *
 * Entry: `function line:col text`, entries separated by `|`. Numbers are global: base of the module + index. A bad or missing entry gives "unknown", never an error: reports must come out.
 * Where the emitted module is, is kept as an unformatted stack (1 µs per module) and read when a stack with an openable path is wanted: no path of a machine stands in emitted code.
 * ABI: sites.
 */
import { RuntimeError } from "./errors.js";
import { shared, VERSION } from "./state.js";

/** One place in the user's source. */
export interface Site {
  readonly file: string;
  readonly fn: string;
  readonly line: number;
  readonly col: number;
  /** Text of the call or operation, as written. */
  readonly text: string;
}

interface Table { base: number; count: number; file: string; text: string; parsed: (Site | undefined)[] | null; loaded: { stack?: unknown } | null; script: string | undefined }

/** How stacks are wanted that are read now: 0 as the program has them, 1 the text as V8 has it, 2 V8's call sites (core/traces.ts). @internal */
export const rawStacks = shared("raw stacks", () => ({ as: 0 as 0 | 1 | 2 }));

const TABLES = shared("sites", () => ({ list: [] as Table[], next: 0 }));

/**
 * Register the sites of a module; returns the number of its first one. ABI.
 * @param since the first version of the runtime that has all names of the ABI that the module uses; none: every version has
 * @throws RuntimeError SY6010 if this version is an older one
 */
export function sites(file: string, text: string, since?: string): number {
  let count = 1;
  for (let i = text.indexOf("|"); i >= 0; i = text.indexOf("|", i + 1)) count++;
  const base = TABLES.next;
  TABLES.next += count;
  TABLES.list.push({ base, count, file, text, parsed: null, loaded: caller(), script: undefined });
  if (since !== undefined && isOlder(VERSION, since)) {
    throw new RuntimeError("SY6010", `SY6010: ${scriptOf(base) ?? file} was compiled for sansync ${since} or later, and ${VERSION} is loaded.\n`
      + "  Its code uses parts of the runtime that this version does not have.\n"
      + `  Install a later one: npm install sansync@^${since}; \`npm ls sansync\` shows who asks for which.`);
  }
  return base;
}

function isOlder(a: string, b: string): boolean {
  const as = a.split(/[.-]/), bs = b.split(/[.-]/), at = [0, 1, 2].find((i) => as[i] !== bs[i]);
  return at !== undefined && Number(as[at]) < Number(bs[at]);
}

/** The stack of the module that registers its sites: one call of it, not formatted. */
function caller(): { stack?: unknown } | null {
  const E = Error as unknown as { stackTraceLimit?: unknown; captureStackTrace?: (o: object, f: unknown) => void };
  if (typeof E.captureStackTrace !== "function") return null;
  const o = {}, was = E.stackTraceLimit;
  try {
    E.stackTraceLimit = 1;
    E.captureStackTrace(o, sites);
    E.stackTraceLimit = was;
    return o;
  } catch {
    return null; // hardened intrinsics
  }
}

/** The file, path or URL, of the emitted module that site n belongs to; undefined: not known. @internal */
export function scriptOf(n: number): string | undefined {
  const t = tableOf(n);
  if (t === undefined || t.loaded === null) return t?.script;
  const was = rawStacks.as;
  rawStacks.as = 2;
  try {
    const s = t.loaded.stack;
    t.script = Array.isArray(s) ? (s[0] as { getFileName(): string | undefined } | undefined)?.getFileName() ?? undefined : /(?:\(|at )([^()\n]+):\d+:\d+\)?$/m.exec(String(s))?.[1];
  } finally {
    rawStacks.as = was;
  }
  t.loaded = null;
  return t.script;
}

/** The place of a site number, or undefined. @internal */
export function siteOf(n: number): Site | undefined {
  const t = tableOf(n);
  if (t === undefined) return undefined;
  t.parsed ??= t.text.split("|").map((e) => {
    const m = /^(.*?) ?(\d+):(\d+)(?: (.*))?$/s.exec(e);
    return m === null ? undefined : { file: t.file, fn: m[1]! === "" ? "(module)" : m[1]!, line: Number(m[2]), col: Number(m[3]), text: m[4] ?? "" };
  });
  return t.parsed[n - t.base];
}

function tableOf(n: number): Table | undefined {
  if (!(n >= 0)) return undefined;
  const list = TABLES.list;
  let lo = 0, hi = list.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (list[mid]!.base <= n) lo = mid; else hi = mid - 1;
  }
  const t = list[lo];
  return t === undefined || n >= t.base + t.count ? undefined : t;
}

/** `fn src/file.ts:line:col`, or "". @internal */
export function siteText(n: number): string {
  const s = siteOf(n);
  return s === undefined ? "" : `${s.fn} ${s.file}:${s.line}:${s.col}`;
}
