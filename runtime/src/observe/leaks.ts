/**
 * Goroutines that are probably waiting for ever, found by looking now and then.
 *
 * Nobody can tell for certain without the collector: a goroutine that waits is held by the list of all goroutines. Told is what is certain (a nil channel, `select()` without cases), and what leaks look like: goroutines of
 * one go statement that wait at one place, of which more and more have waited for long. A pool of idle workers grows old once; a leak goes on.
 *
 * Cost: a pass over all goroutines per look.
 */
import { waitedMs } from "../core/dump.js";
import { ALL, WAITING, type G } from "../core/goroutine.js";
import { reasons } from "../core/reasons.js";
import { infoOf, type GoroutineInfo } from "./dump.js";

/** Goroutines of one go statement that wait at one place and that nobody seems to wake. */
export interface Leak {
  /** Nothing can ever wake them. */
  readonly certain: boolean;
  readonly count: number;
  /** The one that has waited longest. */
  readonly goroutine: GoroutineInfo;
}

/** Waits that end when another goroutine does something. */
const ON_OTHERS: ReadonlySet<string> = new Set([
  reasons.chanSend, reasons.chanReceive, reasons.select, reasons.mutexLock, reasons.rwMutexLock, reasons.rwMutexRLock, reasons.waitGroupWait, reasons.condWait, reasons.semaphoreAcquire, reasons.groupGo, reasons.pipe,
]);
const FOR_EVER: ReadonlySet<string> = new Set([reasons.chanSendNil, reasons.chanReceiveNil, reasons.selectNoCases]);

/** So many of a kind, and so many looks at which there were more, are a leak. */
const FEWEST = 8, GROWTHS = 3;

interface Kind { old: number; growths: number; told: number }

/** Remembers what earlier looks have found. */
export class LeakFinder {
  private readonly kinds = new Map<string, Kind>();

  /** @param oldMs a wait of so many milliseconds is long */
  constructor(private readonly oldMs: number) {}

  /** What looks like a leak and was not told before, or has doubled since. */
  look(): Leak[] {
    const now = new Map<string, { old: number; first: G }>();
    for (let g = ALL.first; g !== null; g = g.allNext) {
      if (g.status !== WAITING) continue;
      const ever = FOR_EVER.has(g.reason);
      if (!ever && (!ON_OTHERS.has(g.reason) || waitedMs(g) < this.oldMs)) continue;
      const key = `${g.site} ${g.top === null ? -1 : g.top.site} ${g.reason}`, found = now.get(key);
      if (found === undefined) now.set(key, { old: 1, first: g });
      else found.old++;
    }
    const out: Leak[] = [];
    for (const key of this.kinds.keys()) if (!now.has(key)) this.kinds.delete(key);
    for (const [key, { old, first }] of now) {
      let kind = this.kinds.get(key);
      if (kind === undefined) this.kinds.set(key, kind = { old: 0, growths: 0, told: 0 });
      if (old > kind.old) kind.growths++;
      kind.old = old;
      const certain = FOR_EVER.has(first.reason);
      if (!certain && (old < FEWEST || kind.growths < GROWTHS)) continue;
      if (old < 2 * kind.told || old === kind.told) continue;
      kind.told = old;
      out.push({ certain, count: old, goroutine: infoOf(first) });
    }
    return out;
  }
}
