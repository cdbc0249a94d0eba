/**
 * Sorting with a comparator that may suspend. The comparator is called with the same pairs in the same order as by the engine, so that one which logs, counts or contradicts itself
 * (a naive shuffle) gives the same result: V8 sorts arrays by timsort (T. Peters, listsort.txt, 2002) and typed arrays by a top-down merge sort.
 *
 * Invariants
 *  1. The comparator sees no `undefined` of an array (ECMA-262 23.1.3.30.2); its result is converted to a number, NaN counts as 0.
 *  2. Every `yield` stands right behind the call it belongs to.
 */
import { call2 } from "../core/call.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";

type Steps<T> = Generator<unknown, T, unknown>;

/** Shorter arrays are sorted by binary insertion alone. */
const MIN_MERGE = 64;
/** So many wins of one run in a row start galloping. */
const MIN_GALLOP = 7;

function sign(r: unknown): number {
  const n = +(r as number);
  return n < 0 ? -1 : n > 0 ? 1 : 0;
}

/** Sorts the values in place, `undefined` last, then gives what `end` makes of them. */
export function* sort(values: readonly unknown[], compare: unknown, end: (sorted: unknown[]) => unknown): Body {
  const defined: unknown[] = values.filter((v) => v !== undefined);
  yield* new TimSort(defined, compare).run();
  for (let i = values.length - defined.length; i > 0; i--) defined.push(undefined);
  return end(defined);
}

class TimSort {
  #minGallop = MIN_GALLOP;
  /** Runs that are sorted and not merged yet: base and length. */
  readonly #bases: number[] = [];
  readonly #lengths: number[] = [];
  constructor(readonly a: unknown[], readonly compare: unknown) {}

