/**
 * Phase 3: what each function, call and loop becomes. Pure data by the keys of facts.ts: lowering, `sansync show`, the editor and tests read it, nobody infers again.
 */
import type ts from "typescript";
import { type Callee, type CallFacts, type CountedLoop, type FileFacts, type FunctionFacts, type FunctionId, keyInId, keyOf, type Strip } from "../facts";
import type { Ts } from "../typescript";
import { hasSimpleParameters } from "../1-collect/callables";
import { binds, OrdinaryCall } from "../1-collect/ordinary-calls";
import { whyDirect } from "./fast-form";
import { liesWithin } from "../positions";
import { Colour, colourNames, type Colours, effectOf, isGenerator, suspendsCaller } from "../2-infer/infer";

/** How the body of a function is compiled. */
export type Form =
  /** As it is. */
  | "plain"
  /** A generator behind the suspension protocol. */
  | "direct"
  /** Two plain functions behind it: the function with tests, and one that goes on from where it was left. */
  | "fast"
  /** As it is, but calls that may park are awaited: async functions and the top level of an ES module. */
  | "awaiting";

/** What plain callers get. */
export type PlainEntry =
  /** The original body: it can only be preempted, and plain callers cannot be. */
  | "body"
  /** A goroutine of its own, run on the spot; a promise if it parks. */
  | "spot";

export interface FunctionPlan {
  readonly facts: FunctionFacts;
  readonly colour: Colour;
  form: Form;
  readonly plainEntry: PlainEntry;
  /** It may call itself again before it returns: its calls on the native stack are counted. */
  readonly recursive: boolean;
  /** Why it keeps the direct form; of a function in fast form: what lowering found in it that makes it keep the direct form behind an entry of the fast form's shape. */
  direct: string | undefined;
  /** Its frame is called by name somewhere. */
  frameNamed: boolean;
  /** Functions inside it are compiled too. */
  holdsLowered: boolean;
  /** A method that calls by look-up try first. */
  guessed: boolean;
}

/** Its body is compiled behind the suspension protocol. */
export function isResumable(plan: FunctionPlan | undefined): plan is FunctionPlan {
  return plan !== undefined && (plan.form === "direct" || plan.form === "fast");
}

/** The form it was given at last: lowering may find that a body cannot have the fast form. */
export function formMade(plan: FunctionPlan): Form {
  return plan.form === "fast" && plan.direct !== undefined ? "direct" : plan.form;
}

export type CallMode =
  | "plain"
  /** Through the frame of the one function it can be. */
  | "known"
  /** Through the entry, looked up on the function value. */
  | "dynamic";

export interface CallPlan {
  readonly facts: CallFacts;
  readonly mode: CallMode;
  /** What the call may do to its caller. */
  readonly effect: Colour;
  /** The function reached, for `known`. */
  readonly target: FunctionId | undefined;
  /** A `bind` of a function that may suspend: done by the runtime, so that the bound function keeps its entry. */
  readonly bindsEntry: boolean;
  /** Methods that a call by look-up tries first. */
  guesses: readonly FunctionId[];
}

const noGuesses: CallPlan["guesses"] = [];

/** Where a loop is checked: nowhere, at each round, or once per strip of rounds of such a loop. */
export type CheckPlan = "none" | "each" | CountedLoop | Strip;

export interface FilePlan {
  readonly facts: FileFacts;
  readonly functions: ReadonlyMap<string, FunctionPlan>;
  readonly calls: ReadonlyMap<string, CallPlan>;
  readonly checks: ReadonlyMap<string, CheckPlan>;
}

