/**
 * Calls of function values of unknown colour, in goroutine code: through the entry if the function has one, else a plain call.
 *
 * The arguments were evaluated by the caller, so "x is not a function" comes after them, as in a native call, with the text of the callee.
 *
 * Cost: with look-up and no entry 1.7 ns against 1.5 for the plain call; with entry 2.4 to 3.9. Four arities and a list, so that common calls make no array; their bodies are
 * written out, because what is shared would have to be told the arguments by one.
 * ABI: call0…call3, calln.
 */
import { COUNTED, entryOf, OWN, type Entry } from "./entry.js";
import { CallFrame, counted, frame, push, type Body } from "./frames.js";
import { callNative } from "./plain.js";
import { preempt } from "./slice.js";
import { CALL, FL as flags, MAX_DEPTH, S as registers } from "./state.js";

const FL = flags;
const S = registers;

/** @internal */
export function notCallable(text: string): TypeError { return new TypeError(`${text} is not a function`); }

/** May an entry in fast form be called now? No: its call lies on the heap, the flag is set. The caller counts down again. */
function mayCall(e: Entry, self: unknown, args: ArrayLike<unknown>): boolean {
  if (FL[0]! >= 0 || !preempt()) {
    if ((S.depth += CALL) <= MAX_DEPTH) return true;
    S.f = 1;
    S.pre = 2;
  }
  push(new CallFrame(e.go!, self, args, e.kind !== COUNTED));
  return false;
}

/** Call a function value of unknown colour with no argument. ABI. */
export function call0(text: string, f: unknown, self: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return callNative(f, self, []);
  if (e.gen !== null) return frame(e.gen.call(self));
  if (e.kind === OWN) return e.go!.call(self);
  if (S.depth >= FL[0]!) { if (!mayCall(e, self, [])) return undefined; }
  else S.depth += CALL;
  const v: unknown = e.kind === COUNTED ? e.go!.call(self) : e.go!.call(self, S.depth);
  S.depth -= CALL;
  return v;
}
/** With one argument. ABI. */
export function call1(text: string, f: unknown, self: unknown, a: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return callNative(f, self, [a]);
  if (e.gen !== null) return frame(e.gen.call(self, a));
  if (e.kind === OWN) return e.go!.call(self, a);
  if (S.depth >= FL[0]!) { if (!mayCall(e, self, [a])) return undefined; }
  else S.depth += CALL;
  const v: unknown = e.kind === COUNTED ? e.go!.call(self, a) : e.go!.call(self, S.depth, a);
  S.depth -= CALL;
  return v;
}
/** With two arguments. ABI. */
export function call2(text: string, f: unknown, self: unknown, a: unknown, b: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return callNative(f, self, [a, b]);
  if (e.gen !== null) return frame(e.gen.call(self, a, b));
  if (e.kind === OWN) return e.go!.call(self, a, b);
  if (S.depth >= FL[0]!) { if (!mayCall(e, self, [a, b])) return undefined; }
  else S.depth += CALL;
  const v: unknown = e.kind === COUNTED ? e.go!.call(self, a, b) : e.go!.call(self, S.depth, a, b);
  S.depth -= CALL;
  return v;
}
/** With three arguments. ABI. */
export function call3(text: string, f: unknown, self: unknown, a: unknown, b: unknown, c: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return callNative(f, self, [a, b, c]);
  if (e.gen !== null) return frame(e.gen.call(self, a, b, c));
  if (e.kind === OWN) return e.go!.call(self, a, b, c);
  if (S.depth >= FL[0]!) { if (!mayCall(e, self, [a, b, c])) return undefined; }
  else S.depth += CALL;
  const v: unknown = e.kind === COUNTED ? e.go!.call(self, a, b, c) : e.go!.call(self, S.depth, a, b, c);
  S.depth -= CALL;
  return v;
}
/** With a list of arguments. ABI. */
export function calln(text: string, f: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return callNative(f, self, args);
  if (e.gen !== null) return frame(Reflect.apply(e.gen, self, args) as Body);
  if (e.kind === OWN) return Reflect.apply(e.go!, self, args);
  if (S.depth >= FL[0]!) { if (!mayCall(e, self, args)) return undefined; }
  else S.depth += CALL;
  const v: unknown = Reflect.apply(e.go!, self, e.kind === COUNTED ? args : counted(args));
  S.depth -= CALL;
  return v;
}