  * #order(x: unknown, y: unknown): Steps<number> {
    let r = call2("compareFn", this.compare, undefined, x, y);
    if (S.f !== 0) r = yield -1;
    return sign(r);
  }

  * run(): Steps<void> {
    const { a } = this;
    let low = 0, left = a.length;
    if (left < 2) return;
    let least = left, odd = 0;
    while (least >= MIN_MERGE) {
      odd |= least & 1;
      least >>= 1;
    }
    least += odd;
    while (left > 0) {
      let length = yield* this.#nextRun(low, low + left);
      if (length < least) {
        const forced = Math.min(least, left);
        yield* this.#insert(low, low + length, low + forced);
        length = forced;
      }
      this.#bases.push(low);
      this.#lengths.push(length);
      yield* this.#collapse();
      low += length;
      left -= length;
    }
    for (const n = this.#lengths; n.length > 1;) {
      let at = n.length - 2;
      if (at > 0 && n[at - 1]! < n[at + 1]!) at--;
      yield* this.#mergeAt(at);
    }
  }

  /** Length of the run that begins at `from`; a descending one is reversed. */
  * #nextRun(from: number, high: number): Steps<number> {
    const { a, compare } = this;
    if (from + 1 === high) return 1;
    const descending = (yield* this.#order(a[from + 1], a[from])) < 0;
    let to = from + 2;
    for (; to < high; to++) {
      let r = call2("compareFn", compare, undefined, a[to], a[to - 1]);
      if (S.f !== 0) r = yield -1;
      if (sign(r) < 0 !== descending) break;
    }
    if (descending) for (let i = from, j = to - 1; i < j; i++, j--) {
      const left = a[i];
      a[i] = a[j];
      a[j] = left;
    }
    return to - from;
  }

  /** Binary insertion of a[start … high) into the run a[low … start). */
  * #insert(low: number, start: number, high: number): Steps<void> {
    const { a, compare } = this;
    for (let at = start === low ? start + 1 : start; at < high; at++) {
      const pivot = a[at];
      let left = low, right = at;
      while (left < right) {
        const mid = left + ((right - left) >> 1);
        let r = call2("compareFn", compare, undefined, pivot, a[mid]);
        if (S.f !== 0) r = yield -1;
        if (sign(r) < 0) right = mid;
        else left = mid + 1;
      }
      a.copyWithin(left + 1, left, at);
      a[left] = pivot;
    }
  }

  /** Merges until lengths fall: each run is longer than the next, and than the next two together. */
  * #collapse(): Steps<void> {
    const n = this.#lengths;
    const holds = (at: number): boolean => at < 2 || n[at - 2]! > n[at - 1]! + n[at]!;
    while (n.length > 1) {
      let at = n.length - 2;
      if (!holds(at + 1) || !holds(at)) {
        if (n[at - 1]! < n[at + 1]!) at--;
      } else if (n[at]! > n[at + 1]!) return;
      yield* this.#mergeAt(at);
    }
  }

  * #mergeAt(at: number): Steps<void> {
    const { a } = this, bases = this.#bases, lengths = this.#lengths;
    let baseA = bases[at]!, lengthA = lengths[at]!, lengthB = lengths[at + 1]!;
    const baseB = bases[at + 1]!;
    lengths[at] = lengthA + lengthB;
    bases.splice(at + 1, 1);
    lengths.splice(at + 1, 1);
    // What of A is smaller than all of B, and what of B is greater than all of A, stands where it belongs.
    const skip = yield* this.#gallopRight(a, a[baseB], baseA, lengthA, 0);
    baseA += skip;
    lengthA -= skip;
    if (lengthA === 0) return;
    lengthB = yield* this.#gallopLeft(a, a[baseA + lengthA - 1], baseB, lengthB, lengthB - 1);
    if (lengthB === 0) return;
    if (lengthA <= lengthB) yield* this.#mergeLow(baseA, lengthA, baseB, lengthB);
    else yield* this.#mergeHigh(baseA, lengthA, baseB, lengthB);
  }

  /** How many elements of list[base … base + length) are smaller than key, searched from `hint` on in growing steps. */
  * #gallopLeft(list: readonly unknown[], key: unknown, base: number, length: number, hint: number): Steps<number> {
    const from = base + hint;
    let last = 0, offset = 1;
    if ((yield* this.#order(list[from], key)) < 0) {
      const most = length - hint;
      while (offset < most && (yield* this.#order(list[from + offset], key)) < 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > most) offset = most;
      last += hint;
      offset += hint;
    } else {
      const most = hint + 1;
      while (offset < most && (yield* this.#order(list[from - offset], key)) >= 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > most) offset = most;
      const before = last;
      last = hint - offset;
      offset = hint - before;
    }
    last++;
    while (last < offset) {
      const mid = last + ((offset - last) >> 1);
      if ((yield* this.#order(list[base + mid], key)) < 0) last = mid + 1;
      else offset = mid;
    }
    return offset;
  }

  /** How many are smaller than key or equal. */
  * #gallopRight(list: readonly unknown[], key: unknown, base: number, length: number, hint: number): Steps<number> {
    const from = base + hint;
    let last = 0, offset = 1;
    if ((yield* this.#order(key, list[from])) < 0) {
      const most = hint + 1;
      while (offset < most && (yield* this.#order(key, list[from - offset])) < 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > most) offset = most;
      const before = last;
      last = hint - offset;
      offset = hint - before;
    } else {
      const most = length - hint;
      while (offset < most && (yield* this.#order(key, list[from + offset])) >= 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > most) offset = most;
      last += hint;
      offset += hint;
    }
    last++;
    while (last < offset) {
      const mid = last + ((offset - last) >> 1);
      if ((yield* this.#order(key, list[base + mid])) < 0) offset = mid;
      else last = mid + 1;
    }
    return offset;
  }

  /** Merges neighbouring runs from the left, A being the shorter: A is copied out. */
  * #mergeLow(baseA: number, lengthA: number, baseB: number, lengthB: number): Steps<void> {
    const { a } = this, held = a.slice(baseA, baseA + lengthA);
    let to = baseA, atA = 0, atB = baseB, minGallop = this.#minGallop;
    /** `n` elements of A, or of B, go to their place. */
    const moveA = (n: number): void => { for (; n > 0; n--, lengthA--) a[to++] = held[atA++]; };
    const moveB = (n: number): void => { a.copyWithin(to, atB, atB + n); to += n; atB += n; lengthB -= n; };
    const lastOfA = (): void => { moveB(lengthB); a[to] = held[atA]; };
    moveB(1);
    if (lengthB === 0) return moveA(lengthA);
    if (lengthA === 1) return lastOfA();
    for (;;) {
      let winsA = 0, winsB = 0;
      do {
        if ((yield* this.#order(a[atB], held[atA])) < 0) {
          moveB(1);
          winsB++;
          winsA = 0;
          if (lengthB === 0) return moveA(lengthA);
        } else {
          moveA(1);
          winsA++;
          winsB = 0;
          if (lengthA === 1) return lastOfA();
        }
      } while (winsA < minGallop && winsB < minGallop);
      minGallop++;
      do {
        this.#minGallop = minGallop = Math.max(1, minGallop - 1);
        winsA = yield* this.#gallopRight(held, a[atB], atA, lengthA, 0);
        moveA(winsA);
        if (lengthA === 1) return lastOfA();
        if (lengthA === 0) return; // only if the comparator contradicts itself
        moveB(1);
        if (lengthB === 0) return moveA(lengthA);
        winsB = yield* this.#gallopLeft(a, held[atA], atB, lengthB, 0);
        moveB(winsB);
        if (lengthB === 0) return moveA(lengthA);
        moveA(1);
        if (lengthA === 1) return lastOfA();
      } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP);
      this.#minGallop = ++minGallop;
    }
  }

  /** The same from the right, B being the shorter. */
  * #mergeHigh(baseA: number, lengthA: number, baseB: number, lengthB: number): Steps<void> {
    const { a } = this, held = a.slice(baseB, baseB + lengthB);
    let to = baseB + lengthB - 1, atA = baseA + lengthA - 1, atB = lengthB - 1, minGallop = this.#minGallop;
    const moveA = (n: number): void => { to -= n; atA -= n; lengthA -= n; a.copyWithin(to + 1, atA + 1, atA + 1 + n); };
    const moveB = (n: number): void => { for (; n > 0; n--, lengthB--) a[to--] = held[atB--]; };
    const firstOfB = (): void => { moveA(lengthA); a[to] = held[atB]; };
    moveA(1);
    if (lengthA === 0) return moveB(lengthB);
    if (lengthB === 1) return firstOfB();
    for (;;) {
      let winsA = 0, winsB = 0;
      do {
        if ((yield* this.#order(held[atB], a[atA])) < 0) {
          moveA(1);
          winsA++;
          winsB = 0;
          if (lengthA === 0) return moveB(lengthB);
        } else {
          moveB(1);
          winsB++;
          winsA = 0;
          if (lengthB === 1) return firstOfB();
        }
      } while (winsA < minGallop && winsB < minGallop);
      minGallop++;
      do {
        this.#minGallop = minGallop = Math.max(1, minGallop - 1);
        winsA = lengthA - (yield* this.#gallopRight(a, held[atB], baseA, lengthA, lengthA - 1));
        moveA(winsA);
        if (lengthA === 0) return moveB(lengthB);
        moveB(1);
        if (lengthB === 1) return firstOfB();
        winsB = lengthB - (yield* this.#gallopLeft(held, a[atA], 0, lengthB, lengthB - 1));
        moveB(winsB);
        if (lengthB === 1) return firstOfB();
        if (lengthB === 0) return; // only if the comparator contradicts itself
        moveA(1);
        if (lengthA === 0) return moveB(lengthB);
      } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP);
      this.#minGallop = ++minGallop;
    }
  }
}

/** Typed arrays: sorts a copy of the values, then gives what `end` makes of it. */
export function* mergeSort(values: unknown[], compare: unknown, end: (sorted: unknown[]) => unknown): Body {
  if (values.length > 1) yield* split(values.slice(), 0, values.length, values, compare);
  return end(values);
}

/** Sorts source[from … to) into target; both hold the same elements there. */
function* split(source: unknown[], from: number, to: number, target: unknown[], compare: unknown): Steps<void> {
  const middle = from + ((to - from) >> 1);
  if (middle - from > 1) yield* split(target, from, middle, source, compare);
  if (to - middle > 1) yield* split(target, middle, to, source, compare);
  for (let left = from, right = middle, at = from; at < to; at++) {
    if (left < middle && right < to) {
      let r = call2("compareFn", compare, undefined, source[left], source[right]);
      if (S.f !== 0) r = yield -1;
      target[at] = sign(r) <= 0 ? source[left++] : source[right++];
    } else target[at] = left < middle ? source[left++] : source[right++];
  }
}
