/** What calls the function it is given, and nothing else. */
import { built } from "./compare";

built("Promise.try", (w) => ({ self: w.random.of<unknown>(Promise, class P extends Promise<unknown> {}, 5, Object), args: [w.visitor(undefined, () => 1), 1, 2] }));
for (const name of ["Function.prototype.call", "Function.prototype.apply", "Reflect.apply"]) {
  built(name, (w) => {
    const r = w.random, f = w.fn("callback", () => r.of<unknown>(1, {})), list = r.of<unknown>([1, 2], [], undefined, null, { length: 2, 0: "a" }, 5, "ab", w.traced([1, 2], "args"), { get length() { w.note("length"); return 1; } });
    const that = r.of<unknown>({ that: 1 }, 5, undefined);
    return name === "Reflect.apply" ? { self: undefined, args: [f, that, list] } : { self: f, args: name.endsWith("call") ? r.of<unknown[]>([that, 1, 2], []) : r.of<unknown[]>([that, list], [that], []) };
  });
}
