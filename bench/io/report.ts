/** What a server process holds: heap after full collections, descriptors, goroutines, CPU time. */
import { readdirSync, readlinkSync } from "node:fs";

declare const gc: () => void;

export interface Report { readonly heap: number; readonly external: number; readonly rss: number; readonly descriptors: number; readonly goroutines: number; readonly cpu: number }

/** Open sockets. Not all descriptors: a process opens some of its own (threads) when it likes. */
export function sockets(): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith("socket:");
    } catch {
      return false; // the one the folder was read by
    }
  }).length;
}

export function answerReports(goroutines: () => number): void {
  process.stdin.on("data", () => {
    gc();
    gc();
    const memory = process.memoryUsage(), { user, system } = process.cpuUsage();
    const report: Report = { heap: memory.heapUsed, external: memory.external, rss: memory.rss, descriptors: sockets(), goroutines: goroutines(), cpu: (user + system) / 1e6 };
    console.log(JSON.stringify(report));
  });
}