export function planFile(ts: Ts, facts: FileFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>, canAwaitAtTopLevel: boolean, stress = false, small = false): FilePlan {
  const functionPlans = new Map<string, FunctionPlan>();
  const calls = new Map<string, CallPlan>();
  const checks = new Map<string, CheckPlan>();
  const named = new Set<FunctionId>();

  const stays = (fn: FunctionFacts): boolean => fn.kind !== "module" && (fn.opaque !== undefined ||
    (fn.redeclared !== undefined && fn.calls.some((c) => c.inParameters && (stress || effectOf(c, colours, functions).colour !== Colour.Plain))));
  for (const fn of facts.functions) {
    const inferred = colours.get(fn.id)!;
    const colour = inferred.parameters.size > 0 && inferred.colour < Colour.Dynamic ? Colour.Dynamic : inferred.colour;
    functionPlans.set(fn.key, { facts: fn, colour, form: stays(fn) || (fn.kind === "static" && (colour < Colour.Dynamic || functionPlans.get(fn.outer!.key)?.form === "plain")) ? "plain" : formOf(fn, colour, canAwaitAtTopLevel, stress), plainEntry: colour === Colour.Preemptible ? "body" : "spot", recursive: inferred.recursive, direct: undefined, frameNamed: false, holdsLowered: false, guessed: false });
    for (const call of fn.calls) {
      const { callee } = call;
      const { colour: own, makes } = effectOfCall(call, colours, functions);
      const effect = makes && own === Colour.Plain ? Colour.Preemptible : stress && own === Colour.Plain && callee.kind !== "intrinsic" ? Colour.Preemptible : own;
      const target = callee.kind === "functions" && callee.exact && callee.ids.length === 1 && !makes ? callee.ids[0]! : undefined;
      const mode: CallMode = effect === Colour.Plain ? "plain" : target !== undefined ? "known" : "dynamic";
      const bindsEntry = binds(callee) && effectOf({ ...call, callee: { kind: "native", name: "Function.call", resumable: true }, arguments: call.arguments.slice(-1) }, colours, functions).colour !== Colour.Plain;
      // A `bind` that may be the built-in or a method of the program: what it is decides at run time.
      const mayBind = callee.kind === "unknown" && (call.node as { expression?: { name?: { text?: string } } }).expression?.name?.text === "bind";
      calls.set(call.key, { facts: call, mode, effect, target, bindsEntry: bindsEntry || mayBind, guesses: noGuesses });
      if (mode === "known") named.add(target!);
    }
  }
  for (const fn of facts.functions) {
    if (fn.loops.length === 0) continue;
    const suspending = positions(fn.calls.filter((c) => calls.get(c.key)!.mode !== "plain")), loops = positions(fn.loops.filter((l) => !l.tiny));
    for (const loop of fn.loops) {
      const { pos, end } = loop.node; // what is inside begins behind its first word
      const suspends = liesWithin(suspending, pos + 1, end), nested = liesWithin(loops, pos + 1, end);
      checks.set(loop.key, stress ? "each" : loop.tiny && !suspends ? "none" : suspends || nested ? "each" : loop.strip ?? "each");
    }
  }
  for (const plan of functionPlans.values()) plan.frameNamed = named.has(plan.facts.id);
  for (const { facts: fn, form } of functionPlans.values()) {
    if (form === "plain") continue;
    for (let outer = fn.outer; outer !== undefined; outer = outer.outer) {
      const holder = functionPlans.get(outer.key)!;
      if (holder.holdsLowered) break;
      holder.holdsLowered = true;
    }
  }
  if (!small) {
    for (const plan of functionPlans.values()) {
      if (plan.form !== "direct") continue;
      plan.direct = whyDirect(ts, plan);
      if (plan.direct === undefined) plan.form = "fast";
    }
  }
  for (const call of calls.values()) {
    const { callee } = call.facts;
    if (call.mode !== "dynamic" || call.facts.steps === true || callee.kind !== "functions" || callee.ids.length > mostGuesses) continue;
    call.guesses = callee.ids.filter((id) => {
      const fn = functionPlans.get(keyInId(id)); // of this file
      if (fn?.facts.id !== id || !canBeGuessed(ts, fn)) return false;
      return fn.guessed = true;
    });
  }
  return { facts, functions: functionPlans, calls, checks };
}

