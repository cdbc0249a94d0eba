/**
 * Cancellation: contexts that can be done, after Go's context.go.
 *
 * A cancellable context keeps the children that depend on it: further cancellable contexts, and functions to be started (`afterDone`). Cancelling marks the whole tree and
 * closes its done channels before it returns; goroutines are only made runnable. Listeners of AbortSignals are plain code and run at the end, when the whole tree is marked.
 *
 * Invariants
 *  1. The first cancellation counts: error and cause never change afterwards.
 *  2. A child of a cancelled parent is born cancelled. A cancelled child stands in no parent's list.
 *  3. The done channel and the AbortController exist only if somebody asked for them.
 * A parent that is not of this runtime (somebody's own Context) is watched through a node in the queue of its done channel; no goroutine is needed for that.
 */
import { CLOSED, Channel, OWNED, awaitValue, forgo, shut } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import type { NodeOwner, WaitNode } from "../chan/wait-queue.js";
import { cancelable, type CancelCauseFunc, type CancelFunc, type Cancelable, type Context } from "./context.js";
import { Derived, SELF, parentOf } from "./derived.js";
import { Canceled } from "./errors.js";
import type { ContextKey } from "./value.js";

/** What depends on a cancellable context. */
export interface Child {
  /** The parent is done. Marks itself and closes its channel; further children and abort signals are added to `todo`. */
  parentDone(error: Error, cause: Error, todo: Cancelling): void;
}

/** A cancellation under way: whose children and listeners are still to be told. */
interface Cancelling {
  readonly contexts: CancelContext[];
}

/** The cancellable context that decides when ctx is done. A context of somebody else may lie between; if it has a done channel of its own, none of ours decides. */
function nearest(ctx: Context): CancelContext | undefined {
  const found = ctx.value(SELF);
  return found !== undefined && ctx.done() === found.done() ? found : undefined;
}

export class CancelContext extends Derived implements Child {
  private channel: Channel<never> | null = null;
  private error: Error | undefined = undefined;
  /** The cause, once the context is done. */
  reason: Error | undefined = undefined;
  private children: Set<Child> | null = null;
  /** Leaves the parent. */
  private leave: (() => void) | null = null;
  private controller: AbortController | null = null;

  override done(): RecvChan<never> {
    if (this.channel === null) {
      this.channel = new DoneChannel();
      if (this.error !== undefined) shut(this.channel);
    }
    return this.channel as unknown as RecvChan<never>;
  }
  override err(): Error | undefined {
    return this.error;
  }
  override value<T>(key: ContextKey<T>): T | undefined {
    return (key as unknown) === SELF ? (this as unknown as T) : this.parent.value(key);
  }
  override get signal(): AbortSignal {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.error !== undefined) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }
  override toString(): string {
    return `${String(this.parent)}.WithCancel`;
  }

  /** Depends on the parent from now on. Called once, by the maker. */
  follow(): this {
    this.leave = dependOn(this.parent, this);
    return this;
  }

  adopt(child: Child): () => void {
    const children = (this.children ??= new Set());
    children.add(child);
    return () => void children.delete(child);
  }

  /** Done from now on, with everything that depends on it. The first call counts. */
  cancel(error: Error, cause: Error = error): void {
    if (this.error !== undefined) return;
    const todo: Cancelling = { contexts: [] };
    this.parentDone(error, cause, todo);
    const { contexts } = todo;
    for (let i = 0; i < contexts.length; i++) contexts[i]!.tellChildren(todo);
    for (const ctx of contexts) ctx.controller?.abort(ctx.reason);
  }

  parentDone(error: Error, cause: Error, todo: Cancelling): void {
    if (this.error !== undefined) return;
    this.error = error;
    this.reason = cause;
    this.leave?.();
    this.leave = null;
    this.ended();
    if (this.channel !== null) shut(this.channel);
    todo.contexts.push(this);
  }

  private tellChildren(todo: Cancelling): void {
    const children = this.children;
    this.children = null;
    if (children !== null) for (const child of children) child.parentDone(this.error!, this.reason!, todo);
  }

  /** The context is done: for subclasses that hold something. */
  protected ended(): void {}
}

/** A done channel: never a value, and only the context closes it. */
class DoneChannel extends Channel<never> {
  override state = OWNED;
  override describe(): string {
    return this.state === CLOSED ? "the done channel of a cancelled context" : "the done channel of a context";
  }
}

/** Lets a child depend on a context. Tells it at once if that is done already; returns how to leave. */
export function dependOn(parent: Context, child: Child): () => void {
  const todoNow = (): (() => void) => {
    cancelChild(child, parent.err() ?? Canceled, cause(parent));
    return nothing;
  };
  const done = parent.done();
  if (done === null) return nothing;
  if (parent.err() !== undefined) return todoNow();
  const ours = nearest(parent);
  if (ours !== undefined) return ours.adopt(child);
  const ch = done as unknown as Channel<never>;
  if (ch.state === CLOSED) return todoNow();
  const watcher = new Watcher(parent, child);
  awaitValue(ch, watcher);
  return () => watcher.leave(ch);
}

function nothing(): void {}

function cancelChild(child: Child, error: Error, why: Error | undefined): void {
  if (child instanceof CancelContext) child.cancel(error, why);
  else child.parentDone(error, why ?? error, { contexts: [] });
}

/** Waits for the done channel of a foreign context. */
class Watcher implements WaitNode, NodeOwner {
  next: WaitNode | null = null;
  prev: WaitNode | null = null;
  readonly sel = this;
  v = undefined;
  mode = 0;
  private waiting = true;
  constructor(private readonly parent: Context, private readonly child: Child) {}
  leave(ch: Channel<never>): void {
    if (this.waiting) forgo(ch, this);
    this.waiting = false;
  }
  claim(): void {
    this.waiting = false;
  }
  /** The channel was closed. In a microtask: `err()` of a foreign context is somebody's code, and the channel is in the middle of waking its waiters. */
  received(): void {
    queueMicrotask(() => cancelChild(this.child, this.parent.err() ?? Canceled, cause(this.parent)));
  }
  sent(): void {}
  failed(): void {}
}

/**
 * A context that is done when `cancel` is called, or when `parent` is. Call `cancel` as soon as the work is over, also if it went well: it frees what the context holds.
 * @throws RuntimeError "cannot create context from nil parent" (SY5041)
 * @see Go, context.WithCancel
 */
export function withCancel(parent: Context): Cancelable<CancelFunc> {
  const ctx = new CancelContext(parentOf(parent)).follow();
  return cancelable(ctx, () => ctx.cancel(Canceled));
}

/**
 * As {@link withCancel}; `cancel(cause)` says why, which {@link cause} gives.
 * @see Go, context.WithCancelCause
 */
export function withCancelCause(parent: Context): Cancelable<CancelCauseFunc> {
  const ctx = new CancelContext(parentOf(parent)).follow();
  return cancelable<CancelCauseFunc>(ctx, (why) => ctx.cancel(Canceled, why ?? Canceled));
}

/**
 * Why a context is done: the first cause given from this context upwards, else what `ctx.err()` gives; undefined while it is not done.
 * @see Go, context.Cause
 */
export function cause(ctx: Context): Error | undefined {
  return ctx.value(SELF)?.reason ?? ctx.err();
}
