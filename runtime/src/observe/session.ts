/**
 * The protocol by which a tool looks into a running program: one JSON value a line, requests with an answer each, and events for who asked for them. docs/internals/inspect.md has the whole of it.
 *
 * A Session knows nothing of sockets: it is given lines, and it gives lines.
 *
 * Invariants
 *  1. The first line must be a `hello`, with the token where the program asks for one. Anything else ends the session at once, so that what a browser can send to a local port is never answered.
 *  2. Nothing that a tool sends changes what the program does, and nothing is thrown into the program.
 *  3. What a session began (trace, looks for leaks) ends with it.
 */
import { goroutineText } from "../core/dump.js";
import { ALL } from "../core/goroutine.js";
import { dump } from "./dump.js";
import { metrics } from "./metrics.js";
import { LeakFinder } from "./leaks.js";
import { trace, type Trace } from "./trace.js";

/** The version of the protocol. A greater number is another protocol; what is added to answers and events does not count. */
export const PROTOCOL = 1;

/** What `hello` answers. */
export interface Greeting {
  readonly protocol: number;
  /** Version of the runtime. */
  readonly runtime: string;
  readonly pid: number;
  /** Version of the host. */
  readonly host: string;
  readonly cwd: string;
  /** The script, or what the program is called. */
  readonly program: string;
}

/** What a session is told to say to its tool, and to do when it is over. */
export interface Wire {
  send(line: string): void;
  close(): void;
}

type Params = Readonly<Record<string, unknown>>;

/** A request that cannot be served: the message goes to the tool. */
class BadRequest extends Error {}

const OLD_MS = 60_000, LOOK_MS = 2_000, MOST = 100_000;

/** One tool. */
export class Session {
  private greeted = false;
  private timeline: Trace | null = null;
  private looking: unknown;
  private told = false;

  /** @param token what `hello` must carry; undefined: nothing. @param every calls back again and again, without keeping the program alive; gives what stops that */
  constructor(private readonly greeting: Greeting, private readonly token: string | undefined, private readonly wire: Wire, private readonly every: (ms: number, fn: () => void) => () => void) {}

  /** A line has come. */
  line(text: string): void {
    let request: { id?: unknown; method?: unknown; params?: unknown } | null = null;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) request = value;
    } catch { /* no request */ }
    if (request === null || typeof request.method !== "string" || !(typeof request.id === "number" || typeof request.id === "string")) {
      if (this.greeted) this.say({ error: { message: 'A line must be {"id": number or string, "method": string, "params": object}.' } });
      this.end();
      return;
    }
    const { id, method } = request, params = (typeof request.params === "object" && request.params !== null ? request.params : {}) as Params;
    if (!this.greeted && !this.greets(method, params)) {
      this.say({ id, error: { message: method === "hello" ? "The token is not the one of this program (SANSYNC_INSPECT_TOKEN)." : 'The first request must be "hello".' } });
      this.end();
      return;
    }
    let result: unknown;
    try {
      result = this.answer(method, params);
    } catch (e) {
      this.say({ id, error: { message: e instanceof Error ? e.message : String(e) } });
      return;
    }
    this.say({ id, result });
  }

  /** Something has happened that the tool may want to know. */
  event(event: string, data: object): void {
    if (this.told) this.say({ event, ...data });
  }

  /** The tool has gone, or is sent away. */
  end(): void {
    this.timeline?.stop();
    this.timeline = null;
    (this.looking as (() => void) | undefined)?.();
    this.looking = undefined;
    this.told = false;
    this.wire.close();
  }

  private say(what: object): void {
    this.wire.send(JSON.stringify(what));
  }

  private greets(method: string, params: Params): boolean {
    this.greeted = method === "hello" && (this.token === undefined || same(String(params["token"] ?? ""), this.token));
    return this.greeted;
  }

  private answer(method: string, params: Params): unknown {
    switch (method) {
      case "hello": return this.greeting;
      case "dump": return dump({ limit: whole(params, "limit", 0, MOST, 1000), after: whole(params, "after", 0, Infinity, 0) });
      case "stack": return { text: textOf(whole(params, "goroutine", 1, Infinity, 0)) };
      case "metrics": return metrics();
      case "trace.start":
        this.timeline?.stop();
        this.timeline = trace({ capacity: whole(params, "capacity", 1, 1 << 20, 65_536) });
        return {};
      case "trace.read":
        if (this.timeline === null) throw new BadRequest('No timeline is recorded: send "trace.start" first.');
        return this.timeline.read(whole(params, "after", 0, Infinity, 0), whole(params, "limit", 1, MOST, 10_000));
      case "trace.stop":
        this.timeline?.stop();
        this.timeline = null;
        return {};
      case "subscribe": {
        const finder = new LeakFinder(whole(params, "leakMs", 0, Infinity, OLD_MS));
        (this.looking as (() => void) | undefined)?.();
        this.told = true;
        this.looking = this.every(whole(params, "lookMs", 10, Infinity, LOOK_MS), () => { for (const leak of finder.look()) this.event("leak", { leak }); });
        return {};
      }
      default: throw new BadRequest(`There is no method ${JSON.stringify(method)}; there are hello, dump, stack, metrics, trace.start, trace.read, trace.stop, subscribe.`);
    }
  }
}

function textOf(id: number): string {
  for (let g = ALL.first; g !== null; g = g.allNext) if (g.id === id) return goroutineText(g);
  throw new BadRequest(`There is no goroutine ${id}: it has ended.`);
}

/** A whole number among the parameters. */
function whole(params: Params, name: string, least: number, most: number, otherwise: number): number {
  const n = params[name];
  if (n === undefined && otherwise >= least) return otherwise;
  if (typeof n !== "number" || !Number.isInteger(n) || n < least || n > most) throw new BadRequest(`${name} must be a whole number from ${least}${most === Infinity ? "" : ` to ${most}`}, and it is ${JSON.stringify(n) ?? "missing"}.`);
  return n;
}

/** Are the texts the same? Takes as long whichever character differs. */
function same(a: string, b: string): boolean {
  let differ = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) differ |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1));
  return differ === 0;
}
