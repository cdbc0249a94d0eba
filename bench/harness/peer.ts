/** Runs one case of a peer: `node dist/peers/<peer> <case>`. */
import type { CaseName } from "./case-list.js";
import { Recorder } from "./recorder.js";

/** One implementation, or why there is none. A `Record`, so that a missing case is a compile error. */
export type PeerCases = Readonly<Record<CaseName, ((recorder: Recorder) => Promise<void>) | string>>;

/** Runs the case named on the command line. An error ends the process with status 1 and its stack on stderr. */
export function runPeer(cases: PeerCases): void {
  const recorder = new Recorder(process.argv[2]);
  const run = cases[recorder.case.name];
  if (typeof run === "string") {
    recorder.unable(run);
    return;
  }
  run(recorder).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

/**
 * Why a chain of async functions (or of `yield*`) cannot be 100,000 deep. It dies at about 10,000 levels; with promises the rejection itself may
 * get lost on the way, so this is stated and not tried in every run.
 */
export const OVERFLOW = "native stack overflow: every level calls the next before it waits";
