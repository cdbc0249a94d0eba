/**
 * The loops of the array built-ins, with callbacks that may suspend (ECMA-262 23.1.3 and 23.2.3).
 *
 * Shared by arrays and typed arrays: `sparse` says whether an index must be present to be visited (23.1.3 tests HasProperty; typed arrays and the find family do not).
 * The length is read once, by the caller; elements are read when their turn comes, so changes made meanwhile by anybody are seen as the built-ins see changes by the callback.
 */
import { call3, calln } from "../core/call.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";

export type List = { readonly length: unknown; [index: number]: unknown };
type Callback = unknown;

/** ToLength of `o.length` (7.3.18). */
export function lengthOf(o: List): number {
  const n = Math.trunc(+(o.length as number));
  return n > 0 ? Math.min(n, Number.MAX_SAFE_INTEGER) : 0;
}

export function* forEach(o: List, len: number, sparse: boolean, fn: Callback, self: unknown): Body {
  for (let k = 0; k < len; k++) {
    if (sparse && !(k in o)) continue;
    call3("callback", fn, self, o[k], k, o);
    if (S.f !== 0) yield -1;
  }
  return undefined;
}

/** some: stops at the first true, gives true; every: stops at the first false, gives false. */
export function* until(o: List, len: number, sparse: boolean, fn: Callback, self: unknown, stopAt: boolean): Body {
  for (let k = 0; k < len; k++) {
    if (sparse && !(k in o)) continue;
    let r = call3("callback", fn, self, o[k], k, o);
    if (S.f !== 0) r = yield -1;
    if (!!r === stopAt) return stopAt;
  }
  return !stopAt;
}

/** find, findIndex, findLast, findLastIndex: holes are visited. */
export function* search(o: List, len: number, fn: Callback, self: unknown, backwards: boolean, wantIndex: boolean): Body {
  for (let n = 0; n < len; n++) {
    const k = backwards ? len - 1 - n : n, v = o[k];
    let r = call3("callback", fn, self, v, k, o);
    if (S.f !== 0) r = yield -1;
    if (r) return wantIndex ? k : v;
  }
  return wantIndex ? -1 : undefined;
}

/** map: `set` stores a result. */
export function* map(o: List, len: number, sparse: boolean, fn: Callback, self: unknown, target: object, set: (target: object, k: number, v: unknown) => void): Body {
  for (let k = 0; k < len; k++) {
    if (sparse && !(k in o)) continue;
    let r = call3("callback", fn, self, o[k], k, o);
    if (S.f !== 0) r = yield -1;
    set(target, k, r);
  }
  return target;
}

/** filter: `keep` gets each element that passes, `end` makes the result. */
export function* filter(o: List, len: number, sparse: boolean, fn: Callback, self: unknown, keep: (v: unknown) => void, end: () => unknown): Body {
  for (let k = 0; k < len; k++) {
    if (sparse && !(k in o)) continue;
    const v = o[k];
    let r = call3("callback", fn, self, v, k, o);
    if (S.f !== 0) r = yield -1;
    if (r) keep(v);
  }
  return end();
}

/** reduce, reduceRight: `args` are the callback, and perhaps the value to start with. */
export function* reduce(o: List, len: number, sparse: boolean, args: readonly Callback[], backwards: boolean): Body {
  const fn = args[0];
  let n = 0, acc: unknown;
  const at = (i: number): number => (backwards ? len - 1 - i : i);
  if (args.length > 1) acc = args[1];
  else {
    while (n < len && sparse && !(at(n) in o)) n++;
    if (n >= len) throw new TypeError("Reduce of empty array with no initial value");
    acc = o[at(n++)];
  }
  for (; n < len; n++) {
    const k = at(n);
    if (sparse && !(k in o)) continue;
    acc = calln("callback", fn, undefined, [acc, o[k], k, o]);
    if (S.f !== 0) acc = yield -1;
  }
  return acc;
}

/** flatMap: FlattenIntoArray of depth 1 (23.1.3.13.1). */
export function* flatMap(o: List, len: number, fn: Callback, self: unknown, target: object, set: (target: object, k: number, v: unknown) => void): Body {
  let to = 0;
  for (let k = 0; k < len; k++) {
    if (!(k in o)) continue;
    let r = call3("callback", fn, self, o[k], k, o);
    if (S.f !== 0) r = yield -1;
    if (!Array.isArray(r)) set(target, to++, r);
    else for (let j = 0, m = lengthOf(r); j < m; j++) if (j in r) set(target, to++, (r as unknown[])[j]);
  }
  return target;
}
