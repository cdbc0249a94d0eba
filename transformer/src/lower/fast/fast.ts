/**
 * The fast form: a generator body of the direct form, made into two functions.
 *
 * Before                                            the function with a test behind each call that may suspend, and the same function from any of those places on
 *   function* fib$frame(n) {                          function fib$go($d, n) {
 *     return n < 2 ? n                                  if ($d > $FL[0] && $enter($d)) return fib$save(1, 0, n);
 *       : (($1 = $frame(fib$frame(n - 1)), $S.f)        …
 *          ? yield $at : $1) + …;                     }
 *   }                                                 function fib$resume($fr) { … }
 *
 * The first runs until something in it really suspends: then it leaves its live variables in a frame object and returns. The scheduler calls the second with that frame. So a call costs a
 * test, and no generator. Everything that lowering does for a construct is done for the direct form, once; here stand only control flow and variables.
 *
 * 1 points.ts      finds the suspension points
 * 2 bindings.ts    may the two functions share the variables by value?
 * 3 normalise.ts   each point becomes a statement (expressions.ts)
 * 4 liveness.ts    what each frame has to keep (numbers.ts: which of it are numbers)
 * 5 copies.ts      the two functions (fast-copy.ts, resume-copy.ts)
 *
 * What one of them does not know keeps the direct form, with the reason (`sansync show --why`).
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { find } from "../../analysis/walk";
import { methodTemp } from "../method-calls";
import type { FileLowering, Temps } from "../scope";
import { findBindings } from "./bindings";
import type { Shape } from "./copies";
import { assignSlots, findLive, keepInScope } from "./liveness";
import { FastCopy } from "./fast-copy";
import { Normaliser } from "./normalise";
import { numericVariables } from "./numbers";
import { Points } from "./points";
import { ResumeCopy } from "./resume-copy";
import { pointsOf, Unsupported } from "./steps";

/** A body of the direct form. */
export interface GeneratorParts {
  readonly parameters: ts.ParameterDeclaration[];
  readonly body: ts.Block;
  readonly temps: Temps;
}

export interface FastParts {
  /** The goroutine entry. */
  readonly parameters: ts.ParameterDeclaration[];
  readonly body: ts.Block;
  readonly resume: { readonly name: string; readonly parameters: ts.ParameterDeclaration[]; readonly body: ts.Block };
  /** The function that leaves frames. */
  readonly save: readonly ts.Statement[];
}

/** The two functions; undefined: the body keeps the direct form. `base`: what names are made of; `shared`: they exist once, and may have a function for their frames (copies.ts). */
export function fastParts(l: FileLowering, plan: FunctionPlan, parts: GeneratorParts, base: string, shared: boolean): FastParts | undefined {
  try {
    return make(l, plan, parts, base, shared);
  } catch (error) {
    if (error instanceof Unsupported) plan.direct = error.reason;
    else if (error instanceof RangeError) plan.direct = "it is nested too deeply for the compiler's stack";
    else throw error;
    return undefined;
  }
}

