/**
 * Functions with the name and the length that somebody else wrote.
 *
 * Redefining `name` or `length` of a function that exists takes a microsecond and puts it into dictionary mode, where every look-up of its entry costs 20 ns instead of 2. So functions are made with them: the name by the key of
 * a property, the length by the parameters.
 *
 * Cost: 20 ns without a name, 130 ns with one (the key is computed). Emitted code therefore gives functions their names where it can.
 */
import type { AnyFunction } from "./entry.js";
import { data } from "./own-collections.js";

type Body = (self: unknown, args: ArrayLike<unknown>) => unknown;

/** A function that is not constructible. @internal */
export function named(name: string, length: number, body: Body): AnyFunction {
  if (name === "") {
    switch (length) {
      case 0: return { ""(this: unknown) { return body(this, arguments); } }[""];
      case 1: return { ""(this: unknown, _a: unknown) { return body(this, arguments); } }[""] as AnyFunction;
      case 2: return { ""(this: unknown, _a: unknown, _b: unknown) { return body(this, arguments); } }[""] as AnyFunction;
    }
  }
  switch (length) {
    case 0: return { [name](this: unknown) { return body(this, arguments); } }[name]!;
    case 1: return { [name](this: unknown, _a: unknown) { return body(this, arguments); } }[name]! as AnyFunction;
    case 2: return { [name](this: unknown, _a: unknown, _b: unknown) { return body(this, arguments); } }[name]! as AnyFunction;
    case 3: return { [name](this: unknown, _a: unknown, _b: unknown, _c: unknown) { return body(this, arguments); } }[name]! as AnyFunction;
    default: {
      const f = { [name](this: unknown) { return body(this, arguments); } }[name]!;
      setLength(f, length);
      return f;
    }
  }
}

/** A function expression. `construct` makes the object, for `new`. @internal */
export function constructible(name: string, length: number, body: Body, construct: (target: Function, self: unknown, args: ArrayLike<unknown>) => unknown): AnyFunction {
  switch (length) {
    case 0: return { [name]: function (this: unknown) { return new.target === undefined ? body(this, arguments) : construct(new.target, this, arguments); } }[name]!;
    case 1: return { [name]: function (this: unknown, _a: unknown) { return new.target === undefined ? body(this, arguments) : construct(new.target, this, arguments); } }[name]! as AnyFunction;
    case 2: return { [name]: function (this: unknown, _a: unknown, _b: unknown) { return new.target === undefined ? body(this, arguments) : construct(new.target, this, arguments); } }[name]! as AnyFunction;
    default: {
      const f: AnyFunction = { [name]: function (this: unknown): unknown { return new.target === undefined ? body(this, arguments) : construct(new.target, this, arguments); } }[name]!;
      setLength(f, length);
      return f;
    }
  }
}

/** The name a function gets from a property key (ECMA-262 10.2.9, SetFunctionName). A key that is an object has no name without running code: none. @internal */
export function functionName(key: unknown): string {
  if (key === undefined) return "";
  if (typeof key === "symbol") return key.description === undefined ? "" : `[${key.description}]`;
  return typeof key === "object" || typeof key === "function" ? "" : String(key);
}

/** @internal */
export function setName(f: Function, name: PropertyKey): void { Object.defineProperty(f, "name", data(functionName(name))); }
function setLength(f: Function, length: number): void { if (f.length !== length) Object.defineProperty(f, "length", data(length)); }
