/**
 * Sends and closes that meet a channel that is closed for certain: on all paths to them it was closed, or all paths behind a close come to them. What two conditions have in common plays no part: whenever the one
 * operation has run, the other fails.
 */
import type ts from "typescript";
import type { RuleContext } from "../define";
import { graphFor, type Operation, operationsByFunction, pointsByNode, summaryOf } from "../flow/functions";
import { NodeCache } from "../flow/node-cache";
import type { Place } from "../flow/places";
import { firstBehind, onAllPathsFrom, onAllPathsTo } from "../flow/paths";
import { find as search } from "../../analysis/walk";
import { functionAround, functionGiven, isExit, isExpectedToThrow, loopsAround, roundsOf, statementOf } from "../syntax";

export interface ClosedBefore {
  /** The send or close that fails. */
  readonly operation: Operation;
  readonly close: ts.CallExpression;
  /** The close is deferred: it comes at the end of the function. */
  readonly deferred: boolean;
  /** On all paths to the operation the channel is closed; else: whenever it was closed, the operation comes. */
  readonly always: boolean;
}

const names = new Set(["SendChan.close", "SendChan.send", "SendChan.trySend", "send"]);
const found = new NodeCache<readonly ClosedBefore[]>();

export function closedBefore(context: RuleContext): readonly ClosedBefore[] {
  const { file } = context.plan.facts;
  let own = found.get(context, file);
  if (own === undefined) found.set(context, file, (own = [...find(context)]));
  return own;
}

function* find(context: RuleContext): Iterable<ClosedBefore> {
  const { ts, calls } = context;
  if (!calls.some((c) => c.name === "SendChan.close")) return;
  for (const [fn, all] of operationsByFunction(context, names)) {
    const deferred = deferredCloses(context, fn);
    const reported = new Set<Operation>();
    for (const { operation, close } of eachRound(context, all)) {
      if (reported.has(operation)) continue;
      reported.add(operation);
      yield { operation, close: close.node, deferred: false, always: false };
    }
    const operations = all.filter(({ on }) => all.filter((o) => o.on === on).length + deferred.filter((d) => d.on === on).length > 1 && (all.some((o) => o.on === on && o.name === "SendChan.close")));
    if (operations.length === 0) continue;
    const graph = graphFor(context, fn);
    if (graph === undefined) continue;
    const at = pointsByNode(graph), byNode = new Map(operations.map((o) => [o.node as ts.Node, o])), defers = new Map(deferred.map((d) => [d.defer as ts.Node, d]));
    const declared = new Map<ts.Node | undefined, Place[]>();
    for (const { on } of operations) declared.set(on.valueDeclaration, [...(declared.get(on.valueDeclaration) ?? []), on]);
    const closed = onAllPathsTo<Place | string>(graph, ({ node }) => {
      if (node === undefined) return undefined;
      const made = declared.get(node), operation = byNode.get(node), later = defers.get(node);
      if (made !== undefined) return { removes: made };
      if (operation?.name === "SendChan.close") return { adds: [operation.on] };
      return later === undefined ? undefined : { adds: [`deferred ${all.findIndex((o) => o.on === later.on)}`] };
    });
    const comes = onAllPathsFrom<Operation | Place>(graph, ({ node }) => {
      if (node === undefined) return undefined;
      const made = declared.get(node), operation = byNode.get(node);
      if (made !== undefined) return { removes: [...made, ...operations.filter((o) => made.includes(o.on))] };
      return operation === undefined ? undefined : { adds: [operation.on, operation] };
    });
    for (const operation of operations) {
      if (reported.has(operation)) continue;
      const points = (at.get(operation.node) ?? []).filter((p) => closed.has(p));
      if (points.length === 0 || isExpectedToThrow(ts, operation.node)) continue;
      const others = operations.filter((o) => o.name === "SendChan.close" && o.on === operation.on && o !== operation);
      if (points.every((p) => closed.get(p)!.has(operation.on))) {
        const close = others.filter((o) => o.node.pos < operation.node.pos).pop() ?? others[0];
        if (close !== undefined) { reported.add(operation); yield { operation, close: close.node, deferred: false, always: true }; }
      } else if (operation.name === "SendChan.close" && points.every((p) => closed.get(p)!.has(`deferred ${all.findIndex((o) => o.on === operation.on)}`))) {
        reported.add(operation);
        yield { operation, close: deferred.find((d) => d.on === operation.on)!.defer, deferred: true, always: true };
      }
    }
    for (const close of operations) {
      if (close.name !== "SendChan.close") continue;
      for (const point of at.get(close.node) ?? []) {
        if (!closed.has(point) || comes.get(point)?.has(close.on) !== true) continue;
        const first = firstBehind(point, ({ node }) => node !== undefined && byNode.get(node)?.on === close.on), operation = first?.node === undefined ? undefined : byNode.get(first.node);
        if (operation === undefined || operation === close || reported.has(operation) || comes.get(point)!.has(operation) !== true || isExpectedToThrow(ts, operation.node)) continue;
        reported.add(operation);
        yield { operation, close: close.node, deferred: false, always: false };
      }
    }
  }
}

/** Each round of a loop closes what was there before the loop, and nothing leaves the loop behind that: the second round fails at its first operation. */
function* eachRound({ ts }: RuleContext, all: readonly Operation[]): Iterable<{ readonly operation: Operation; readonly close: Operation }> {
  for (const close of all) {
    const statement = close.name === "SendChan.close" ? statementOf(ts, close.node) : undefined, [loop] = loopsAround(ts, close.node);
    if (statement === undefined || loop === undefined || (statement !== loop.statement && statement.parent !== loop.statement) || roundsOf(ts, loop) === 1) continue;
    const made = close.on.valueDeclaration;
    if (made === undefined || (made.pos >= loop.pos && made.end <= loop.end) || search(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : n.pos >= statement.pos && isExit(ts, n))) !== undefined || isExpectedToThrow(ts, close.node)) continue;
    const [operation] = all.filter((o) => o.on === close.on && o.node.pos >= loop.statement.pos && o.node.end <= loop.statement.end);
    if (operation !== undefined) yield { operation, close };
  }
}

/** `defer(() => out.close())` in the function itself, or `defer(finish)`, where `finish` closes on all its paths. */
function deferredCloses(context: RuleContext, fn: ts.Node): { readonly defer: ts.CallExpression; readonly on: Place }[] {
  const { ts, calls } = context;
  return calls.flatMap(({ node, name, facts }) => {
    const body = name === "defer" && functionAround(ts, node) === fn ? functionGiven(context, facts) : undefined;
    return body === undefined ? [] : summaryOf(context, body).filter((done) => done.name === "SendChan.close" && done.always).map(({ on }) => ({ defer: node as ts.CallExpression, on }));
  });
}