function make(l: FileLowering, plan: FunctionPlan, parts: GeneratorParts, base: string, shared: boolean): FastParts {
  const { ts, f } = l;
  // Its strings are one object for each place in the text, and both copies would have such a place.
  if (find(ts, parts.body, (n) => ts.isTaggedTemplateExpression(n)) !== undefined) throw new Unsupported("a tagged template");
  const points = new Points(l);
  if (parts.parameters.some((p) => points.in(p))) throw new Unsupported("its parameters may suspend");
  const bindings = findBindings(l, parts.parameters, parts.body, points);
  const declaredTemps = new Set(parts.temps.all);
  const normaliser = new Normaliser(l, points, bindings, parts.temps);
  const { statements } = parts.body;
  const prologueEnd = l.prologueEnd(statements), prologue = statements.slice(0, prologueEnd);
  const entry = plan.recursive ? l.site(plan.facts.node, plan, "preempted") : undefined;
  const steps = normaliser.body(statements.slice(prologueEnd).filter((s) => !declaresOnly(l, s, declaredTemps)), entry);
  if (pointsOf(steps).length === 0) throw new Unsupported("nothing in it suspends");
  if (pointsOf(steps).length > 500) throw new Unsupported("it has more than 500 places where it may suspend");

  const selfName = l.register("$this");
  const isArrow = ts.isArrowFunction(plan.facts.node);
  const variables = new Set([...bindings.held, ...parts.temps.all, ...(isArrow ? [] : ["$this"])]);
  findLive(ts, steps, variables);
  keepInScope(ts, steps, new Set([...bindings.lexical].filter((n) => !declaredTemps.has(n))));
  const slots = assignSlots(steps, numericVariables(ts, steps, parts.parameters, variables));
  const depth = plan.recursive ? { name: l.register("$d"), weight: weightOf(variables.size + parts.parameters.length), saved: l.register("$b") } : undefined;
  const resume = l.names.unique(`${base}$resume`), save = shared && pointsOf(steps).length > 1 ? l.names.unique(`${base}$save`) : undefined;
  const shape: Shape = { resume, save, slots, dummy: dummyOf(l, plan), depth };

  const fast = new FastCopy(l, shape, normaliser.sources), resumed = new ResumeCopy(l, shape, { self: selfName, temporaries: new Set(parts.temps.all) });
  const first = fast.list(steps), second = resumed.body(steps);
  const used = namesIn(l, first), usedThen = namesIn(l, second);
  const fresh = parts.temps.all.filter((n) => used.has(n));
  if (depth !== undefined && used.has(depth.saved)) fresh.push(depth.saved);
  const method = methodTemp(l);
  if (used.has(method)) fresh.push(method);
  const declared = fresh.length === 0 ? [] : [f.createVariableStatement(undefined, f.createVariableDeclarationList(fresh.map((n) => f.createVariableDeclaration(n)), ts.NodeFlags.Let))];
  const later = [...variables].filter((n) => (n === "$this" ? slots.of.has("$this") : usedThen.has(n)));
  return {
    parameters: depth === undefined ? parts.parameters : [f.createParameterDeclaration(undefined, undefined, depth.name), ...parts.parameters],
    body: f.createBlock(ts.setTextRange(f.createNodeArray([...prologue, ...declared, ...first]), statements), true),
    save: save === undefined ? [] : [fast.saver(save)],
    // Comments stand in the first.
    resume: { name: resume, parameters: [resumed.parameter], body: ts.setEmitFlags(f.createBlock([...prologue, resumed.declaration(later), ...second], true), ts.EmitFlags.NoNestedComments) },
  };
}

/** What a call of a function with so many variables takes of the native stack, in units of 230 bytes (runtime: core/state.ts): V8's interpreter has a word for each, some for what it is computing, and the frame itself. */
function weightOf(variables: number): number {
  return Math.max(1, Math.ceil(8 * (variables + 16) / 230));
}

/** The declaration of the temporaries. */
function declaresOnly(l: FileLowering, s: ts.Statement, temps: ReadonlySet<string>): boolean {
  return l.ts.isVariableStatement(s) && s.declarationList.declarations.every((d) => d.initializer === undefined && l.ts.isIdentifier(d.name) && temps.has(d.name.text));
}

/** Names that the statements mention. */
function namesIn(l: FileLowering, statements: readonly ts.Node[]): Set<string> {
  const { ts } = l, out = new Set<string>();
  const visit = (n: ts.Node): void => {
    if (ts.isIdentifier(n)) out.add(n.text);
    ts.forEachChild(n, visit);
  };
  for (const s of statements) visit(s);
  return out;
}

/** A value of the type of the result: a number and `undefined` in one place make V8 box the number. */
function dummyOf(l: FileLowering, plan: FunctionPlan): ts.Expression | undefined {
  const { ts, f } = l, { type } = plan.facts.node as ts.FunctionLikeDeclaration;
  switch (type?.kind) {
    case ts.SyntaxKind.NumberKeyword: return f.createNumericLiteral(0);
    case ts.SyntaxKind.BooleanKeyword: return f.createFalse();
    case ts.SyntaxKind.StringKeyword: return f.createStringLiteral("");
  }
  return undefined;
}
