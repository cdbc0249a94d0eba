/**
 * Resources of one block with `using` or `await using` declarations whose disposal may suspend, for the emitted form of such blocks (ECMA-262, explicit resource management).
 *
 * Emitted shape: `const $env = disposables(); try { const x = use($env, e); … } catch (e) { failed($env, e); } finally { dispose($env); if (S.f) yield … }`. The method is read when the
 * resource is declared, called when the block is left: last declared first, all of them, whatever the others throw; an error meets the one before it in a SuppressedError. In async functions `spotDispose`
 * gives a promise if something has to be waited for; it takes as many turns of the microtask queue as TypeScript's own helper does, which the plain program runs.
 * goexit in a disposer does not stop the others.
 * ABI: disposables, use, dispose, spotDispose, asyncResource (and failed, of defer.ts).
 */
import { call0 } from "./call.js";
import { frame, type Body } from "./frames.js";
import { pending } from "./plain.js";
import { spot0 } from "./spot.js";
import { S } from "./state.js";

interface Resource {
  readonly value: unknown;
  readonly dispose: Function | null;
  readonly async: boolean;
  /** `await using` of what has `[Symbol.dispose]` only: its result is not awaited. */
  readonly sync: boolean;
}

/** @internal */
export interface Disposables {
  readonly stack: Resource[];
  error: { v: unknown } | null;
}

/** The resources of a block. ABI. */
export function disposables(): Disposables { return { stack: [], error: null }; }

/** Add the value of a declaration and give it back; `async`: it is an `await using`. ABI. Throws TypeError if it cannot be disposed of. */
export function use<T>(env: Disposables, value: T, async = false): T {
  const resource = resourceOf(value, async);
  if (resource !== null) env.stack.push(resource);
  return value;
}

function resourceOf(value: unknown, async: boolean): Resource | null {
  if (value === null || value === undefined) return async ? { value, dispose: null, async, sync: false } : null;
  if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
  let dispose: unknown, sync = false;
  if (async) dispose = (value as Record<symbol, unknown>)[symbolOf("asyncDispose")];
  if (dispose === undefined) {
    dispose = (value as Record<symbol, unknown>)[symbolOf("dispose")];
    sync = async;
  }
  if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
  return { value, dispose, async, sync };
}

function symbolOf(name: "dispose" | "asyncDispose"): symbol {
  const symbol = (Symbol as unknown as Record<string, symbol | undefined>)[name];
  if (symbol === undefined) throw new TypeError(`Symbol.${name} is not defined.`);
  return symbol;
}

/** Dispose of them all, then throw the error that is left. An entry: test the flag. ABI. */
export function dispose(env: Disposables): unknown {
  if (env.stack.length > 0) return frame(run(env));
  if (env.error !== null) throw env.error.v;
  return undefined;
}

function* run(env: Disposables): Body {
  try {
    for (let r = env.stack.pop(); r !== undefined; r = env.stack.pop()) {
      try {
        call0("[Symbol.dispose]", r.dispose, r.value);
        if (S.f !== 0) yield -1;
      } catch (e) {
        fail(env, e);
      }
    }
    if (env.error !== null) throw env.error.v;
  } finally {
    if (env.stack.length > 0) { // goexit
      dispose(env);
      if (S.f !== 0) yield -1;
    }
  }
  return undefined;
}

/** The same in an async function: a promise to await, or undefined if there is nothing to wait for. ABI. */
export function spotDispose(env: Disposables): Promise<unknown> | undefined {
  const { stack } = env;
  let awaits = 0; // 1: a null resource of `await using` asks for a turn; 2: there was one
  const goOn = (e: unknown): Promise<unknown> | undefined => {
    fail(env, e);
    return next();
  };
  const next = (): Promise<unknown> | undefined => {
    for (let r = stack.pop(); r !== undefined; r = stack.pop()) {
      try {
        if (!r.async && awaits === 1) {
          awaits = 0;
          stack.push(r);
          return Promise.resolve().then(next);
        }
        if (r.dispose === null) {
          awaits |= 1;
          continue;
        }
        const result = call(r);
        if (r.async || pending(result)) {
          awaits |= 2;
          return Promise.resolve(result).then(next, goOn);
        }
      } catch (e) {
        fail(env, e);
      }
    }
    if (awaits === 1) return env.error !== null ? Promise.reject(env.error.v) : Promise.resolve();
    if (env.error !== null) throw env.error.v;
    return undefined;
  };
  return next();
}

/** What the method gives that may have to be awaited. */
function call(r: Resource): unknown {
  if (!r.sync) return r.async ? Reflect.apply(r.dispose!, r.value, []) : spot0("[Symbol.dispose]", r.dispose, r.value);
  try {
    const result = spot0("[Symbol.dispose]", r.dispose, r.value);
    return pending(result) ? result : undefined;
  } catch (e) {
    return Promise.reject(e);
  }
}

/** A resource for `await using` at the top level of an ES module that disposes of `value`, and waits for that. ABI. */
export function asyncResource(value: unknown, async = false): unknown {
  const resource = resourceOf(value, async);
  return resource === null ? value : { [symbolOf("asyncDispose")]: () => call(resource) };
}

function fail(env: Disposables, e: unknown): void {
  env.error = { v: env.error === null ? e : suppressed(e, env.error.v) };
}

function suppressed(error: unknown, former: unknown): unknown {
  const message = "An error was suppressed during disposal.";
  const native = (globalThis as { SuppressedError?: new (error: unknown, suppressed: unknown, message: string) => unknown }).SuppressedError;
  return typeof native === "function" ? new native(error, former, message) : Object.assign(new Error(message), { name: "SuppressedError", error, suppressed: former });
}
