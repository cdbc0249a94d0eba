/**
 * How a program ends by an error: uncaught errors, fatal conditions, deadlock, and the dump of all goroutines.
 *
 * Texts are Go's where Go has them ("panic: boom", `[recovered]`, "goroutine 7 [running]:"); the layout of a deadlock report groups equal stacks and says why nothing can go on.
 * Everything is written in one piece and the program ends with status 2; what a catch could swallow never comes here by throwing alone.
 */
import { choicesLine } from "./chooser.js";
import { ALL, WAITING, type G } from "./goroutine.js";
import { allGoroutines, columns, createdBy, describe, goroutineText, linesOf, sitesFrom, siteLine, statusOf } from "./dump.js";
import type { Frame } from "./frames.js";
import { isFatal } from "./errors.js";
import { host } from "./host.js";
import { reasons } from "./reasons.js";
import { S, shared } from "./state.js";
import { nativeHere, nativePart, note, noted } from "./traces.js";

const R = shared("report", () => ({
  /** Frames that stood above the last thrown value that is no object when it left the native stack. */
  last: null as { v: unknown; sites: number[] } | null,
  /** Where panic() was called with a value that has no stack of its own. */
  panicked: null as { v: unknown; stack: string | undefined } | null,
  /** Errors whose cause was still panicking when they were thrown: no catch had it. */
  unrecovered: new WeakSet<object>(),
  /** The last thrown value that is no object, and what was still panicking when it was thrown. */
  former: null as { of: unknown; v: unknown } | null,
}));

/** `error` leaves the native stack: `root` threw it, `rest` are the frames that stood above it. The first call for an error counts. @internal */
export function leaving(error: unknown, root: Frame | null, rest: Frame | null): void {
  if (typeof error === "object" && error !== null) note(error, root, rest, false);
  else if (R.last === null || R.last.v !== error) R.last = { v: error, sites: sitesFrom(rest) };
}

/** panic(value) is about to throw. @internal */
export function panicking(value: unknown): void {
  if (!(value instanceof Error)) R.panicked = { v: value, stack: nativeHere() };
}

/** `later` was thrown while `former` was still panicking. @internal */
export function replaced(later: unknown, former: unknown): void {
  if (typeof later === "object" && later !== null) R.unrecovered.add(later);
  else R.former = { of: later, v: former };
}

/** An error left the outermost function of g: the end of the program. @internal */
export function uncaught(g: G, error: unknown): void {
  host.fatal(uncaughtText(g, error), 2);
}

/** @internal */
export function uncaughtText(g: G, error: unknown): string {
  const object = typeof error === "object" && error !== null;
  const sites = object ? noted(error) : R.last !== null && R.last.v === error ? R.last.sites : undefined;
  const stack = object && typeof (error as Error).stack === "string" ? nativePart(error) : R.panicked?.v === error ? R.panicked?.stack : undefined;
  return `${panicText(error)}\n\ngoroutine ${g.id} [running]:\n${columns(linesOf(g, stack, sites ?? []))}${createdBy(g)}${hasCode(error) ? `\n${explain(error.code)}\n` : ""}${tail()}`;
}

/** An error of ours: the text is Go's, as it is. */
function hasCode(error: unknown): error is { code: string } {
  const code = typeof error === "object" && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" && /^SY\d{4}$/.test(code);
}

function explain(code: string): string { return `npx sansync explain ${code}`; }

function tail(): string {
  const line = choicesLine();
  return line === "" ? "" : `\n${line}\n`;
}

/** `panic: one [recovered]`, then `⇥panic: two` for what was thrown after it. */
function panicText(error: unknown): string {
  const chain: unknown[] = [];
  const former = (e: unknown): unknown => (typeof e === "object" && e !== null ? (e as { cause?: unknown }).cause : R.former !== null && R.former.of === e ? R.former.v : undefined);
  for (let e: unknown = error; chain.length < 10 && !chain.includes(e); e = former(e)) {
    chain.push(e);
    if (former(e) === undefined) break;
  }
  chain.reverse();
  return chain.map((e, i) => {
    const after = chain[i + 1];
    const recovered = i < chain.length - 1 && !(typeof after === "object" && after !== null ? R.unrecovered.has(after) : true);
    return `${i === 0 ? "" : "\t"}${isFatal(e) ? "fatal error" : "panic"}: ${valueText(e).replace(/\n/g, "\n\t")}${recovered ? " [recovered]" : ""}`;
  }).join("\n");
}

/** A thrown value as Go prints one. */
function valueText(v: unknown): string {
  try {
    if (v instanceof Error || (typeof v === "object" && v !== null && typeof (v as Error).message === "string" && typeof (v as Error).name === "string")) {
      const { name, message } = v as Error;
      return name === "Error" || name === "RuntimeError" || name === "" || hasCode(v) ? message : `${name}: ${message}`;
    }
    if (typeof v === "object" && v !== null) {
      const own = (v as { toString?: unknown }).toString;
      if (typeof own === "function" && own !== Object.prototype.toString && !Array.isArray(v)) return String(v);
      const json = JSON.stringify(v) ?? "";
      return `(${(v.constructor as Function | undefined)?.name ?? "object"}) ${json.length > 200 ? `${json.slice(0, 200)}…` : json}`;
    }
    if (typeof v === "function") return `(function) ${v.name}`;
    return String(v);
  } catch {
    return "(a value that cannot be shown)";
  }
}

