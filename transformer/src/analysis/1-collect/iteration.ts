/**
 * What stepping through an iterable may reach: `for…of`, spread, array patterns, `yield*`.
 *
 * A generator that is made where it is iterated over (`for (const x of walk(tree, visit))`) has the colour of that function, given those arguments. An object whose type has a generator method as
 * `[Symbol.iterator]` has the colour of that method and of all that may stand in its place. Any other value of type `Generator` is one of the program's generators (`anyGenerator`).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { anyGenerator, type Argument, type Callee, type FunctionFacts } from "../facts";
import { iterationOfValue } from "./loops";
import { patternArguments } from "./native-calls";
import { propertyUnder, skipOuter } from "./program-index";
import type { Resolver } from "./resolve";

export interface Stepping {
  readonly callee: Callee;
  /** What the generator was made with. */
  readonly arguments: readonly Argument[];
  readonly spread: boolean;
}

/** What the steps of `matchAll(pattern)` may call: `exec` methods of the program's. */
function execsOf(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, iterable: ts.Expression | undefined): readonly Argument[] {
  const call = iterable === undefined ? undefined : skipOuter(ts, iterable);
  if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== "matchAll") return resolver.storedUnder("exec");
  const [pattern] = call.arguments;
  return pattern === undefined ? [] : patternArguments(ts, checker, resolver, pattern);
}

/** `type` is that of the value; undefined: it steps natively. */
export function steppingOf(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, type: ts.Type, iterable: ts.Expression | undefined, text: string, within: FunctionFacts): Stepping | undefined {
  const plainly = (callee: Callee): Stepping => ({ callee, arguments: [], spread: false });
  switch (iterationOfValue(ts, checker, type)) {
    case "native": {
      const called = type.symbol?.name === "RegExpStringIterator" ? execsOf(ts, checker, resolver, iterable) : [];
      return called.length === 0 ? undefined : plainly({ kind: "unknown", why: `\`${text}\` calls an \`exec\` that is not known here` });
    }
    case "channel": return plainly({ kind: "marked", name: "RecvChan.[Symbol.iterator]" });
    case "unknown": return plainly({ kind: "unknown", why: `the iterator of \`${text}\` is not known here` });
    case "generator": {
      if (type.symbol?.name !== "Generator") return plainly(resolver.iterators(type) ?? { kind: "unknown", why: `the iterator of \`${text}\` is not known here` });
      // An object of the program's that is written as one; what a generator function made is none.
      if (!isMadeHere(ts, checker, iterable) && resolver.membersOf("next", type).length > 0) return plainly({ kind: "unknown", why: `the steps of \`${text}\` are not known here` });
      const inner = iterable === undefined ? undefined : skipOuter(ts, iterable);
      const callee = inner !== undefined && ts.isCallExpression(inner) ? resolver.callee(inner, within) : undefined;
      if (callee?.kind !== "functions") return plainly({ kind: "functions", ids: [anyGenerator], exact: false });
      const args = (inner as ts.CallExpression).arguments;
      return { callee: { ...callee, exact: false }, arguments: args.map((a) => (ts.isSpreadElement(a) ? { kind: "unknown" } : resolver.argument(a, within))), spread: args.some(ts.isSpreadElement) };
    }
  }
}

/** A call of what is declared as a generator function. */
function isMadeHere(ts: Ts, checker: ts.TypeChecker, iterable: ts.Expression | undefined): boolean {
  const inner = iterable === undefined ? undefined : skipOuter(ts, iterable), made = inner !== undefined && ts.isCallExpression(inner) ? checker.getResolvedSignature(inner)?.declaration : undefined;
  return made !== undefined && ts.isFunctionLike(made) && (made as ts.FunctionLikeDeclaration).asteriskToken !== undefined;
}

/** What asking for an async iterator may reach; undefined: the type has none, the iterable is stepped synchronously. */
export function asyncSteppingOf(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, value: ts.Type, text: string): Stepping | "native" | undefined {
  const type = checker.getApparentType(value);
  const declaration = propertyUnder(checker, type, "@@asyncIterator")?.declarations?.[0];
  if (declaration === undefined) return undefined;
  // `AsyncIterable` and its kin are interfaces anybody implements; their steps give promises, but the method that makes the iterator may block.
  const anybodys = /^Async(Iterable|Iterator|IterableIterator|IteratorObject)$/.test(type.symbol?.name ?? "");
  const generator = ts.isMethodDeclaration(declaration) && declaration.asteriskToken !== undefined;
  if (generator || (!anybodys && resolver.outside.isPlain(declaration))) return "native";
  return { callee: { kind: "unknown", why: `the async iterator of \`${text}\` is not known here` }, arguments: [], spread: false };
}
