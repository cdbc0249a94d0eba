/**
 * The one source of choice: every decision of the runtime that is not forced asks here, so that a run can be seeded, recorded and replayed.
 *
 * In production "select" is answered uniformly by a fast generator and everything else by 0, the plain choice (FIFO, go on). With a seed every kind is answered by a seeded generator,
 * the answers are recorded, every check and every frame() asks "preempt" (hostile mode). A recorded list (`kind:n:answer`, commas between) can be fed back; where it ends or does not
 * fit, the answer is 0 and the first such step is kept as "diverged at step k".
 *
 * Invariants: 0 <= answer < n; never recorded for n < 2. The clock, I/O and promises are outside: a seed fixes what goroutines do among themselves.
 */
import { shared } from "./state.js";

export type ChoiceKind = "next" | "select" | "wake" | "timer-tie" | "preempt" | "host-order" | "random" | "fault";

/** How decisions are made from now on. */
export interface Choices {
  /** Seed of the generator, 0 to 2^32-1. */
  readonly seed?: number;
  /** A recorded list to feed back, instead of a seed. */
  readonly trace?: string;
  /** Give way at every check and every call, whatever the seed says. */
  readonly stress?: boolean;
}

interface State {
  /** Hostile mode: decisions are seeded or replayed. */
  on: boolean;
  seed: number | undefined;
  /** Stress mode: "preempt" is always answered by 1. */
  stress: boolean;
  /** … in every run of this process. */
  always: boolean;
  /** How often "preempt" was answered by 1: tests of stress mode read it. */
  preempted: number;
  /** xorshift32 state of the seeded generator. */
  x: number;
  /** xorshift32 state of production's select. */
  y: number;
  replay: readonly string[] | null;
  step: number;
  diverged: number;
  record: string[];
  dropped: boolean;
}

/** Answers kept for the report; a longer run prints its seed only. */
const KEEP = 100_000;

const C: State = shared("chooser", () => ({ on: false, seed: undefined, stress: false, always: false, preempted: 0, x: 1, y: ((Date.now() ^ 0x9e3779b9) >>> 0) || 1, replay: null, step: 0, diverged: -1, record: [], dropped: false }));

/** Answer a decision among n possibilities: 0 <= answer < n. @internal */
export function choose(kind: ChoiceKind, n: number): number {
  if (n < 2) return 0;
  if (C.on) return chosen(kind, n);
  if (kind !== "select") return 0;
  let y = C.y;
  y ^= y << 13; y ^= y >>> 17; y ^= y << 5;
  C.y = y;
  return (y >>> 0) % n;
}

/** True while decisions are seeded or replayed. @internal */
export function hostile(): boolean { return C.on; }

function chosen(kind: ChoiceKind, n: number): number {
  if (C.stress && kind === "preempt") {
    C.preempted++;
    return 1;
  }
  let a = 0;
  if (C.replay !== null) {
    const said = C.replay[C.step];
    if (said !== undefined) {
      const [k, m, v] = said.split(":");
      if (k === kind && Number(m) === n) a = Number(v);
      else if (C.diverged < 0) C.diverged = C.step;
    }
  } else {
    let x = C.x;
    x ^= x << 13; x ^= x >>> 17; x ^= x << 5;
    C.x = x;
    a = (Math.imul(x, 0x9e3779b1) >>> 7) % n;
  }
  if (kind === "preempt") C.preempted += a;
  C.step++;
  if (C.record.length < KEEP) C.record.push(`${kind}:${n}:${a}`); else C.dropped = true;
  return a;
}

/** Stress mode for the whole process (environment SANSYNC_STRESS): also where only a seed is given, and between seeded runs. @internal */
export function setStress(): void { C.always = true; }

/** Decide as told from now on; null: as in production. Starts a new record. @internal */
export function setChoices(c: Choices | null): void {
  C.step = 0;
  C.diverged = -1;
  C.record = [];
  C.dropped = false;
  C.replay = c?.trace !== undefined ? (c.trace === "" ? [] : c.trace.split(",")) : null;
  C.seed = c?.seed;
  C.stress = c?.stress ?? C.always;
  C.on = C.stress || (c !== null && (c.seed !== undefined || c.trace !== undefined));
  // a seed of 0 and its neighbours must not give neighbouring sequences
  C.x = (Math.imul((c?.seed ?? 0) ^ 0x5bd1e995, 0x85ebca6b) ^ 0xc2b2ae35) >>> 0 || 1;
}

/** The recorded list of this run, trailing zeros cut (replay answers 0 where the list ends). @internal */
export function recorded(): string {
  const r = C.record;
  let n = r.length;
  while (n > 0 && r[n - 1]!.endsWith(":0")) n--;
  return r.slice(0, n).join(",");
}

/** Step at which a replay first did not fit, -1: it did. @internal */
export function divergedAt(): number { return C.diverged; }

/** The line a failing seeded run prints, "" in production. @internal */
export function choicesLine(): string {
  if (!C.on) return "";
  const seed = C.seed === undefined ? "" : `SANSYNC_SEED=${C.seed} `;
  const trace = C.dropped ? `(more than ${KEEP} choices: no trace)` : `SANSYNC_TRACE=${recorded()}`;
  return `${seed}${trace}${C.diverged < 0 ? "" : ` (diverged at step ${C.diverged})`}`;
}
