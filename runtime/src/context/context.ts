/**
 * The type of contexts, and of what makers of cancellable contexts give.
 */
import "../core/dispose.js";
import type { RecvChan } from "../chan/directions.js";
import type { ContextKey } from "./value.js";

/**
 * Carries a deadline, a cancellation and values through a chain of calls, Go's `context.Context`. Pass it as the first parameter; do not store it.
 */
export interface Context {
  /** A channel that is closed when the work should stop: a case for a `select`. null if that can never happen (background, withoutCancel). */
  done(): RecvChan<never> | null;
  /** undefined until the context is done; then {@link Canceled} or {@link DeadlineExceeded}. */
  err(): Error | undefined;
  /** When the context will be cancelled by itself; undefined: no deadline. */
  deadline(): Date | undefined;
  /** The value nearest to this context for the key; undefined: none. */
  value<T>(key: ContextKey<T>): T | undefined;
  /** The same cancellation as a web AbortSignal, for `fetch` and other promise-based APIs. Its reason is the {@link cause}. */
  readonly signal: AbortSignal;
}

/** Cancels a context and everything derived from it. The first call counts, later ones do nothing. */
export type CancelFunc = () => void;
/** Cancels a context with a cause, which {@link cause} gives; none: {@link Canceled}. The first call counts. */
export type CancelCauseFunc = (cause?: Error) => void;

/** A context and what cancels it: `const [ctx, cancel] = withCancel(parent)` as in Go; or held with `using`, so that leaving the block cancels. */
export type Cancelable<F> = readonly [ctx: Context, cancel: F] & { [Symbol.dispose](): void };

/** @internal */
export function cancelable<F extends () => void>(ctx: Context, cancel: F): Cancelable<F> {
  const pair = [ctx, cancel] as unknown as Cancelable<F>;
  return Object.defineProperty(pair, Symbol.dispose, { value: () => cancel() });
}
