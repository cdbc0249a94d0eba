/**
 * Goroutine entries of the string methods that take a pattern, and of the RegExp protocol behind replace (ECMA-262 22.1.3, 22.2.6.11): a pattern with a method of its own under the well-known symbol gets the
 * call; replacers, and `exec` of subclasses, may suspend.
 */
import { call1, call2, calln } from "../core/call.js";
import { construct } from "../core/construct.js";
import { entryOf, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { attach, maySuspend } from "./attach.js";
import { isConstructor, isObject, shown } from "./objects.js";
import { lengthOf, type List } from "./visits.js";
import { named } from "./walk.js";

/** Whether patterns that are primitives are asked for a method: they are not since ES2026. */
const asksPrimitives = ((): boolean => {
  let asked = false;
  const was = Object.getOwnPropertyDescriptor(Boolean.prototype, Symbol.replace);
  if (was !== undefined) return true;
  Object.defineProperty(Boolean.prototype, Symbol.replace, { configurable: true, get() { asked = true; return undefined; } });
  "".replace(true as never, "");
  delete (Boolean.prototype as { [Symbol.replace]?: unknown })[Symbol.replace];
  return asked;
})();

/** GetMethod(pattern, @@…): undefined if there is none. */
function methodOf(pattern: unknown, symbol: symbol): unknown {
  if (pattern === null || pattern === undefined || (!asksPrimitives && !isObject(pattern))) return undefined;
  const method = (pattern as Record<symbol, unknown>)[symbol];
  if (method === null || method === undefined) return undefined;
  return method;
}

/** `pattern` for a built-in that would ask it again for the method it has not. */
function withoutMethod(pattern: unknown, symbol: symbol): unknown {
  return isObject(pattern) ? { [symbol]: undefined, toString: () => `${pattern as unknown as string}` } : pattern;
}

function* replaceIn(text: string, pattern: string, fn: unknown, all: boolean): Body {
  const step = Math.max(1, pattern.length), positions: number[] = [];
  for (let at = text.indexOf(pattern); at >= 0; at = at + step > text.length ? -1 : text.indexOf(pattern, at + step)) {
    positions.push(at);
    if (!all) break;
  }
  let result = "", done = 0;
  for (let k = 0; k < positions.length; k++) {
    const at = positions[k]!;
    let r = calln("replaceValue", fn, undefined, [pattern, at, text]);
    if (S.f !== 0) r = yield -1;
    result += text.slice(done, at) + `${r as string}`;
    done = at + pattern.length;
  }
  return result + text.slice(done);
}

for (const name of ["replace", "replaceAll"] as const) {
  attach(`String.prototype.${name}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const pattern = args[0], fn = args[1];
    if (this === null || this === undefined) return Reflect.apply(native, this, args);
    if (name === "replaceAll" && isRegExp(pattern) && !flagsOf(pattern, "replaceAll").includes("g")) throw new TypeError("String.prototype.replaceAll called with a non-global RegExp argument");
    const method = methodOf(pattern, Symbol.replace);
    if (method !== undefined) return call2(refused(name, "replace", pattern, method), method, pattern, this, fn);
    if (!maySuspend(fn)) return Reflect.apply(native, this, [withoutMethod(pattern, Symbol.replace), fn]);
    const text = `${this as string}`;
    return frame(replaceIn(text, `${pattern as string}`, fn, name === "replaceAll"));
  });
}

/** What the engine's error calls a method under a well-known symbol that is no function. */
function refused(called: string, symbol: string, pattern: unknown, method: unknown): string {
  if (typeof method === "function") return symbol;
  return /^(replace|matchAll|split)$/.test(called) ? named(method) : `'${shown(method)}' returned for property 'Symbol(Symbol.${symbol})' of object '${shown(pattern)}'`;
}

/** IsRegExp (7.2.8). */
function isRegExp(x: unknown): x is object {
  if (!isObject(x)) return false;
  const matcher = (x as { [Symbol.match]?: unknown })[Symbol.match];
  if (matcher !== undefined) return Boolean(matcher);
  try {
    sourceIn.call(x as RegExp);
    return x !== RegExp.prototype;
  } catch {
    return false;
  }
}
const sourceIn = Object.getOwnPropertyDescriptor(RegExp.prototype, "source")!.get!;

function flagsOf(pattern: object, method: "matchAll" | "replaceAll"): string {
  const flags = (pattern as { flags?: unknown }).flags;
  if (flags === null || flags === undefined) throw new TypeError(method === "replaceAll" ? "String.prototype.replaceAll called on null or undefined" : "The .flags property of the argument to String.prototype.matchAll cannot be null or undefined");
  return `${flags as string}`;
}

// match, matchAll, search, split: only for patterns whose own method may suspend.
for (const name of ["match", "matchAll", "search", "split"] as const) {
  attach(`String.prototype.${name}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const pattern = args[0], symbol = Symbol[name];
    if (this === null || this === undefined || !isObject(pattern)) return Reflect.apply(native, this, args);
    if (name === "matchAll" && isRegExp(pattern) && !flagsOf(pattern, "matchAll").includes("g")) throw new TypeError("String.prototype.matchAll called with a non-global RegExp argument");
    const method = methodOf(pattern, symbol);
    if (method === undefined) return Reflect.apply(native, this, [withoutMethod(pattern, symbol), args[1]]);
    const text = refused(name, name, pattern, method);
    return name === "split" ? call2(text, method, pattern, this, args[1]) : call1(text, method, pattern, this);
  });
}

