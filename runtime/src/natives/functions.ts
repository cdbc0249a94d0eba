/**
 * Goroutine entries of call, apply, bind, Reflect.apply and Reflect.construct: the call goes to the entry of the function they are used on (ECMA-262 20.2.3, 28.1.1, 28.1.2).
 */
import { calln, notCallable } from "../core/call.js";
import { construct, constructsHere, isConstructor, runtimeConstructor } from "../core/construct.js";
import { entryOf, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { attach, maySuspend } from "./attach.js";

/** CreateListFromArrayLike (7.3.19), by the engine. */
const listed = (...list: unknown[]): unknown[] => list;

attach("Function.prototype.call", (native) => function (this: unknown, self: unknown, ...args: unknown[]): unknown {
  return typeof this === "function" ? calln("call", this, self, args) : Reflect.apply(native, this, args);
});

attach("Function.prototype.apply", (native) => function (this: unknown, self: unknown, args?: ArrayLike<unknown> | null): unknown {
  if (!maySuspend(this)) return Reflect.apply(native, this, [self, args]);
  return calln("apply", this, self, args === undefined || args === null ? [] : (Reflect.apply(listed, undefined, args) as unknown[]));
});

/** The arguments that were bound (behind `this`), then those of the call; nothing of the user's is asked how lists are iterated. */
function behind(bound: readonly unknown[], rest: ArrayLike<unknown>): unknown[] {
  const all: unknown[] = [];
  for (let k = 1; k < bound.length; k++) all[k - 1] = bound[k];
  for (let k = 0, n = all.length; k < rest.length; k++) all[n + k] = rest[k];
  return all;
}

attach("Function.prototype.bind", (native) => function (this: unknown, ...bound: unknown[]): unknown {
  const made = Reflect.apply(native, this, bound) as AnyFunction;
  if (maySuspend(this)) {
    const self = bound[0], target = this;
    runtimeEntry(made, (...rest: unknown[]) => calln("bound", target, self, behind(bound, rest)));
  }
  // A bound constructor constructs its target, with the target for new.target where that would be the bound function itself (10.4.1.2).
  if (constructsHere(this)) {
    const target: Function = this;
    runtimeConstructor(made, (rest, newTarget) => construct(target, behind(bound, rest), newTarget === made ? target : newTarget));
  }
  return made;
});

const nativeBind = Function.prototype.bind;

/** `self.bind(…)` in plain code: what the built-in gives keeps the entry of what it binds. ABI. */
export function bindCall(text: string, f: unknown, self: unknown, ...args: unknown[]): unknown {
  if (typeof f !== "function") throw notCallable(text);
  return Reflect.apply(f === nativeBind ? entryOf(f)!.go! : f, self, args);
}

attach("Reflect.apply", (native) => function (f: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
  return maySuspend(f) ? calln("apply", f, self, Reflect.apply(listed, undefined, args) as unknown[]) : native(f, self, args);
});

attach("Reflect.construct", (native) => function (f: unknown, args: ArrayLike<unknown>, ...rest: unknown[]): unknown {
  const newTarget = rest.length === 0 ? f : rest[0];
  if (!constructsHere(f) || !isConstructor(newTarget)) return native(f, args, ...rest);
  return construct(f, Reflect.apply(listed, undefined, args) as unknown[], newTarget);
});
