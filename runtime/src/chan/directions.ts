/**
 * The types of channels as users see them: both ends, and each end alone.
 *
 * Variance is part of the promise: a `RecvChan<Dog>` is a `RecvChan<Animal>` (covariant), a `SendChan<Animal>` is a `SendChan<Dog>`
 * (contravariant), a `Chan` is neither. Members that take a value have property form, because methods are bivariant.
 * The brands exist in the type system only (chan/brands.ts). Nobody writes them, so nothing but a real channel has these types: a look-alike object would
 * pass the compiler and fail in a select.
 */

import "./brands.js";

/** What a receive gives: `const [value, ok] = ch.recvOk()`. `ok` is false when the channel is closed and drained. */
export type Received<T> = readonly [value: T, ok: true] | readonly [value: undefined, ok: false];

/**
 * The receive end of a channel, Go's `<-chan T`. It has no `send` and no `close`: using the wrong end is a compile error.
 */
export interface RecvChan<out T> {
  /** Only channels made by this runtime have this type. Exists in the type system only. */
  readonly [sansyncBrands.recv]: T;
  /**
   * Receives one value, Go's `<-ch`. Parks the calling goroutine until a sender or a buffered value is there. Values come in the order they were sent,
   * waiting receivers are served in the order they came.
   * @returns the value, or `undefined` once the channel is closed and drained (Go: the zero value). `undefined` is also an ordinary element:
   * use {@link RecvChan.recvOk} where the difference matters.
   * @see Go spec, "Receive operator"
   * @suspends
   * @intrinsic recv
   */
  recv(): T | undefined;
  /**
   * Receives one value and tells whether there was one, Go's `v, ok := <-ch`. Parks as {@link RecvChan.recv} does.
   * @returns `[value, true]`, or `[undefined, false]` once the channel is closed and drained.
   * @see Go spec, "Receive operator"
   * @suspends
   */
  recvOk(): Received<T>;
  /**
   * Receives if that is possible at once; never parks.
   * @returns `[value, true]`, `[undefined, false]` if the channel is closed and drained, `undefined` if nothing is ready now.
   */
  tryRecv(): Received<T> | undefined;
  /**
   * `for (const value of ch)`: Go's `for value := range ch`. Each step parks until a value is there; the loop ends when the channel is closed and
   * drained. Leaving the loop early leaves the channel as it is.
   * @suspends
   */
  [Symbol.iterator](): IterableIterator<T>;
  /**
   * `for await (const value of ch)` in ordinary async code, outside goroutines: the same as `for…of`, with promises in place of parking.
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<T>;
  /** How many elements are buffered now. Senders that wait do not count. */
  readonly length: number;
  /** How many elements fit in the buffer; 0 means that every send meets a receive. */
  readonly capacity: number;
}

/**
 * The send end of a channel, Go's `chan<- T`.
 */
export interface SendChan<in T> {
  /** Only channels made by this runtime have this type. Exists in the type system only. */
  readonly [sansyncBrands.send]: (value: T) => void;
  /**
   * Sends one value, Go's `ch <- value`. Parks the calling goroutine until a receiver takes it or the buffer has room.
   * @throws RuntimeError "send on closed channel" (SY5010), also when the channel is closed while this send waits.
   * @see Go spec, "Send statements"
   * @suspends
   * @intrinsic send
   */
  readonly send: (value: T) => void;
  /**
   * Sends if that is possible at once; never parks.
   * @returns false if it would have had to wait; then nothing was sent.
   * @throws RuntimeError "send on closed channel" (SY5010).
   */
  readonly trySend: (value: T) => boolean;
  /**
   * Says that no value follows. Receivers get what is buffered and then the end; receivers that wait wake up now; senders that wait throw, each in its
   * own goroutine.
   * @throws RuntimeError "close of closed channel" (SY5011), "close of nil channel" (SY5012).
   * @see Go spec, "Close"
   */
  close(): void;
  /** How many elements are buffered now. */
  readonly length: number;
  /** How many elements fit in the buffer. */
  readonly capacity: number;
}

/** A channel, both ends. Made by {@link chan}. */
export interface Chan<in out T> extends RecvChan<T>, SendChan<T> {}
