/**
 * What contexts made by this runtime have in common: each asks its parent for what it does not answer itself.
 */
import { runtimeError } from "../core/errors.js";
import type { RecvChan } from "../chan/directions.js";
import { shared } from "../core/state.js";
import type { CancelContext } from "./cancel.js";
import type { Context } from "./context.js";
import type { ContextKey } from "./value.js";

export abstract class Derived implements Context {
  constructor(readonly parent: Context) {}
  done(): RecvChan<never> | null {
    return this.parent.done();
  }
  err(): Error | undefined {
    return this.parent.err();
  }
  deadline(): Date | undefined {
    return this.parent.deadline();
  }
  value<T>(key: ContextKey<T>): T | undefined {
    return this.parent.value(key);
  }
  get signal(): AbortSignal {
    return this.parent.signal;
  }
  abstract toString(): string;
}

/** `value(SELF)` gives the nearest cancellable context, also through contexts of others that pass `value` on. */
export const SELF = shared("context.self", () => Object.freeze({ name: "context.self" })) as unknown as ContextKey<CancelContext>;

/** The parent, which must be there. */
export function parentOf(parent: Context): Context {
  if (parent === null || parent === undefined) throw runtimeError("SY5041", "cannot create context from nil parent");
  return parent;
}
