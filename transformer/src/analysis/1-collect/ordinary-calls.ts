/** Calls as most are, and the short texts that messages and TypeErrors show. */
import type ts from "typescript";
import type { Argument, Callee, CallFacts, InertCall } from "../facts";
import type { Ts } from "../typescript";

/** What most calls are given: nothing that can be called. One list for each number of arguments. */
const inert: (readonly Argument[])[] = [];

/** Its text is cut out when somebody asks: most are never shown. */
export class OrdinaryCall implements CallFacts {
  readonly arguments: readonly Argument[];

  constructor(
    readonly key: string, readonly node: ts.CallExpression, readonly callee: Callee, args: readonly Argument[], readonly spread: boolean, readonly inParameters: boolean,
    readonly usesResult: readonly boolean[] | undefined,
  ) {
    this.arguments = args.some((a) => a.kind !== "none") ? args : (inert[args.length] ??= args);
  }

  get text(): string {
    return short(this.node.expression);
  }
}

/** The callee does nothing to its callers, is none of the runtime's, and is given no function of the program. What binds a function is given that as its receiver. */
export function isInert(callee: Callee, args: readonly Argument[]): boolean {
  return (callee.kind === "native" ? !callee.resumable && !binds(callee) : callee.kind === "foreign" && callee.runtime !== true) && args.every((a) => a.kind !== "function");
}

/** `Function.bind`, and the same of the interfaces that TypeScript has beside it. */
export function binds(callee: Callee): boolean {
  return callee.kind === "native" && callee.name.endsWith("Function.bind");
}

/** How messages name what a call calls. */
export function calledText(ts: Ts, call: InertCall): string {
  return `${ts.isNewExpression(call) ? "new " : ""}${short(call.expression)}`;
}

export function short(node: ts.Node): string {
  // What is called may be a program long (a module in a function expression): the start is enough.
  const from = node.getStart();
  const text = node.getSourceFile().text.slice(from, Math.min(node.end, from + 200)).replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
