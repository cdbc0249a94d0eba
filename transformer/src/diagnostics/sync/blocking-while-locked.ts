import type { Node } from "typescript";
import { Colour } from "../../analysis/2-infer/infer";
import { whyChain } from "../../analysis/2-infer/why";
import { defineRule, type Finding, type RuleContext } from "../define";
import { calledInLine } from "../flow/functions";
import { functionsWithLocks, heldIn, lockText } from "../flow/locks";
import { stable } from "../flow/places";
import { isExpectedToThrow, receiverOf, textOf } from "../syntax";

/** What waits for another goroutine. I/O is none: to write whole messages under a lock is right. */
const waits = /^((Recv|Send)?Chan\.(recv|recvOk|send)|select|WaitGroup\.wait|Group\.wait|RecvChan\.\[Symbol\.iterator\])$/;

/** A lock is held while the goroutine waits for others. */
export const blockingWhileLocked = defineRule({
  code: "SY3008", slug: "blocking-while-locked", severity: "warning",
  title: "A goroutine waits for others while it holds a lock",
  why: "Nobody else can lock meanwhile. If the one that is waited for needs the lock first, both wait for ever.",
  todo: "Unlock before it, or take what is needed under the lock and wait outside.",
  bad: "mu.lock();\nfor (const s of subscribers) s.send(text);\nmu.unlock();",
  good: "mu.lock();\nconst all = [...subscribers];\nmu.unlock();\nfor (const s of all) s.send(text);",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan, analysis } = context;
    for (const fn of functionsWithLocks(context)) {
      const held = heldIn(context, fn), facts = [...plan.functions.values()].find((f) => f.facts.node === fn)!.facts;
      for (const call of facts.calls) {
        if (plan.calls.get(call.key)!.effect !== Colour.Blocking) continue;
        const each = calledInLine(context, call), inEach = each === undefined ? undefined : [...plan.functions.values()].find((f) => f.facts.node === each)?.facts.calls.find((c) => plan.calls.get(c.key)!.effect === Colour.Blocking);
        if (inEach !== undefined && hasRoom(context, inEach.node)) continue;
        const callee = (inEach ?? call).callee, own = context.calls.find((c) => c.node === (inEach ?? call).node)?.name;
        const name = callee.kind === "functions" ? lastOf(whyChain(callee.ids[0]!, analysis.colours, analysis.functions)) : own ?? (callee.kind === "marked" ? callee.name : "");
        const [lock] = waits.test(name) || (ts.isForOfStatement(call.node) && callee.kind === "marked") ? held(call.node) : [];
        if (lock === undefined || hasRoom(context, call.node) || isExpectedToThrow(ts, call.node)) continue;
        yield {
          node: ts.isForOfStatement(call.node) ? call.node.expression : call.node,
          what: `\`${ts.isForOfStatement(call.node) ? textOf(call.node.expression) : call.text}\` may wait for another goroutine while \`${lockText(lock)}\` is locked.`, related: [{ node: lock.by.node, text: "It is locked here." }],
        };
      }
    }
  },
});

/** A send to a channel that is made with a buffer. */
function hasRoom(context: RuleContext, node: Node): boolean {
  const { ts } = context, declaration = ts.isCallExpression(node) ? stable(context, receiverOf(ts, node))?.valueDeclaration : undefined;
  const made = declaration !== undefined && (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) ? declaration.initializer : undefined;
  return made !== undefined && ts.isCallExpression(made) && made.arguments.length > 0 && made.arguments[0]!.getText() !== "0";
}

function lastOf(steps: readonly { readonly name: string }[]): string {
  return steps[steps.length - 1]?.name ?? "";
}
