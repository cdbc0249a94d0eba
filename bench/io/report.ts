/** What a server process holds: heap after full collections, descriptors, goroutines, CPU time. */
import { readdirSync } from "node:fs";

declare const gc: () => void;

export interface Report { readonly heap: number; readonly external: number; readonly rss: number; readonly descriptors: number; readonly goroutines: number; readonly cpu: number }

export function answerReports(goroutines: () => number): void {
  process.stdin.on("data", () => {
    gc();
    gc();
    const memory = process.memoryUsage(), { user, system } = process.cpuUsage();
    const report: Report = { heap: memory.heapUsed, external: memory.external, rss: memory.rss, descriptors: readdirSync("/proc/self/fd").length, goroutines: goroutines(), cpu: (user + system) / 1e6 };
    console.log(JSON.stringify(report));
  });
}
