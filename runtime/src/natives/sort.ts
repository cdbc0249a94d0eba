/**
 * Sorting with a comparator that may suspend: a stable merge sort, `undefined` last and never shown to the comparator (ECMA-262 23.1.3.30.2).
 */
import { call2 } from "../core/call.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";

/** Sorts the values in place, then gives what `end` makes of them. For typed arrays there are no undefined ones. */
export function* sort(values: unknown[], compare: unknown, end: (sorted: unknown[]) => unknown): Body {
  let from: unknown[] = values.filter((v) => v !== undefined);
  const n = from.length, rest = values.length - n;
  let to = new Array<unknown>(n);
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const mid = Math.min(low + width, n), high = Math.min(low + 2 * width, n);
      let i = low, j = mid, k = low;
      while (i < mid && j < high) {
        let r = call2("compareFn", compare, undefined, from[i], from[j]);
        if (S.f !== 0) r = yield -1;
        to[k++] = +(r as number) > 0 ? from[j++] : from[i++];
      }
      while (i < mid) to[k++] = from[i++];
      while (j < high) to[k++] = from[j++];
    }
    [from, to] = [to, from];
  }
  for (let i = 0; i < rest; i++) from.push(undefined);
  return end(from);
}
