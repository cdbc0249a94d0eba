/**
 * Goroutine entries of String.prototype.replace and replaceAll with a function (ECMA-262 22.1.3.19, 22.1.3.20, 22.2.6.11).
 *
 * In two steps, as the specification has it for regular expressions: the built-in finds all matches (with a function that only notes them); then the callback runs for
 * each, and the result is put together. Objects with a `[Symbol.replace]` of their own get the callback as it is.
 */
import { call2, calln } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { attach, maySuspend } from "./attach.js";

const ofRegExp = RegExp.prototype[Symbol.replace];

/** Arguments of a replacer: match, captures…, position, string, and the named groups if there are any. */
type Match = readonly unknown[];

function* substitute(text: string, matches: readonly Match[], fn: unknown): Body {
  let result = "", done = 0;
  for (const match of matches) {
    const named = typeof match[match.length - 1] !== "string", position = match[match.length - (named ? 3 : 2)] as number;
    let r = calln("replaceValue", fn, undefined, match);
    if (S.f !== 0) r = yield -1;
    const replacement = `${r as string}`;
    if (position < done) continue;
    result += text.slice(done, position) + replacement;
    done = position + (match[0] as string).length;
  }
  return result + text.slice(done);
}

for (const path of ["String.prototype.replace", "String.prototype.replaceAll"]) {
  attach(path, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const [pattern, fn] = args;
    if (!maySuspend(fn) || this === null || this === undefined) return Reflect.apply(native, this, args);
    if (pattern !== null && pattern !== undefined) {
      const method = (pattern as { [Symbol.replace]?: unknown })[Symbol.replace];
      if (method !== undefined && method !== null && method !== ofRegExp) {
        if (path.endsWith("replaceAll") && pattern instanceof RegExp && !pattern.flags.includes("g")) return Reflect.apply(native, this, args); // throws
        return call2("[Symbol.replace]", method, pattern, this, fn);
      }
    }
    const text = `${this as string}`, matches: Match[] = [];
    Reflect.apply(native, text, [pattern, (...match: unknown[]) => {
      matches.push(match);
      return "";
    }]);
    return frame(substitute(text, matches, fn));
  });
}
