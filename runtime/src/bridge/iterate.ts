/**
 * iterate: an async iterable in blocking style, for `for…of` in a goroutine.
 *
 * Each step calls the iterator's `next` and parks until the promise it gave is settled. Errors come out of the loop where it stands; leaving the loop calls `return` and waits for it, as
 * `for await` does. One step at a time: nothing is read ahead, so a slow loop holds its source back.
 */
import { Selection } from "../chan/select.js";
import { isThenable } from "../chan/settlement.js";
import { isObject, show } from "../chan/range.js";
import { wait } from "../chan/wait.js";
import type { Context } from "../context/context.js";
import { call0, call1 } from "../core/call.js";
import { blocking, runtimeEntry, type AnyFunction } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import { named } from "../core/named.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";

/** What {@link iterate} takes: async generators, Node and Web streams, whatever has `Symbol.asyncIterator` (a Web ReadableStream also where it has none). */
export type AsyncSource<T> = AsyncIterable<T> | { getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: T }>; cancel(reason?: unknown): Promise<unknown> } };

interface AsyncSteps { next(): unknown; return?(): unknown }

class Iteration {
  declare next: () => unknown;
  declare return: () => unknown;
  readonly steps: AsyncSteps;
  /** Its two cases are a step and the end of the context. */
  readonly either: Selection | null;
  constructor(source: unknown, readonly ctx: Context | undefined) {
    this.steps = stepsOf(source);
    this.either = ctx === undefined ? null : new Selection(["step", "stop"], true);
  }
  [Symbol.iterator](): this { return this; }
}

function stepsOf(source: unknown): AsyncSteps {
  const x = source as { [Symbol.asyncIterator]?: unknown; getReader?: unknown } | null | undefined, begin = x?.[Symbol.asyncIterator];
  if (typeof begin === "function") {
    const steps: unknown = Reflect.apply(begin, x, []);
    if (!isObject(steps)) throw new TypeError("Result of the Symbol.asyncIterator method is not an object");
    return steps as AsyncSteps;
  }
  if (typeof x?.getReader !== "function") throw typeError("SY5046", `iterate needs an async iterable or a ReadableStream, and got ${show(source)}`);
  const reader = Reflect.apply(x.getReader, x, []) as { read(): unknown; cancel(): Promise<unknown> };
  return { next: () => reader.read(), return: () => reader.cancel().then(() => ({ value: undefined, done: true })) };
}

function* stepping(it: Iteration): Body {
  let promise = call0("iterator.next", it.steps.next, it.steps);
  if (S.f !== 0) promise = yield -1;
  let result: unknown = promise;
  if (it.either !== null && isThenable(promise)) {
    const { nodes } = it.either;
    nodes[0]!.operand(promise);
    nodes[1]!.operand(it.ctx!.done());
    let chosen: unknown = it.either.go(true);
    if (S.f !== 0) chosen = yield -1;
    if ((chosen as Selection).case === "stop") {
      void leave(it);
      throw it.ctx!.err()!;
    }
    result = (chosen as Selection).value;
  } else {
    result = call1("wait", wait, undefined, promise);
    if (S.f !== 0) result = yield -1;
  }
  if (!isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
  return result;
}

/** The context has ended: the source is told, and not waited for. Its errors are nobody's. */
async function leave({ steps }: Iteration): Promise<void> {
  try {
    if (typeof steps.return === "function") await steps.return();
  } catch { /* the context's error is the one */ }
}

function* leaving(it: Iteration): Body {
  const { steps } = it;
  if (steps.return === undefined || steps.return === null) return { value: undefined, done: true };
  let promise = call0("iterator.return", steps.return, steps);
  if (S.f !== 0) promise = yield -1;
  let result = call1("wait", wait, undefined, promise);
  if (S.f !== 0) result = yield -1;
  return result;
}

/** In plain code nobody can wait: throws SY5009 before anything is asked. */
const refused = blocking("iterate().next", () => void park(reasons.promise, null));

function stepwise(name: string, body: (it: Iteration) => Body): AnyFunction {
  return runtimeEntry(named(name, 0, () => refused()), function (this: Iteration): unknown { return frame(body(this)); });
}

Object.defineProperties(Iteration.prototype, {
  next: { value: stepwise("next", stepping), writable: true, configurable: true },
  return: { value: stepwise("return", leaving), writable: true, configurable: true },
});

/**
 * An async iterable in blocking style: `for (const chunk of iterate(response.body))`. Works with async generators, Node and Web streams. Each step parks the goroutine until the value is there;
 * an error of the source is thrown where the loop stands; leaving the loop closes the source, and waits for that. To take from it in a `select`, make a channel of it (`from` of `sansync/pipe`).
 * @param ctx when it is done, the step that waits throws `ctx.err()`, and the source is closed
 * @throws TypeError if `source` is no async iterable (SY5046)
 */
export function iterate<T>(source: AsyncSource<T>, ctx?: Context): Iterable<T> {
  return new Iteration(source, ctx) as unknown as Iterable<T>;
}
