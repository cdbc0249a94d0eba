/** Strings and regular expressions. */
import { built } from "./compare";
import type { World } from "./world";

/** A pattern: string, RegExp, subclass, object with the method, odd. */
function pattern(w: World, plainExec = false): any {
  const r = w.random;
  const re = new RegExp(r.of("b", "a|b", "(?<x>b)(c)?", "$", "(?:)", "[ab]+", "(a)|(c)", "😀?", "."), r.of("", "g", "g", "y", "gy", "u", "gu", "i", "gs"));
  if (r.chance(3)) re.lastIndex = r.below(4);
  switch (r.below(9)) {
    case 0: return r.of<unknown>("b", "", "ab", "nope", 1, null, undefined, true, { toString() { w.note("pattern toString"); return "b"; } });
    case 1: { class Own extends RegExp { override exec(s: string): any { w.note("exec", s); const m = super.exec(s); return m !== null && r.chance(3) ? Object.assign(m, { 0: "b", index: r.of<unknown>(1, -1, 99, "1", NaN), groups: r.of<unknown>(undefined, null, { g: 1 }) }) : m; } } return new Own(re.source, re.flags); }
    case 2: { if (plainExec) return re; const left = [r.below(3)]; return Object.assign(re, { exec: w.fn("exec", () => (left[0]!-- > 0 ? r.of<unknown>({ index: 1, length: 2, 0: "b", 1: undefined }, w.traced({ index: 0, length: 1, 0: "a", groups: undefined }, "result"), null) : r.of<unknown>(null, null, null, null, 5, undefined))) }); }
    case 3: return { [Symbol.replace]: w.fn("own replace", (s, f) => [s, typeof f]), [Symbol.split]: w.fn("own split", (...a) => a), [Symbol.search]: w.fn("own search", (...a) => a), [Symbol.match]: w.fn("own match", (...a) => a), [Symbol.matchAll]: w.fn("own matchAll", (...a) => a), flags: "g" };
    case 4: return w.traced({ [Symbol.replace]: undefined, toString: () => "b" }, "pattern");
    case 5: return Object.freeze(re);
    default: return re;
  }
}
const replacer = (w: World): unknown => { const r = w.random; return r.chance(12) ? r.of<unknown>("<$&>", undefined, 5, "$1|$2|$12|$0", "$<x>$<g", "$`-$'$$$") : w.visitor(undefined, (q) => q.of<unknown>("x", "", "$&", 5, undefined, null, { toString: () => "o" }, q.chance(9) ? Symbol("s") : "y")); };
for (const name of ["replace", "replaceAll"]) built(`String.prototype.${name}`, (w) => { const p = pattern(w); return { self: w.random.of<unknown>("abcabc", "", "b", 12121, "😀b😀", w.random.chance(4) ? null : "aabb"), args: [p, replacer(w)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
built("RegExp.prototype.@@replace", (w) => { const p = pattern(w); return { self: w.random.chance(4) ? w.traced(p !== null && typeof p === "object" ? p : {}, "rx") : p, args: [w.random.of<unknown>("abcabc", "", "b", 121, undefined, "😀b😀"), replacer(w)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
for (const name of ["@@match", "@@search", "test"]) built(`RegExp.prototype.${name}`, (w) => { const p = pattern(w); return { self: w.random.chance(4) ? w.traced(p !== null && typeof p === "object" ? p : {}, "rx") : p, args: [w.random.of<unknown>("abcabc", "", "b", 121, undefined, "😀b😀")], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
// The iterator of matchAll, and split, call an `exec` of the user's natively: it must not wait.
for (const name of ["match", "matchAll", "search", "split"]) built(`String.prototype.${name}`, (w) => { const p = pattern(w, name === "matchAll" || name === "split"); return { self: w.random.of<unknown>("abcabc", "", "b", 12121, w.random.chance(4) ? null : "aabb"), args: [p, w.random.of(undefined, 2)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