const execNatively = RegExp.prototype.exec;

/** RegExpExec (22.2.7.1): the result, or null. */
function* regExpExec(rx: object, text: string): Generator<unknown, List | null, unknown> {
  const { exec } = rx as { exec?: unknown };
  if (exec === execNatively || typeof exec !== "function") return execNatively.call(rx as RegExp, text) as never;
  let result = call1("exec", exec, rx, text);
  if (S.f !== 0) result = yield -1;
  if (result !== null && !isObject(result)) throw new TypeError("RegExp exec method returned something other than an Object or null");
  return result as List | null;
}

/** Which properties the engine reads in a method of the protocol: `flags` (ES2023), or `global` and `unicode`. */
function readsFlags(method: unknown): boolean {
  let read = false;
  const probe = { get flags() { read = true; return ""; }, exec: () => null };
  (method as (this: object, s: string, r: string) => unknown).call(probe, "", "");
  return read;
}
const replaceReadsFlags = readsFlags(RegExp.prototype[Symbol.replace]), matchReadsFlags = readsFlags(RegExp.prototype[Symbol.match]);

/** V8 reads the match once more among the captures, and calls the replacer with that. */
const rereadsMatch = ((): boolean => {
  let reads = 0;
  const result = { length: 1, index: 0, get 0() { reads++; return ""; } };
  (RegExp.prototype[Symbol.replace] as unknown as (this: object, s: string, r: () => string) => string).call({ flags: "", exec: () => result }, "", () => "");
  return reads > 1;
})();

function modeOf(rx: Record<string, unknown>, readsFlags: boolean): { global: boolean; unicode: boolean } {
  if (readsFlags) {
    const flags = `${rx["flags"] as string}`;
    return { global: flags.includes("g"), unicode: flags.includes("u") || flags.includes("v") };
  }
  const global = Boolean(rx["global"]);
  return { global, unicode: global && (Boolean(rx["unicode"]) || Boolean(rx["unicodeSets"])) };
}

function advance(text: string, index: number, unicode: boolean): number {
  return index + (unicode && index + 1 < text.length && text.codePointAt(index)! > 0xffff ? 2 : 1);
}

function* replaceMatches(rx: Record<string, unknown>, text: string, fn: unknown): Body {
  const { global, unicode } = modeOf(rx, replaceReadsFlags);
  if (global) rx["lastIndex"] = 0;
  const results: List[] = [];
  for (;;) {
    const result = yield* regExpExec(rx, text);
    if (result === null) break;
    results.push(result);
    if (!global) break;
    if (`${result[0] as string}` === "") rx["lastIndex"] = advance(text, lengthOf({ length: rx["lastIndex"] }), unicode);
  }
  let made = "", done = 0;
  for (let k = 0; k < results.length; k++) {
    const result = results[k]!;
    const n = lengthOf(result), matched = `${result[0] as string}`;
    const position = Math.max(Math.min(Math.trunc(+((result as unknown as { index: number }).index)) || 0, text.length), 0);
    const args: unknown[] = rereadsMatch ? [] : [matched];
    for (let i = args.length; i < n; i++) {
      const capture = result[i];
      args.push(capture === undefined ? undefined : `${capture as string}`);
    }
    const { groups } = result as unknown as { groups?: unknown };
    let replacement: string;
    if (typeof fn === "string") replacement = substitution(fn, text, position, matched, args as (string | undefined)[], groups === undefined ? undefined : toObject(groups));
    else {
      args.push(position, text);
      if (groups !== undefined) args.push(groups);
      let r = calln("replaceValue", fn, undefined, args);
      if (S.f !== 0) r = yield -1;
      replacement = `${r as string}`;
    }
    if (position < done) continue;
    made += text.slice(done, position) + replacement;
    done = position + matched.length;
  }
  return done >= text.length ? made : made + text.slice(done);
}

