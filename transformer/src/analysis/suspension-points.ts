/** For people who read code: where a file may suspend and why, and what each of its functions became. `sansync show --why` and the editor say the same, from here. */
import type ts from "typescript";
import type { Analysis } from "./progress";
import { type CallFacts, keyOf } from "./facts";
import type { Ts } from "./typescript";
import { Colour, colourNames, effectOf } from "./2-infer/infer";
import { chainText, type Step, whyChain } from "./2-infer/why";
import { describePlan, type FilePlan, type Form, formMade, type FunctionPlan } from "./3-plan/plan";

/** A place at which the goroutine that runs the code may be stopped, or may have to wait. */
export interface SuspensionPoint {
  /** "call": also property reads, conversions and other constructs that call. "loop": it is checked whether another goroutine's turn has come. */
  readonly kind: "call" | "iteration" | "loop";
  /** What an editor marks: offsets in the file. The name of the callee, the iterated expression, or the first word of a loop. */
  readonly start: number;
  readonly end: number;
  readonly node: ts.Node;
  /** As it is written, shortened: `conn.read`, `range jobs`, `for`. */
  readonly callee: string;
  /** "blocking": waits for others. "dynamic": does if a function it cannot name does. "preemptible": is only stopped when its time is over. */
  readonly effect: "blocking" | "dynamic" | "preemptible";
  /** From the callee to the reason: `readRequest`, `Conn.read`. Empty for loops. */
  readonly chain: readonly Step[];
  /** The function it stands in. */
  readonly within: FunctionPlan;
}

/** What a function became. */
export interface FunctionForm {
  readonly node: ts.Node;
  readonly name: string;
  readonly colour: "plain" | "preemptible" | "dynamic" | "blocking";
  readonly form: Form;
  /** `blocking, direct form` */
  readonly text: string;
  /** From the function to the reason of its colour; empty for one that is emitted as it is. */
  readonly chain: readonly Step[];
  /** Why it has not the fast form. */
  readonly noFastForm: string | undefined;
}

/**
 * All places of a file, in the order of the text. Of code that is emitted as it is there are none: nobody can wait there.
 * @param least leaves out what has less effect
 */
export function suspensionPoints(ts: Ts, analysis: Analysis, plan: FilePlan, least: SuspensionPoint["effect"] = "preemptible"): SuspensionPoint[] {
  const found: SuspensionPoint[] = [], from = colourNames.indexOf(least);
  for (const within of plan.functions.values()) {
    if (within.form === "plain") continue;
    for (const call of within.facts.calls) {
      const effect = plan.calls.get(call.key)?.effect ?? Colour.Plain;
      if (effect === Colour.Plain || effect < from) continue;
      const at = marked(ts, call.node);
      found.push({ kind: call.steps === true ? "iteration" : "call", start: at.getStart(plan.facts.file), end: at.getEnd(), node: call.node, callee: call.text, effect: named(effect), chain: chainOfCall(call, analysis), within });
    }
    if (from > Colour.Preemptible) continue;
    for (const loop of within.facts.loops) {
      if ((plan.checks.get(loop.key) ?? "none") === "none") continue;
      const start = loop.node.getStart(plan.facts.file), word = ts.isForStatement(loop.node) || ts.isForOfStatement(loop.node) || ts.isForInStatement(loop.node) ? "for" : ts.isWhileStatement(loop.node) ? "while" : "do";
      found.push({ kind: "loop", start, end: start + word.length, node: loop.node, callee: word, effect: "preemptible", chain: [], within });
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What a call reaches that makes it suspend, down to the reason: `readRequest → Conn.read`. Empty: it does not. */
export function chainOfCall(call: CallFacts, { colours, functions }: Analysis): Step[] {
  const { colour, to } = effectOf(call, colours, functions);
  if (colour === Colour.Plain) return [];
  return functions.has(to) ? whyChain(to, colours, functions) : [{ name: to, file: call.node.getSourceFile().fileName, position: call.node.getStart() }];
}

/** What the functions of a file became, in the order of the text. */
export function functionForms({ colours, functions }: Analysis, plan: FilePlan): FunctionForm[] {
  return [...plan.functions.values()].map((fn) => formOf(fn, colours, functions));
}

/** What the function at a node became; undefined: it is none of this file. */
export function functionForm({ colours, functions }: Analysis, plan: FilePlan, node: ts.Node): FunctionForm | undefined {
  const fn = plan.functions.get(keyOf(node));
  return fn === undefined ? undefined : formOf(fn, colours, functions);
}

function formOf(fn: FunctionPlan, colours: Analysis["colours"], functions: Analysis["functions"]): FunctionForm {
  const text = describePlan(fn);
  return { node: fn.facts.node, name: fn.facts.name, colour: colourNames[fn.colour], form: formMade(fn), text, chain: text === "plain" ? [] : whyChain(fn.facts.id, colours, functions), noFastForm: fn.form === "plain" ? undefined : fn.direct };
}

/** `blocking, direct form`, and why; what `sansync show --why` prints behind the name. */
export function reasonText(form: FunctionForm): string {
  return form.chain.length === 0 ? "" : `${chainText(form.chain)}${form.noFastForm === undefined ? "" : `; no fast form: ${form.noFastForm}`}`;
}

function named(colour: Colour): SuspensionPoint["effect"] {
  return colourNames[colour] as SuspensionPoint["effect"];
}

/** The part of a call that stands for it. */
function marked(ts: Ts, node: ts.Node): ts.Node {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return nameOf(ts, node.expression);
  if (ts.isTaggedTemplateExpression(node)) return nameOf(ts, node.tag);
  if (ts.isForOfStatement(node) || ts.isSpreadElement(node)) return node.expression;
  if (ts.isVariableDeclaration(node)) return node.name;
  return ts.isPropertyAccessExpression(node) ? node.name : node;
}

function nameOf(ts: Ts, callee: ts.Expression): ts.Node {
  return ts.isPropertyAccessExpression(callee) ? callee.name : callee;
}
