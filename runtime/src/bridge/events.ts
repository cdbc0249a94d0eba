/**
 * events: what an emitter emits, as a channel.
 *
 * An emitter does not wait, so its listener never does: it puts the event into the channel, which holds as many as come (or as many as asked for), and wakes whoever waits. The listener is taken
 * away when the channel is stopped, by whichever way; what was received until then can still be read.
 */
import { Channel, shut } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { withOptions } from "../chan/lossy.js";
import { dependOn } from "../context/cancel.js";
import type { Context } from "../context/context.js";
import "../core/dispose.js";
import { kindOf, typeError } from "../core/errors.js";

/** What {@link events} listens to: Node's EventEmitter and what looks like it (`on`, `off`), or an EventTarget. */
export type Emitter =
  | { on(name: never, listener: never): unknown; off(name: never, listener: never): unknown }
  | { addEventListener(name: never, listener: never): unknown; removeEventListener(name: never, listener: never): unknown };

/** How {@link events} listens. */
export interface EventOptions {
  /** When it is done, the channel is stopped. */
  readonly ctx?: Context;
  /** Events that stop the channel: `"close"`, `["end", "error"]`. They are not delivered. */
  readonly until?: string | symbol | readonly (string | symbol)[];
  /** So many events are held at most; default: all. */
  readonly capacity?: number;
  /** What is lost when that many are held: the oldest (`"sliding"`, the default) or the one that comes (`"dropping"`). */
  readonly buffer?: "sliding" | "dropping";
  /** Deliver the list of an event's arguments instead of the first one. */
  readonly args?: boolean;
}

/** A channel of events. */
export interface Events<T> extends RecvChan<T> {
  /** Stops listening and closes the channel: what is held can still be received. The second call does nothing. */
  stop(): void;
  /** The same: `using lines = events(…)`. */
  [Symbol.dispose](): void;
}

/** For reports. */
class EventQueue extends Channel<unknown> {
  what = "";
  override describe(): string { return this.what; }
}

/**
 * What an emitter emits under a name, as a channel: `for (const line of events(readline, "line", { until: "close" }))`. It listens from now on, until the channel is stopped: by `stop()`,
 * `using`, the context, or an event named by `until`. Nothing is lost by default: as many events are held as come while nobody receives; give `capacity` where the newest are enough.
 * @param emitter a Node EventEmitter, an EventTarget, or anything with `on` and `off`
 * @param name of the event
 * @returns a channel of the first argument of each event
 * @throws TypeError if `emitter` is none, or the options make no sense (SY5045); RangeError SY5013, SY5023 for a wrong capacity
 * @see Node, events.on; Go, os/signal.Notify
 */
export function events<T = any>(emitter: Emitter, name: string | symbol, options?: EventOptions & { readonly args?: false }): Events<T>; // eslint-disable-line @typescript-eslint/no-explicit-any
export function events<T extends readonly unknown[] = any[]>(emitter: Emitter, name: string | symbol, options: EventOptions & { readonly args: true }): Events<T>; // eslint-disable-line @typescript-eslint/no-explicit-any
export function events(emitter: Emitter, name: string | symbol, options: EventOptions = {}): Events<unknown> {
  const on = method(emitter, "on", "addEventListener"), off = method(emitter, "off", "removeEventListener");
  const { ctx, until, capacity, buffer, args } = options, wide = capacity === undefined;
  if (wide && buffer !== undefined) throw typeError("SY5045", "events: a buffer that loses events needs a capacity: { capacity: 1, buffer: \"sliding\" }");
  const queue = wide ? new EventQueue(Number.MAX_SAFE_INTEGER) : withOptions<unknown>(capacity, -1, { buffer: buffer ?? "sliding" });
  const describe = `the events \`${String(name)}\` of ${emitter.constructor?.name ?? "an emitter"}`;
  if (queue instanceof EventQueue) queue.what = describe;
  const ends = until === undefined ? [] : Array.isArray(until) ? [...(until as readonly (string | symbol)[])] : [until as string | symbol];
  const listener = (...all: unknown[]): void => void queue.trySend(args === true ? all : all[0]);
  let leave = (): void => { /* no context */ }, stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    off(name, listener);
    for (let i = 0; i < ends.length; i++) off(ends[i]!, stop);
    leave();
    shut(queue as Channel<unknown>);
  };
  on(name, listener);
  for (let i = 0; i < ends.length; i++) on(ends[i]!, stop);
  Object.defineProperties(queue, { stop: { value: stop }, [Symbol.dispose]: { value: stop } });
  if (ctx !== undefined) {
    const left = dependOn(ctx, { parentDone: stop });
    leave = left;
    if (stopped as boolean) left();
  }
  return queue as unknown as Events<unknown>;
}

type Listen = (name: string | symbol, listener: (...args: unknown[]) => void) => void;

function method(emitter: Emitter, ...names: readonly string[]): Listen {
  for (let i = 0; i < names.length; i++) {
    const f = (emitter as unknown as Record<string, unknown> | null | undefined)?.[names[i]!];
    if (typeof f === "function") return (name, listener) => void Reflect.apply(f, emitter, [name, listener]);
  }
  throw typeError("SY5045", `events needs an emitter with \`${names.join("` or `")}\`, and got ${kindOf(emitter)}`);
}
