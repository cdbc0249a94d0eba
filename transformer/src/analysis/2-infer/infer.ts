/**
 * Phase 2: colours of all functions of the program, a fixpoint over the facts.
 *
 *   plain        never suspends
 *   preemptible  may be stopped at a check (an unbounded loop, recursion), never waits
 *   dynamic      suspends if a function it cannot name does
 *   blocking     reaches a call that is tagged `@suspends`
 *
 * The effect of a callback parameter is kept apart ("suspends if its argument 0 does"), so `times(3, (i) => log(i))` is plain although `times` runs what it is given
 * (effect polymorphism, as in Koka; Leijen 2014). Propagation is context-insensitive otherwise, and an unknown implementation of an interface method marks its callers, never
 * the method. Each function keeps the first reason for its colour: following reasons gives the chain `f → g → RecvChan.recv`.
 */
import { anyGenerator, type Argument, type Callee, type CallFacts, type FunctionFacts, type FunctionId, type LoopFacts } from "../facts";

export const enum Colour { Plain, Preemptible, Dynamic, Blocking }

export const colourNames = ["plain", "preemptible", "dynamic", "blocking"] as const;

/** Why a function has its colour: the place, and the function the colour came from, if any. */
export type Reason =
  | { readonly kind: "loop"; readonly loop: LoopFacts }
  | { readonly kind: "recursion" }
  | { readonly kind: "stress" }
  | { readonly kind: "defer" }
  | { readonly kind: "call"; readonly call: CallFacts; readonly to: FunctionId | string };

export interface Inferred {
  /** The colour apart from what arguments bring in. */
  colour: Colour;
  reason: Reason | undefined;
  /** What evaluating its parameters does, apart from the body: a generator's caller waits for no more. */
  entry: Colour;
  /** Parameters whose functions it calls. */
  parameters: ReadonlySet<number>;
  recursive: boolean;
}

export type Colours = ReadonlyMap<FunctionId, Inferred>;

/** A generator that callers step: calling it makes an object. */
export function isGenerator(facts: FunctionFacts): boolean {
  return facts.generator && !facts.async;
}

/** Callers see these as plain: an async function gives a promise, a generator an object, and the others are no calls. */
export function suspendsCaller(facts: FunctionFacts): boolean {
  return !facts.async && !facts.generator && ((facts.kind !== "constructor" && facts.kind !== "accessor") || facts.unframed === undefined) && facts.kind !== "initializer" && facts.kind !== "module" && facts.kind !== "namespace";
}

/** Who calls a function, or hands it over. */
export type Callers = Map<FunctionId, Set<FunctionId>>;

export function callersOf(functions: ReadonlyMap<FunctionId, FunctionFacts>): Callers {
  const callers: Callers = new Map();
  for (const facts of functions.values()) addCaller(callers, facts);
  return callers;
}

export function addCaller(callers: Callers, facts: FunctionFacts): void {
  for (const target of targets(facts)) {
    const set = callers.get(target);
    if (set === undefined) callers.set(target, new Set([facts.id]));
    else set.add(facts.id);
  }
}

export function removeCaller(callers: Callers, facts: FunctionFacts): void {
  for (const target of targets(facts)) callers.get(target)?.delete(facts.id);
}

/** `generators`: the colour of generators that come from outside. */
export function inferColours(functions: ReadonlyMap<FunctionId, FunctionFacts>, callers: Callers, stress = false, generators = Colour.Plain as Colour): Colours {
  const colours = new Map<FunctionId, Inferred>();
  for (const id of functions.keys()) colours.set(id, bottom(stress));
  colours.set(anyGenerator, { ...bottom(false), colour: generators });
  settle(functions, functions, colours, callers);
  return colours;
}

/**
 * The same after some functions have changed: the colours of those that reach one of them are inferred anew, the others keep theirs, which depend on none of them.
 * @param colours of all functions but the changed ones; it is brought up to date
 * @param lost a generator, or a function that steps one, is no longer there
 * @returns what was known of the functions that were looked at again
 */
export function inferAgain(functions: ReadonlyMap<FunctionId, FunctionFacts>, colours: Map<FunctionId, Inferred>, callers: Callers, changed: Iterable<FunctionId>, lost: boolean, generators: Colour): Map<FunctionId, Inferred | undefined> {
  const again = new Map<FunctionId, FunctionFacts>(), ids = new Set(changed);
  let anew = false;
  const renew = (): void => {
    if (anew) return;
    anew = true;
    for (const stepper of callers.get(anyGenerator) ?? []) ids.add(stepper);
  };
  if (lost) renew();
  for (const id of ids) { // grows
    const facts = functions.get(id);
    if (facts === undefined) continue;
    again.set(id, facts);
    if (isGenerator(facts)) renew();
    for (const caller of callers.get(id) ?? []) ids.add(caller);
  }
  const before = new Map<FunctionId, Inferred | undefined>();
  for (const id of again.keys()) {
    before.set(id, colours.get(id));
    colours.set(id, bottom(false));
  }
  if (anew) {
    const some: Inferred = { ...bottom(false), colour: generators };
    before.set(anyGenerator, colours.get(anyGenerator));
    colours.set(anyGenerator, some);
    for (const [id, facts] of functions) if (isGenerator(facts) && !again.has(id)) some.colour = Math.max(some.colour, asGenerator(colours.get(id)!));
  }
  settle(again, functions, colours, callers);
  return before;
}

