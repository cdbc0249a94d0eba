/**
 * Construct entry of Promise, and the entry of Promise.try: the executor runs in the goroutine that constructs, to its end, before `new Promise` gives the promise; what it throws rejects it
 * (ECMA-262 27.2.3.1, 27.2.4.8). Callbacks of then, catch, finally, and those of timers, need no entries: nobody waits for them, so their plain entries run on the spot.
 */
import { call2, calln } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { attach, attachConstructor, maySuspend } from "./attach.js";
import { anonymous, isConstructor, isObject } from "./objects.js";

export type Settle = (value?: unknown) => unknown;

function* execute(executor: unknown, promise: object, resolve: Settle, reject: Settle): Body {
  try {
    call2("executor", executor, undefined, resolve, reject);
    if (S.f !== 0) yield -1;
  } catch (error) {
    reject(error);
  }
  return promise;
}

attachConstructor("Promise", (native, args, newTarget) => {
  if (!maySuspend(args[0])) return Reflect.construct(native, args, newTarget);
  let resolve: Settle, reject: Settle;
  const promise = Reflect.construct(native, [(ok: Settle, no: Settle) => { resolve = ok; reject = no; }], newTarget) as object;
  return frame(execute(args[0], promise, resolve!, reject!));
});

/** What a constructor of promises tells its executor (NewPromiseCapability, 27.2.1.5). */
export class Capability {
  #resolve: unknown;
  #reject: unknown;
  readonly executor = anonymous((resolve: unknown, reject: unknown) => {
    if (this.#resolve !== undefined || this.#reject !== undefined) throw new TypeError("Promise executor has already been invoked with non-undefined arguments");
    this.#resolve = resolve;
    this.#reject = reject;
  });
  /** Once the promise is made. */
  functions(): { readonly resolve: Settle; readonly reject: Settle } {
    if (typeof this.#resolve !== "function" || typeof this.#reject !== "function") throw new TypeError("Promise resolve or reject function is not callable");
    return { resolve: this.#resolve as Settle, reject: this.#reject as Settle };
  }
}

function* attempt(C: new (executor: (resolve: Settle, reject: Settle) => void) => object, fn: unknown, args: readonly unknown[]): Body {
  const capability = new Capability(), promise = new C(capability.executor), { resolve, reject } = capability.functions();
  try {
    let value = calln("callback", fn, undefined, args);
    if (S.f !== 0) value = yield -1;
    Reflect.apply(resolve, undefined, [value]);
  } catch (error) {
    Reflect.apply(reject, undefined, [error]);
  }
  return promise;
}

attach("Promise.try", (native) => function (this: unknown, ...args: unknown[]): unknown {
  return isObject(this) && isConstructor(this) && maySuspend(args[0]) ? frame(attempt(this as never, args[0], args.slice(1))) : Reflect.apply(native, this, args);
});
