/**
 * The public function of a primitive that calls a function of the user's, which may park.
 *
 * Goroutine code takes `go`. In plain code two things may have to wait, and they differ:
 *  - the primitive itself, for another goroutine: like every primitive it throws SY5009, and nothing has happened;
 *  - the user's function, once it runs: then the caller gets a promise, as if it had called that function itself (core/plain.ts), and the primitive is done when that has settled.
 */
import { blocking, runtimeEntry, type AnyFunction, type GeneratorFn } from "../core/entry.js";
import type { Body } from "../core/frames.js";
import { named } from "../core/named.js";
import { plain } from "../core/plain.js";

/**
 * `name` is how users write it ("Once.do"). `go` is the protocol function; `body` does the same from its start as a generator; `waits` parks if the call would have to wait for
 * another goroutine, and does nothing else. All get the receiver and the arguments.
 */
export function callsBack(name: string, go: AnyFunction, body: GeneratorFn, waits: AnyFunction): AnyFunction {
  const attempt = blocking(name, waits);
  const f = named(name.slice(name.lastIndexOf(".") + 1), go.length, (self, args) => {
    Reflect.apply(attempt, self, args);
    return plain(Reflect.apply(body, self, args) as Body);
  });
  return runtimeEntry(f, go);
}
