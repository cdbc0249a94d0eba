/**
 * Conversions of objects by methods that may suspend, as emitted code calls them: ToPrimitive (ECMA-262 7.1.1), IsLooselyEqual (7.2.13), InstanceofOperator (13.10.2).
 *
 * Invariants
 *  1. What is read and called, and in which order, is what the engine reads and calls; a method is read once.
 *  2. A primitive comes back: what is done with it afterwards is the engine's own.
 *
 * ABI: convert, looseEqual, instanceOf.
 */
import { call0, call1 } from "./call.js";
import { runtimeEntry } from "./entry.js";
import { frame, type Body } from "./frames.js";
import { S } from "./state.js";

type Hint = "string" | "number" | "default" | "numeric";

function isObject(x: unknown): x is Record<PropertyKey, unknown> { return (typeof x === "object" && x !== null) || typeof x === "function"; }

/** ToNumeric of a primitive (7.1.3). */
function toNumeric(x: unknown): unknown { return typeof x === "bigint" ? x : +(x as number); }

/** `value` as a primitive; "numeric": as a number or BigInt. An entry. ABI. */
export function convert(value: unknown, hint: Hint): unknown {
  if (isObject(value)) return frame(primitive(value, hint));
  return hint === "numeric" ? toNumeric(value) : value;
}

function* primitive(x: Record<PropertyKey, unknown>, hint: Hint): Body {
  const asked = hint === "numeric" ? "number" : hint;
  const exotic = x[Symbol.toPrimitive];
  let v: unknown;
  if (exotic !== undefined && exotic !== null) {
    v = call1("Symbol(Symbol.toPrimitive)", exotic, x, asked);
    if (S.f !== 0) v = yield -1;
    if (isObject(v)) throw new TypeError("Cannot convert object to primitive value");
    return hint === "numeric" ? toNumeric(v) : v;
  }
  for (const name of asked === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"]) {
    const method = x[name];
    if (typeof method !== "function") continue;
    v = call0(name, method, x);
    if (S.f !== 0) v = yield -1;
    if (!isObject(v)) return hint === "numeric" ? toNumeric(v) : v;
  }
  throw new TypeError("Cannot convert object to primitive value");
}

/** `a == b`. An entry. ABI. */
export function looseEqual(a: unknown, b: unknown): unknown {
  // An object against a primitive that is neither undefined nor null; everything else calls nothing.
  if (isObject(a) === isObject(b) || a === undefined || a === null || b === undefined || b === null) return a == b;
  return frame(comparison(a, b));
}

function* comparison(a: unknown, b: unknown): Body {
  const object = isObject(a) ? a : b;
  let v = convert(object, "default");
  if (S.f !== 0) v = yield -1;
  return v == (object === a ? b : a);
}

const nativeTest = Function.prototype[Symbol.hasInstance];

/** `x instanceof C`. An entry. ABI. */
export function instanceOf(x: unknown, C: unknown): unknown {
  if (!isObject(C)) throw new TypeError("Right-hand side of 'instanceof' is not an object");
  const test = C[Symbol.hasInstance];
  if (test === undefined || test === null) {
    if (typeof C !== "function") throw new TypeError("Right-hand side of 'instanceof' is not callable");
    return Reflect.apply(nativeTest, C, [x]);
  }
  return test === nativeTest ? Reflect.apply(nativeTest, C, [x]) : frame(answer(test, C, x));
}

function* answer(test: unknown, C: object, x: unknown): Body {
  let v = call1("Symbol(Symbol.hasInstance)", test, C, x);
  if (S.f !== 0) v = yield -1;
  return Boolean(v);
}

runtimeEntry(convert, convert);
runtimeEntry(looseEqual, looseEqual);
runtimeEntry(instanceOf, instanceOf);
