/**
 * Values carried by contexts.
 */
import { runtimeError } from "../core/errors.js";
import { shared } from "../core/state.js";
import type { Context } from "./context.js";
import { Derived, parentOf } from "./derived.js";

/** Names a value in contexts, and its type. Two keys with one name are two keys: identity counts. */
export class ContextKey<T> {
  /** Ties the key to the type of its value. Exists in the type system only. */
  protected declare readonly _type: (x: T) => T;
  /** @param name for reports and {@link ContextKey.toString} */
  constructor(readonly name: string) {}
  toString(): string {
    return this.name;
  }
}

const VALUE = shared("context.value", () => Symbol("value"));

class ValueContext extends Derived {
  readonly held: unknown;
  constructor(parent: Context, readonly key: ContextKey<unknown>, value: unknown) {
    super(parent);
    this.held = value;
  }
  /** A loop and not a recursion: chains of thousands of values are allowed. */
  override value<T>(key: ContextKey<T>): T | undefined {
    let ctx: Context = this;
    while ((ctx as unknown as Record<symbol, unknown>)[VALUE] === true) {
      if ((ctx as ValueContext).key === key) return (ctx as ValueContext).held as T;
      ctx = (ctx as ValueContext).parent;
    }
    return ctx.value(key);
  }
  override toString(): string {
    const { held } = this;
    return `${String(this.parent)}.WithValue(${this.key}, ${typeof held === "string" || typeof held === "number" ? held : `<${typeof held}>`})`;
  }
}
Object.defineProperty(ValueContext.prototype, VALUE, { value: true });

type Fixed<T> = [T][T extends any ? 0 : never]; // NoInfer for TypeScript < 5.4

/**
 * A context that carries one more value. Use it for what belongs to a request and crosses API boundaries, not for optional parameters.
 * @throws RuntimeError "nil key" (SY5040), "cannot create context from nil parent" (SY5041)
 * @see Go, context.WithValue
 */
export function withValue<T>(parent: Context, key: ContextKey<T>, value: Fixed<T>): Context {
  parentOf(parent);
  if (key === null || key === undefined) throw runtimeError("SY5040", "nil key");
  return new ValueContext(parent, key as unknown as ContextKey<unknown>, value);
}