/** Of a call of which facts keep the node alone; undefined: the node is none of the file's. */
export function inertPlan(node: ts.Node): CallPlan | undefined {
  return node.pos < 0 ? undefined : { facts: new OrdinaryCall(keyOf(node), node as ts.CallExpression, { kind: "foreign", name: "" }, [], false, false, undefined), mode: "plain", effect: Colour.Plain, target: undefined, bindsEntry: false, guesses: noGuesses };
}

/** So many methods are tried at most: V8 remembers four kinds of objects at a place. */
const mostGuesses = 4;

/** A method in fast form of a class that is made once. The parameters are handed on. */
function canBeGuessed(ts: Ts, { form, facts: { node } }: FunctionPlan): boolean {
  return form === "fast" && ts.isMethodDeclaration(node) && ts.isIdentifier(node.name) && ts.isSourceFile(node.parent.parent) && hasSimpleParameters(ts, node);
}

interface Effect {
  readonly colour: Colour;
  /** It makes a generator whose body may stop. */
  readonly makes: boolean;
}

/** Of callees that do the same at each call; many calls have one in common. */
const effects = new WeakMap<Colours, Map<Callee, Effect>>();

/** Colours have changed in place. */
export function forgetEffects(colours: Colours): void {
  effects.delete(colours);
}

function effectOfCall(call: CallFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): Effect {
  const { callee } = call;
  const isShared = call.steps !== true && callee.kind === "functions" && callee.ids.length > 1;
  let known = effects.get(colours);
  if (known === undefined) effects.set(colours, (known = new Map<Callee, Effect>()));
  const before = isShared ? known.get(callee) : undefined;
  if (before !== undefined) return before;
  const effect = { colour: effectOf(call, colours, functions).colour, makes: call.steps !== true && callee.kind === "functions" && callee.ids.some((id) => mayStop(functions.get(id), colours)) };
  if (isShared && callee.ids.every((id) => (colours.get(id)?.parameters.size ?? 0) === 0)) known.set(callee, effect);
  return effect;
}

/** A generator whose body is in direct form: goroutine code makes its objects through the entry. */
function mayStop(fn: FunctionFacts | undefined, colours: Colours): boolean {
  if (fn === undefined || !isGenerator(fn) || fn.opaque !== undefined) return false;
  const inferred = colours.get(fn.id)!;
  return inferred.colour !== Colour.Plain || inferred.parameters.size > 0;
}

function formOf(fn: FunctionFacts, colour: Colour, canAwaitAtTopLevel: boolean, stress: boolean): Form {
  // A module awaits only what is known to block: a graph with top-level await cannot be required.
  if (fn.kind === "module") return colour < Colour.Blocking ? "plain" : canAwaitAtTopLevel ? "awaiting" : "direct";
  if (fn.async) return colour < Colour.Dynamic ? "plain" : "awaiting"; // async generators too
  if (fn.generator) return colour === Colour.Plain ? "plain" : "direct";
  if (fn.kind === "field" || (fn.kind === "constructor" && colour < Colour.Dynamic && !stress && !fn.calls.some((c) => c.key.startsWith("captured:")))) return "plain";
  if (fn.kind === "accessor" && colour < Colour.Dynamic && !stress) return "plain";
  return colour === Colour.Plain || !suspendsCaller(fn) ? "plain" : "direct";
}

function positions(facts: readonly { readonly node: ts.Node }[]): number[] {
  return facts.map(({ node }) => node.pos).sort((a, b) => a - b);
}

/** For people: `blocking, direct form`. */
export function describePlan(plan: FunctionPlan): string {
  if (plan.form === "plain" && plan.colour === Colour.Plain) return "plain";
  return `${colourNames[plan.colour]}, ${formMade(plan)} form`;
}
