/**
 * Calls as stacks show them: V8's call sites under the names the user wrote, and ones of ours for calls whose frames lie on the heap.
 */
import { host } from "./host.js";
import { scriptOf, siteOf } from "./sites.js";

/** V8's CallSite, as far as it is used here. */
export interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL?(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  getFunctionName(): string | null;
  toString(): string;
}
/** `worker (/abs/src/main.ts:14:25)`, without a name for functions that have none. */
function text(site: number): string {
  const fn = nameOf(site);
  return fn === "" ? place(site) : `${fn.replace(/^(?:.*\.)?([^.]+)\.constructor$/, "new $1")} (${place(site)})`;
}
export function nameOf(site: number): string {
  const fn = siteOf(site)!.fn;
  return /(?:^|\.)func\d*$/.test(fn) ? "" : fn === "(module)" ? "Object.<anonymous>" : fn;
}
export function place(site: number): string {
  const s = siteOf(site)!;
  return `${pathOf(site)}:${s.line}:${s.col}`;
}
/** The source of a site as a path to open. */
export function pathOf(site: number): string {
  const { file } = siteOf(site)!, script = scriptOf(site);
  return script === undefined ? file : host.openable(script, file);
}

/** A call whose frame lies on the heap, as V8 shows calls. */
export class Logical implements CallSite {
  readonly #site: number;
  readonly #bare: boolean;
  readonly #async: boolean;
  constructor(site: number, bare: boolean, async = false) { this.#site = site; this.#bare = bare; this.#async = async; }
  getThis(): undefined { return undefined; }
  getTypeName(): null { return null; }
  getFunction(): undefined { return undefined; }
  getFunctionName(): string | null { const n = nameOf(this.#site); return n === "" ? null : n; }
  getMethodName(): null { return null; }
  /** None for the host's own formatter, which would look it up in source maps although it is a source already. */
  getFileName(): string | undefined { return this.#bare ? undefined : pathOf(this.#site); }
  getLineNumber(): number { return siteOf(this.#site)!.line; }
  getColumnNumber(): number { return siteOf(this.#site)!.col; }
  getEnclosingLineNumber(): number { return this.getLineNumber(); }
  getEnclosingColumnNumber(): number { return this.getColumnNumber(); }
  getPosition(): number { return 0; }
  getEvalOrigin(): undefined { return undefined; }
  getScriptNameOrSourceURL(): string | undefined { return this.getFileName(); }
  getScriptHash(): string { return ""; }
  getPromiseIndex(): null { return null; }
  isToplevel(): boolean { return true; }
  isEval(): boolean { return false; }
  /** True where the emitted file has the source's name (ts-node): formatters that map positions must leave this one alone. */
  isNative(): boolean { return scriptOf(this.#site) === pathOf(this.#site); }
  isConstructor(): boolean { return false; }
  isAsync(): boolean { return this.#async; }
  isPromiseAll(): boolean { return false; }
  toString(): string { return (this.#async ? "async " : "") + text(this.#site); }
}

/** What the compiler adds to the names of functions. */
export const ADDED = /\$(?:frame|go|resume)(?:_\d+)?\b/;

/** A function that the compiler adds between a call and what is called (transformer: lower/method-calls.ts, unknown-callees.ts). */
export function isBetween(site: CallSite): boolean { return /\$call(?:_\d+)?$/.test(site.getFunctionName() ?? ""); }

/** A call site under the name the user wrote. */
export function renamed(site: CallSite): CallSite {
  const name = site.getFunctionName();
  if (name === null || !(ADDED.test(name) || name.endsWith("$construct"))) return site;
  const out: Record<string, unknown> = {};
  for (let p: object | null = site; p !== null && p !== Object.prototype; p = Object.getPrototypeOf(p) as object | null) {
    for (const key of Object.getOwnPropertyNames(p)) {
      const f = (site as unknown as Record<string, unknown>)[key];
      if (key !== "constructor" && typeof f === "function" && !(key in out && Object.hasOwn(out, key))) out[key] = f.bind(site);
    }
  }
  const constructs = name.endsWith("$construct");
  out["getFunctionName"] = () => (constructs ? name.replace(/^.*\.|\$construct$/g, "") : name.replace(ADDED, "") || null);
  if (constructs) { out["isConstructor"] = () => true; out["getTypeName"] = () => null; }
  out["toString"] = () => (constructs ? String(site).replace(/^(?:async )?(?:\S*\.)?(\S+)\$construct\b(?: \[as [^\]]*\])?/, "new $1") : withoutAdded(String(site)));
  return Object.create(out) as CallSite; // formatters copy the methods off the prototype
}

/** `worker (file:1:2)` of `worker$go (file:1:2)`; only the place where the function has no name. */
export function withoutAdded(call: string): string {
  return call.replace(ADDED, "").replace(/^(?:\S+\.)? ?\((.*)\)$/, "$1");
}

export function fileOf(site: CallSite): string | null | undefined { return site.getFileName() ?? site.getScriptNameOrSourceURL?.(); }

/** The class's own name for a constructor. */
export function calledName(site: CallSite): string { return (site.getFunctionName() ?? "").replace(/\.constructor$/, ""); }
