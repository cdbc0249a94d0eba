/** The functions of a file that a flow rule looks into, with the graph of each, made once for all rules, and what is done there to the places that it names: by calls of the runtime, and by functions of the program. */
import type ts from "typescript";
import type { CallFacts } from "../../analysis/facts";
import type { RuleContext } from "../define";
import { type RuntimeCall, runtimeCalls } from "../runtime-calls";
import { functionAround, functionGiven, receiverOf, textOf } from "../syntax";
import { type Graph, graphOf, type Point } from "./graph";
import { NodeCache } from "./node-cache";
import { onAllPathsFrom } from "./paths";
import { isFieldPlace, type Place, placeIn, stable } from "./places";

/** A call on something that keeps its identity through the function. */
export interface Operation {
  /** The call; of what a function of the program does, the call of that function. */
  readonly node: ts.CallExpression;
  /** `Mutex.lock` */
  readonly name: string;
  readonly on: Place;
  /** Where it stands, if a function of the program does it. */
  readonly via?: ts.Node;
}

/** The operations named, by the function they stand in itself. Functions that have none are not in it. */
export function operationsByFunction(context: RuleContext, names: ReadonlySet<string>): Map<ts.Node, Operation[]> {
  const found = new Map<ts.Node, Operation[]>();
  const add = (fn: ts.Node, operation: Operation): void => {
    const list = found.get(fn);
    if (list === undefined) found.set(fn, [operation]);
    else list.push(operation);
  };
  for (const call of context.calls) {
    const operation = names.has(call.name) ? operationOf(context, call) : undefined;
    if (operation !== undefined) add(call.within.facts.node, operation);
  }
  if (context.calls.length === 0) return found;
  for (const { facts } of context.plan.functions.values())
    for (const call of facts.calls)
      for (const done of doneBy(context, call)) if (done.always && names.has(done.name) && context.ts.isCallExpression(call.node)) add(facts.node, { node: call.node, name: done.name, on: done.on, via: done.node });
  for (const list of found.values()) list.sort((a, b) => a.node.pos - b.node.pos);
  return found;
}


function operationOf(context: RuleContext, { node, name }: RuntimeCall): Operation | undefined {
  // `select({ out: send(ch, x) })`: what is sent to is an argument.
  const on = context.ts.isCallExpression(node) ? stable(context, name === "send" ? node.arguments[0] : receiverOf(context.ts, node)) : undefined;
  return on === undefined ? undefined : { node: node as ts.CallExpression, name, on };
}

/** How what it is done to is called in a message. */
export function operationText({ ts }: RuleContext, { node, on, via }: Operation): string {
  const receiver = via === undefined ? receiverOf(ts, node) : undefined;
  return receiver === undefined ? on.name : textOf(receiver);
}

const graphs = new NodeCache<{ readonly graph: Graph | undefined }>();

export function graphFor({ ts, program }: RuleContext, fn: ts.Node): Graph | undefined {
  let known = graphs.get({ program }, fn);
  if (known === undefined) graphs.set({ program }, fn, (known = { graph: graphOf(ts, program.getTypeChecker(), fn) }));
  return known.graph;
}

/** The points that a call is: several, where a `finally` block is there for each way into it. */
export function pointsByNode({ points }: Graph): ReadonlyMap<ts.Node, readonly Point[]> {
  const found = new Map<ts.Node, Point[]>();
  for (const point of points) {
    if (point.node === undefined) continue;
    const list = found.get(point.node);
    if (list === undefined) found.set(point.node, [point]);
    else list.push(point);
  }
  return found;
}

/** The same questions about another file of the program. */
export function contextOf(context: RuleContext, file: ts.SourceFile): RuleContext | undefined {
  const plan = file === context.plan.facts.file ? context.plan : context.analysis.files.get(file.fileName);
  return plan === undefined ? undefined : plan === context.plan ? context : { ...context, plan, calls: runtimeCalls(context.ts, context.program, plan) };
}

/** The one function of the program that a call reaches for certain, not an async one or a generator. */
export function calledFunction({ analysis }: Pick<RuleContext, "analysis">, { callee }: CallFacts): ts.SignatureDeclaration | undefined {
  if (callee.kind !== "functions" || callee.ids.length !== 1) return undefined;
  const facts = analysis.functions.get(callee.ids[0]!);
  return facts === undefined || facts.async || facts.generator || facts.kind === "accessor" || facts.kind === "module" ? undefined : (facts.node as ts.SignatureDeclaration);
}

