/**
 * select, after runtime/select.go, with the user's names in place of case numbers.
 *
 * Three steps. (1) Look which cases can proceed; if any can, choose one uniformly (`choose("select", n)`), perform it, done. (2) None can: put one node per case into
 * the queue of its channel (or promise), park. (3) Whoever serves one node takes all others out at once (`claim`), "otherwise they stack up on quiet
 * channels", and makes the goroutine runnable with the finished result.
 *
 * The operands of all cases were evaluated before, in source order, by JavaScript itself: they are properties of one object, or elements of one array; each is read once.
 * A select never communicates with itself: its own nodes are queued after it looked. A send case on a closed channel is ready and throws if chosen; a
 * channel closed while the select waits to send on it makes the selecting goroutine throw, not the closer.
 *
 * Cost: one or two small arrays and the result; one node per case and a Selection if it has to park.
 */
import { choose } from "../core/chooser.js";
import { blocking } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { CLOSED, Channel, NIL, OWNED, SEND, RECV, awaitValue, canRecv, canSend, forgo, isChannel, put, take } from "./channel.js";
import type { RecvChan, SendChan } from "./directions.js";
import { CHANNEL, SENDING, SETTLEMENT } from "./kinds.js";
import { receiveOnly, sendOnClosed } from "./panics.js";
import { PENDING, REJECTED, isThenable, settlementOf, type Settlement } from "./settlement.js";
import type { NodeOwner, WaitNode } from "./wait-queue.js";
import "./brands.js";

/** A send as a case of a select. Made by {@link send}. */
export interface SendCase {
  readonly [sansyncBrands.sendCase]: true;
}
type Fixed<T> = [T][T extends any ? 0 : never]; // NoInfer for TypeScript < 5.4

/** A case: a channel to receive from, a {@link send}, a promise (ready when it is settled), or null (never ready, Go's nil channel). */
export type Case = RecvChan<any> | SendCase | PromiseLike<any> | null | undefined;
type Picked<K, C> =
  C extends SendCase ? { readonly case: K; readonly value: undefined; readonly ok: true }
  : C extends RecvChan<infer T> ? { readonly case: K; readonly value: T; readonly ok: true } | { readonly case: K; readonly value: undefined; readonly ok: false }
  : C extends PromiseLike<infer T> ? { readonly case: K; readonly value: T; readonly ok: true }
  : never;
/** What a select gives: a union over the cases, told apart by `case`, the name. */
export type Selected<C> = { [K in keyof C]-?: Picked<K, C[K]> }[keyof C];

/** A send that waits to be chosen. Recognised by `kind` and its channel: it may have been made by another copy of the runtime. */
class SendOperand {
  declare readonly kind: typeof SENDING;
  constructor(readonly ch: Channel<unknown> | null, readonly value: unknown) {}
}
Object.defineProperty(SendOperand.prototype, "kind", { value: SENDING });

/**
 * A send as a case of {@link select}: `select({ sent: send(out, value), stop: done })`. Sends nothing by itself; channel and value are taken now, the send happens if
 * the case is chosen.
 * @param ch the channel; null or undefined: never ready, as a nil channel in Go
 * @see Go spec, "Select statements"
 */
export function send<T>(ch: SendChan<T> | null | undefined, value: Fixed<T>): SendCase {
  if (ch !== null && ch !== undefined && !isChannel(ch)) throw new TypeError("send: the first argument is not a channel");
  return new SendOperand((ch as Channel<unknown> | null | undefined) ?? null, value) as unknown as SendCase;
}

type Operand = Channel<unknown> | SendOperand | Settlement | null;
interface Result {
  readonly case: string | number;
  readonly value: unknown;
  readonly ok: boolean;
}

/** A case as select works on it. Runs no user code but the getter `then` of a thenable. */
function operandOf(name: string | number, x: unknown): Operand {
  if (x === null || x === undefined) return null;
  if (isChannel(x)) return x.state === NIL ? null : x;
  if (isSend(x)) {
    const ch = x.ch;
    if (ch === null || ch.state === NIL) return null;
    if (ch.state === OWNED) throw receiveOnly("send to");
    return x;
  }
  if (isThenable(x)) return settlementOf(x);
  throw typeError("SY5015", `select: case \`${name}\` is neither a channel, a send(), a promise nor null`);
}

function isSend(x: unknown): x is SendOperand {
  return typeof x === "object" && x !== null && (x as { kind?: unknown }).kind === SENDING && ((x as SendOperand).ch === null || isChannel((x as SendOperand).ch));
}

function isReady(x: Operand): boolean {
  if (x === null) return false;
  if (x.kind === SETTLEMENT) return x.state !== PENDING;
  if (x.kind === CHANNEL) return canRecv(x) || x.state === CLOSED;
  return x.ch!.state === CLOSED || canSend(x.ch!);
}

/** Performs a case that is ready. */
function perform(name: string | number, x: Exclude<Operand, null>): Result {
  if (x.kind === SETTLEMENT) {
    if (x.state === REJECTED) throw x.value;
    return { case: name, value: x.value, ok: true };
  }
  if (x.kind === CHANNEL) return canRecv(x) ? { case: name, value: take(x), ok: true } : { case: name, value: undefined, ok: false };
  if (x.ch!.state === CLOSED) throw sendOnClosed();
  put(x.ch!, x.value);
  return { case: name, value: undefined, ok: true };
}

/** The node of one case in the queue of its channel. */
class CaseNode implements WaitNode {
  next: WaitNode | null = null;
  prev: WaitNode | null = null;
  /** The node of the next case of the same select. */
  other: CaseNode | null = null;
  constructor(readonly sel: Selection, readonly name: string | number, readonly on: Exclude<Operand, null>, public v: unknown, public mode: number) {}
}