function toObject(x: unknown): Record<string, unknown> {
  if (x === null) throw new TypeError("Cannot convert undefined or null to object");
  return Object(x) as Record<string, unknown>;
}

/** GetSubstitution (22.1.3.19.1); captures[0] is the match. */
function substitution(template: string, text: string, position: number, matched: string, captures: readonly (string | undefined)[], groups: Record<string, unknown> | undefined): string {
  const m = captures.length - 1;
  return template.replace(/\$(?:[$&`']|[0-9]{1,2}|<[^>]*>)/g, (what) => {
    switch (what[1]) {
      case "$": return "$";
      case "&": return matched;
      case "`": return text.slice(0, position);
      case "'": return text.slice(Math.min(position + matched.length, text.length));
      case "<": {
        if (groups === undefined) return what;
        const group = groups[what.slice(2, -1)];
        return group === undefined ? "" : `${group as string}`;
      }
    }
    const two = what.length === 3 ? Number(what.slice(1)) : 0;
    if (two >= 1 && two <= m) return captures[two] ?? "";
    const one = Number(what[1]);
    return one >= 1 && one <= m ? (captures[one] ?? "") + what.slice(2) : what;
  });
}

attach("RegExp.prototype.@@replace", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const text = args[0], fn = args[1];
  if (!isObject(this) || !(maySuspend(fn) || hasOwnWay(this))) return Reflect.apply(native, this, args);
  const s = `${text as string}`;
  return frame(replaceMatches(this as Record<string, unknown>, s, typeof fn === "function" ? fn : `${fn as string}`));
});

/** The other methods of the protocol, for an `exec` that may suspend (22.2.6.8, 22.2.6.12, 22.2.6.16). */
function* matches(rx: Record<string, unknown>, text: string): Body {
  const { global, unicode } = modeOf(rx, matchReadsFlags);
  if (!global) return yield* regExpExec(rx, text);
  rx["lastIndex"] = 0;
  const found: string[] = [];
  for (;;) {
    const result = yield* regExpExec(rx, text);
    if (result === null) return found.length === 0 ? null : found;
    const match = `${result[0] as string}`;
    found.push(match);
    if (match === "") rx["lastIndex"] = advance(text, lengthOf({ length: rx["lastIndex"] }), unicode);
  }
}

function* searches(rx: Record<string, unknown>, text: string): Body {
  const before = rx["lastIndex"];
  if (!Object.is(before, 0)) rx["lastIndex"] = 0;
  const result = yield* regExpExec(rx, text);
  if (!Object.is(rx["lastIndex"], before)) rx["lastIndex"] = before;
  return result === null ? -1 : (result as unknown as { index: unknown }).index;
}

function* tests(rx: object, text: string): Body {
  return (yield* regExpExec(rx, text)) !== null;
}

