/**
 * select, after runtime/select.go, with the user's names in place of case numbers.
 *
 * Three steps. (1) Look which cases can proceed; if any can, choose one uniformly (`choose("select", n)`), perform it, done. (2) None can: put one node per case into
 * the queue of its channel (or promise), park. (3) Whoever serves one node takes all others out at once (`claim`), "otherwise they stack up on quiet
 * channels", and makes the goroutine runnable with the finished result.
 *
 * The operands of all cases were evaluated before, in source order, by JavaScript itself: they are properties of one object, elements of one array, or arguments; each is read once.
 * A select never communicates with itself: its own nodes are queued after it looked. A send case on a closed channel is ready and throws if chosen; a
 * channel closed while the select waits to send on it makes the selecting goroutine throw, not the closer.
 *
 * A Selection is the record of one select statement in one activation of a function: compiled code makes it once (`selection`) and gives it to every round of its loop, so that nodes and record
 * are used again. Where the result is only looked at (`switch (r.case)`, `r.value`), the record itself is the result, and a select allocates nothing. It keeps the channels of the
 * last round, as the variables of that activation do; values are let go of.
 *
 * Invariants
 *  1. A Selection serves one select at a time: an activation stands at one place. (A select that others call, `select` as a value, makes one per call.)
 *  2. While it waits, exactly those of its nodes stand in a queue that have a mode other than OFF.
 *
 * Cost: compiled, an array of the arguments; otherwise a record, a node per case and the result.
 */
import { call1 } from "../core/call.js";
import { choose } from "../core/chooser.js";
import { blocking } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { CLOSED as closed, Channel, NIL, OWNED, RECV as receives, SEND as sends, awaitValue, canRecv, canSend, forgo, isChannel, put, take } from "./channel.js";
import type { RecvChan, SendChan } from "./directions.js";
import { SENDING } from "./kinds.js";
import { receiveOnly, sendOnClosed } from "./panics.js";
import { PENDING as pending, REJECTED, isThenable, settlementOf, type Settlement } from "./settlement.js";
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

interface Result {
  readonly case: string | number;
  readonly value: unknown;
  readonly ok: boolean;
}

// (Constants of this module: V8 folds those into the code.)
const CLOSED = closed, RECV = receives, SEND = sends, PENDING = pending;
// What a case does, beside RECV and SEND: waits for a promise; nothing, as null.
const SETTLED = 5, OFF = 6;

function isSend(x: unknown): x is SendOperand {
  return typeof x === "object" && x !== null && (x as { kind?: unknown }).kind === SENDING && ((x as SendOperand).ch === null || isChannel((x as SendOperand).ch));
}

/** A case, and its node in the queue of its channel. */
class CaseNode implements WaitNode {
  next: WaitNode | null = null;
  prev: WaitNode | null = null;
  /** The value to send. */
  v: unknown = undefined;
  /** RECV, SEND, SETTLED or OFF. */
  mode = OFF;
  /** What it waits for; of a case that is OFF, nothing that counts. */
  on: Channel<unknown> | Settlement | null = null;
  constructor(readonly sel: Selection, readonly name: string | number) {}

  /** The operand of this round. Runs no user code but the getter `then` of a thenable. */
  operand(x: unknown): void {
    if (x === this.on && this.mode === RECV) return; // the channel of the last round
    this.mode = OFF;
    if (x === null || x === undefined) return;
    if (isChannel(x)) {
      if (x.state === NIL) return;
      this.on = x;
      this.mode = RECV;
    } else if (isSend(x)) {
      const { ch } = x;
      if (ch === null || ch.state === NIL) return;
      if (ch.state === OWNED) throw receiveOnly("send to");
      this.on = ch;
      this.v = x.value;
      this.mode = SEND;
      this.sel.sends = true;
    } else if (isThenable(x)) {
      this.on = settlementOf(x);
      this.mode = SETTLED;
    } else throw typeError("SY5015", `select: case \`${this.name}\` is neither a channel, a send(), a promise nor null`);
  }

  ready(): boolean {
    const { on } = this;
    switch (this.mode) {
      case RECV: return canRecv(on as Channel<unknown>) || (on as Channel<unknown>).state === CLOSED;
      case SEND: return (on as Channel<unknown>).state === CLOSED || canSend(on as Channel<unknown>);
      case SETTLED: return (on as Settlement).state !== PENDING;
      default: return false;
    }
  }

  /** Performs the case, which is ready; `v` is the value to send. */
  perform(v: unknown): Result {
    const { mode, sel } = this;
    if (mode === RECV) {
      const on = this.on as Channel<unknown>;
      return canRecv(on) ? sel.result(this, take(on), true) : sel.result(this, undefined, false);
    }
    if (mode === SETTLED) {
      const { state, value } = this.on as Settlement;
      if (state === REJECTED) throw value;
      return sel.result(this, value, true);
    }
    const on = this.on as Channel<unknown>;
    if (on.state === CLOSED) throw sendOnClosed();
    put(on, v);
    return sel.result(this, undefined, true);
  }

  enter(): void {
    if (this.mode === RECV) awaitValue(this.on as Channel<unknown>, this);
    else if (this.mode === SEND) (this.on as Channel<unknown>).senders.push(this);
    else if (this.mode === SETTLED) (this.on as Settlement).waiters.push(this);
  }
  leave(): void {
    if (this.mode === RECV) forgo(this.on as Channel<unknown>, this);
    else if (this.mode === SEND) (this.on as Channel<unknown>).senders.remove(this);
    else if (this.mode === SETTLED) (this.on as Settlement).waiters.remove(this);
  }
}

