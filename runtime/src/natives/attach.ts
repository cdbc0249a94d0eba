/**
 * Giving built-ins their goroutine entries, once per process, when the ABI is loaded.
 *
 * An entry is found by the same look-up as any other, on the function value, so no types are needed and `const { map } = Array.prototype` works too. If no function argument has an
 * entry, the entry calls the built-in itself: nothing changes but one test.
 */
import { runtimeConstructor } from "../core/construct.js";
import { entryOf, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { host } from "../core/host.js";

/** The object a dotted name of names.ts ends in, and the last part of the name. `TypedArray` is the parent of all typed arrays, which has no global name. */
function ownerOf(path: string): [owner: Record<string, unknown> | undefined, name: string] {
  const parts = path.split("."), name = parts.pop()!;
  if (parts.length === 0) return [globalThis as Record<string, unknown>, name];
  let owner = (parts[0] === "TypedArray" ? Object.getPrototypeOf(Int8Array) : (globalThis as Record<string, unknown>)[parts[0]!]) as Record<string, unknown> | undefined;
  for (const part of parts.slice(1)) owner = owner?.[part] as Record<string, unknown> | undefined;
  return [owner, name];
}

/** The built-in of that name (`RegExp.prototype.@@replace`: the one under a well-known symbol), undefined if the host has none. */
export function nativeOf(path: string): AnyFunction | undefined {
  const [owner, name] = ownerOf(path);
  const native = owner?.[(name.startsWith("@@") ? Symbol[name.slice(2) as "replace"] : name) as string];
  return typeof native === "function" ? (native as AnyFunction) : undefined;
}

/** Has x a goroutine entry, so that calling it may suspend? A Proxy has none that one could see: what it stands for may (core/call.ts waits for it). */
export function maySuspend(x: unknown): x is AnyFunction {
  return typeof x === "function" && (entryOf(x) !== undefined || host.isProxy(x) === true);
}

/** Ties an entry, made from the built-in, to the built-in of that name. */
export function attach(path: string, make: (native: AnyFunction) => AnyFunction): void {
  const native = nativeOf(path);
  if (native !== undefined && entryOf(native) === undefined) runtimeEntry(native, make(native));
}

type Constructing = (args: readonly unknown[], newTarget: Function) => unknown;
/** Construct entries, by constructor. */
export const constructors = new Map<Function, Constructing>();

/** Ties a construct entry to the built-in constructor of that name: what `new` does in goroutine code. */
export function attachConstructor(name: string, go: (native: Function, args: readonly unknown[], newTarget: Function) => unknown): void {
  const native = nativeOf(name);
  if (native === undefined) return;
  const entry: Constructing = (args, newTarget) => go(native, args, newTarget);
  constructors.set(native, entry);
  runtimeConstructor(native, entry as Parameters<typeof runtimeConstructor>[1]);
}

/**
 * The same for the common case: a callback at argument `at`. If it may suspend, `body` runs as a frame with the receiver and the arguments; null from `begin` sends the call to
 * the built-in after all (which then throws what it throws).
 */
export function attachCallback(path: string, at: number, begin: (self: unknown, args: readonly unknown[]) => Body | null): void {
  attach(path, (native) => function (this: unknown, ...args: unknown[]): unknown {
    if (maySuspend(args[at])) {
      const body = begin(this, args);
      if (body !== null) return frame(body);
    }
    return Reflect.apply(native, this, args);
  });
}
