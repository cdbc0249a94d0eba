/**
 * What a program is doing at one instant, as data: goroutines with what they wait for, and channels with who waits at them.
 *
 * Read off the frame stacks, the site table and the wait queues when it is asked for; nothing is kept for it while a program runs, but for a weak list of channels where `listChannels` was called
 * (channels that somebody waits at are found without it).
 *
 * Invariants: looking runs no user code and changes nothing. Everything is plain data, as JSON has it. At most `limit` goroutines and as many channels are described, whatever the program has: the counts are of all.
 */
import { isChannel, namedAt, CLOSED, LOSSY, NIL, SEND, type Channel } from "../chan/channel.js";
import type { WaitNode } from "../chan/wait-queue.js";
import { pathOf } from "../core/call-sites.js";
import { allGoroutines, describe, linesOf, waitedMs, type Line } from "../core/dump.js";
import { ALL, RUNNING, WAITING, type G } from "../core/goroutine.js";
import { OBSERVER } from "../core/observer.js";
import { siteOf } from "../core/sites.js";
import { S, shared } from "../core/state.js";
import { nativeHere } from "../core/traces.js";

/** A place in the user's source. */
export interface Place {
  /** The function that contains it. */
  readonly fn: string;
  /** Absolute where the runtime can tell, else relative to the working directory of the program. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The call or operation as written; "" where it is not known. */
  readonly text: string;
}

/** A goroutine. */
export interface GoroutineInfo {
  readonly id: number;
  /** The name assigned, else that of its function. */
  readonly name: string;
  /** The name assigned (`Goroutine.name = …`). */
  readonly label?: string;
  readonly state: "running" | "runnable" | "waiting" | "dead";
  /** While it waits: why, in Go's words. */
  readonly reason?: string;
  /** While it waits: for how long, in milliseconds. */
  readonly waitMs?: number;
  /** While it waits: on what, as in a deadlock report. */
  readonly on?: string;
  /** While it waits at one channel: its `id` in `channels`. */
  readonly channel?: number;
  /** While it waits in a select: its cases. */
  readonly cases?: readonly CaseInfo[];
  /** Innermost call first, 50 at most. Empty before its first turn. */
  readonly stack: readonly Place[];
  /** The goroutine that started it (0: none) and the go statement. */
  readonly createdBy: { readonly goroutine: number; readonly at?: Place };
}

/** A case of a select that somebody waits in. */
export interface CaseInfo {
  readonly name: string;
  readonly does: "send" | "receive" | "promise";
  /** `id` in `channels`. */
  readonly channel?: number;
}

/** Who waits at a channel. */
export interface WaiterInfo {
  /** undefined: it is no goroutine (`for await` in plain code, a context that watches another). */
  readonly goroutine?: number;
  /** Waits in a select. */
  readonly select?: boolean;
}

/** A channel. */
export interface ChannelInfo {
  readonly id: number;
  /** Of the variable it was made for; "" where that is not known. */
  readonly name: string;
  /** As written, "Chan" where that is not known. */
  readonly type: string;
  /** Elements in the buffer. */
  readonly length: number;
  readonly capacity: number;
  readonly closed: boolean;
  /** What a send does that finds the buffer full. */
  readonly buffer: "blocking" | "dropping" | "sliding";
  readonly made?: Place;
  /** Those who wait to send, first come first. */
  readonly senders: readonly WaiterInfo[];
  /** Those who wait to receive, first come first. */
  readonly receivers: readonly WaiterInfo[];
}

/** Everything at one instant. */
export interface Dump {
  /** Of all goroutines, also those that are not in the list. */
  readonly count: number;
  /** In order of their numbers, but for the running one, which comes first. */
  readonly goroutines: readonly GoroutineInfo[];
  /** Those that somebody in the list waits at, and after `listChannels` every one that can still be reached. */
  readonly channels: readonly ChannelInfo[];
}

/** What {@link dump} describes. */
export interface DumpOptions {
  /** Goroutines, and channels, at most; default 1,000. */
  limit?: number;
  /** Only goroutines with a greater number: the next page. Default 0. */
  after?: number;
}

const DEFAULT_LIMIT = 1000, CALLS = 50, WAITERS = 100;

/** Numbers of channels that were shown, and those made since `listChannels`. Weak: looking keeps nothing alive. */
const C = shared("channels seen", () => ({ ids: new WeakMap<object, number>(), last: 0, all: new Map<number, WeakRef<object>>(), sweepAt: 1024 }));

function idOf(ch: object): number {
  let id = C.ids.get(ch);
  if (id === undefined) C.ids.set(ch, id = ++C.last);
  return id;
}

