/** The part of js-csp the benchmark uses; the package comes without types. */
export interface Channel {
  close(): void;
}
/** What `alts` answers. */
export interface AltResult {
  readonly value: number | null;
  readonly channel: Channel;
}
export interface Csp {
  chan(capacity?: number): Channel;
  /** Starts a process; the channel delivers what the generator returns, then closes. */
  go<A extends unknown[]>(process: (...args: A) => Generator<unknown, unknown, any>, args?: A): Channel;
  /** To be yielded. */
  take(ch: Channel): unknown;
  put(ch: Channel, value: unknown): unknown;
  sleep(ms: number): unknown;
  alts(operations: readonly Channel[]): unknown;
}
