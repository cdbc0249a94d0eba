/**
 * runMain: Go's `func main`. When main returns the process ends, whatever else is running. ABI: runMain.
 */
import { entryOf, notCompiled } from "../core/entry.js";
import { firstFrame } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { uncaught } from "../core/report.js";
import { abandon, begin, roots, type LiveRoot } from "./root.js";

class Main implements LiveRoot {
  main: G | null = null;
  mainExited = false;
  ended(g: G, _value: unknown, error: { v: unknown } | null): void {
    if (error !== null) {
      uncaught(g, error.v);
      return;
    }
    if (g.exiting) {
      this.mainExited = true;
      return;
    }
    roots.delete(this);
    if (!host.exit(undefined)) abandon(this);
  }
  deadlocked(): boolean { return false; }
}

/** What a call of `runMain` becomes. ABI. */
export function runMainAt(site: number, main: () => void): void {
  const top = firstFrame(main, []);
  const root = new Main();
  roots.add(root);
  begin(root, top, site);
}

/**
 * The entry of a program, Go's `func main`: runs `main` as a goroutine, and when it returns the process exits (status 0, or `process.exitCode`), whatever other goroutines are doing;
 * their finally blocks do not run. An uncaught error in any goroutine, and a deadlock, end the process with status 2 and a report on stderr.
 * @throws RuntimeError SY6001 if main was not compiled by sansync
 * @see Go spec, "Program execution"
 * @intrinsic runMain
 */
export function runMain(main: () => void): void {
  if (typeof main !== "function" || entryOf(main) === undefined) throw notCompiled("runMain");
  runMainAt(-1, main);
}
