/**
 * A goroutine: its frames, what it waits for, and where it stands in the list of all goroutines.
 *
 * The object is its own node in every list it can be in: the list of all live goroutines (`allNext`, `allPrev`), and, by `next` and `prev`, either the run queue (next only) or
 * the wait queue of the one thing it is parked on. A primitive that parks a goroutine on several things (select) uses nodes of its own.
 *
 * Invariants
 *  1. While g waits or is runnable, `top` and its `up` chain hold every live call of g. While g runs they hold the calls that were suspended and not resumed yet; the others are
 *     on the native stack.
 *  2. g is in the list of all goroutines from go() until its end; in at most one queue at any time.
 *
 * Cost: 14 fields, 136 bytes. What few goroutines have is kept in a record made on demand (Rare); who started it, where and for which run is shared with those started alike
 * (Origin). A parked goroutine in direct form stays below 0.5 KB with its generator and frame (runtime/test/core/memory.test.ts).
 */
import type { Frame } from "./frames.js";
import { host } from "./host.js";
import { keepShape } from "./shapes.js";
import { shared } from "./state.js";

export const RUNNABLE = 0, RUNNING = 1, WAITING = 2, DEAD = 3;
const STATES = ["runnable", "running", "waiting", "dead"] as const;

/** Who wants to know how a goroutine ended: `run`, or a plain call. */
export interface Ending {
  ended(g: G, value: unknown, error: { v: unknown } | null): void;
}

/** A set of goroutines that belong to one `run`: everything started, directly or not, by its main. */
export interface Root {
  readonly main: G | null;
  /** Main called goexit: the others go on, and when none is left this is Go's "no goroutines" deadlock. */
  mainExited: boolean;
}

/** What few goroutines have; see G. */
class Rare {
  err: { v: unknown } | null = null;
  exiting = false;
  barrier: Frame | null = null;
  label: string | undefined = undefined;
  ending: Ending | null = null;
  context: unknown = null;
}

/** Where goroutines come from. Never changed: those started alike share one. */
class Origin {
  constructor(readonly parent: number, readonly site: number, readonly root: Root | null) {}
}

const NOWHERE = new Origin(0, -1, null);
/** The last origin of each of so many sites, a power of two. */
const SITES = 16, origins: Origin[] = new Array<Origin>(SITES).fill(NOWHERE);

function originOf(parent: number, site: number, root: Root | null): Origin {
  const o = origins[site & (SITES - 1)]!;
  return o.site === site && o.parent === parent && o.root === root ? o : (origins[site & (SITES - 1)] = new Origin(parent, site, root));
}

/**
 * A goroutine, as users see it (Goroutine in the public API) and as the runtime uses it.
 * For primitives: between park() and ready() the fields `v`, `next`, `prev` and `mode` are the primitive's own. ready() overwrites `v` with the value to deliver.
 */
export class G {
  /** @internal */ top: Frame | null;
  /** @internal Value to deliver at the next resume; while parked free for the primitive (the element a sender offers). */
  v: unknown = undefined;
  /** @internal */ next: G | null = null;
  /** @internal */ prev: G | null = null;
  /** @internal For the primitive it is parked on (how it wants to be woken). */
  mode = 0;
  /** @internal */ status: number = RUNNABLE;
  /** @internal One of core/reasons.ts while it waits. */
  reason = "";
  /** @internal The thing it waits on: a channel, a mutex; for reports. While it runs: the innermost frame when it was resumed (core/traces.ts). */
  on: unknown = null;
  /** @internal Millisecond (since the runtime was loaded) of the turn in which it parked. */
  since = 0;
  /** Number of the goroutine; the first one started is 1. */
  readonly id: number;
  /** @internal */ rare: Rare | null = null;
  private origin: Origin;
  /** @internal */ allNext: G | null = null;
  /** @internal */ allPrev: G | null = null;
  /** @internal As a node of a wait queue: it is the goroutine itself (chan/wait-queue.ts). On the prototype. */
  declare readonly sel: null;

