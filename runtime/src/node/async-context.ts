/**
 * AsyncLocalStorage in goroutines: what it holds is kept over suspensions, is inherited at `go`, and is nobody else's.
 *
 * Once somebody uses a storage each goroutine has an AsyncResource (`G.context`), and each of its slices runs in the scope of it. Until then (`active` false) there is none: the first
 * call of `run` or `enterWith`, which takes its own wrapper off, gives every living goroutine one. A storage in use before the runtime was loaded is seen on the first resource made.
 *
 * A callback that may suspend, given to `run`, `exit`, `runInAsyncScope` or a function made by `bind` or `snapshot`, runs as goroutine code: the goroutine changes its context and
 * goes on in it at once (S.pre = 4: the native stack empties, the scheduler resumes it in the other scope), and changes back when the callback is left in whatever way.
 *
 * Node 20 and 22 keep what `enterWith` set on the resource; later ones (AsyncContextFrame) forget it at the end of the scope, so there a goroutine gets a new resource after each slice.
 * On the spot a goroutine runs in its caller's context (`context` null), as a plain call does; it gets that context for later when it parks.
 *
 * Cost: none until a storage is used; then 5 to 10 ns per slice, and 22 for the new resource.
 */
import { entryOf, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { calln } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { ALL, DEAD, type G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { RQ } from "../core/run-queue.js";
import { S, shared } from "../core/state.js";

interface Resource { runInAsyncScope(fn: AnyFunction, self: unknown, ...args: unknown[]): unknown }
interface Hooks {
  AsyncLocalStorage: { new (): { enterWith(v: unknown): void; getStore(): unknown; disable(): void }; prototype: Record<string, unknown>; bind?: AnyFunction; snapshot?: AnyFunction };
  AsyncResource: { new (type: string, options?: object): Resource; prototype: Record<string, unknown>; bind?: AnyFunction };
}

const A = shared("async context", () => ({ active: false, keeps: true }));

/** @internal */
export function installAsyncContext(hooks: Hooks | undefined): void {
  if (hooks === undefined || typeof hooks.AsyncLocalStorage !== "function") return;
  const { AsyncLocalStorage, AsyncResource } = hooks;
  const fresh = (): Resource => new AsyncResource("goroutine", { requireManualDestroy: true });

  const activate = (): void => {
    if (A.active) return;
    A.active = RQ.contexts = RQ.indirect = true;
    A.keeps = keepsEntered(hooks);
    const turn = RQ.turn, base = fresh();
    RQ.turn = () => { base.runInAsyncScope(turn, undefined); };
    for (let g = ALL.first; g !== null; g = g.allNext) if (g !== S.g) g.context = fresh();
  };

  // storages in use before the runtime was loaded
  const begin = host.started;
  host.started = () => {
    begin();
    const r = fresh() as unknown as Record<symbol, unknown>;
    if (Object.getOwnPropertySymbols(r).some((s) => s.description === "kResourceStore" || (s.description === "context_frame" && r[s] !== undefined))) activate();
  };
  host.capture = () => (A.active ? fresh() : null);
  host.within = (context, fn, g) => (context as Resource).runInAsyncScope(A.keeps ? fn : (arg: G) => keeping(fn, arg, context, fresh), undefined, g) as boolean;

  const proto = AsyncLocalStorage.prototype;
  for (const key of ["run", "enterWith"]) {
    const d = Object.getOwnPropertyDescriptor(proto, key), native = d?.value as AnyFunction | undefined;
    if (d === undefined || typeof native !== "function" || d.configurable !== true) continue;
    const first = { [key](this: unknown, ...args: unknown[]): unknown {
      activate();
      if (Object.getOwnPropertyDescriptor(proto, key)?.value === first) Object.defineProperty(proto, key, d);
      return Reflect.apply(native, this, args);
    } }[key]!;
    Object.defineProperty(first, "length", { value: native.length, configurable: true });
    Object.defineProperty(proto, key, { ...d, value: first });
    if (key === "run") scoped(first, native, 1), scoped(native, native, 1);
  }
  const exit = proto["exit"], scope = AsyncResource.prototype["runInAsyncScope"];
  if (typeof exit === "function") scoped(exit as AnyFunction, exit as AnyFunction, 0);
  if (typeof scope === "function") scoped(scope as AnyFunction, scope as AnyFunction, 0, true);
  for (const [owner, key] of [[AsyncLocalStorage, "bind"], [AsyncLocalStorage, "snapshot"], [AsyncResource, "bind"], [AsyncResource.prototype, "bind"]] as const) {
    const d = Object.getOwnPropertyDescriptor(owner, key), native = d?.value as AnyFunction | undefined;
    if (d === undefined || typeof native !== "function" || d.configurable !== true || entryOf(native) !== undefined) continue;
    const makes = { [key](this: unknown, ...args: unknown[]): unknown {
      const f = Reflect.apply(native, this, args) as AnyFunction;
      const at = (owner === AsyncResource.prototype ? this : fresh()) as Resource, bound = key === "bind";
      const self = owner === AsyncResource.prototype ? args[1] : owner === AsyncResource ? args[2] : undefined;
      return runtimeEntry(f, function (this: unknown, ...rest: unknown[]): unknown {
        const callback = bound ? args[0] : rest.shift();
        if (!maySuspend(callback)) return Reflect.apply(f, this, bound ? rest : [callback, ...rest]);
        return frame(inContext(at.runInAsyncScope(fresh, undefined), callback, self === undefined && bound ? this : self, rest));
      });
    } }[key]!;
    Object.defineProperty(makes, "length", { value: native.length, configurable: true });
    Object.defineProperty(owner, key, { ...d, value: makes });
  }

  /** `f`, which calls its argument `at` in another context, gets a goroutine entry. `native` does it plainly; `self`: the argument behind the callback is its `this`. */
  function scoped(f: AnyFunction, native: AnyFunction, at: number, self = false): void {
    if (entryOf(f) !== undefined) return;
    runtimeEntry(f, function (this: unknown, ...args: unknown[]): unknown {
      const callback = args[at];
      if (!maySuspend(callback)) return Reflect.apply(f, this, args);
      activate();
      const rest = args.slice(at + 1), receiver = self ? rest.shift() : undefined;
      const context = Reflect.apply(native, this, [...args.slice(0, at), fresh]) as Resource;
      return frame(inContext(context, callback, receiver, rest));
    });
  }
}

function maySuspend(x: unknown): x is AnyFunction { return typeof x === "function" && entryOf(x) !== undefined; }

/** Run a slice, and keep what was entered in it. */
function keeping(fn: (g: G) => boolean, g: G, context: unknown, fresh: () => unknown): boolean {
  const again = fn(g);
  if (!again && g.status !== DEAD && g.context === context) g.context = fresh();
  return again;
}

/** Does what enterWith sets in the scope of a resource stay with it? */
function keepsEntered({ AsyncLocalStorage, AsyncResource }: Hooks): boolean {
  const storage = new AsyncLocalStorage(), r = new AsyncResource("goroutine");
  r.runInAsyncScope(() => { storage.enterWith(1); }, undefined);
  const kept = r.runInAsyncScope(() => storage.getStore(), undefined) === 1;
  storage.disable();
  return kept;
}

/** Call f in `context`, and go back to the goroutine's own however it ends. */
function* inContext(context: unknown, f: AnyFunction, self: unknown, args: unknown[]): Body {
  const g = S.g!;
  // on the spot: the caller's, until it parks
  const was = g.context === null ? null : host.capture();
  change(g, context);
  yield -1;
  try {
    let r = calln("callback", f, self, args);
    if (S.f !== 0) r = yield -1;
    return r;
  } finally {
    change(g, was ?? (g.ending as { context?: unknown } | null)?.context ?? null);
    yield -1;
  }
}

function change(g: G, context: unknown): void {
  g.context = context;
  S.f = 1;
  S.pre = 4;
}