const noParameters: ReadonlySet<number> = new Set();

function bottom(stress: boolean): Inferred {
  return { colour: stress ? Colour.Preemptible : Colour.Plain, reason: stress ? { kind: "stress" } : undefined, entry: Colour.Plain, parameters: noParameters, recursive: false };
}

function asGenerator(own: Inferred): Colour {
  return own.parameters.size > 0 ? Math.max(own.colour, Colour.Dynamic) : own.colour;
}

/** A function in the graph of those that are inferred: one object in place of an entry in five maps. */
interface Node {
  readonly facts: FunctionFacts;
  readonly own: Inferred;
  callers: readonly Node[];
  queued: boolean;
  /** Of Tarjan's algorithm: when it was reached (-1: not yet), and the first of the functions on the stack that it reaches. */
  number: number;
  low: number;
  onStack: boolean;
}

/** The fixpoint from below for `open`, a part of all functions that is closed under being called by. */
function settle(open: ReadonlyMap<FunctionId, FunctionFacts>, functions: ReadonlyMap<FunctionId, FunctionFacts>, colours: Map<FunctionId, Inferred>, callers: Callers): void {
  const nodes = new Map<FunctionId, Node>();
  for (const [id, facts] of open) nodes.set(id, { facts, own: colours.get(id)!, callers: noNodes, queued: true, number: -1, low: -1, onStack: false });
  const nodesOf = (ids: ReadonlySet<FunctionId> | undefined): readonly Node[] => {
    if (ids === undefined || ids.size === 0) return noNodes;
    const out: Node[] = [];
    for (const id of ids) {
      const node = nodes.get(id);
      if (node !== undefined) out.push(node);
    }
    return out;
  };
  for (const [id, node] of nodes) node.callers = nodesOf(callers.get(id));
  markRecursive(nodes.values());
  const some = colours.get(anyGenerator)!, steppers = nodesOf(callers.get(anyGenerator)), work = [...nodes.values()];
  for (const node of work) { // grows
    node.queued = false;
    if (!update(node, colours, functions)) continue;
    enqueue(work, node.callers);
    const colour = asGenerator(node.own);
    if (!isGenerator(node.facts) || colour <= some.colour) continue;
    some.colour = colour;
    enqueue(work, steppers);
  }
}

const noNodes: readonly Node[] = [];

function enqueue(work: Node[], nodes: readonly Node[]): void {
  for (const node of nodes) {
    if (node.queued) continue;
    node.queued = true;
    work.push(node);
  }
}

/** What a call does to its caller, and where that comes from. */
interface Effect { colour: Colour; to: FunctionId | string }

const noEffect: Readonly<Effect> = { colour: Colour.Plain, to: "" };

/** It calls nothing it is given: whoever calls it sees its colour and no more. */
function isKnownPlain(id: FunctionId, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): boolean {
  const facts = functions.get(id), own = colours.get(id);
  return facts !== undefined && own !== undefined && !isGenerator(facts) && own.parameters.size === 0 && (own.colour === Colour.Plain || !suspendsCaller(facts));
}

/** What calling does, seen from `within`: a colour, and the parameters of `within` it depends on, which are added to those that are known. */
export function effectOf(call: CallFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>, within?: Inferred): Readonly<Effect> {
  const { callee } = call;
  if (callee.kind === "foreign" || callee.kind === "intrinsic" || (callee.kind === "native" && !callee.resumable)) return noEffect;
  if (callee.kind === "functions" && callee.ids.length === 1 && call.steps !== true && isKnownPlain(callee.ids[0]!, colours, functions)) return noEffect; // most calls
  const effect: Effect = { colour: Colour.Plain, to: "" };
  switch (callee.kind) {
    case "marked": join(effect, Colour.Blocking, callee.name); break;
    case "unknown": join(effect, Colour.Dynamic, callee.why); break;
    case "parameter": joinParameter(effect, callee.index, within); break;
    case "native":
      if (!callee.name.endsWith(".bind")) for (const argument of call.arguments) joinArgument(effect, argument, colours, functions, within);
      break;
    case "functions":
      for (const id of callee.ids) {
        const facts = functions.get(id);
        if (id === anyGenerator || (call.steps === true && facts !== undefined && !isGenerator(facts))) { join(effect, colours.get(anyGenerator)!.colour, anyGenerator); continue; }
        if (facts === undefined) { join(effect, Colour.Dynamic, id); continue; }
        const c = colours.get(id)!;
        if (call.steps !== true) {
          if (isGenerator(facts)) join(effect, c.entry, id);
          if (!suspendsCaller(facts)) continue;
        }
        // Constructors and accessors that only compute stay native: plain `new` is faster than a frame, and they are short.
        join(effect, c.colour === Colour.Preemptible && (facts.kind === "constructor" || facts.kind === "accessor" || facts.kind === "field" || facts.kind === "static") ? Colour.Plain : c.colour, id);
        for (const p of c.parameters) joinArgument(effect, call.spread ? unknownArgument : call.arguments[p], colours, functions, within);
      }
      break;
  }
  return effect;
}

