/**
 * Getters and setters that may suspend.
 *
 * Their functions carry entries as others do. Goroutine code that may reach one reads and writes through get() and set(): the property is found as the language finds it, and its accessor
 * is called through its entry. Everybody else (plain code, natives) runs the plain function: the body on the spot, and SY5017 if it parks. A promise never becomes the value of a property.
 *
 * Invariants
 *  1. Looking a property up is not observable: what is behind a Proxy is read natively, traps and all; where the host does not tell Proxies (no Node), everything is.
 *  2. The receiver is the object that was asked, wherever on its prototype chain the accessor is.
 *
 * ABI: accessor, get, set, getAbove, setAbove.
 */
import { attach, COUNTS, EntryOf, entryOf, runtimeEntry, type Entry, type GeneratorFn } from "./entry.js";
import { counted, frame, GenFrame, type Body } from "./frames.js";
import { host } from "./host.js";
import { functionName, named } from "./named.js";
import { onTheSpot } from "./plain.js";

/**
 * `target[helper]` is the generator form of an accessor of `target[key]`: tie both, then remove the helper. `keeps`: the function that stands there is the plain form; else it is a
 * stub, and the plain form is made around the generator. ABI.
 */
export function accessor<T extends object>(target: T, key: PropertyKey, kind: "get" | "set", helper: PropertyKey, keeps = false): T {
  const gen = Object.getOwnPropertyDescriptor(target, helper)!.value as GeneratorFn;
  delete (target as Record<PropertyKey, unknown>)[helper];
  const d = Object.getOwnPropertyDescriptor(target, key)!;
  if (d[kind] === undefined) return target; // another member of the same name came later
  if (!keeps) d[kind] = named(`${kind} ${functionName(key)}`, gen.length, (self, args) => onTheSpot(new GenFrame(Reflect.apply(gen, self, args) as Body, -1), kind));
  attach(d[kind]!, new EntryOf(d[kind]!, gen, null));
  if (!keeps) Object.defineProperty(target, key, d);
  return target;
}

/** The entry of the accessor that reading (writing) `object[key]` calls; undefined: nothing that can suspend, or not to be known. */
function accessorOf(object: unknown, key: PropertyKey, kind: "get" | "set"): Entry | undefined {
  if (object === null || object === undefined) return undefined;
  for (let at = Object(object) as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (host.isProxy(at) !== false) return undefined;
    const d = Object.getOwnPropertyDescriptor(at, key);
    if (d !== undefined) return d[kind] === undefined ? undefined : entryOf(d[kind]);
  }
  return undefined;
}

function enter(e: Entry, self: unknown, args: readonly unknown[]): unknown {
  if (e.gen !== null) return frame(Reflect.apply(e.gen, self, args as never[]) as Body);
  return Reflect.apply(e.go!, self, e.kind === COUNTS ? counted(args) : args);
}

/** `object[key]`, where a getter may suspend: an entry. ABI. */
export function get(object: unknown, key: PropertyKey): unknown {
  const e = accessorOf(object, key, "get");
  if (e === undefined) return (object as Record<PropertyKey, unknown>)[key];
  return enter(e, object, []);
}

/** `object[key] = value` in strict code, where a setter may suspend: an entry. What it returns is not the value of the assignment. ABI. */
export function set(object: unknown, key: PropertyKey, value: unknown): unknown {
  const e = accessorOf(object, key, "set");
  if (e === undefined) return ((object as Record<PropertyKey, unknown>)[key] = value);
  return enter(e, object, [value]);
}

/** `super[key]`, read by a member of `home` that was called on `self`: an entry. ABI. */
export function getAbove(home: object, self: unknown, key: PropertyKey): unknown {
  const base = Object.getPrototypeOf(home) as object | null, e = accessorOf(base, key, "get");
  if (e !== undefined) return enter(e, self, []);
  return base === null ? (base as never)[key] : Reflect.get(base, key, self);
}

/** `super[key] = value`, likewise. */
export function setAbove(home: object, self: unknown, key: PropertyKey, value: unknown): unknown {
  const base = Object.getPrototypeOf(home) as object | null, e = accessorOf(base, key, "set");
  if (e !== undefined) return enter(e, self, [value]);
  if (base === null) return ((base as never)[key] = value as never);
  if (!Reflect.set(base, key, value, self)) throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  return undefined;
}

runtimeEntry(getAbove, getAbove);
runtimeEntry(setAbove, setAbove);
runtimeEntry(get, get);
runtimeEntry(set, set);
