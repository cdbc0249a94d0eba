/**
 * Which parts of a file need no lowering: they are handed on as the nodes they are, without a walk (most of a program is plain).
 *
 * In plain code only functions that are lowered themselves, calls the compiler rewrites in every mode and private methods with a generator in their place need work; the plan knows the places of all
 * of them. Code that runs in goroutines is always walked.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import type { FilePlan } from "../analysis/3-plan/plan";

export class Untouched {
  /** Where something is lowered, in order. */
  readonly #places: Float64Array;
  readonly #privates: boolean;

  constructor(ts: Ts, plan: FilePlan) {
    const places: number[] = [];
    let privates = false;
    for (const fn of plan.functions.values()) {
      if (fn.facts.kind === "module" || fn.form === "plain") continue;
      places.push(fn.facts.node.pos);
      const { name } = fn.facts.node as ts.NamedDeclaration;
      privates ||= name !== undefined && ts.isPrivateIdentifier(name);
    }
    for (const call of plan.calls.values()) if (call.facts.callee.kind === "intrinsic" || call.bindsEntry) places.push(call.facts.node.pos);
    this.#places = Float64Array.from(places).sort();
    this.#privates = privates;
  }

  /** Nothing in the file is lowered while its top level is plain. */
  get everything(): boolean {
    return this.#places.length === 0;
  }

  /** Nothing in `node`, a node of the parsed file that runs as plain code, is lowered. */
  is(node: ts.Node): boolean {
    if (this.#privates || node.pos < 0) return false;
    const places = this.#places;
    let low = 0, high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]! < node.pos) low = middle + 1;
      else high = middle;
    }
    return low === places.length || places[low]! >= node.end;
  }
}
