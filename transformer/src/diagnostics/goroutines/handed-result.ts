/** A call stands where a function is wanted: `go(work(5))`, `defer(mu.unlock())`. */
import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import type { Finding, RuleContext } from "../define";
import { replace } from "../edits";
import { isPromise } from "../promises";
import { textOf } from "../syntax";

/** @param takers calls whose first argument is the function that they run */
export function* resultsHandedOver(context: RuleContext, takers: ReadonlySet<string>): Iterable<Finding> {
  const { ts, program, calls } = context, checker = program.getTypeChecker();
  for (const { node, name } of calls) {
    if (!takers.has(name)) continue;
    const argument = node.arguments?.[0], call = argument === undefined ? undefined : skipOuter(ts, argument);
    if (call !== undefined && ts.isConditionalExpression(call)) {
      yield* eitherResult(context, name, argument!, call);
      continue;
    }
    if (argument === undefined || call === undefined || !ts.isCallExpression(call) || mayBeCalled(ts, checker.getTypeAtLocation(argument))) continue;
    const taker = textOf(node.expression), text = isPromise(context, checker.getTypeAtLocation(call)) ? undefined : fixed(context, name, node as ts.CallExpression, call);
    const does = name === "defer" ? "at the end of the function" : "in a goroutine";
    yield {
      node: call,
      what: `\`${textOf(call)}\` runs here and now, and \`${taker}\` gets its result.`,
      why: `\`${taker}\` takes a function and calls it ${does}; this is \`${checker.typeToString(checker.getTypeAtLocation(argument))}\`.`,
      replaces: [2345],
      ...(text === undefined ? {} : { todo: `Write \`${text.length > 60 ? `${taker}(() => …)` : text}\`.`, fixes: [{ title: "Hand over the function, not its result", changes: [replace(node, text)] }] }),
    };
  }
}

/** `go(quick ? f(1) : f(2))`: the branches that are calls. */
function* eitherResult({ ts, program }: RuleContext, name: string, argument: ts.Expression, either: ts.ConditionalExpression): Iterable<Finding> {
  const checker = program.getTypeChecker();
  const results = [either.whenTrue, either.whenFalse].map((b) => skipOuter(ts, b)).filter((b) => ts.isCallExpression(b) && !mayBeCalled(ts, checker.getTypeAtLocation(b)));
  if (results.length === 0) return;
  yield {
    node: argument, what: `\`${textOf(results[0]!)}\` runs here and now, and \`${name}\` gets its result.`, replaces: [2345], todo: "Put an arrow function around the call.",
    fixes: [{ title: "Hand over the function, not its result", changes: results.map((r) => replace(r, `() => ${r.getText()}`)) }],
  };
}

function mayBeCalled(ts: RuleContext["ts"], type: ts.Type): boolean {
  if (type.isUnionOrIntersection()) return type.types.some((t) => mayBeCalled(ts, t));
  const { Any, Unknown, Never, Instantiable, NonPrimitive } = ts.TypeFlags;
  return (type.flags & (Any | Unknown | Never | Instantiable | NonPrimitive)) !== 0 || type.getCallSignatures().length > 0 || type.symbol?.name === "Function";
}

/** `go(f, x)` where that is the same call; else an arrow function, unless the arguments belong where they stand. */
function fixed({ ts, program }: RuleContext, name: string, taker: ts.CallExpression, call: ts.CallExpression): string | undefined {
  const rest = taker.arguments.slice(1);
  const callee = skipOuter(ts, call.expression), signatures = program.getTypeChecker().getTypeAtLocation(callee).getCallSignatures();
  const isPlainCall = ts.isIdentifier(callee) && call.typeArguments === undefined && signatures.length === 1 && (signatures[0]!.typeParameters?.length ?? 0) === 0;
  if (name === "go" && isPlainCall && rest.length === 0 && call.questionDotToken === undefined) return `${taker.expression.getText()}(${[callee, ...call.arguments].map((a) => a.getText()).join(", ")})`;
  if (find(ts, call, (n) => (ts.isFunctionLike(n) ? "skip" : ts.isAwaitExpression(n) || ts.isYieldExpression(n) || (ts.isIdentifier(n) && n.text === "arguments"))) !== undefined) return undefined;
  return `${taker.expression.getText()}(${[`() => ${call.getText()}`, ...rest.map((a) => a.getText())].join(", ")})`;
}
