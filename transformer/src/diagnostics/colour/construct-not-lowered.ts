import { Colour } from "../../analysis/2-infer/infer";
import { isDerived } from "../../analysis/1-collect/constructors";
import type { CallFacts, FunctionFacts, FunctionKind } from "../../analysis/facts";
import { defineRule, type Finding, type RuleContext } from "../define";

/** Something in a function that may suspend which this release cannot compile. Never a silent plain call. */
export const constructNotLowered = defineRule({
  code: "SY4017", slug: "construct-not-lowered", severity: "error",
  title: "A function that may suspend uses a construct that is not compiled yet",
  why: "sansync has no lowering for this construct in code that may suspend, and does not guess.",
  todo: "Move the construct into a function that does not block, or the blocking call out of it.",
  bad: "function reader() { return new.target ?? ch.recv(); }",
  good: "function reader() { return ch.recv(); }",
  *check({ ts, plan }: RuleContext): Iterable<Finding> {
    for (const fn of plan.functions.values()) {
      const { facts } = fn;
      const isDefer = (call: CallFacts): boolean => call.callee.kind === "intrinsic" && call.callee.name === "defer";
      const deferring = facts.defers && (fn.form === "plain" || noDefers.has(facts.kind)) ? facts.calls.find(isDefer) : undefined;
      if (deferring !== undefined)
        yield { node: deferring.node, what: `\`defer\` in \`${facts.name}\` cannot run: ${placeOf(facts)} has no end at which deferred calls run.`, why: "Deferred calls run when the function around them is left.", todo: "Use try/finally or `using`, or move the statements into a function." };
      for (const call of facts.calls)
        if (call.inParameters && isDefer(call))
          yield { node: call.node, what: "`defer` in a parameter is not compiled.", why: "The deferred calls of a function belong to its body.", todo: "Call it in the body of the function." };
      if (facts.opaque !== undefined && fn.colour === Colour.Blocking) yield { node: facts.opaque.node, what: `${capital(facts.opaque.what)} in \`${facts.name}\`, which may suspend, is not compiled yet.` };
      if (facts.redeclared !== undefined && fn.form === "plain" && fn.colour === Colour.Blocking) yield { node: facts.redeclared, what: "A `var` with the name of a parameter, in a function whose parameter defaults may suspend, is not compiled yet." };
      if (fn.form === "plain") continue;
      if (fn.form === "awaiting") {
        const parameter = facts.calls.find((c) => c.inParameters && plan.calls.get(c.key)!.effect >= Colour.Blocking);
        if (parameter !== undefined) yield { node: parameter.node, what: `\`${parameter.text}\` may block in a parameter of an async function.` };
        continue;
      }
      const superCall = facts.kind === "arrow" ? facts.calls.find((c) => ts.isCallExpression(c.node) && c.node.expression.kind === ts.SyntaxKind.SuperKeyword) : undefined;
      if (superCall !== undefined && !inDerivedConstructor(ts, facts)) yield { node: superCall.node, what: "`super(…)` in an arrow function that may suspend is not compiled yet.", todo: "Call it in the constructor itself." };
    }
  },
});

/** Code that is no activation of a function. */
const noDefers = new Set<FunctionKind>(["module", "namespace", "initializer", "field", "static"]);

function placeOf({ kind, unframed }: FunctionFacts): string {
  return kind === "module" ? "the top level of a module" : kind === "namespace" ? "the body of a namespace" : kind === "initializer" || kind === "field" || kind === "static" ? "an initialiser" : unframed !== undefined ? `this ${kind} (${unframed})` : "this function";
}

/** There `super` is lowered in arrow functions too: it goes through the class and a variable for `this`. */
function inDerivedConstructor(ts: RuleContext["ts"], facts: FunctionFacts): boolean {
  let owner: FunctionFacts | undefined = facts;
  while (owner?.kind === "arrow") owner = owner.outer;
  return owner?.kind === "constructor" && owner.unframed === undefined && ts.isClassLike(owner.node.parent) && isDerived(ts, owner.node.parent);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
