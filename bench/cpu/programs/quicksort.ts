/** Quicksort of n numbers, first by value, then by a comparison that is handed over. */
import { Random } from "./random";

function sortNumbers(a: number[], from: number, to: number): void {
  while (from < to) {
    const pivot = a[(from + to) >> 1];
    let i = from, j = to;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) {
        const t = a[i];
        a[i++] = a[j];
        a[j--] = t;
      }
    }
    if (j - from < to - i) {
      sortNumbers(a, from, j);
      from = i;
    } else {
      sortNumbers(a, i, to);
      to = j;
    }
  }
}

function sortBy<T>(a: T[], before: (x: T, y: T) => boolean, from = 0, to = a.length - 1): void {
  if (from >= to) return;
  const pivot = a[(from + to) >> 1];
  let i = from, j = to;
  while (i <= j) {
    while (before(a[i], pivot)) i++;
    while (before(pivot, a[j])) j--;
    if (i <= j) {
      [a[i], a[j]] = [a[j], a[i]];
      i++;
      j--;
    }
  }
  sortBy(a, before, from, j);
  sortBy(a, before, i, to);
}

export function run(n: number): number {
  const random = new Random(42);
  const a = Array.from({ length: n }, () => random.below(1_000_000));
  const b = a.slice();
  sortNumbers(a, 0, a.length - 1);
  sortBy(b, (x, y) => x > y);
  let check = 0;
  for (let i = 0; i < n; i++) {
    if (a[i] !== b[n - 1 - i]) throw new Error("not sorted");
    check = (check * 31 + a[i]) % 1_000_000_007;
  }
  return check;
}
