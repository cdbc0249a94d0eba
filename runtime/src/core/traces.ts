/**
 * `error.stack` in goroutines: the calls on the native stack, then those whose frames lie on the heap, then who started the goroutine, as if nothing had ever been suspended.
 *
 * V8 captures the native stack when an error is made and formats it when `stack` is first read, by Error.prepareStackTrace(error, callSites). That property becomes an accessor when the
 * first goroutine starts: what Node or the user put there is the formatter, and gets call sites in which the runtime's own are left out, `$frame` is cut off names, and the frames
 * above the native part follow as call sites of ours (Logical). Errors made and read outside of goroutines reach the formatter untouched.
 *
 * Which frames belong to an error: those that stood above the native part when it was made. The scheduler notes them (`note`) the first time it sees the error, when it leaves the native
 * stack; an error read before that belongs to the running goroutine, if its outermost native call is one that runs now (`agree`): else nothing is added rather than something wrong.
 * Errors that came from elsewhere (a rejected promise) get the frames of the first goroutine that waited for them.
 *
 * Invariants: no property of an error is touched (frozen ones work, identity and descriptors stay); nothing of ours is thrown: the formatter gets the untouched sites instead.
 * Cost: nothing until an error leaves the native stack (a WeakMap entry and an array of numbers) or a stack is read.
 * Rejected: assigning error.stack when it passes the scheduler (formats every error, 10 µs each; fails on frozen ones; misses stacks read before).
 */
import { append, ownWeakMap } from "./own-collections.js";
import { cutOf, installCapture } from "./capture.js";
import { calledName, type CallSite, fileOf, isBetween, Logical, nameOf, place, renamed } from "./call-sites.js";
import type { Frame } from "./frames.js";
import { NAMES, type G } from "./goroutine.js";
import { host } from "./host.js";
import { rawStacks, siteOf } from "./sites.js";
import { S, copies, shared } from "./state.js";

type Formatter = (error: unknown, sites: readonly CallSite[]) => unknown;

/** The frames of one goroutine above the native part of an error, innermost first. */
interface Chain {
  /** Site of the frame that was resumed last, the outermost native call. */
  readonly root: number;
  readonly sites: readonly number[];
  readonly created: string;
  /** Site of the call in an async function that awaits it, -1: none does. */
  readonly awaited: number;
  /** Plain code called it. */
  readonly spot: boolean;
}

/** What is known of an error. `foreign`: its own stack is no part of these goroutines. */
interface Trail {
  readonly chains: readonly Chain[];
  readonly foreign: boolean;
  /** The goroutine that waited for the promise of the outermost one, which plain code had started on the spot. */
  waiter: Chain | undefined;
}

const T = shared("traces", () => ({
  trails: ownWeakMap<object, Trail>(),
  /** What was added at the end of a stack that has been formatted. */
  added: ownWeakMap<object, string>(),
  /** The formatter in charge: the host's or the user's. */
  formatter: undefined as unknown,
  /** The host's. */
  own: undefined as unknown,
  wrappers: ownWeakMap<object, Formatter>(),
  originals: ownWeakMap<object, object>(),
  installed: false,
}));

/** Sites kept per error where the limit is higher. */
const DEEP = 100;
const HOST = Error as unknown as { prepareStackTrace?: unknown; stackTraceLimit?: unknown; captureStackTrace?: (o: object, f?: unknown) => void };

/** When the first goroutine starts. */
function install(): void {
  if (T.installed || typeof HOST.captureStackTrace !== "function") return;
  T.installed = true;
  installCapture();
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  if (before !== undefined && before.configurable !== true) return;
  T.formatter = HOST.prepareStackTrace;
  T.own = typeof T.formatter === "function" && T.formatter.name === "ErrorPrepareStackTrace" ? T.formatter : undefined;
  try {
    Object.defineProperty(Error, "prepareStackTrace", {
      get: () => wrapperOf(T.formatter ?? host.formatter()),
      set: (f: unknown) => { T.formatter = typeof f === "function" ? T.originals.get(f) ?? f : f; },
      enumerable: before?.enumerable ?? false,
      configurable: true,
    });
  } catch { /* hardened intrinsics: stacks show the native part only */ }
}

