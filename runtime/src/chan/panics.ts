/**
 * What misuse of a channel throws, in Go's words. All are run-time errors: one class, one code each; only a bad size is a RangeError, as JavaScript has it
 * for array lengths.
 */
import { rangeError, runtimeError } from "../core/errors.js";

/** Go: "send on closed channel". Thrown by the sender, also when it was waiting while the channel was closed. */
export function sendOnClosed(): Error {
  return runtimeError("SY5010", "send on closed channel");
}

/** Go: "close of closed channel". */
export function closeOfClosed(): Error {
  return runtimeError("SY5011", "close of closed channel");
}

/** Go: "close of nil channel". */
export function closeOfNil(): Error {
  return runtimeError("SY5012", "close of nil channel");
}

/** Go: "makechan: size out of range". */
export function sizeOutOfRange(): Error {
  return rangeError("SY5013", "makechan: size out of range");
}

/** Channels of timers and contexts belong to the runtime: only it may send on them or close them. Go says so by types alone. */
export function receiveOnly(operation: "send to" | "close of"): Error {
  return runtimeError("SY5014", `${operation} receive-only channel`);
}