/** `head`, then every goroutine. @internal */
export function dumpText(head: string): string {
  const here = S.g === null ? undefined : nativeHere();
  return `${head}\n\n${allGoroutines().map((g) => goroutineText(g, g === S.g ? here : undefined)).join("\n")}${tail()}`;
}

/** The report that nothing can go on. @internal */
export function deadlockText(goroutines: readonly G[]): string {
  if (goroutines.length === 0) return `fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n${tail()}`;
  const title = "fatal error: all goroutines are asleep - deadlock!";
  const code = "SY5001";
  let out = `${title}${" ".repeat(35)}${code}\n`;
  const groups = new Map<string, { first: G; ids: number[]; body: string }>();
  for (const g of goroutines) {
    const lines = columns(linesOf(g));
    const s = siteLine(g.site);
    const started = s === undefined ? "" : `  ${"started at".padEnd(14)} ${s.place.padEnd(21)} ${s.text}${g.parent === 0 ? "" : `${" ".repeat(8)}by goroutine ${g.parent}`}\n`;
    const on = describe(g.on);
    const body = `[${statusOf(g)}]:${on === "" ? "" : ` on ${on}`}\n${lines}${started}`;
    const group = groups.get(body);
    if (group === undefined) groups.set(body, { first: g, ids: [g.id], body });
    else group.ids.push(g.id);
  }
  for (const { first, ids, body } of groups.values()) {
    out += `\ngoroutine ${first.id} ${body}`;
    if (ids.length > 1) {
      const rest = ids.slice(1);
      const shown = rest.length > 12 ? `${rest.slice(0, 10).join(", ")}, … (${rest.length} in all)` : rest.join(", ");
      out += `\ngoroutine${rest.length > 1 ? "s" : ""} ${shown} [${statusOf(first)}]: same stack as goroutine ${first.id}\n`;
    }
  }
  out += "\nWhy   These are all the goroutines there are, and the host has nothing pending (no timer, socket, file or child process): nothing can wake them.\n";
  const hints = hintsFor(goroutines);
  hints.push(`${explain(code)}`);
  out += hints.map((h, i) => `${i === 0 ? "Try   " : "      "}${h}\n`).join("");
  return out + tail();
}

/** What the runtime knows that may help, one sentence per thing waited on. */
function hintsFor(goroutines: readonly G[]): string[] {
  const on = new Map<unknown, { send: number; receive: number; name: string }>();
  const out: string[] = [];
  const seen = new Set<string>();
  const once = (h: string): void => { if (!seen.has(h)) { seen.add(h); out.push(h); } };
  for (const g of goroutines) {
    if (g.reason === reasons.chanSend || g.reason === reasons.chanReceive) {
      let w = on.get(g.on);
      if (w === undefined) on.set(g.on, w = { send: 0, receive: 0, name: /`[^`]*`/.exec(describe(g.on))?.[0] ?? "" });
      if (g.reason === reasons.chanSend) w.send++; else w.receive++;
    }
  }
  for (const { send, receive, name } of on.values()) {
    const ch = name === "" ? "the same channel" : name;
    if (receive === 0) once(`${send} goroutine${send === 1 ? " sends" : "s send"} on ${ch} and none receives: did its receiver return early, or was it never started?`);
    else if (send === 0 && name !== "") once(`${ch} is still open: does its sender close it?`);
    else if (send === 0) once(`${receive === 1 ? "A goroutine receives" : `${receive} goroutines receive`} on a channel that is still open: does its sender close it?`);
  }
  for (const g of goroutines) {
    if (g.reason === reasons.chanSendNil || g.reason === reasons.chanReceiveNil) once("A nil channel is never ready: was the channel made before it was used?");
    else if (g.reason === reasons.selectNoCases) once("`select()` without cases waits for ever.");
    else if (g.reason === reasons.mutexLock) once("A lock is held and nobody is left to unlock it: a Mutex is not reentrant, and an early return or error may skip unlock(); `using _ = mu.hold()` cannot.");
    else if (g.reason === reasons.waitGroupWait) once("A WaitGroup waits: is there one done() for each add()?");
    else if (g.reason === reasons.promise) once("wait() waits for a promise that nothing can settle any more.");
  }
  return out;
}

/** Every live goroutine that waits, by number. @internal */
export function waiting(): G[] {
  const out: G[] = [];
  for (let g = ALL.first; g !== null; g = g.allNext) if (g.status === WAITING) out.push(g);
  return out.sort((a, b) => a.id - b.id);
}
