/**
 * When a program ends although goroutines are left: deadlock (the host has nothing pending and goroutines wait), and the dump on request.
 */
import { allGoroutines } from "../core/dump.js";
import { host } from "../core/host.js";
import { deadlockText, dumpText, waiting } from "../core/report.js";
import { runnable } from "../core/run-queue.js";
import { roots } from "./root.js";

/**
 * The host has nothing pending any more. If goroutines wait, or main has left by goexit, nobody can ever wake anything: report. A run with `onDeadlock` gets its goroutines instead.
 * Called by the host layer (Node: `beforeExit`). True: something was reported.
 */
export function asleep(): boolean {
  if (runnable()) return false;
  let told = false;
  for (const root of [...roots]) {
    const mine = allGoroutines().filter((g) => g.root === root);
    if (mine.length === 0 && !root.mainExited) continue;
    if (root.deadlocked(mine)) told = true;
  }
  const rest = waiting();
  if (rest.length > 0 || [...roots].some((r) => r.mainExited)) {
    host.fatal(deadlockText(rest), 2);
    return true;
  }
  return told;
}

/** Print every goroutine and end the program with status 2. */
export function quit(head: string): void {
  host.fatal(dumpText(head), 2);
}
