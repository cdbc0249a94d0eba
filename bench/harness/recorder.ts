/**
 * Measures the laps of one case in one process and prints one line of JSON.
 *
 * A lap is as many runs of the case as take about 200 ms of CPU time (found while warming up): shorter laps mostly measure the collector and the
 * compiler getting going again (measured: 300 instead of 90 ns per item). A lap is timed in process CPU time (user + system, all threads of the process: a watcher thread or a parallel collector counts too).
 * The case drives the recorder, not the other way round, so that the same recorder serves blocking code, async functions, generators and
 * effects:
 *
 *     const recorder = new Recorder("ping-pong");
 *     while (recorder.again()) recorder.done(pingPong());
 *
 * A full collection runs before every lap, outside the timed part.
 */
import { writeSync } from "node:fs";
import { type BenchCase, findCase } from "./case-list.js";

const WARM_RUNS = 5;
const MEASURED_LAPS = 5;
const LAP_MS = 200;
/** CPU ms after which warming up, and measuring, stops early (at least 1 lap is always measured). */
const WARM_BUDGET_MS = 500;
const MEASURED_BUDGET_MS = 1_500;

/** What a child process reports. `laps`: CPU nanoseconds per run, one figure a lap. `check`: checksum of the last run. */
export interface Report {
  readonly case: string;
  readonly laps?: readonly number[];
  readonly value?: number;
  readonly check?: number;
  /** Highest resident set of the process, bytes. */
  readonly peakRss?: number;
  /** Why this implementation cannot do the case. */
  readonly unable?: string;
}

export class Recorder {
  readonly case: BenchCase;
  private readonly laps: number[] = [];
  private readonly once = process.env["BENCH_QUICK"] === "1";
  private warm = false;
  private warmRuns = 0;
  private spentMs = 0;
  private runsPerLap = 1;
  private runs = 0;
  private check = NaN;
  private value: number | undefined;
  private heapBefore = 0;
  private started: NodeJS.CpuUsage | undefined;

  /** @throws Error if there is no such case. */
  constructor(name: string | undefined) {
    this.case = findCase(name);
    if (this.case.kind === "memory") this.once = true;
    if (this.once) this.warm = true;
  }

  /** True: run the case once more, the clock is running. False: enough; the report has been printed. */
  again(): boolean {
    if (this.started !== undefined) return true;
    const laps = this.laps.length;
    if (laps >= (this.once ? 1 : MEASURED_LAPS) || (laps > 0 && this.spentMs > MEASURED_BUDGET_MS)) {
      this.print({ case: this.case.name, laps: this.laps, value: this.value, check: this.check, peakRss: process.resourceUsage().maxRSS * 1024 });
      return false;
    }
    collect();
    this.runs = 0;
    this.started = process.cpuUsage();
    return true;
  }

  /**
   * Ends one run.
   * @param check checksum of what was computed
   * @throws Error if it is not the expected one: a wrong result is never a figure.
   */
  done(check: number): void {
    this.runs++;
    if (check !== this.case.expect) throw new Error(`${this.case.name}: checksum ${check}, expected ${this.case.expect}`);
    this.check = check;
    if (this.runs < this.runsPerLap) return;
    const used = process.cpuUsage(this.started);
    this.started = undefined;
    const micros = used.user + used.system;
    this.spentMs += micros / 1000;
    if (this.warm) {
      this.laps.push((micros * 1000) / this.runs);
      return;
    }
    this.warmRuns++;
    if (this.warmRuns >= WARM_RUNS || this.spentMs > WARM_BUDGET_MS) {
      this.warm = true;
      this.spentMs = 0;
      this.runsPerLap = Math.max(1, Math.min(100, Math.ceil((LAP_MS * 1000) / micros)));
    }
  }

  /** Remembers the heap before something is built. */
  beforeHeap(): void {
    this.heapBefore = heapBytes();
  }

  /** The figure of a memory case: heap grown since `beforeHeap`, in bytes per thing. */
  afterHeap(things: number): void {
    this.metric((heapBytes() - this.heapBefore) / things);
  }

  /** The figure of a memory case, in its unit. */
  metric(value: number): void {
    this.value = value;
  }

  /** Highest resident set of this process so far, in MB (10^6 bytes). */
  peakRssMB(): number {
    return (process.resourceUsage().maxRSS * 1024) / 1e6;
  }

  /** Reports that this implementation cannot do the case. */
  unable(reason: string): void {
    this.print({ case: this.case.name, unable: reason });
  }

  private print(report: Report): void {
    writeSync(1, JSON.stringify(report) + "\n");
  }
}

function collect(): void {
  const gc = (globalThis as { gc?: () => void }).gc;
  if (gc === undefined) throw new Error("start node with --expose-gc");
  gc();
}

function heapBytes(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