for (const [name, body] of [["@@match", matches], ["@@search", searches], ["test", tests]] as const) {
  attach(`RegExp.prototype.${name}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    return isObject(this) && hasOwnWay(this) ? frame(body(this as never, `${args[0] as string}`)) : Reflect.apply(native, this, args);
  });
}

/** SpeciesConstructor (7.3.22) of a regular expression. */
function speciesOf(rx: object): Function {
  const C = (rx as { constructor?: unknown }).constructor;
  if (C === undefined) return NativeRegExp;
  if (!isObject(C)) throw new TypeError("The .constructor property is not an object");
  const species = (C as { [Symbol.species]?: unknown })[Symbol.species] ?? undefined;
  if (species === undefined) return NativeRegExp;
  if (!isConstructor(species)) throw new TypeError("object.constructor[Symbol.species] is not a constructor");
  return species;
}
const NativeRegExp = RegExp;

/** split (22.2.6.14). */
function* splits(rx: Record<string, unknown>, text: string, limit: unknown): Body {
  const C = speciesOf(rx), flags = `${rx["flags"] as string}`, unicode = flags.includes("u") || flags.includes("v");
  let made = construct(C, [rx, flags.includes("y") ? flags : `${flags}y`], C);
  if (S.f !== 0) made = yield -1;
  const splitter = made as Record<string, unknown>, parts: unknown[] = [], most = limit === undefined ? 2 ** 32 - 1 : +(limit as number) >>> 0;
  if (most === 0) return parts;
  if (text === "") {
    if ((yield* regExpExec(splitter, text)) === null) parts.push(text);
    return parts;
  }
  let from = 0;
  for (let at = 0; at < text.length;) {
    splitter["lastIndex"] = at;
    const found = yield* regExpExec(splitter, text);
    const end = found === null ? from : Math.min(lengthOf({ length: splitter["lastIndex"] }), text.length);
    if (end === from) {
      at = advance(text, at, unicode);
      continue;
    }
    parts.push(text.slice(from, at));
    if (parts.length === most) return parts;
    from = end;
    for (let k = 1, n = lengthOf(found!); k < n; k++) {
      parts.push(found![k]);
      if (parts.length === most) return parts;
    }
    at = from;
  }
  parts.push(text.slice(from));
  return parts;
}

attach("RegExp.prototype.@@split", (native) => function (this: unknown, ...args: unknown[]): unknown {
  return isObject(this) && hasOwnWay(this) ? frame(splits(this as never, `${args[0] as string}`, args[1])) : Reflect.apply(native, this, args);
});

/** The regular expression behind an iterator of matches, as its built-in `next` sees it: `found` is what an `exec` gave that was waited for. */
interface Matching { readonly rx: object; readonly text: string; found: { readonly v: List | null } | undefined; ended: boolean }
const matchings = new WeakMap<object, Matching>(), matchingOf = (x: object): Matching | undefined => matchings.get(x);

/** matchAll (22.2.6.9): the iterator is the engine's, over an object that stands for the copy of the regular expression. */
function* matchesAll(native: AnyFunction, rx: Record<string, unknown>, text: string): Body {
  const C = speciesOf(rx), flags = `${rx["flags"] as string}`;
  let copy = construct(C, [rx, flags], C);
  if (S.f !== 0) copy = yield -1;
  const matching: Matching = { rx: copy as object, text, found: undefined, ended: false }, global = flags.includes("g");
  const stands = {
    get lastIndex(): unknown { return (copy as Record<string, unknown>)["lastIndex"]; },
    set lastIndex(value: unknown) { (copy as Record<string, unknown>)["lastIndex"] = value; },
    exec(): unknown {
      const { found } = matching;
      matching.found = undefined;
      const result = found !== undefined ? found.v : execPlainly(copy as object, text);
      if (result === null || !global) matching.ended = true;
      return result;
    },
  };
  const species = function (): object { return stands; };
  const iterator = Reflect.apply(native, { constructor: { [Symbol.species]: species }, flags, get lastIndex() { return rx["lastIndex"]; } }, [text]) as object;
  matchings.set(iterator, matching);
  return iterator;
}

function execPlainly(rx: object, text: string): unknown {
  const { exec } = rx as { exec?: unknown };
  return typeof exec === "function" ? Reflect.apply(exec, rx, [text]) : execNatively.call(rx as RegExp, text);
}

function* nextMatch(native: AnyFunction, iterator: object, matching: Matching): Body {
  if (!matching.ended) matching.found = { v: yield* regExpExec(matching.rx, matching.text) };
  try {
    return Reflect.apply(native, iterator, []) as unknown;
  } finally {
    matching.found = undefined;
  }
}

attach("RegExp.prototype.@@matchAll", (native) => function (this: unknown, ...args: unknown[]): unknown {
  return isObject(this) && hasOwnWay(this) ? frame(matchesAll(native, this as never, `${args[0] as string}`)) : Reflect.apply(native, this, args);
});
const matchIterators = Object.getPrototypeOf("".matchAll(/a/g)) as { next: AnyFunction };
{
  const native = matchIterators.next;
  if (entryOf(native) === undefined) runtimeEntry(native, function (this: unknown, ...args: unknown[]): unknown {
    const matching = isObject(this) ? matchingOf(this) : undefined;
    return matching === undefined ? Reflect.apply(native, this, args) : frame(nextMatch(native, this as object, matching));
  });
}

/** A regular expression that is no proxy's and nobody's subclass's runs natively, which is faster. */
function hasOwnWay(rx: object): boolean {
  try {
    sourceIn.call(rx as RegExp);
  } catch {
    return true;
  }
  for (let at: object | null = rx; at !== null && at !== RegExp.prototype; at = Object.getPrototypeOf(at) as object | null) if (Object.hasOwn(at, "exec")) return true;
  return RegExp.prototype.exec !== execNatively;
}
