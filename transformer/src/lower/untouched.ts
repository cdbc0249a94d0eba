/**
 * Which parts of a file need no lowering: they are handed on as the nodes they are, without a walk.
 *
 * In plain code only functions that are lowered themselves, calls the compiler rewrites in every mode and private methods with a generator in their place need work; in code that may wait, also calls that may
 * suspend it and loops with a check. The plan knows the places of all of them.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import type { FilePlan } from "../analysis/3-plan/plan";
import { liesWithin } from "../analysis/positions";

export class Untouched {
  /** Where something is lowered, in order: in plain code, and in code that may wait. */
  readonly #plain: Float64Array;
  readonly #waiting: Float64Array;
  readonly #privates: boolean;

  constructor(ts: Ts, plan: FilePlan) {
    const plain: number[] = [], waiting: number[] = [];
    let privates = false;
    for (const fn of plan.functions.values()) {
      if (fn.facts.kind === "module" || fn.form === "plain") continue;
      plain.push(fn.facts.node.pos);
      const { name } = fn.facts.node as ts.NamedDeclaration;
      privates ||= name !== undefined && ts.isPrivateIdentifier(name);
    }
    for (const call of plan.calls.values()) {
      if (call.facts.callee.kind === "intrinsic" || call.bindsEntry) plain.push(call.facts.node.pos);
      else if (call.mode !== "plain") waiting.push(call.facts.node.pos);
    }
    for (const fn of plan.functions.values()) for (const loop of fn.facts.loops) if (plan.checks.get(loop.key) !== "none") waiting.push(loop.node.pos);
    this.#plain = Float64Array.from(plain).sort();
    this.#waiting = Float64Array.from([...plain, ...waiting]).sort();
    this.#privates = privates;
  }

  /** Nothing in the file is lowered while its top level is plain. */
  get everything(): boolean {
    return this.#plain.length === 0;
  }

  /** Nothing in `node`, a node of the parsed file that runs as plain code (`waits`: as code that may wait), is lowered. */
  is(node: ts.Node, waits: boolean): boolean {
    if (this.#privates || node.pos < 0) return false;
    return !liesWithin(waits ? this.#waiting : this.#plain, node.pos, node.end);
  }
}