/** What users read in Error.prepareStackTrace: one function per formatter, and setting it again is setting that formatter. */
function wrapperOf(formatter: unknown): Formatter {
  const key = typeof formatter === "function" ? formatter : defaultFormat;
  let w = T.wrappers.get(key);
  if (w === undefined) {
    w = (error, sites) => prepare(error, sites, key as Formatter);
    T.wrappers.set(key, w);
    T.originals.set(w, key);
  }
  return w;
}

/** As V8 does it where the host has no formatter. */
function defaultFormat(error: unknown, sites: readonly CallSite[]): string {
  let head: string;
  try { head = Error.prototype.toString.call(error); } catch { head = "<error>"; }
  return head + sites.map((s) => `\n    at ${String(s)}`).join("");
}

/** `error` leaves the native stack of the running goroutine (or is delivered to it, `foreign`); `root` was resumed last, `rest` are the frames above it. The first call for an error counts. @internal */
export function note(error: unknown, root: Frame | null, rest: Frame | null, foreign: boolean): void {
  if (typeof error !== "object" || error === null || S.g === null) return;
  const t = T.trails.get(error);
  if (t === undefined) T.trails.set(error, { chains: chainsOf(S.g, root, rest), foreign, waiter: undefined });
  else if (foreign && t.waiter === undefined && t.chains[t.chains.length - 1]!.spot) t.waiter = chainsOf(S.g, root, rest)[0]!;
}

/** The sites that were noted for an error, of the goroutine it was seen in. @internal */
export function noted(error: object): readonly number[] | undefined {
  const t = T.trails.get(error);
  if (t === undefined) return undefined;
  const first = t.chains[0]!;
  return t.foreign && first.root >= 0 ? [first.root, ...first.sites] : first.sites;
}

/** The part of an error's stack that V8 captured. @internal */
export function nativePart(error: object): string | undefined {
  const stack = (error as { stack?: unknown }).stack;
  if (typeof stack !== "string") return undefined;
  const added = T.added.get(error);
  return added !== undefined && stack.endsWith(added) ? stack.slice(0, -added.length) : stack;
}

/** The native stack here, with nothing left out or added. @internal */
export function nativeHere(): string | undefined {
  const was = rawStacks.as;
  rawStacks.as = 1;
  try { return new Error().stack; } finally { rawStacks.as = was; }
}

/** Site numbers of the frames from `fr` outwards, as many as a stack shows. */
function sitesFrom(fr: Frame | null): number[] {
  const out: number[] = [], most = limit();
  for (let f = fr; f !== null && out.length < most; f = f.up) if (f.site >= 0) append(out, f.site);
  return out;
}

function limit(): number {
  const n = HOST.stackTraceLimit;
  return typeof n === "number" && n > DEEP ? n : DEEP;
}

/** The running goroutine's chain, then those of the goroutines on whose stack it runs on the spot. */
function chainsOf(g: G, root: Frame | null, rest: Frame | null): Chain[] {
  const out = [chain(g, root, rest)];
  for (let b = below(g); b !== null; b = below(b)) append(out, chain(b, null, b.top));
  return out;
}

function chain(g: G, root: Frame | null, rest: Frame | null): Chain {
  return { root: root === null ? -1 : root.site, sites: sitesFrom(rest), created: creation(g), awaited: awaits(g) ? g.site : -1, spot: (g.ending as { below?: unknown } | null)?.below !== undefined };
}

/** The goroutine on whose native stack g runs. */
function below(g: G): G | null { return (g.ending as { below?: G | null } | null)?.below ?? null; }

/** Was g started by a call in an async function, which awaits it? */
function awaits(g: G): boolean { return (g.ending as { packs?: boolean } | null)?.packs === true && siteOf(g.site) !== undefined; }

function creation(g: G): string {
  if (awaits(g)) return "";
  if (siteOf(g.site) === undefined) return g.parent === 0 ? "" : `\ncreated in goroutine ${g.parent}`;
  return `\ncreated ${g.parent === 0 ? "at the top level" : `by ${siteOf(g.site)!.fn} in goroutine ${g.parent}`}\n    at ${place(g.site)}`;
}

