/**
 * The roots: contexts that are never cancelled.
 */
import { shared } from "../core/state.js";
import type { Context } from "./context.js";
import { Derived, SELF, parentOf } from "./derived.js";
import type { ContextKey } from "./value.js";

/** A signal that never aborts. A new one each time: listeners on a common one would pile up for ever. */
function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

class Background implements Context {
  done(): null {
    return null;
  }
  err(): undefined {}
  deadline(): undefined {}
  value(): undefined {}
  get signal(): AbortSignal {
    return neverAborts();
  }
  toString(): string {
    return "context.Background";
  }
}

const root: Context = shared("context.background", () => new Background());

/** The root of all contexts: never cancelled, no deadline, no values. For `main`, tests and the top of incoming requests. */
export function background(): Context {
  return root;
}

class WithoutCancel extends Derived {
  override done(): null {
    return null;
  }
  override err(): undefined {}
  override deadline(): undefined {}
  override value<T>(key: ContextKey<T>): T | undefined {
    return key === (SELF as unknown) ? undefined : this.parent.value(key);
  }
  override get signal(): AbortSignal {
    return neverAborts();
  }
  override toString(): string {
    return `${String(this.parent)}.WithoutCancel`;
  }
}

/**
 * A context with the values of `parent` that is not cancelled when `parent` is, and has no deadline.
 * @throws RuntimeError "cannot create context from nil parent" (SY5041)
 * @see Go, context.WithoutCancel
 */
export function withoutCancel(parent: Context): Context {
  return new WithoutCancel(parentOf(parent));
}
