/** Iterator helpers: made, then stepped by `next` and `return`. */
import { nativeOf } from "../../../dist/cjs/natives/attach.js";
import { op, type Op } from "../../hand-driven";
import { built, compare, tested } from "./compare";
import { truth, type World } from "./world";

function iteratorFor(w: World): any {
  const r = w.random, it = w.iterable(() => r.of<unknown>(w.number(), [1, 2], "ab", [w.number()])) as any;
  if (r.chance(3)) return it;
  try {
    return it !== null && typeof it === "object" && typeof it[Symbol.iterator] === "function" ? (w.blocking ? it : it) : it;
  } catch { return it; }
}
for (const [name, args] of [
  ["map", (w: World) => [w.visitor(undefined, (r, v) => r.of<unknown>(v, 1))]], ["filter", (w: World) => [w.visitor(undefined, truth)]],
  ["flatMap", (w: World) => [w.visitor(undefined, (r, v) => (r.chance(3) ? w.iterable(() => w.number()) : r.of<unknown>([v], [v, 1], [], "ab", 5, v)))]],
  ["take", (w: World) => [w.random.of<unknown>(0, 1, 2, 3.7, Infinity, -1, NaN, undefined, "2", { valueOf() { throw new Error("limit"); } }, 1n, Symbol("s"))]],
  ["drop", (w: World) => [w.random.of<unknown>(0, 1, 2, 3.7, Infinity, -1, NaN, undefined, "2", { valueOf() { throw new Error("limit"); } }, 1n, Symbol("s"))]],
] as [string, (w: World) => unknown[]][]) {
  const path = `Iterator.prototype.${name}`, native = nativeOf(path);
  tested.add(path);
  if (native === undefined) continue;
  const plan = (w: World): string[] => Array.from({ length: w.random.below(6) }, () => w.random.of("next", "next", "next", "next", "return"));
  const seen = (w: World, f: () => any): void => { try { const x = f(); w.note("step", x); } catch (e) { w.note("threw", (e as Error).name, (e as Error).message); } };
  for (const mixed of [false, true]) {
    if (mixed && name === "flatMap") continue;
    compare(`${path}${mixed ? ", stepped natively" : ""}`, (w, s) => {
      const h = native.apply(s.self, s.args);
      w.note(Object.prototype.toString.call(h));
      for (const step of plan(w)) seen(w, () => h[step]());
      return h;
    }, function* (w, s): Op {
      const h = yield* op(native, s.self, ...s.args);
      w.note(Object.prototype.toString.call(h));
      for (const step of plan(w)) {
        try { w.note("step", mixed && !w.blocking ? h[step]() : yield* op(h[step], h)); } catch (e) { w.note("threw", (e as Error).name, (e as Error).message); }
      }
      return h;
    }, (w) => ({ self: iteratorFor(w), args: args(w) }));
  }
}
for (const [name, args] of [
  ["toArray", () => []], ["forEach", (w: World) => [w.visitor(undefined, truth)]], ["some", (w: World) => [w.visitor(undefined, truth)]], ["every", (w: World) => [w.visitor(undefined, truth)]],
  ["find", (w: World) => [w.visitor(undefined, truth)]], ["reduce", (w: World) => [w.visitor(undefined, (r, v) => r.of<unknown>(v, 1)), ...w.random.of<unknown[]>([], [undefined], ["start"])]],
] as [string, (w: World) => unknown[]][]) built(`Iterator.prototype.${name}`, (w) => ({ self: iteratorFor(w), args: args(w) }));
{
  const path = "Iterator.from", native = nativeOf(path);
  tested.add(path);
  if (native !== undefined) compare(path, (w, s) => {
    const it = native.apply(s.self, s.args);
    for (let i = 0; i < 3; i++) try { w.note(it.next("ignored")); } catch (e) { w.note("threw", (e as Error).message); }
    try { w.note(it.return?.()); } catch (e) { w.note("threw", (e as Error).message); }
    return Object.prototype.toString.call(it);
  }, function* (w, s): Op {
    const it = yield* op(native, s.self, ...s.args);
    for (let i = 0; i < 3; i++) try { w.note(yield* op(it.next, it, "ignored")); } catch (e) { w.note("threw", (e as Error).message.replace(/^f is/, "it.next is")); }
    try { const leave = it.return; w.note(leave === undefined || leave === null ? undefined : yield* op(leave, it)); } catch (e) { w.note("threw", (e as Error).message.replace(/^f is/, "it.return is")); }
    return Object.prototype.toString.call(it);
  }, (w) => ({ self: undefined, args: [w.iterable(() => w.number())] }));
}
