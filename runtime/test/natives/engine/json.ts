/** JSON. */
import { built } from "./compare";
import type { World } from "./world";

/** A value for JSON: nested, with toJSON, getters, boxes, circles, proxies. */
function json(w: World, depth = 0): any {
  const r = w.random;
  const leaf = (): unknown => r.of<unknown>(1, -0, NaN, "s", "\u2028\ud800\"", true, null, undefined, Symbol("s"), () => 1, new Number(3), new String("boxed"), Object(false), new Date(0), r.chance(9) ? 5n : 2, r.chance(9) ? Object(5n) : 3, Object.assign(new Number(3), { valueOf: () => 7, toString: () => "8" }), /r/, new Map([[1, 2]]));
  if (depth > 3 || r.chance(4)) return leaf();
  const items = Array.from({ length: r.below(4) }, () => json(w, depth + 1));
  let made: any = r.chance(2) ? items : Object.fromEntries(items.map((v, i) => [r.of("a", "b", "10", "2", `k${i}`, "a-b"), v]));
  if (r.chance(8)) made = Object.assign(new (class Point { x = 1; })(), made);
  if (r.chance(5)) made.toJSON = r.chance(5) ? r.of<unknown>(5, null) : w.fn("toJSON", function (this: any, k) { w.note(k); return r.of<unknown>(this === made ? "made" : "other", { j: 1 }, undefined, 1); });
  if (r.chance(9)) Object.defineProperty(made, "got", { enumerable: true, get() { w.note("got"); return leaf(); } });
  if (r.chance(9)) made[Array.isArray(made) ? 0 : "self"] = made;
  if (r.chance(12)) { const mid: any = { made }; made.deep = { more: { mid, made: r.chance(2) ? mid : 1 } }; }
  return r.chance(8) ? w.traced(made, "json") : made;
}
built("JSON.stringify", (w) => {
  const r = w.random, value = json(w);
  const f = w.visitor(undefined, () => 1), by = typeof f === "function" ? w.fn("replacer", function (this: unknown, k, v) { w.note(this, k); if (r.chance(30)) throw new Error("thrown"); return r.of<unknown>(v, v, v, v, v, undefined, 1, new String("n")); }, true) : undefined;
  return { self: JSON, args: [value, r.of<unknown>(by, by, undefined, null, ["a", 10, "b", "a", new String("k1"), {}], w.traced(["a", "self"], "names"), 5), r.of<unknown>(undefined, 0, 2, 20, -1, "--", "0123456789abc", new Number(3), new String(" "), true, 1.9)] };
});
built("JSON.parse", (w) => {
  const r = w.random;
  const text = r.of<unknown>('{"a":[1,2,{"b":null}],"c":"x","2":{},"1":[[]],"__proto__":3}', "[1,-0,1e3,true]", "5", '"s"', "{", "", null, 12, '{"a":1,"a":2}', undefined, "[[[[1]]],2]");
  const fn = w.fn("reviver", function (this: any, k: string, v: any, ...more: unknown[]) {
    w.note(this, k, more);
    if (r.chance(25)) throw new Error("thrown");
    if (r.chance(6) && typeof this === "object" && k !== "") { const other = Object.keys(this)[r.below(3)]; if (other !== undefined) { if (r.chance(2)) delete this[other]; else this[other] = r.of<unknown>("put", [7], 1); } }
    if (r.chance(20) && typeof this === "object") Object.freeze(this);
    if (r.chance(20) && Array.isArray(this)) this.length = 0;
    return r.of<unknown>(v, v, v, undefined, "made", v, [1], w.random.chance(6) ? w.traced({ p: 1 }, "revived") : v);
  }, true);
  return { self: JSON, args: [text, r.chance(9) ? r.of<unknown>(5, undefined, {}) : fn] };
});