/** Keep a weak list of the channels that are made from here on, so that dumps have those too that nobody waits at. Costs some 200 bytes and 0.3 µs a channel. @internal */
export function listChannels(): void {
  OBSERVER.channel = (ch) => {
    C.all.set(idOf(ch), new WeakRef(ch));
    if (C.all.size < C.sweepAt) return;
    for (const [id, ref] of C.all) if (ref.deref() === undefined) C.all.delete(id);
    C.sweepAt = Math.max(1024, 2 * C.all.size);
  };
}

/** @internal */
export function placeOf(site: number): Place | undefined {
  const s = siteOf(site);
  return s === undefined ? undefined : { fn: s.fn, file: pathOf(site), line: s.line, column: s.col, text: s.text };
}

function placeOfLine({ name, place, text, site }: Line): Place {
  const at = site === undefined ? undefined : placeOf(site);
  if (at !== undefined) return at;
  const m = /^(.*):(\d+):(\d+)$/.exec(place);
  return { fn: name, file: m?.[1] ?? place, line: Number(m?.[2] ?? 0), column: Number(m?.[3] ?? 0), text };
}

/** What a goroutine waits on is a channel, or holds the cases of a select (chan/select.ts). */
function casesOf(on: unknown): readonly WaitNode[] | undefined {
  const nodes = typeof on === "object" && on !== null ? (on as { nodes?: unknown }).nodes : undefined;
  return Array.isArray(nodes) ? (nodes as WaitNode[]) : undefined;
}

/** @internal */
export function infoOf(g: G, seen?: Set<Channel<unknown>>): GoroutineInfo {
  const waits = g.status === WAITING, { on } = g, at = placeOf(g.site), label = g.rare?.label;
  const number = (ch: Channel<unknown>): number => {
    seen?.add(ch);
    return idOf(ch);
  };
  const cases = waits ? casesOf(on) : undefined;
  return {
    id: g.id, name: g.name, ...(label === undefined ? {} : { label }), state: g.state,
    ...(waits ? { reason: g.reason, waitMs: waitedMs(g), on: describe(on) } : {}),
    ...(waits && isChannel(on) && on.state !== NIL ? { channel: number(on) } : {}),
    ...(cases === undefined ? {} : {
      cases: cases.map((node) => node as WaitNode & { name: string | number; on: unknown }).filter((c) => c.on !== null && c.mode <= SEND + 1).map((c): CaseInfo => (
        isChannel(c.on) ? { name: String(c.name), does: c.mode === SEND ? "send" : "receive", channel: number(c.on) } : { name: String(c.name), does: "promise" })),
    }),
    stack: linesOf(g, g === S.g && g.status === RUNNING ? nativeHere() : undefined).slice(0, CALLS).map(placeOfLine),
    createdBy: { goroutine: g.parent, ...(at === undefined ? {} : { at }) },
  };
}

function waitersOf(first: WaitNode | null): WaiterInfo[] {
  const out: WaiterInfo[] = [];
  for (let n = first; n !== null && out.length < WAITERS; n = n.next) {
    if (n.sel === null) { out.push({ goroutine: (n as unknown as G).id }); continue; }
    const g = (n.sel as { g?: G | null }).g;
    out.push(g === undefined || g === null ? {} : { goroutine: g.id, select: true });
  }
  return out;
}

function channelOf(ch: Channel<unknown>): ChannelInfo {
  const made = placeOf(ch.site);
  return {
    id: idOf(ch), ...namedAt(ch.site), length: ch.length, capacity: ch.capacity, closed: ch.state === CLOSED,
    buffer: ch.state !== LOSSY ? "blocking" : ch.kindText().startsWith("sliding") ? "sliding" : "dropping", ...(made === undefined ? {} : { made }),
    senders: waitersOf(ch.senders.first), receivers: waitersOf(ch.receivers.first),
  };
}

/**
 * What the program is doing: its goroutines and channels at this instant, as plain data. The text of the same is `stack(true)`.
 * @param options how much of it: 1,000 goroutines at most unless `limit` says otherwise
 * @throws RangeError if `limit` is no integer from 0, or `after` is no number
 */
export function dump(options: DumpOptions = {}): Dump {
  const { limit = DEFAULT_LIMIT, after = 0 } = options;
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError(`dump: limit must be an integer from 0, and it is ${String(limit)}`);
  if (typeof after !== "number" || Number.isNaN(after)) throw new RangeError(`dump: after must be the number of a goroutine, and it is ${String(after)}`);
  const seen = new Set<Channel<unknown>>();
  const shown = (after > 0 ? allGoroutines().filter((g) => g.id > after).sort((a, b) => a.id - b.id) : allGoroutines()).slice(0, limit);
  const goroutines = shown.map((g) => infoOf(g, seen));
  if (after === 0) {
    for (const ref of C.all.values()) {
      if (seen.size >= limit) break;
      const ch = ref.deref();
      if (ch !== undefined) seen.add(ch as Channel<unknown>);
    }
  }
  return { count: ALL.count, goroutines, channels: [...seen].map(channelOf).sort((a, b) => a.id - b.id) };
}
