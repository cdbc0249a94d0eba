/**
 * The errors the runtime itself raises: one class with a stable code, Go's words as text where Go has words for it.
 * Errors are recognised by their brand (`code` of the form SYnnnn), never by `instanceof`: several copies of the runtime may be loaded.
 */

/**
 * An error raised by the runtime: Go's `runtime.Error`. `code` is stable ("SY5003"), `message` starts with Go's words.
 * SY5xxx is a mistake at run time, SY6xxx the set-up, SY9xxx a mistake of sansync itself.
 */
export class RuntimeError extends Error {
  /** Stable code, for example `SY5003`. */
  readonly code: string;
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options as ErrorOptions);
    this.code = code;
    hide(this, "name", "RuntimeError");
  }
}

/** Go's run-time panics ("send on closed channel"): the text is printed as it is. @internal */
export function runtimeError(code: string, message: string): RuntimeError {
  return new RuntimeError(code, message);
}

/** A misuse that Go calls fatal ("sync: unlock of unlocked mutex"): thrown like any other, and reported in Go's words if nobody catches it. @internal */
export function fatalError(code: string, message: string): RuntimeError {
  const e = new RuntimeError(code, message);
  hide(e, "fatal", true);
  return e;
}

/** @internal */
export function isFatal(e: unknown): boolean {
  return typeof e === "object" && e !== null && (e as { fatal?: unknown }).fatal === true && typeof (e as { code?: unknown }).code === "string";
}

/** A RangeError with a code, for sizes and counts out of range ("makechan: size out of range"). @internal */
export function rangeError(code: string, message: string): RangeError {
  const e = new RangeError(message);
  hide(e, "code", code);
  return e;
}

/** A TypeError with a code, for arguments of the wrong kind. @internal */
export function typeError(code: string, message: string): TypeError {
  const e = new TypeError(message);
  hide(e, "code", code);
  return e;
}

/** What x is, for a message. @internal */
export function kindOf(x: unknown): string { return x === null ? "null" : typeof x; }

/** A broken invariant of sansync: never the user's fault. @internal */
export function internalError(code: string, what: string): RuntimeError {
  return new RuntimeError(code, `${what}\n  This is a mistake in sansync or in code compiled by another version of it, not in your program. Please report it with the code that shows it.`);
}

/** Set `key` as a non-enumerable property, so that printing the error does not repeat it. @internal */
export function hide(e: Error, key: string, value: unknown): void {
  Object.defineProperty(e, key, { value, writable: true, configurable: true, enumerable: key === "code" });
}