// No closures: this runs for every call, several times.
function join(effect: Effect, colour: Colour, origin: FunctionId | string): void {
  if (colour > effect.colour) { effect.colour = colour; effect.to = origin; }
}

function joinParameter(effect: Effect, index: number, within: Inferred | undefined): void {
  if (within === undefined) join(effect, Colour.Dynamic, "a parameter");
  else addParameter(within, index);
}

const unknownArgument: Argument = { kind: "unknown" };

/** `argument`: undefined where nothing is given. */
function joinArgument(effect: Effect, argument: Argument | undefined, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>, within: Inferred | undefined): void {
  if (argument === undefined) return;
  if (argument.kind === "function") join(effect, total(argument.id, colours, functions), argument.id);
  else if (argument.kind === "parameter") joinParameter(effect, argument.index, within);
  else if (argument.kind === "unknown") join(effect, Colour.Dynamic, "an argument that is not known here");
}

/** What calling the function with arguments that are not known does. */
function total(id: FunctionId, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): Colour {
  const facts = functions.get(id);
  if (facts === undefined) return Colour.Dynamic;
  if (!suspendsCaller(facts)) return Colour.Plain;
  const c = colours.get(id)!;
  return c.parameters.size > 0 && c.colour < Colour.Dynamic ? Colour.Dynamic : c.colour;
}

function addParameter(own: Inferred, index: number): void {
  if (!own.parameters.has(index)) own.parameters = new Set([...own.parameters, index]);
}

function update({ facts, own }: Node, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): boolean {
  const { colour, entry, parameters: { size } } = own;
  const loop = own.colour < Colour.Preemptible ? facts.loops.find((l) => !l.tiny) : undefined;
  if (loop !== undefined) raise(own, Colour.Preemptible, { kind: "loop", loop });
  if (own.recursive && own.colour < Colour.Preemptible) raise(own, Colour.Preemptible, { kind: "recursion" });
  if (facts.defers && own.colour < Colour.Dynamic) raise(own, Colour.Dynamic, { kind: "defer" });
  for (const call of facts.calls) {
    const effect = effectOf(call, colours, functions, own);
    if (effect.colour > own.colour) raise(own, effect.colour, { kind: "call", call, to: effect.to });
    if (call.inParameters && effect.colour > own.entry) own.entry = effect.colour;
  }
  return own.colour !== colour || own.entry !== entry || own.parameters.size !== size;
}

function raise(own: Inferred, colour: Colour, reason: Reason): void {
  own.colour = colour;
  own.reason = reason;
}

/** Whom it calls, and whom it hands over, who may be called back. */
function targets(facts: FunctionFacts): FunctionId[] {
  const out: FunctionId[] = [], seen = new Set<Callee>();
  for (const call of facts.calls) {
    if (call.callee.kind === "functions" && !seen.has(call.callee)) {
      seen.add(call.callee);
      out.push(...call.callee.ids);
    }
    for (const argument of call.arguments) if (argument.kind === "function") out.push(argument.id);
  }
  return out;
}

/**
 * Of strongly connected components with more than one function, or with a call of itself (Tarjan 1972), all are recursive. Without recursion: programs nest deeply. Against the direction of the calls the components are
 * the same; what is handed over may be called back.
 */
function markRecursive(nodes: Iterable<Node>): void {
  const stack: Node[] = [], path: { readonly node: Node; at: number }[] = [];
  let next = 0;
  const enter = (node: Node): void => {
    node.number = node.low = next++;
    node.onStack = true;
    stack.push(node);
    path.push({ node, at: 0 });
  };
  for (const root of nodes) {
    if (root.number >= 0) continue;
    enter(root);
    for (let top = path[path.length - 1]; top !== undefined; top = path[path.length - 1]) {
      const { node } = top, caller = node.callers[top.at++];
      if (caller === undefined) {
        path.pop();
        const below = path[path.length - 1];
        if (below !== undefined) below.node.low = Math.min(below.node.low, node.low);
        if (node.low === node.number) leave(node);
      } else if (caller.number < 0) enter(caller);
      else if (caller.onStack) node.low = Math.min(node.low, caller.number);
    }
  }

  function leave(first: Node): void {
    const isCycle = stack[stack.length - 1] !== first || first.callers.includes(first);
    for (let node: Node | undefined; node !== first;) {
      node = stack.pop()!;
      node.onStack = false;
      if (isCycle) node.own.recursive = true;
    }
  }
}