function ours(site: CallSite | undefined): boolean {
  if (site === undefined) return false;
  const file = fileOf(site);
  return typeof file === "string" && copies.some((dir) => file.startsWith(dir));
}
/** `next`, `throw` and `return` of a generator that the runtime drives. */
function driven(site: CallSite, caller: CallSite | undefined): boolean {
  return typeof fileOf(site) !== "string" && /^(?:next|throw|return)$/.test(site.getFunctionName() ?? "") && ours(caller);
}

/**
 * The outermost native call of each goroutine on a native stack, innermost goroutine first: calls as V8 prints them, without the position. As text, since V8 gives no call sites for a
 * stack that is read while another one is formatted.
 */
function roots(calls: readonly string[]): string[] {
  const out: string[] = [];
  let last = "";
  for (let i = 0; i < calls.length; i++) {
    const s = calls[i]!;
    if (oursText(s)) {
      if (/^step /.test(s)) out.push(last);
    } else if (!(/(?:^|\.)(?:next|throw|return) \(<anonymous>\)$/.test(s) && oursText(calls[i + 1] ?? ""))) last = s.replace(/:\d+:\d+\)?$/, "");
  }
  return out;
}

/**
 * The frames above the native part of an error, from those above the call that was resumed last when the scheduler saw it. An error may be older than that: one that was held
 * while a finally block waited. Then its outermost native call is one of those frames, found by name.
 */
function above(chain: Chain, sites: readonly CallSite[], level: number): readonly number[] {
  const outermost = roots(sites.map(String))[level];
  if (outermost === undefined || chain.root < 0) return chain.sites;
  const name = nameIn(outermost);
  const is = (n: number): boolean => siteOf(n) !== undefined && short(nameOf(n)) === name;
  if (is(chain.root)) return chain.sites;
  const k = chain.sites.findIndex(is);
  return k < 0 ? chain.sites : chain.sites.slice(k + 1);
}

