/**
 * Goroutine entries of the iterator helpers, where the host has them (ECMA-262 27.1.4): map, filter, take, drop, flatMap make helper objects whose `next` and `return` may suspend; reduce, toArray,
 * forEach, some, every, find walk the iterator; Iterator.from wraps one.
 *
 * A helper made here is one of the engine's, so that its prototype, brand and tag are right: the built-in `map` over a bridge whose `next` advances the state kept here. Goroutine code that calls `next`
 * advances that state directly and may suspend; plain code gets there through the engine and the bridge.
 */
import { call0, call2, call3 } from "../core/call.js";
import { entryOf, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { plain } from "../core/plain.js";
import { S } from "../core/state.js";
import { attach, nativeOf } from "./attach.js";
import { isObject, shown } from "./objects.js";
import { close, closeAfterError, DONE, each, iteratorMethod, named, skip, step, type Iterating } from "./walk.js";

type Steps<T> = Generator<unknown, T, unknown>;
type Kind = "map" | "filter" | "take" | "drop" | "flatMap";

const nativeMap = nativeOf("Iterator.prototype.map");
const nativeFrom = nativeOf("Iterator.from");
const identity = (x: unknown): unknown => x;
const START = 0, YIELDED = 1, RUNNING = 2, ENDED = 3;
const ended = (): IteratorResult<unknown> => ({ value: undefined, done: true });

/** The host refuses `next` of a helper whose `next` is running. */
const refusesReentry = ((): boolean => {
  if (nativeMap === undefined) return false;
  let refused = false;
  const helper = nativeMap.call({
    next(): unknown {
      try {
        helper.next();
      } catch {
        refused = true;
      }
      return { done: true };
    },
  }, identity) as Iterator<unknown>;
  try { helper.next(); } catch { /* ran out of stack: not refused */ }
  return refused;
})();

/** A helper without a `next` to call counts as running (V8 12). */
const runsWithoutNext = ((): boolean => {
  if (nativeMap === undefined) return false;
  try {
    (nativeMap.call({ next: undefined }, identity) as Iterator<unknown>).next();
  } catch (error) {
    return /running/.test((error as Error).message);
  }
  return false;
})();

class Helper {
  #state: number;
  #counter = 0;
  /** Of flatMap: the iterator of the value it is at. */
  #inner: Iterating | undefined;
  constructor(readonly source: Iterating, readonly kind: Kind, readonly fn: unknown, readonly limit: number) {
    this.#state = runsWithoutNext && source.next === undefined ? RUNNING : START;
  }

  * next(): Steps<unknown> {
    if (this.#state === RUNNING && refusesReentry) throw new TypeError("Generator is already running");
    if (this.#state === ENDED) return ended();
    this.#state = RUNNING;
    let to = ENDED;
    try {
      const value = yield* this.#advance();
      to = value === DONE ? ENDED : YIELDED;
      return value === DONE ? ended() : { value, done: false };
    } finally {
      this.#state = to;
    }
  }

  * return(): Steps<unknown> {
    if (this.#state === RUNNING && refusesReentry) throw new TypeError("Generator is already running");
    if (this.#state === ENDED) return ended();
    this.#state = ENDED;
    if (this.#inner !== undefined) {
      let whole = false;
      try {
        yield* close(this.#inner);
        whole = true;
      } finally {
        if (!whole) yield* closeAfterError(this.source);
      }
    }
    yield* close(this.source);
    return ended();
  }

  * #advance(): Steps<unknown> {
    const { source, kind, limit } = this;
    if (kind === "take") {
      if (this.#counter >= limit) {
        yield* close(source);
        return DONE;
      }
      this.#counter++;
      return yield* step(source);
    }
    if (kind === "drop") {
      while (this.#counter < limit) {
        this.#counter++;
        if ((yield* skip(source)) === DONE) return DONE;
      }
      return yield* step(source);
    }
    for (;;) {
      if (this.#inner !== undefined) {
        let whole = false;
        try {
          const value = yield* step(this.#inner);
          whole = true;
          if (value !== DONE) return value;
        } finally {
          if (!whole) yield* closeAfterError(source);
        }
        this.#inner = undefined;
      }
      const value = yield* step(source);
      if (value === DONE) return DONE;
      let whole = false;
      try {
        let r = call2("callback", this.fn, undefined, value, this.#counter);
        if (S.f !== 0) r = yield -1;
        this.#counter++;
        if (kind === "flatMap") this.#inner = yield* flattenable(r, false);
        whole = true;
        if (kind === "map") return r;
        if (kind === "filter" && r) return value;
      } finally {
        if (!whole) yield* closeAfterError(source);
      }
    }
  }
}

/** GetIteratorFlattenable (7.4.5). */
function* flattenable(x: unknown, strings: boolean): Steps<Iterating> {
  const on = strings ? "Iterator.from" : "Iterator.prototype.flatMap";
  if (!isObject(x) && !(strings && typeof x === "string")) throw new TypeError(`${on} called on non-object`);
  const method = iteratorMethod(x);
  let iterator: unknown = x;
  if (method !== undefined) {
    if (typeof method !== "function") throw new TypeError(`'${shown(method)}' returned for property 'Symbol(Symbol.iterator)' of object '${shown(x)}' is not a function`);
    iterator = call0("[Symbol.iterator]", method, x);
    if (S.f !== 0) iterator = yield -1;
  }
  if (!isObject(iterator)) throw new TypeError(`${shown(x)} is not iterable`);
  return { iterator, next: (iterator as { next?: unknown }).next };
}

const helpers = new WeakMap<object, Helper>();
const wrapped = new WeakMap<object, Iterating>();

/** An object of the engine's over a helper of ours. */
function made(helper: Helper): object {
  const bridge = { next: () => plain(helper.next() as Body), return: () => plain(helper.return() as Body) };
  const object = nativeMap!.call(bridge, identity) as object;
  helpers.set(object, helper);
  return object;
}

/** GetIteratorDirect. */
const direct = (iterator: object): Iterating => ({ iterator, next: (iterator as { next?: unknown }).next });

/** A method refuses its argument: newer hosts close the iterator then (ES2025, 27.1.4). */
function* refuse(native: AnyFunction, iterator: object, args: readonly unknown[]): Body {
  let closes = false;
  try {
    return Reflect.apply(native, { get return() { closes = true; return undefined; } }, args);
  } catch (error) {
    if (closes) yield* closeAfterError({ iterator, next: undefined });
    throw error;
  }
}

for (const kind of ["map", "filter", "flatMap"] as const) {
  attach(`Iterator.prototype.${kind}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const fn = args[0];
    if (!isObject(this)) return Reflect.apply(native, this, args);
    return typeof fn === "function" ? made(new Helper(direct(this), kind, fn, 0)) : frame(refuse(native, this, args));
  });
}
for (const kind of ["take", "drop"] as const) {
  attach(`Iterator.prototype.${kind}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    if (!isObject(this)) return Reflect.apply(native, this, args);
    let limit: number;
    try {
      limit = +(args[0] as number);
    } catch (error) {
      return frame(refuse(native, this, [{ valueOf() { throw error; } }]));
    }
    if (!(Math.trunc(limit) >= 0)) return frame(refuse(native, this, [isObject(args[0]) ? { valueOf: () => limit } : args[0]]));
    return made(new Helper(direct(this), kind, undefined, Math.trunc(limit)));
  });
}

if (nativeMap !== undefined) {
  const proto = Object.getPrototypeOf(nativeMap.call([].values(), identity)) as Record<"next" | "return", AnyFunction>;
  for (const key of ["next", "return"] as const) {
    const native = proto[key];
    runtimeEntry(native, function (this: unknown, ...args: unknown[]): unknown {
      const helper = isObject(this) ? helpers.get(this) : undefined;
      return helper === undefined ? Reflect.apply(native, this, args) : frame(helper[key]() as Body);
    });
  }
}

/** A method that walks the iterator it is called on. */
function walks(name: string, body: (it: Iterating, fn: unknown, args: readonly unknown[], native: AnyFunction) => Body): void {
  attach(`Iterator.prototype.${name}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    if (!isObject(this)) return Reflect.apply(native, this, args);
    if (name !== "toArray" && typeof args[0] !== "function") return frame(refuse(native, this, args));
    return frame(body(direct(this), args[0], args, native));
  });
}

walks("toArray", function* (it) {
  const values: unknown[] = [];
  for (let value = yield* step(it); value !== DONE; value = yield* step(it)) values.push(value);
  return values;
});
walks("forEach", function* (it, fn) {
  yield* each(it, function* (value, k) {
    call2("callback", fn, undefined, value, k);
    if (S.f !== 0) yield -1;
  });
  return undefined;
});
walks("reduce", function* (it, fn, args, native) {
  let acc: unknown, from = 0;
  if (args.length > 1) acc = args[1];
  else {
    acc = yield* step(it);
    if (acc === DONE) return native.call({ next: ended }, fn); // throws
    from = 1;
  }
  yield* each(it, function* (value, k) {
    acc = call3("callback", fn, undefined, acc, value, k + from);
    if (S.f !== 0) acc = yield -1;
  });
  return acc;
});
for (const [name, stopAt] of [["some", true], ["every", false], ["find", true]] as const) {
  walks(name, function* (it, fn) {
    for (let k = 0; ; k++) {
      const value = yield* step(it);
      if (value === DONE) return name === "find" ? undefined : !stopAt;
      let r: unknown, whole = false;
      try {
        r = call2("callback", fn, undefined, value, k);
        if (S.f !== 0) r = yield -1;
        whole = true;
      } finally {
        if (!whole) yield* closeAfterError(it);
      }
      if (Boolean(r) !== stopAt) continue;
      yield* close(it);
      return name === "find" ? value : stopAt;
    }
  });
}

attach("Iterator.from", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const x = args[0];
  return isObject(x) || typeof x === "string" ? frame(from(x)) : Reflect.apply(native, this, args);
});

const hasInstance = Function.prototype[Symbol.hasInstance];

function* from(x: unknown): Body {
  const it = yield* flattenable(x, true), { iterator, next } = it;
  if (hasInstance.call((globalThis as { Iterator?: Function }).Iterator!, iterator)) return iterator;
  const bridge = {
    next: () => Reflect.apply(next as AnyFunction, iterator, []) as unknown,
    get return() {
      const leave = (iterator as { return?: unknown }).return;
      return leave === undefined || leave === null ? undefined : () => Reflect.apply(leave as AnyFunction, iterator, []) as unknown;
    },
  };
  const object = nativeFrom!(bridge) as object;
  wrapped.set(object, it);
  return object;
}

if (nativeFrom !== undefined) {
  const proto = Object.getPrototypeOf(nativeFrom({ next: ended })) as Record<"next" | "return", AnyFunction>;
  const entries: Record<"next" | "return", (it: Iterating) => unknown> = {
    next: ({ iterator, next }) => call0(named(next), next, iterator),
    return: ({ iterator }) => {
      const leave = (iterator as { return?: unknown }).return;
      if (leave === undefined || leave === null) return ended();
      if (typeof leave !== "function") throw new TypeError(`'${shown(leave)}' returned for property 'return' of object '${shown(iterator)}' is not a function`);
      return call0("return", leave, iterator);
    },
  };
  for (const key of ["next", "return"] as const) {
    const native = proto[key];
    if (entryOf(native) === undefined) runtimeEntry(native, function (this: unknown, ...args: unknown[]): unknown {
      const it = isObject(this) ? wrapped.get(this) : undefined;
      return it === undefined ? Reflect.apply(native, this, args) : entries[key](it);
    });
  }
}
