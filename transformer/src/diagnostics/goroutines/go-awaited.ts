import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import { functionAround, outermost, textOf, usesOf } from "../syntax";

const promiseMembers = /^(then|catch|finally)$/;

/** `await go(f)`: a Goroutine is an identity, not a promise of a result. */
export const goAwaited = defineRule({
  code: "SY2010", slug: "go-awaited", severity: "error",
  title: "A goroutine is used as a promise",
  why: "`go` gives the goroutine's identity: `await` goes on at once, and there is no result to wait for.",
  todo: "`await run(f)` waits for a result from outside; inside goroutines use a `WaitGroup`, a `Group` or a channel.",
  bad: "await go(work, 5);",
  good: "await run(() => work(5));",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker(), seen = new Set<ts.Node>();
    for (const { node, name } of calls) {
      if (name === "wait") {
        const given = node.arguments?.[0], inner = given === undefined ? undefined : skipOuter(ts, given);
        if (inner !== undefined && calls.some((c) => c.node === inner && c.name === "go")) yield { node: given!, what: `\`${textOf(inner)}\` is a goroutine, not a promise: there is nothing to wait for.`, replaces: [2345], todo: "Use `WaitGroup.go` and `wait()`, or a channel for the result." };
        continue;
      }
      if (name !== "go") continue;
      const together = waitedTogether(context, node);
      if (together !== undefined) {
        if (!seen.has(together)) yield { node: together, what: `\`${textOf(node)}\` gives no promise: \`${textOf(together.expression)}\` has nothing to wait for.` };
        seen.add(together);
        continue;
      }
      const whole = outermost(ts, node), { parent } = whole;
      const use = useAsPromise(ts, whole);
      if (use !== undefined) {
        const fix = throughRun(context, node as ts.CallExpression, whole);
        yield { ...use, what: `\`${textOf(node)}\` gives no promise: ${use.waits ? "`await` goes on at once" : "a goroutine has no such member"}.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
      } else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
        const symbol = checker.getSymbolAtLocation(parent.name);
        for (const at of symbol === undefined ? [] : usesOf(context, functionAround(ts, parent) ?? parent.getSourceFile(), parent.name, symbol)) {
          const later = useAsPromise(ts, outermost(ts, at));
          if (later !== undefined) yield { ...later, what: `\`${at.text}\` is a goroutine, not a promise: ${later.waits ? "`await` goes on at once" : "it has no such member"}.`, related: [{ node, text: "It starts here." }] };
        }
      }
    }
  },
});

/** `Promise.all(xs.map((x) => go(work, x)))`, `Promise.all([go(f), go(g)])`. */
function waitedTogether({ ts }: RuleContext, node: ts.Node): ts.CallExpression | undefined {
  const { parent } = outermost(ts, node as ts.Expression), returned = ts.isReturnStatement(parent) && ts.isBlock(parent.parent) ? parent.parent.parent : parent;
  let list: ts.Node = parent;
  if (ts.isArrowFunction(returned)) {
    const call = returned.parent, callee = ts.isCallExpression(call) ? call.expression : undefined;
    if (callee === undefined || !ts.isPropertyAccessExpression(callee) || callee.name.text !== "map") return undefined;
    list = call;
  } else if (!ts.isArrayLiteralExpression(parent)) return undefined;
  const whole = list.parent;
  return ts.isCallExpression(whole) && whole.arguments[0] === list && /^Promise\.(all|allSettled|race|any)$/.test(whole.expression.getText()) ? whole : undefined;
}

function useAsPromise(ts: RuleContext["ts"], whole: ts.Expression): { readonly node: ts.Node; readonly waits: boolean; readonly replaces?: readonly number[] } | undefined {
  const { parent } = whole;
  if (ts.isAwaitExpression(parent)) return { node: parent, waits: true };
  return ts.isPropertyAccessExpression(parent) && parent.expression === whole && promiseMembers.test(parent.name.text) ? { node: parent.name, waits: false, replaces: [2339, 2551] } : undefined;
}

/** `run(() => f(x))` gives a promise of the result. Not where code already runs in a goroutine. */
function throughRun(context: RuleContext, call: ts.CallExpression, whole: ts.Expression): Fix | undefined {
  const { ts } = context, [given, ...rest] = call.arguments, fn = given === undefined ? undefined : skipOuter(ts, given);
  const run = imported(context, call.getSourceFile(), "run");
  if (fn === undefined || run === undefined || rest.some((a) => ts.isSpreadElement(a)) || find(ts, call, (n) => ts.isAwaitExpression(n)) !== undefined) return undefined;
  const around = functionAround(ts, whole);
  if (ts.isPropertyAccessExpression(whole.parent) && around !== undefined && !(ts.getCombinedModifierFlags(around as unknown as ts.Declaration) & ts.ModifierFlags.Async)) return undefined;
  const isDirect = rest.length === 0 && (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) && fn.parameters.length === 0;
  const text = isDirect ? fn.getText() : ts.isIdentifier(fn) || ts.isPropertyAccessExpression(fn) ? `() => ${fn.getText()}(${rest.map((a) => a.getText()).join(", ")})` : undefined;
  return text === undefined ? undefined : { title: "Run it and wait for its result: `run`", changes: [replace(call, `${run.name}(${text})`), ...run.changes] };
}
