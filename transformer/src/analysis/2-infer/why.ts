/** Why-chains: `handle → readRequest → Conn.read`, each step with its place. For diagnostics, hover, `sansync show --why`. */
import type { FunctionFacts, FunctionId } from "../facts";
import type { Colours } from "./infer";

export interface Step {
  readonly name: string;
  readonly file: string;
  /** Offset in the file. */
  readonly position: number;
}

/** From a function to the reason of its colour. */
export function whyChain(id: FunctionId, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): Step[] {
  const steps: Step[] = [];
  const seen = new Set<FunctionId>();
  let at: FunctionId | string = id;
  for (;;) {
    const facts = functions.get(at);
    if (facts === undefined || seen.has(at)) break;
    seen.add(at);
    const reason = colours.get(at)?.reason;
    const place = reason?.kind === "call" ? reason.call.node : reason?.kind === "loop" ? reason.loop.node : facts.node;
    steps.push({ name: facts.name, file: facts.file.fileName, position: place.getStart() });
    if (reason === undefined) break;
    if (reason.kind !== "call") {
      steps.push({ name: reason.kind === "loop" ? "a loop" : reason.kind === "defer" ? "deferred calls" : reason.kind === "stress" ? "stress mode" : "recursion", file: facts.file.fileName, position: place.getStart() });
      break;
    }
    if (!functions.has(reason.to)) {
      steps.push({ name: reason.to, file: facts.file.fileName, position: place.getStart() });
      break;
    }
    at = reason.to;
  }
  return steps;
}

/** `handle → readRequest → Conn.read` */
export function chainText(steps: readonly Step[]): string {
  return steps.map((s) => s.name).join(" → ");
}
