/**
 * Which locks a goroutine holds where: on all paths to a point, in the function itself, with what functions that it calls lock and unlock, and with guards held by `using`.
 *
 * Locks are the same if they are the same place (places.ts). A lock that is taken by `tryLock`, or handed to somebody else, is not known here: rules are silent about it.
 */
import type ts from "typescript";
import type { CallFacts } from "../../analysis/facts";
import { isUsingList } from "../../analysis/1-collect/using";
import type { RuleContext } from "../define";
import { functionGiven, outermost, receiverOf, statementAround } from "../syntax";
import { calledFunction, calledInLine, contextOf, graphFor, isVisibleOutside } from "./functions";
import type { Graph, Point } from "./graph";
import { NodeCache } from "./node-cache";
import { onAllPathsTo } from "./paths";
import { type Place, placeIn, stable } from "./places";

/** "r": as one of several readers. */
export type Mode = "w" | "r";

export interface LockOperation {
  readonly kind: "lock" | "unlock";
  readonly mode: Mode;
  readonly on: Place;
  /** The call, in the function itself. */
  readonly node: ts.CallExpression;
  /** Where the lock is taken or released, if a function that is called does it. */
  readonly via?: ts.Node;
  /** Held by `using`: to the end of this block. */
  readonly block?: ts.Node;
}

const words = new Map<string, Pick<LockOperation, "kind" | "mode">>([
  ["lock", { kind: "lock", mode: "w" }], ["unlock", { kind: "unlock", mode: "w" }], ["rLock", { kind: "lock", mode: "r" }], ["rUnlock", { kind: "unlock", mode: "r" }], ["hold", { kind: "lock", mode: "w" }], ["rHold", { kind: "lock", mode: "r" }],
]);

interface Locking {
  /** What is done in the function, with the whole effect of functions that lock or unlock for it. */
  readonly operations: readonly LockOperation[];
  /** Calls of functions that take a lock, whether they release it or not. */
  readonly takes: readonly LockOperation[];
  /** Deferred: released at the end of the function. */
  readonly released: readonly LockOperation[];
}

const lockings = new NodeCache<Locking>();
const nothing: Locking = { operations: [], takes: [], released: [] };

export function lockingOf(context: RuleContext, fn: ts.Node): Locking {
  const known = lockings.get(context, fn);
  if (known !== undefined) return known;
  lockings.set(context, fn, nothing);
  const own = contextOf(context, fn.getSourceFile()), plan = own === undefined ? undefined : [...own.plan.functions.values()].find((f) => f.facts.node === fn);
  if (own === undefined || plan === undefined) return nothing;
  const { ts } = own, operations: LockOperation[] = [], takes: LockOperation[] = [], released: LockOperation[] = [];
  for (const { node, name, within, facts } of own.calls) {
    if (within.facts.node !== fn || !ts.isCallExpression(node)) continue;
    if (name === "defer") {
      const deferred = functionGiven(own, facts);
      if (deferred !== undefined) released.push(...lockingOf(own, deferred).operations.filter((o) => o.kind === "unlock").map((o) => ({ ...o, node })));
      continue;
    }
    const [type, word] = name.split(".") as [string, string | undefined], kind = /^(Mutex|RWMutex)$/.test(type) ? words.get(word ?? "") : undefined;
    const on = kind === undefined ? undefined : stable(own, receiverOf(ts, node));
    if (kind === undefined || on === undefined) continue;
    if (word !== "hold" && word !== "rHold") { operations.push({ ...kind, on, node }); continue; }
    const block = usingBlock(own, node);
    if (block !== undefined) operations.push({ ...kind, on, node, block });
  }
  for (const call of plan.facts.calls) {
    const { node } = call;
    if (!ts.isCallExpression(node)) continue;
    for (const { on, mode, net, taken } of effectsOf(own, call)) {
      if (net !== undefined) operations.push({ kind: net, mode, on, node, via: taken });
      else takes.push({ kind: "lock", mode, on, node, via: taken });
      if (net === "lock") takes.push({ kind: "lock", mode, on, node, via: taken });
    }
  }
  for (const call of plan.facts.calls) {
    const each = calledInLine(own, call), { node } = call;
    // What rounds leave locked or unlocked is not known: there may be none.
    if (each !== undefined && ts.isCallExpression(node)) for (const { on, mode, net, taken } of functionEffects(own, each)) if (net === undefined && isVisibleOutside(on, each)) takes.push({ kind: "lock", mode, on, node, via: taken });
  }
  operations.sort((a, b) => a.node.pos - b.node.pos);
  const locking = { operations, takes, released };
  lockings.set(context, fn, locking);
  return locking;
}

/** The block at whose end `using _ = mu.hold()` unlocks. */
function usingBlock({ ts }: RuleContext, node: ts.CallExpression): ts.Node | undefined {
  const { parent } = outermost(ts, node);
  return ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent) && isUsingList(ts, parent.parent) ? statementAround(ts, parent)?.parent : undefined;
}

interface Effect { readonly on: Place; readonly mode: Mode; /** What has changed when it returns; undefined: nothing, or it depends. */ readonly net: "lock" | "unlock" | undefined; readonly taken: ts.Node }

const effects = new NodeCache<readonly Effect[]>();

/** What a call of a function of the program does to locks of the caller. */
function effectsOf(context: RuleContext, call: CallFacts): readonly Effect[] {
  const fn = calledFunction(context, call), { node } = call;
  if (fn === undefined || call.spread || !context.ts.isCallExpression(node)) return [];
  return functionEffects(context, fn).flatMap((effect) => {
    const on = placeIn(context, node, fn, effect.on);
    return on === undefined ? [] : [{ ...effect, on }];
  });
}

