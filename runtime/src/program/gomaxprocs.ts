import { typeError } from "../core/errors.js";

/**
 * How many goroutines can run at the same instant: always 1. All goroutines share the one thread of the program, so a variable needs no lock between two places where a goroutine may be suspended.
 *
 * Programs brought over from Go may set it as they did. What they ask for changes nothing, as in Go's own ports to hosts with one thread (WebAssembly): more than 1 cannot be had, and less than 1 changes nothing in Go either.
 * So what it returns, Go's previous setting, is what holds before and after: `gomaxprocs(8)` is 1, and `gomaxprocs()` after it is 1.
 * @param n any integer; undefined: only ask
 * @throws TypeError if `n` is no integer (SY5035): NaN, 1.5, Infinity, a string
 * @see Go, runtime.GOMAXPROCS
 */
export function gomaxprocs(n?: number): number {
  if (n !== undefined && !Number.isSafeInteger(n)) throw typeError("SY5035", `gomaxprocs needs an integer, and got ${String(n)}`);
  return 1;
}