/** A select that waits. Its nodes all belong to goroutine g. */
class Selection implements NodeOwner {
  g: G | null = null;
  /** The nodes, linked by `other`, in the order of the cases. */
  first: CaseNode | null = null;
  last: CaseNode | null = null;

  /** For reports: each case with what it waits for. */
  describe(): string {
    const cases: string[] = [];
    for (let node = this.first; node !== null; node = node.other) {
      const { name, on } = node;
      cases.push(`${name}: ${on.kind === SENDING ? `send to ${on.ch!.describe()}` : on.kind === CHANNEL ? on.describe() : "a promise"}`);
    }
    return cases.join(", ");
  }

  enter(name: string | number, x: Exclude<Operand, null>): void {
    if (x.kind === SETTLEMENT) x.waiters.push(this.node(name, x, undefined, RECV));
    else if (x.kind === CHANNEL) awaitValue(x, this.node(name, x, undefined, RECV));
    else x.ch!.senders.push(this.node(name, x, x.value, SEND));
  }
  private node(name: string | number, on: Exclude<Operand, null>, value: unknown, mode: number): CaseNode {
    const node = new CaseNode(this, name, on, value, mode);
    if (this.last === null) this.first = node;
    else this.last.other = node;
    return (this.last = node);
  }

  /** The goroutine is given up. */
  forget(): void {
    this.claim(null);
  }
  claim(chosen: WaitNode | null): void {
    for (let node = this.first; node !== null; node = node.other) {
      if (node === chosen) continue;
      const on = node.on;
      if (on.kind === CHANNEL) forgo(on, node);
      else (on.kind === SETTLEMENT ? on.waiters : on.ch!.senders).remove(node);
    }
  }
  received(node: WaitNode, value: unknown, ok: boolean): void {
    ready(this.g!, { case: (node as CaseNode).name, value, ok } satisfies Result);
  }
  sent(node: WaitNode): void {
    ready(this.g!, { case: (node as CaseNode).name, value: undefined, ok: true } satisfies Result);
  }
  failed(_node: WaitNode, error: unknown): void {
    readyError(this.g!, error);
  }
}

{
  const used = new Selection(), on = new Channel();
  keepShape(used, new CaseNode(used, "a", on, undefined, RECV), new SendOperand(on, undefined));
}

function selectCases(cases: unknown, mayPark: boolean): unknown {
  if (cases === undefined) {
    if (mayPark) park(reasons.selectNoCases, null);
    return undefined;
  }
  // Sized at once: an array that grows by push takes room for 17.
  const names = Array.isArray(cases) ? null : Object.keys(cases as object);
  const n = names === null ? (cases as unknown[]).length : names.length, operands = new Array<Operand>(n);
  for (let i = 0; i < n; i++) {
    const name = names === null ? i : names[i]!;
    operands[i] = operandOf(name, (cases as Record<string | number, unknown>)[name]);
  }
  let readyCases = 0, last = -1;
  for (let i = 0; i < n; i++) if (isReady(operands[i]!)) (readyCases++, (last = i));
  if (readyCases > 0) {
    let skip = readyCases === 1 ? 0 : readyCases - 1 - choose("select", readyCases), i = last;
    while (skip > 0) if (isReady(operands[--i]!)) skip--;
    return perform(names === null ? i : names[i]!, operands[i]!);
  }
  if (!mayPark) return undefined;
  const selection = new Selection();
  selection.g = park(n === 0 ? reasons.selectNoCases : reasons.select, selection);
  for (let i = 0; i < n; i++) {
    const x = operands[i]!;
    if (x !== null) selection.enter(names === null ? i : names[i]!, x);
  }
  return undefined;
}

interface Select {
  /**
   * Waits until one of the cases can proceed and performs exactly that one, Go's `select`. Parks the calling goroutine while none can. If several can, one of them is
   * chosen uniformly at random.
   * @param cases `{ name: channel to receive from | send(ch, value) | promise | null }`; all operands are evaluated before the choice, in source order
   * @returns `{ case: name, value, ok }`: a union over the cases, for a `switch (r.case)`. For a receive, `ok` is false if the channel is closed and drained.
   * @throws RuntimeError "send on closed channel" (SY5010) if a send case on a closed channel is chosen, or its channel is closed while this select waits; the reason of
   * a promise that rejects and is chosen. A promise that is not chosen counts as handled, as in Promise.race.
   * @see Go spec, "Select statements"
   * @suspends
   */
  <C extends { readonly [name: string]: Case }>(cases: C): Selected<C>;
  /**
   * Waits for one of any number of channels, Go's `reflect.Select`. `case` is the index.
   * @suspends
   */
  <T>(cases: readonly (RecvChan<T> | null)[]): { readonly case: number; readonly value: T; readonly ok: true } | { readonly case: number; readonly value: undefined; readonly ok: false };
  /**
   * Parks for ever, Go's `select {}`.
   * @suspends
   */
  (): never;
}

/** Waits until one of several channel operations can proceed, Go's `select`. */
export const select: Select = blocking("select", (cases?: unknown) => selectCases(cases, true)) as never;

/**
 * Go's `select` with `default`: never parks. A promise is ready from the microtask after its settlement on, and never the first time it is asked about.
 * @param cases as for {@link select}
 * @returns what select would, or undefined if no case is ready now
 * @throws as select
 */
export function trySelect<C extends { readonly [name: string]: Case }>(cases: C): Selected<C> | undefined {
  return selectCases(cases, false) as Selected<C> | undefined;
}