/** Which cases are ready, by number. */
let found = new Int32Array(64);

/** A select. Its nodes all belong to goroutine g while it waits; the fields of a result are those of the last one. */
export class Selection implements NodeOwner, Result {
  case: string | number = "";
  value: unknown = undefined;
  ok = false;
  g: G | null = null;
  /** A case holds a value to send. */
  sends = false;
  readonly nodes: CaseNode[];

  /** @param names of the cases; a number: so many, by index. @param shows the record itself is the result */
  constructor(names: readonly string[] | number, readonly shows: boolean) {
    const n = typeof names === "number" ? names : names.length;
    this.nodes = new Array<CaseNode>(n);
    for (let i = 0; i < n; i++) this.nodes[i] = new CaseNode(this, typeof names === "number" ? i : names[i]!);
    if (n > found.length) found = new Int32Array(2 * n);
  }

  /** The cases have got their operands: look, choose, perform, or park. */
  go(mayPark: boolean): Result | undefined {
    const { nodes } = this, n = nodes.length;
    let k = 0;
    for (let i = 0; i < n; i++) if (nodes[i]!.ready()) found[k++] = i;
    if (k > 0) {
      const node = nodes[found[k === 1 ? 0 : choose("select", k)]!]!, { v } = node;
      this.letGo();
      return node.perform(v);
    }
    if (!mayPark) {
      this.letGo();
      return undefined;
    }
    this.value = undefined;
    this.g = park(n === 0 ? reasons.selectNoCases : reasons.select, this);
    for (let i = 0; i < n; i++) nodes[i]!.enter();
    return undefined;
  }

  result(node: WaitNode, value: unknown, ok: boolean): Result {
    const { name } = node as CaseNode;
    if (!this.shows) return { case: name, value, ok };
    this.case = name;
    this.value = value;
    this.ok = ok;
    return this;
  }

  /** The values to send are not kept. */
  letGo(): void {
    if (!this.sends) return;
    this.sends = false;
    const { nodes } = this;
    for (let i = 0; i < nodes.length; i++) nodes[i]!.v = undefined;
  }

  /** For reports: each case with what it waits for. */
  describe(): string {
    return this.nodes.filter((node) => node.mode !== OFF).map(({ name, mode, on }) =>
      `${name}: ${mode === SEND ? `send to ${(on as Channel<unknown>).describe()}` : mode === RECV ? (on as Channel<unknown>).describe() : "a promise"}`).join(", ");
  }

  /** The goroutine is given up. */
  forget(): void {
    this.claim(null);
  }
  claim(chosen: WaitNode | null): void {
    const { nodes } = this;
    for (let i = 0; i < nodes.length; i++) if (nodes[i] !== chosen) nodes[i]!.leave();
  }
  received(node: WaitNode, value: unknown, ok: boolean): void {
    this.letGo();
    ready(this.g!, this.result(node, value, ok));
  }
  sent(node: WaitNode): void {
    this.letGo();
    ready(this.g!, this.result(node, undefined, true));
  }
  failed(_node: WaitNode, error: unknown): void {
    this.letGo();
    readyError(this.g!, error);
  }
}

keepShape(new Selection(["a"], true), new SendOperand(new Channel(), undefined));

function selectCases(cases: unknown, mayPark: boolean): unknown {
  if (cases === undefined) {
    if (mayPark) park(reasons.selectNoCases, null);
    return undefined;
  }
  if (Array.isArray(cases)) return ofList(new Selection(cases.length, false), cases).go(mayPark);
  const names = Object.keys(cases as object), s = new Selection(names, false);
  for (let i = 0; i < names.length; i++) s.nodes[i]!.operand((cases as Record<string, unknown>)[names[i]!]);
  return s.go(mayPark);
}

function ofList(s: Selection, cases: readonly unknown[]): Selection {
  const { nodes } = s;
  for (let i = 0; i < nodes.length; i++) nodes[i]!.operand(cases[i]);
  return s;
}

/** ABI: the record of a select statement in one activation. `names`: of the cases; none for one over an array. `shows`: nobody keeps the result, so the record can be it. */
export function selection(names: readonly string[] | null, shows: boolean): Selection {
  return new Selection(names ?? 0, shows);
}

/** ABI, an entry: `select({ a: …, b: … })` with the names in `s`; `f` is `select`. Anything put in its place is called as what it is. */
export function selectCall(text: string, f: unknown, self: unknown, s: Selection, ...cases: unknown[]): unknown {
  const { nodes } = s;
  if (f !== select) return call1(text, f, self, Object.fromEntries(nodes.map(({ name }, i) => [name, cases[i]])));
  for (let i = 0; i < cases.length; i++) nodes[i]!.operand(cases[i]);
  return s.go(true);
}

/** ABI, an entry: `select(cases)` of an array. */
export function selectAll(text: string, f: unknown, self: unknown, s: Selection, cases: unknown): unknown {
  if (f !== select || !Array.isArray(cases)) return call1(text, f, self, cases);
  const { nodes } = s, n = cases.length;
  if (n > found.length) found = new Int32Array(2 * n);
  if (nodes.length > n) nodes.length = n;
  while (nodes.length < n) nodes.push(new CaseNode(s, nodes.length));
  return ofList(s, cases).go(true);
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
   * @intrinsic select
   */
  <C extends { readonly [name: string]: Case }>(cases: C): Selected<C>;
  /**
   * Waits for one of any number of channels, Go's `reflect.Select`. `case` is the index.
   * @suspends
   * @intrinsic selectAll
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
