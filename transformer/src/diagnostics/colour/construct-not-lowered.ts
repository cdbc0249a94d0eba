import type ts from "typescript";
import { Colour } from "../../analysis/2-infer/infer";
import { mayBeReplaced } from "../../analysis/1-collect/object-methods";
import { defineRule, type Finding, type RuleContext } from "../define";

/** Something in a function that may suspend which this release cannot compile. Never a silent plain call. */
export const constructNotLowered = defineRule({
  code: "SY4017", slug: "construct-not-lowered", severity: "error",
  title: "A function that may suspend uses a construct that is not compiled yet",
  why: "sansync has no lowering for this construct in code that may suspend, and does not guess.",
  todo: "Move the construct into a function that does not block, or the blocking call out of it.",
  bad: "function* numbers() { yield ch.recv(); }",
  good: "function numbers() { const out = chan<number>(); go(() => { out.send(ch.recv()!); out.close(); }); return out; }",
  *check({ ts, program, plan }: RuleContext): Iterable<Finding> {
    for (const fn of plan.functions.values()) {
      const { facts } = fn;
      const node = facts.node as ts.FunctionLikeDeclaration;
      if (facts.defers && fn.form !== "direct")
        yield { node: nameOf(node), what: `\`defer\` in \`${facts.name}\` is not compiled yet: ${facts.async ? "an async function" : facts.generator ? "a generator" : facts.kind === "module" ? "the top level of a module" : "this kind of function"} cannot run deferred calls.`, todo: "Use try/finally or `using`, or move the body into an ordinary function." };
      for (const call of facts.calls)
        if (ts.isVariableDeclaration(call.node) && call.text.startsWith("using ") && plan.calls.get(call.key)!.effect === Colour.Blocking)
          yield { node: call.node, what: `Leaving the block of \`${call.text}\` may block, which is not compiled yet.`, todo: "Call it in a `finally` block instead of `using`." };
      if (facts.generator && !facts.async) {
        for (const call of facts.calls)
          if (plan.calls.get(call.key)!.effect === Colour.Blocking)
            yield { node: call.node, what: `\`${call.text}\` may block inside the generator \`${facts.name}\`.`, todo: "Start a goroutine that sends the values on a channel, and range over the channel." };
        continue;
      }
      if (facts.opaque !== undefined && fn.colour === Colour.Blocking) yield { node: facts.opaque.node, what: `${capital(facts.opaque.what)} in \`${facts.name}\`, which may suspend, is not compiled yet.` };
      if (fn.form === "plain") continue;
      for (const item of facts.notLowered) yield { node: item.node, what: `${capital(item.what)} in \`${facts.name}\`, which may suspend, is not compiled yet.` };
      if (fn.form === "awaiting") {
        const parameter = facts.calls.find((c) => c.inParameters && plan.calls.get(c.key)!.effect >= Colour.Blocking);
        if (parameter !== undefined) yield { node: parameter.node, what: `\`${parameter.text}\` may block in a parameter of an async function.` };
        continue;
      }
      if (facts.usesNewTarget && facts.kind !== "module") yield { node: nameOf(node), what: `\`new.target\` in \`${facts.name}\`, which may suspend, is not compiled yet.` };
      if (facts.kind === "arrow" && facts.usesSuper) yield { node: nameOf(node), what: "`super` in an arrow function that may suspend is not compiled yet.", todo: "Call a method that uses `super`, or save the value before the arrow function." };
      if (facts.kind === "method" && facts.usesSuper && ts.isObjectLiteralExpression(node.parent) && mayBeReplaced(ts, node.parent, node as ts.MethodDeclaration))
        yield { node: nameOf(node), what: `\`super\` in the method \`${facts.name}\`, which a later property may replace, is not compiled yet.`, todo: "Put the spread or computed property before the method." };
      if (facts.kind === "method" && ts.isClassLike(node.parent) && (ts.getDecorators(node as ts.MethodDeclaration)?.length ?? 0) > 0 && program.getCompilerOptions().experimentalDecorators !== true)
        yield { node: nameOf(node), what: `The decorated method \`${facts.name}\` may suspend, which is not compiled yet.` };
      if (facts.calls.some((c) => c.inParameters && plan.calls.get(c.key)!.mode !== "plain")) {
        const names = new Set(node.parameters.flatMap((p) => boundNames(ts, p.name)));
        const redeclared = node.body === undefined ? undefined : findVar(ts, node.body, names);
        if (redeclared !== undefined) yield { node: redeclared, what: "A `var` with the name of a parameter, in a function whose parameter defaults may suspend, is not compiled yet." };
      }
    }
  },
});

function nameOf(node: ts.FunctionLikeDeclaration): ts.Node {
  return node.name ?? node;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function boundNames(ts: RuleContext["ts"], name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((e) => (ts.isBindingElement(e) ? boundNames(ts, e.name) : []));
}

function findVar(ts: RuleContext["ts"], node: ts.Node, names: ReadonlySet<string>): ts.Node | undefined {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return undefined;
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
    for (const d of node.declarations) if (boundNames(ts, d.name).some((n) => names.has(n))) return d;
  return ts.forEachChild(node, (child) => findVar(ts, child, names));
}
