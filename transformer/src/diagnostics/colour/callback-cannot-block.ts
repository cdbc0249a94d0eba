import { Colour, effectOf, suspendsCaller } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import { membersHandedOver } from "./handed-over";
import { defineRule, type Finding, type RuleContext } from "../define";

/** A callback that may block is given to code that is not compiled by sansync and uses its result at once. */
export const callbackCannotBlock = defineRule({
  code: "SY4002", slug: "callback-cannot-block", severity: "error",
  title: "A callback that may block is given to plain code that uses its result at once",
  why: "Code that sansync did not compile calls the function as any other and would get a promise for a value if it parks.",
  todo: "Do the blocking part in a loop before the call, and pass a callback that only looks the result up.",
  bad: "emitter.setFilter((x) => askServer(x));",
  good: "const ok = new Set(xs.filter((x) => askServer(x)));\nemitter.setFilter((x) => ok.has(x));",
  *check(context: RuleContext): Iterable<Finding> {
    const { analysis, plan } = context;
    yield* membersHandedOver(context);
    for (const fn of plan.functions.values())
      for (const call of fn.facts.calls) {
        if (!call.arguments.some((argument) => argument.kind === "function")) continue;
        if (call.callee.kind === "functions") {
          // A constructor, accessor or generator of the program that calls what it is given: it cannot wait either.
          for (const id of call.callee.ids) {
            const target = analysis.functions.get(id);
            if (target === undefined || suspendsCaller(target) || target.async || target.generator) continue;
            for (const index of analysis.colours.get(id)!.parameters) {
              const argument = call.arguments[index];
              if (argument?.kind !== "function" || analysis.colours.get(argument.id)?.colour !== Colour.Blocking) continue;
              const node = (call.node as { arguments?: readonly import("typescript").Node[] }).arguments?.[index] ?? call.node;
              yield { node, what: `This callback may block, but \`${target.name}\` calls it and cannot wait.`, why: `It may suspend: ${chainText(whyChain(argument.id, analysis.colours, analysis.functions))}.` };
            }
          }
          continue;
        }
        if (call.callee.kind !== "foreign" && !(call.callee.kind === "native" && !call.callee.resumable)) continue;
        for (const [index, argument] of call.arguments.entries()) {
          if (argument.kind !== "function" || call.usesResult?.[index] !== true) continue;
          const effect = effectOf({ ...call, callee: { kind: "functions", ids: [argument.id], exact: false }, arguments: [], spread: false }, analysis.colours, analysis.functions);
          if (effect.colour !== Colour.Blocking) continue;
          const node = (call.node as { arguments?: readonly import("typescript").Node[] }).arguments?.[index] ?? call.node;
          yield {
            node,
            what: `This callback may block, but \`${call.text}\` uses its result at once.`,
            why: `It may suspend: ${chainText(whyChain(argument.id, analysis.colours, analysis.functions))}. \`${call.text}\` is not compiled by sansync and cannot wait.`,
          };
        }
      }
  },
});