function functionEffects(context: RuleContext, fn: ts.Node): readonly Effect[] {
  let known = effects.get(context, fn);
  if (known !== undefined) return known;
  effects.set(context, fn, []);
  const { operations, takes, released } = lockingOf(context, fn), found: Effect[] = [];
  const own = operations.length + takes.length === 0 ? undefined : contextOf(context, fn.getSourceFile());
  const graph = own === undefined ? undefined : graphFor(own, fn);
  const seen = new Set<string>();
  for (const one of [...operations, ...takes]) {
    const key = `${one.mode}${idOf(one.on)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const same = operations.filter((o) => o.on === one.on && o.mode === one.mode), inner = takes.find((t) => t.on === one.on && t.mode === one.mode);
    const result = graph === undefined ? undefined : simulate(graph, same, released.some((r) => r.on === one.on && r.mode === one.mode));
    if (result?.net !== undefined) found.push({ on: one.on, mode: one.mode, net: result.net, taken: same[0]!.via ?? same[0]!.node });
    else if (result?.takes === true || inner !== undefined) found.push({ on: one.on, mode: one.mode, net: undefined, taken: (inner ?? same[0])!.via ?? (inner ?? same[0])!.node });
  }
  known = found;
  effects.set(context, fn, known);
  return known;
}

const ids = new WeakMap<Place, number>();
let lastId = 0;

function idOf(place: Place): number {
  let id = ids.get(place);
  if (id === undefined) ids.set(place, (id = ++lastId));
  return id;
}

/** Bit 0: as it was found, 1: locked here, 2: what was found locked is released. */
function simulate(graph: Graph, operations: readonly LockOperation[], deferred: boolean): { readonly net: "lock" | "unlock" | undefined; readonly takes: boolean } {
  const byNode = new Map<ts.Node, LockOperation>(operations.map((o) => [o.node, o]));
  const before = new Map<Point, number>([[graph.entry, 1]]), work = [graph.entry];
  let ends = 0, takes = false;
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    const state = before.get(point)!, operation = point.node === undefined ? undefined : byNode.get(point.node);
    let after = state;
    if (operation?.kind === "lock") {
      if ((state & 1) !== 0) takes = true;
      after = operation.block !== undefined ? state : ((state & 1) !== 0 ? 2 : 0) | ((state & 2) !== 0 ? 2 : 0) | ((state & 4) !== 0 ? 1 : 0);
    } else if (operation?.kind === "unlock") after = ((state & 1) !== 0 ? 4 : 0) | ((state & 2) !== 0 ? 1 : 0) | ((state & 4) !== 0 ? 4 : 0);
    if (point.exit) ends |= deferred ? (after === 2 ? 1 : after === 1 ? 4 : after) : after;
    for (const next of point.next) {
      const joined = (before.get(next) ?? 0) | after;
      if (joined === before.get(next)) continue;
      before.set(next, joined);
      work.push(next);
    }
  }
  return { net: ends === 2 ? "lock" : ends === 4 ? "unlock" : undefined, takes };
}

export interface Held {
  readonly on: Place;
  readonly mode: Mode;
  /** What takes it. */
  readonly by: LockOperation;
}

const helds = new NodeCache<(node: ts.Node) => readonly Held[]>();

/** The locks that are held before a point, on every path to it. */
export function heldIn(context: RuleContext, fn: ts.Node): (node: ts.Node) => readonly Held[] {
  let known = helds.get(context, fn);
  if (known !== undefined) return known;
  const { operations } = lockingOf(context, fn), locks = operations.filter((o) => o.kind === "lock"), own = contextOf(context, fn.getSourceFile());
  const graph = locks.length === 0 || own === undefined ? undefined : graphFor(own, fn);
  if (graph === undefined) known = () => [];
  else {
    const tokens = new Map<string, Held>(), keyOf = (o: LockOperation): string => `${o.mode}${idOf(o.on)}`;
    for (const by of locks) if (by.block === undefined && !tokens.has(keyOf(by))) tokens.set(keyOf(by), { on: by.on, mode: by.mode, by });
    const byNode = new Map<ts.Node, LockOperation[]>();
    for (const o of operations) if (o.block === undefined) byNode.set(o.node, [...(byNode.get(o.node) ?? []), o]);
    const states = onAllPathsTo<Held>(graph, ({ node }) => {
      const done = node === undefined ? undefined : byNode.get(node);
      if (done === undefined) return undefined;
      const pick = (kind: string): Held[] => done.filter((o) => o.kind === kind).flatMap((o) => tokens.get(keyOf(o)) ?? []);
      return { adds: pick("lock"), removes: pick("unlock") };
    });
    const byPoint = new Map<ts.Node, Held[]>();
    for (const point of graph.points) {
      const state = states.get(point);
      if (point.node === undefined || state === undefined) continue;
      const before = byPoint.get(point.node);
      byPoint.set(point.node, before === undefined ? [...state] : before.filter((h) => state.has(h)));
    }
    const guards = locks.filter((o) => o.block !== undefined);
    known = (node) => [...(byPoint.get(node) ?? []), ...guards.filter((g) => node.pos >= g.node.end && node.end <= g.block!.end).map((by) => ({ on: by.on, mode: by.mode, by }))];
  }
  helds.set(context, fn, known);
  return known;
}

/** The functions of a file that take a lock, or call something that does. */
export function functionsWithLocks(context: RuleContext): readonly ts.Node[] {
  const { calls, plan } = context;
  if (calls.length === 0) return [];
  return [...plan.functions.values()].map((f) => f.facts.node).filter((fn) => lockingOf(context, fn).operations.length > 0);
}

/** `this.mu`, `mu`: how a lock is called in a message. */
export function lockText({ on }: { readonly on: Place }): string {
  return on.name;
}