  constructor(top: Frame | null, site: number, parent: G | null) {
    this.top = top;
    this.id = ++ALL.lastId;
    this.origin = parent === null ? originOf(0, site, null) : originOf(parent.id, site, parent.origin.root);
    const last = ALL.last;
    if (last === null) ALL.first = this;
    else { last.allNext = this; this.allPrev = last; }
    ALL.last = this;
    ALL.count++;
    if (this.id === 1) {
      host.started();
      NAMES.started();
    }
  }

  /** Name for dumps and tools: the one assigned, else that of the function it was started with. */
  get name(): string { return this.rare?.label ?? NAMES.of(this); }
  set name(value: string) { rareOf(this).label = value; }

  /** @internal Number of the goroutine that started it, 0: none. */
  get parent(): number { return this.origin.parent; }
  /** @internal Site of the go statement, -1: not known. */
  get site(): number { return this.origin.site; }
  set site(n: number) { this.origin = originOf(this.parent, n, this.root); }
  /** @internal */
  get root(): Root | null { return this.origin.root; }
  set root(r: Root | null) { this.origin = originOf(this.parent, this.site, r); }

  /** @internal goexit was called: frames are unwound instead of resumed. */
  get exiting(): boolean { return this.rare !== null && this.rare.exiting; }
  /** @internal */
  get ending(): Ending | null { return this.rare === null ? null : this.rare.ending; }
  set ending(e: Ending | null) { rareOf(this).ending = e; }
  /** @internal Asynchronous context (node layer). */
  get context(): unknown { return this.rare === null ? null : this.rare.context; }
  set context(c: unknown) { if (c !== null || this.rare !== null) rareOf(this).context = c; }

  get state(): "running" | "runnable" | "waiting" | "dead" { return STATES[this.status as 0 | 1 | 2 | 3]; }

  /** Why it waits, in Go's words ("chan receive"); undefined while it does not wait. */
  get waitReason(): string | undefined { return this.status === WAITING ? this.reason : undefined; }

  /** Its stack as text, innermost call first, as in a dump. */
  stack(): string { return NAMES.stack(this); }
}

Object.defineProperty(G.prototype, "sel", { value: null });

/**
 * The record of what few goroutines have: `err`, the error to throw at the next resume; `exiting`; `barrier`, while exiting the frame whose finally blocks (or catch) run: frames from it
 * inwards are resumed, those outside are unwound; `label`, the name it was given; `ending`; `context`. @internal
 */
export function rareOf(g: G): Rare { return (g.rare ??= new Rare()); }

/** The list of all live goroutines, in order of their numbers. @internal */
export { ALL };
const ALL = shared("ALL", () => ({ first: null as G | null, last: null as G | null, count: 0, lastId: 0 }));

/** Text of goroutines: set by core/dump.ts, so that this file needs none of it. @internal */
export const NAMES = shared("NAMES", () => ({ of: (_: G): string => "", stack: (_: G): string => "", started: (): void => { /* set by core/traces.ts */ } }));

/** Take g off the list of all goroutines and forget what it held. @internal */
export function bury(g: G): void {
  const n = g.allNext, p = g.allPrev;
  if (n === null) ALL.last = p; else n.allPrev = p;
  if (p === null) ALL.first = n; else p.allNext = n;
  g.allNext = g.allPrev = null;
  g.status = DEAD;
  g.top = null;
  g.on = g.v = g.prev = null;
  g.reason = "";
  if (--ALL.count === 0) origins.fill(NOWHERE); // they hold on to runs
}

{
  // goroutine 0, which never runs
  const { lastId } = ALL;
  ALL.lastId = -1;
  const nobody = new G(null, -1, null);
  nobody.prev = nobody.reason = bury as never; // fields for anything, from the start (core/go.ts)
  rareOf(nobody).context = {};
  bury(nobody);
  ALL.lastId = lastId;
  keepShape(nobody);
}