/** Built-ins that call their first argument once for each element, before they return. */
const inLine = /^(Array\.(map|filter|forEach|some|every|find|findIndex|findLast|findLastIndex|reduce|reduceRight|flatMap)|(Map|Set)\.forEach)$/;

/** The function literal that a built-in calls while the caller waits for it: `xs.forEach((x) => …)`. An arrow function: `this` is that of the function around. */
export function calledInLine({ ts, analysis }: Pick<RuleContext, "ts" | "analysis">, { callee, arguments: [given], spread }: CallFacts): ts.ArrowFunction | undefined {
  if (callee.kind !== "native" || !inLine.test(callee.name) || spread || given?.kind !== "function") return undefined;
  const facts = analysis.functions.get(given.id);
  return facts === undefined || facts.async || !ts.isArrowFunction(facts.node) ? undefined : facts.node;
}

/** What is done to a place when a function is called. */
export interface Done {
  readonly name: string;
  readonly on: Place;
  /** On every path through the function. */
  readonly always: boolean;
  readonly node: ts.CallExpression;
}

const summaries = new NodeCache<readonly Done[]>();

/** What a function does to its parameters, the fields of `this` and what it can see, itself and through functions that it calls. */
export function summaryOf(context: RuleContext, fn: ts.Node): readonly Done[] {
  const known = summaries.get(context, fn);
  if (known !== undefined) return known;
  summaries.set(context, fn, []); // of a function that calls itself: what it does apart from that
  const own = contextOf(context, fn.getSourceFile());
  if (own === undefined) return [];
  const facts = [...own.plan.functions.values()].find((f) => f.facts.node === fn)?.facts;
  if (facts === undefined) return [];
  const found: { readonly point: ts.Node; readonly done: Omit<Done, "always"> & { always: boolean } }[] = [];
  for (const call of own.calls) {
    if (call.within.facts.node === fn) {
      const operation = operationOf(own, call);
      if (operation !== undefined) found.push({ point: call.node, done: { ...operation, always: true } });
      // What is deferred comes before the function is left.
      const deferred = call.name === "defer" ? functionGiven(own, call.facts) : undefined;
      if (deferred !== undefined) for (const done of summaryOf(own, deferred)) found.push({ point: call.node, done });
    }
  }
  for (const call of facts.calls) for (const done of doneBy(own, call)) found.push({ point: call.node, done });
  const visible = found.filter(({ done }) => isVisibleOutside(done.on, fn));
  if (visible.length === 0) return [];
  const graph = graphFor(own, fn), byPoint = new Map<ts.Node, typeof visible>();
  for (const f of visible) byPoint.set(f.point, [...(byPoint.get(f.point) ?? []), f]);
  const comes = graph === undefined ? undefined : onAllPathsFrom<string>(graph, ({ node }) => (node === undefined ? undefined : { adds: (byPoint.get(node) ?? []).filter((f) => f.done.always).map((f) => keyOf(f.done)) }));
  const certain = graph === undefined ? undefined : comes!.get(graph.entry);
  const summary = visible.map(({ done }) => ({ ...done, always: certain?.has(keyOf(done)) === true }));
  summaries.set(context, fn, summary);
  return summary;
}

const numbers = new WeakMap<Place, number>();
let last = 0;

function keyOf({ name, on }: { readonly name: string; readonly on: Place }): string {
  let n = numbers.get(on);
  if (n === undefined) numbers.set(on, (n = ++last));
  return `${name} ${n}`;
}

/** It is there before the function is called: a parameter, `this`, or what stands around it. */
export function isVisibleOutside(place: Place, fn: ts.Node): boolean {
  let root: Place = place;
  while (isFieldPlace(root)) root = root.of;
  const at = root.valueDeclaration;
  return at === undefined || at.parent === fn || at.getSourceFile() !== fn.getSourceFile() || at.pos < fn.pos || at.end > fn.end;
}

/** What a call of a function of the program does to the caller's places. */
export function doneBy(context: RuleContext, call: CallFacts): readonly Done[] {
  const fn = calledFunction(context, call), { ts } = context;
  if (fn === undefined || !ts.isCallExpression(call.node) || call.spread) return [];
  const node = call.node;
  return summaryOf(context, fn).flatMap((done) => {
    const on = placeIn(context, node, fn, done.on);
    return on === undefined ? [] : [{ ...done, on }];
  });
}

/** Whether a function stands in another, or is it. */
export function standsIn({ ts }: RuleContext, fn: ts.Node, outer: ts.Node): boolean {
  for (let at: ts.Node | undefined = fn; at !== undefined; at = functionAround(ts, at)) if (at === outer) return true;
  return false;
}
