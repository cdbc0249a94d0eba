/** What sort and toSorted are given. */
import { Random, type World } from "./world";

/** Comparators: in order, reversed, contradicting themselves, odd results. */
export function comparator(w: World): unknown {
  const r = w.random, style = r.below(12), throwsAt = r.chance(10) ? r.below(30) : -1, own = new Random(r.below(1000));
  if (style === 0) return r.of<unknown>(5, null, "x", {});
  let n = 0;
  const key = (x: unknown): number => { const v = Number(typeof x === "object" && x !== null ? (x as { k: number }).k : x); return Number.isNaN(v) ? 3.3 : v; };
  return w.fn("compare", (a, b) => {
    if (n++ === throwsAt) throw new Error("compare");
    switch (style) {
      case 1: return own.below(3) - 1;
      case 2: return r.of<unknown>(NaN, undefined, null, "1", "-1", -0.5, Infinity, true);
      case 3: return key(b) - key(a);
      case 4: return 0;
      case 5: return String(key(a) - key(b));
      case 6: return key(a) > key(b);
      case 7: return own.chance(20) ? Symbol("no") : key(a) - key(b);
      case 8: return -1;
      case 9: return 1;
      default: return key(a) - key(b);
    }
  });
}

/** Long lists with runs, so that runs are merged and gallops begin. */
export function longList(w: World): unknown[] {
  const r = w.random, n = r.of(2, 10, 31, 32, 33, 63, 64, 65, 100, 200, 333), xs: unknown[] = [];
  const style = r.below(5);
  for (let i = 0; i < n; i++) xs.push(style === 0 ? r.below(1000) : style === 1 ? i : style === 2 ? n - i : style === 3 ? (i % 50) + r.below(2) : (i * 7) % (1 + r.below(40)));
  if (r.chance(4)) for (let i = 0; i < 5; i++) xs[r.below(n)] = undefined;
  if (r.chance(6)) delete xs[r.below(n)];
  return xs;
}
