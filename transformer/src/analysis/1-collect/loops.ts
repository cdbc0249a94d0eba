/** Loops: which need no check, which can be strip-mined (counted-loops.ts), and what a `for…of` iterates over. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Iteration, keyOf, type LoopFacts } from "../facts";
import type { CountedLoops } from "./counted-loops";
import { isMarkedSuspends } from "./marks";
import { iteratorMember, propertyUnder } from "./program-index";

/** `iterable`: the type of what a `for…of` iterates over. */
export function loopFacts(ts: Ts, checker: ts.TypeChecker, loops: CountedLoops, node: ts.IterationStatement, iterable: ts.Type | undefined): LoopFacts {
  const tiny = loops.isTiny(node);
  return {
    key: keyOf(node), node, tiny,
    strip: tiny ? undefined : loops.stripOf(node),
    iteration: iterable === undefined ? undefined : iterationOfValue(ts, checker, iterable),
  };
}

/**
 * What stepping through a value of that type calls. Channels say so in their declaration; iterables of the language and user generators step natively; of everything else
 * (classes with their own iterator, `Iterable` parameters, `any`) the iterator is looked up at run time.
 */
export function iterationOfValue(ts: Ts, checker: ts.TypeChecker, value: ts.Type): Iteration {
  const type = checker.getApparentType(value);
  const parts = type.isUnion() ? type.types.map((t) => checker.getApparentType(t)) : [type];
  let result: Iteration = "native";
  for (const part of parts) {
    const own = iterationOfType(ts, checker, part);
    if (own === "channel") {
      if (parts.length === 1) return "channel";
      result = "unknown";
    } else if (own === "generator") {
      if (parts.length === 1) return "generator";
      result = "unknown";
    } else if (own === "unknown") result = "unknown";
  }
  return result;
}

function iterationOfType(ts: Ts, checker: ts.TypeChecker, type: ts.Type): Iteration {
  const iterator = propertyUnder(checker, type, iteratorMember);
  const declarations = iterator?.declarations ?? [], [declaration] = declarations;
  if (declaration === undefined) return "unknown";
  if (declarations.some((d) => isMarkedSuspends(ts, d))) return "channel";
  // An array that was given an iterator: which of the two it has decides at run time.
  if (declarations.some((d) => !d.getSourceFile().isDeclarationFile) && declarations.length > 1) return "unknown";
  if (ts.isMethodDeclaration(declaration) && declaration.asteriskToken !== undefined) return "generator";
  const owner = declaration.parent;
  const name = owner !== undefined && ts.isInterfaceDeclaration(owner) ? owner.name.text : "";
  if (!declaration.getSourceFile().isDeclarationFile) return "unknown";
  // `Iterable` and its kin are interfaces anybody implements; `Generator` objects come from generator functions only.
  if (type.symbol?.name === "Generator") return "generator";
  if (/^(Iterable|IterableIterator|IteratorObject|AsyncIterable|Iterator)$/.test(name)) {
    return /^(ArrayIterator|MapIterator|SetIterator|StringIterator|RegExpStringIterator)$/.test(type.symbol?.name ?? "") ? "native" : "unknown";
  }
  return /\/lib\.[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName) ? "native" : "unknown";
}