/** The function's name in a call as V8 prints it, without the receiver's type. */
function nameIn(call: string): string {
  return short(call.replace(/ ?\([^()]*$|^\/.*|^file:.*/, "").replace(/\$(?:frame|go|resume)(?:_\d+)?\b.*$/, "").replace(/^.*?([^. ]+)\$construct\b.*$|^new .*$/, "constructor"));
}

/** `m` of `K.m`; "" for functions without a name. */
function short(name: string): string {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return last === "<anonymous>" || last === "anonymous>" ? "" : last.replace(/[\W_]+/g, "_");
}

function oursText(call: string): boolean {
  const file = call.slice(call.endsWith(")") ? call.lastIndexOf(" (") + 2 : 0);
  return copies.some((dir) => file.startsWith(dir));
}

/**
 * The chains of an error that the scheduler has not seen: its outermost native call is one that ran since the goroutine was resumed. Frames keep their `up` when they are left, so those are
 * the frames from the one it was resumed with on (`on` of a running goroutine); a goroutine that was never suspended is known by what runs now. None if it is neither.
 */
function running(sites: readonly CallSite[]): Chain[] {
  if (S.g === null) return [];
  const its = roots(sites.map(String));
  if (its.length === 0) return [];
  const here = roots(callsHere()), k = here.indexOf(its[0]!);
  const name = nameIn(its[0]!);
  if (name !== "" && its.length === here.length) {
    for (let f = S.g.on as Frame | null; f !== null; f = f.up) if (siteOf(f.site) !== undefined && short(nameOf(f.site)) === name) return [chain(S.g, f, f.up), ...chainsOf(S.g, null, null).slice(1)];
  }
  return k < 0 ? [] : chainsOf(S.g, null, S.g.top).slice(k);
}

/** The native stack here, a call a piece. */
function callsHere(): string[] {
  const was = rawStacks.as, most = HOST.stackTraceLimit;
  rawStacks.as = 1;
  try {
    HOST.stackTraceLimit = 250;
    const o: { stack?: unknown } = {};
    HOST.captureStackTrace!(o, prepare);
    return String(o.stack).split("\n    at ").slice(1);
  } finally {
    rawStacks.as = was;
    HOST.stackTraceLimit = most;
  }
}

/** The calls of a stack as the program has them, and what stands behind the last one. */
function logical(sites: readonly CallSite[], trail: Trail | undefined, bare: boolean): { sites: CallSite[]; from: number; end: string } {
  const out: CallSite[] = [];
  const chains = trail?.chains ?? running(sites);
  let c = 0, from = -1, end = "", entry = false;
  const follow = (list: readonly number[]): void => {
    for (const n of list) if (siteOf(n) !== undefined) out.push(new Logical(n, bare));
  };
  const foreign = trail?.foreign === true;
  for (let i = 0; i < sites.length; i++) {
    const s = sites[i]!;
    if (isBetween(s)) continue;
    if (ours(s)) {
      const name = s.getFunctionName();
      if (name === "step" && !foreign) {
        from = out.length;
        if (c < chains.length) follow(above(chains[c]!, sites, c));
        c++;
      } else if (name === "turn") {
        const last = chains[c - 1];
        if (last !== undefined && last.awaited >= 0) out.push(new Logical(last.awaited, bare, true));
        end = last?.created ?? "";
        break;
      }
      entry = name === "plain";
      continue;
    }
    // AsyncResource.runInAsyncScope, between the scheduler and a goroutine
    if (driven(s, sites[i + 1]) || (fileOf(s) === "node:async_hooks" && ours(sites[i - 1]) && ours(sites[i + 1]))) continue;
    // the plain entry that the compiler made: its body is on the stack already
    if (!entry) out.push(renamed(s));
    entry = false;
  }
  const waiter = foreign ? chains[0] : trail?.waiter;
  if (waiter !== undefined) {
    if (from < 0 || foreign) from = out.length;
    follow([waiter.root, ...waiter.sites]);
    end = waiter.created;
  }
  return { sites: out, from: from < 0 ? out.length : from, end };
}

/** Leave out the calls down to the first of the function `name`; all, if it is not there. */
function cutDown(shown: ReturnType<typeof logical>, name: string): void {
  const is = short(name);
  const k = shown.sites.findIndex((s) => short(calledName(s)) === is);
  if (k < 0) { shown.sites.length = 0; shown.end = ""; shown.from = 0; return; }
  shown.sites.splice(0, k + 1);
  shown.from = Math.max(0, shown.from - k - 1);
}

function prepare(error: unknown, sites: readonly CallSite[], formatter: Formatter): unknown {
  if (rawStacks.as === 2) return sites;
  if (rawStacks.as === 1) return formatter.call(Error, error, sites);
  let trail: Trail | undefined, shown: ReturnType<typeof logical> | undefined;
  const mine = formatter === T.own || formatter === defaultFormat;
  try {
    trail = typeof error === "object" && error !== null ? T.trails.get(error) : undefined;
    if (trail !== undefined || sites.some(ours)) shown = logical(trail?.foreign === true && strange(error) ? [] : sites, trail, mine);
  } catch { /* V8's own then */ }
  if (shown === undefined) return formatter.call(Error, error, sites);
  const cut = cutOf(error);
  if (cut !== undefined) cutDown(shown, cut);
  const n = HOST.stackTraceLimit, most = typeof n === "number" && n >= 0 ? n : 10;
  if (shown.sites.length > most) { shown.sites.length = Math.floor(most); shown.end = ""; }
  const out = formatter.call(Error, error, shown.sites);
  if (typeof out !== "string" || !(mine || out.includes("\n    at "))) return out;
  const tail = shown.sites.slice(shown.from).map((s) => `\n    at ${String(s)}`).join("") + shown.end;
  if (tail !== "" && typeof error === "object" && error !== null) T.added.set(error, tail);
  return out + shown.end;
}

/** An error of ours that one goroutine made for another ("send on closed channel" for a parked sender): where it was made means nothing. */
function strange(error: unknown): boolean {
  return typeof error === "object" && error !== null && /^SY\d{4}$/.test(String((error as { code?: unknown }).code));
}

NAMES.started = install;
