/**
 * Goroutine entries of Promise.all, allSettled, any and race (ECMA-262 27.2.4.1 to 27.2.4.5): the steps of the iterable, a `resolve` of the constructor's own and `then` of what it gives may suspend, and are
 * waited for, in the engine's order. An array of the engine's, given to the engine's Promise, is left to the built-in.
 */
import { call1, call2, notCallable } from "../core/call.js";
import { construct } from "../core/construct.js";
import { frame, type Body } from "../core/frames.js";
import { isUntouchedArray } from "../core/native-iteration.js";
import { S } from "../core/state.js";
import { attach } from "./attach.js";
import { anonymous, isConstructor } from "./objects.js";
import { Capability, type Settle } from "./promises.js";
import { closeAfterError, DONE, iteratorMethod, open, step, stepsNatively } from "./walk.js";

type Kind = "all" | "allSettled" | "any" | "race";

const nativePromise = Promise, nativeResolve: unknown = Object.getOwnPropertyDescriptor(Promise, "resolve")!.value, nativeThen: unknown = Object.getOwnPropertyDescriptor(Promise.prototype, "then")!.value;

/** Nothing of the user's is called but what promises of the engine's call. */
function isPlain(C: unknown, items: unknown): boolean {
  return C === nativePromise && Object.getOwnPropertyDescriptor(nativePromise, "resolve")?.value === nativeResolve && Object.getOwnPropertyDescriptor(nativePromise.prototype, "then")?.value === nativeThen
    && isUntouchedArray(items) && stepsNatively(Object.getOwnPropertyDescriptor(Array.prototype, Symbol.iterator)?.value, items);
}

function* combine(kind: Kind, C: Function, items: unknown): Body {
  const capability = new Capability();
  let promise = construct(C, [capability.executor], C);
  if (S.f !== 0) promise = yield -1;
  const { resolve, reject } = capability.functions();
  try {
    const toPromise = (C as { resolve?: unknown }).resolve;
    if (typeof toPromise !== "function") throw notCallable("resolve");
    const it = yield* open(items, iteratorMethod(items)), values: unknown[] = [];
    let remaining = 1;
    /** One is settled: the last settles the whole. */
    const settled = (): unknown => (--remaining > 0 ? undefined : kind === "any" ? Reflect.apply(reject, undefined, [allRejected(values)]) : Reflect.apply(resolve, undefined, [values]));
    /** What an element calls: once, whichever of the pair. */
    const element = (k: number): [Settle, Settle] => {
      let called = false;
      const store = (make: Settle) => anonymous((x: unknown) => {
        if (called) return undefined;
        called = true;
        values[k] = make(x);
        return settled();
      });
      if (kind === "all") return [store((x) => x), reject];
      if (kind === "any") return [resolve, store((x) => x)];
      return [store((value) => ({ status: "fulfilled", value })), store((reason) => ({ status: "rejected", reason }))];
    };
    for (let k = 0; ; k++) {
      const value = yield* step(it);
      if (value === DONE) break;
      let whole = false;
      try {
        if (kind !== "race") values[k] = undefined;
        let next = call1("resolve", toPromise, C, value);
        if (S.f !== 0) next = yield -1;
        const pair = kind === "race" ? [resolve, reject] : element(k);
        remaining++;
        call2("then", (next as { then?: unknown }).then, next, pair[0], pair[1]);
        if (S.f !== 0) yield -1;
        whole = true;
      } finally {
        if (!whole) yield* closeAfterError(it);
      }
    }
    if (kind === "race") return promise;
    if (--remaining === 0) {
      if (kind === "any") throw allRejected(values);
      call1("resolve", resolve, undefined, values);
      if (S.f !== 0) yield -1;
    }
  } catch (error) {
    call1("reject", reject, undefined, error);
    if (S.f !== 0) yield -1;
  }
  return promise;
}

function allRejected(errors: unknown[]): Error {
  const error = new AggregateError([], "All promises were rejected");
  Object.defineProperty(error, "errors", { value: errors, writable: true, enumerable: false, configurable: true });
  return error;
}

for (const kind of ["all", "allSettled", "any", "race"] as const) {
  attach(`Promise.${kind}`, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const items = args[0];
    if (!isConstructor(this) || items === null || items === undefined || isPlain(this, items)) return Reflect.apply(native, this, args);
    return frame(combine(kind, this, items));
  });
}
