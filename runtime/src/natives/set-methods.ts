/**
 * Goroutine entries of the methods of Set that take a set-like object (ECMA-262 24.2.4): `has`, `keys` and the steps of what `keys` gives may suspend. Sets and maps of the engine's, which nobody changed, are left
 * to the built-in. A host that lacks the methods (Node 20) has none of them.
 */
import { call0, call1 } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { host } from "../core/host.js";
import { S } from "../core/state.js";
import { attach } from "./attach.js";
import { setMethods } from "./names.js";
import { isObject, shown } from "./objects.js";
import { close, DONE, step, type Iterating } from "./walk.js";

type Method = (typeof setMethods)[number];

interface SetRecord { readonly set: object; readonly size: number; readonly has: unknown; readonly keys: unknown }

const NativeSet = Set, { has, add, delete: remove, values } = Set.prototype; // eslint-disable-line @typescript-eslint/unbound-method
const sizeIn = Object.getOwnPropertyDescriptor(Set.prototype, "size")!.get!, nextIn = (Object.getPrototypeOf(new Set().values()) as Iterator<unknown>).next; // eslint-disable-line @typescript-eslint/unbound-method
const originals = [Set.prototype, Map.prototype].map((of) => ({ of, members: ["size", "has", "keys"].map((key) => ({ key, was: Object.getOwnPropertyDescriptor(of, key)! })) }));

/** A Set or Map of the engine's, as it was made. */
function isPlain(x: object): boolean {
  if (host.isProxy(x) !== false) return false;
  const proto = Object.getPrototypeOf(x) as object | null;
  for (let k = 0; k < originals.length; k++) {
    const { of, members } = originals[k]!;
    if (proto !== of) continue;
    for (let n = 0; n < members.length; n++) {
      const { key, was } = members[n]!, now = Object.getOwnPropertyDescriptor(of, key);
      if (Object.hasOwn(x, key) || now === undefined || now.value !== was.value || now.get !== was.get) return false;
    }
    return true;
  }
  return false;
}

function isSet(x: unknown): x is Set<unknown> {
  try {
    sizeIn.call(x);
    return true;
  } catch {
    return false;
  }
}

function* keysOf(r: SetRecord): Generator<unknown, Iterating, unknown> {
  let iterator = call0("keys", r.keys, r.set);
  if (S.f !== 0) iterator = yield -1;
  if (!isObject(iterator)) throw new TypeError(`${shown(iterator)} is not an object`);
  return { iterator, next: (iterator as { next?: unknown }).next };
}

function copyOf(set: Set<unknown>): Set<unknown> {
  const made = new NativeSet<unknown>(), walk = values.call(set) as Iterator<unknown>;
  for (let at = nextIn.call(walk); !at.done; at = nextIn.call(walk)) add.call(made, at.value);
  return made;
}

/** The methods that ask `other` for each element of `self`, if that is not the greater one. */
function* asking(method: Method, self: Set<unknown>, r: SetRecord): Body {
  const made = method === "intersection" ? new NativeSet<unknown>() : method === "difference" ? copyOf(self) : undefined;
  const walk = values.call(method === "difference" ? made! : self) as Iterator<unknown>; // difference walks what it makes
  for (let at = nextIn.call(walk); !at.done; at = nextIn.call(walk)) {
    let there = call1("has", r.has, r.set, at.value);
    if (S.f !== 0) there = yield -1;
    if (method === "intersection") { if (there) add.call(made, at.value); }
    else if (method === "difference") { if (there) remove.call(made, at.value); }
    else if (method === "isSubsetOf" ? !there : there) return false;
  }
  return made ?? true;
}

/** Those that walk the keys of `other`. */
function* walking(method: Method, self: Set<unknown>, r: SetRecord): Body {
  const it = yield* keysOf(r), made = method === "intersection" ? new NativeSet<unknown>() : method.startsWith("is") ? undefined : copyOf(self);
  for (;;) {
    const value = yield* step(it);
    if (value === DONE) return made ?? true;
    switch (method) {
      case "union": add.call(made, value); break;
      case "intersection": if (has.call(self, value)) add.call(made, value); break;
      case "difference": remove.call(made, value); break;
      case "symmetricDifference": if (has.call(self, value)) remove.call(made, value); else add.call(made, value); break;
      default:
        if (has.call(self, value) === (method === "isSupersetOf")) break;
        yield* close(it);
        return false;
    }
  }
}

for (const method of setMethods) {
  attach(`Set.prototype.${method}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const other = args[0];
    if (!isSet(this) || !isObject(other) || isPlain(other)) return Reflect.apply(native, this, args);
    /** GetSetRecord (24.2.1.2); what it refuses, the built-in does, in its words. */
    const refuse = (read: object): unknown => Reflect.apply(native, this, [read]);
    const read = other as { size?: unknown; has?: unknown; keys?: unknown }, size = Math.trunc(+(read.size as number));
    if (!(size >= 0)) return refuse({ size });
    const record = { set: other, size, has: read.has, keys: undefined as unknown };
    if (typeof record.has !== "function") return refuse({ size, has: record.has });
    record.keys = read.keys;
    if (typeof record.keys !== "function") return refuse({ size, has: record.has, keys: record.keys });
    const mine = sizeIn.call(this) as number;
    switch (method) {
      case "intersection": case "difference": case "isDisjointFrom": return frame((mine <= size ? asking : walking)(method, this, record));
      case "isSubsetOf": return mine > size ? false : frame(asking(method, this, record));
      case "isSupersetOf": return mine < size ? false : frame(walking(method, this, record));
      default: return frame(walking(method, this, record));
    }
  });
}
