/**
 * Signals of the system as channels and contexts. While they are listened for the process stays alive: who waits for a signal waits for something that may come. (Node's own listeners do not keep it.)
 */
import * as nodeProcess from "node:process";
import { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { withCancelCause } from "../context/cancel.js";
import { cancelable, type Cancelable, type CancelFunc, type Context } from "../context/context.js";
import { typeError } from "../core/errors.js";
import { sentinel } from "../io/errors.js";
import { endOf, whenDone } from "../stream/context-end.js";

/**
 * The signals that come from now on, until `ctx` is done; then the channel is closed and the system's own reaction is back. Up to 16 wait for a receiver, others are dropped.
 * @param names "SIGINT", "SIGTERM" …
 * @see Go, signal.Notify
 */
export function signals(ctx: Context, ...names: NodeJS.Signals[]): RecvChan<NodeJS.Signals> {
  check("signals", names);
  const ch = new Channel<NodeJS.Signals>(16);
  if (endOf(ctx) !== null) { ch.close(); return ch as unknown as RecvChan<NodeJS.Signals>; }
  const came = (name: NodeJS.Signals): void => { ch.trySend(name); };
  const leave = listen(names, came);
  whenDone(ctx, () => {
    leave();
    ch.close();
  });
  return ch as unknown as RecvChan<NodeJS.Signals>;
}

/**
 * A context that is done when one of the signals comes: `using` it, or call what is given beside it, to have the system's own reaction back. A second signal then ends the program.
 * @see Go, signal.NotifyContext
 */
export function notifyContext(parent: Context, ...names: NodeJS.Signals[]): Cancelable<CancelFunc> {
  check("notifyContext", names);
  const [ctx, cancel] = withCancelCause(parent);
  const came = (name: NodeJS.Signals): void => { leave(); cancel(sentinel(`signal.${name}`, `${name} received`, name)); };
  const leave = listen(names, came);
  whenDone(ctx, leave);
  return cancelable(ctx, () => { cancel(); });
}

function listen(names: readonly NodeJS.Signals[], came: (name: NodeJS.Signals) => void): () => void {
  const alive = setInterval(() => { /* nothing: it is there */ }, 2 ** 30);
  for (const name of names) nodeProcess.on(name, came);
  return () => {
    clearInterval(alive);
    for (const name of names) nodeProcess.off(name, came);
  };
}

function check(what: string, names: readonly unknown[]): void {
  if (names.length === 0) throw typeError("SY5106", `${what} needs the names of signals: "SIGINT", "SIGTERM"`);
  for (const name of names) if (typeof name !== "string" || !/^SIG[A-Z0-9]+$/.test(name) || name === "SIGKILL" || name === "SIGSTOP") throw typeError("SY5106", `${what}: ${String(name)} is no signal that can be caught`);
}
