/**
 * One identity, two entries: how a function value carries its goroutine entry.
 *
 * The entry is a private field that the constructor of a class puts on the function (its parent returns the function instead of a new object). So nobody can see it: no list of keys shows
 * it, no Proxy is asked for it, no class inherits it, nothing copies it onto a wrapper. All copies of the runtime in a process use the class of the first one. Functions that are not
 * extensible (hardened intrinsics) get theirs in a WeakMap, since engines are about to refuse private fields there too.
 * An entry is a generator function (direct form) or a protocol function (fast form, and runtime primitives written by hand).
 *
 * Cost: attaching 25 ns; looking up 3 ns where one kind of function comes by, 20 ns where many do.
 * Rejected: a property under a symbol (450 ns to define it without showing it in for…in; seen by Reflect.ownKeys and by the traps of Proxies; looked up in 3 to 7 ns and 22 ns); a WeakMap for all.
 * ABI: entry, goEntry.
 */
import { named, setName } from "./named.js";
import { ownWeakMap } from "./own-collections.js";
import { RuntimeError, typeError } from "./errors.js";
import type { Body } from "./frames.js";
import { outside } from "./park.js";
import { S, shared } from "./state.js";

export type AnyFunction = (this: any, ...args: any[]) => any; // eslint-disable-line @typescript-eslint/no-explicit-any
export type GeneratorFn = (this: any, ...args: any[]) => Body; // eslint-disable-line @typescript-eslint/no-explicit-any

/** How `go` is called: by the runtime's own functions, which need nothing; as a compiled function, whose calls are counted; as one that counts itself, and gets the count first. */
export const OWN = 0, COUNTED = 1, COUNTS = 2;

/** The goroutine entry of `of`: exactly one of `gen` and `go` is set. */
export interface Entry {
  readonly of: Function;
  readonly gen: GeneratorFn | null;
  readonly go: AnyFunction | null;
  readonly kind: number;
}

class Same {
  constructor(f: Function) { return f; }
}
class Stamp extends Same {
  #entry: Entry;
  constructor(f: Function, e: Entry) {
    super(f);
    this.#entry = e;
  }
  static of(f: Function): Entry | undefined { return #entry in f ? (f as unknown as Stamp).#entry : undefined; }
  static put(f: Function, e: Entry): void {
    if (#entry in f) (f as unknown as Stamp).#entry = e;
    else new Stamp(f, e);
  }
}
const { of: stampOf, put: stamp } = shared("entries", () => ({ of: Stamp.of, put: Stamp.put }));
const FROZEN = shared("frozen", () => ({ used: false, map: ownWeakMap<Function, Entry>() }));

/** @internal */
export class EntryOf implements Entry {
  readonly of: Function;
  readonly gen: GeneratorFn | null;
  readonly go: AnyFunction | null;
  readonly kind: number;
  constructor(of: Function, gen: GeneratorFn | null, go: AnyFunction | null, kind: number = OWN) {
    this.of = of;
    this.gen = gen;
    this.go = go;
    this.kind = kind;
  }
}

/** The entry of f, undefined: none of its own. @internal */
export function entryOf(f: Function): Entry | undefined {
  const e = stampOf(f);
  if (e !== undefined) return e;
  return FROZEN.used ? FROZEN.map.get(f) : undefined;
}

/** Give f the entry e. @internal */
export function attach(f: Function, e: Entry): void {
  if (Object.isExtensible(f)) {
    stamp(f, e);
    return;
  }
  FROZEN.used = true;
  FROZEN.map.set(f, e);
}

/** Attach the generator function `gen` as entry of `f`. ABI. */
export function entry<F extends Function>(f: F, gen: GeneratorFn, name?: PropertyKey): F {
  attach(f, new EntryOf(f, gen, null));
  if (name !== undefined) setName(f, name);
  return f;
}

/** Attach the protocol function `go` (fast form) as entry of `f`. `counts`: it takes the depth of the native stack as its first argument. ABI. */
export function goEntry<F extends Function>(f: F, go: AnyFunction, counts: boolean, name?: PropertyKey): F {
  attach(f, new EntryOf(f, null, go, counts ? COUNTS : COUNTED));
  if (name !== undefined) setName(f, name);
  return f;
}

/** Tie a hand-written protocol function (value, or suspended) to the public function `plain`. @internal */
export function runtimeEntry<F extends Function>(plainFn: F, go: AnyFunction): F {
  attach(plainFn, new EntryOf(plainFn, null, go));
  return plainFn;
}

/**
 * Make the public function of a primitive that may park, from its protocol function. Called by code that was not compiled it tries at once, and throws SY5009 if it would have to
 * park; then nothing has happened. `name` is how users write it ("Chan.recv"); `go` may only park directly, not call user code. @internal
 */
export function blocking<F extends AnyFunction>(name: string, go: F): F {
  const short = name.slice(name.lastIndexOf(".") + 1);
  const f = named(short, go.length, (self, args) => {
    const g = S.g, was = outside.name;
    S.g = null;
    outside.name = name;
    try {
      return Reflect.apply(go, self, args);
    } finally {
      S.g = g;
      outside.name = was;
    }
  });
  return runtimeEntry(f, go) as unknown as F;
}

/** Makes public methods of protocol functions; users write them as `type.name`. @internal */
export function blockingMethods(prototype: object, type: string, methods: Readonly<Record<string, AnyFunction>>): void {
  for (const name of Object.keys(methods)) Object.defineProperty(prototype, name, { value: blocking(`${type}.${name}`, methods[name]!), writable: true, configurable: true });
}

/** Throw SY6001: `what` was given a function nobody compiled. @internal */
export function notCompiled(what: string): RuntimeError {
  return new RuntimeError("SY6001", `${what}() was called by code that was not compiled by sansync, so nothing in it can wait or be interrupted.\n`
    + "  Add the transformer to the tsconfig.json that emits this file:\n"
    + "    \"plugins\": [{ \"name\": \"@sansync/plugin\", \"transform\": \"@sansync/transformer\", \"transformProgram\": true }]\n"
    + "  and build with `tspc` (ts-patch) or `npx sansync build`; test runners and bundlers that compile by themselves need a line of their own.\n"
    + "  `npx sansync doctor` looks for what is missing; `npx sansync explain SY6001` says more.");
}

/** @internal */
export function argumentError(what: string): TypeError { return typeError("SY5004", what); }
