/**
 * What stepping through an iterable may reach: `for…of`, spread, array patterns, `yield*`.
 *
 * A generator that is made where it is iterated over (`for (const x of walk(tree, visit))`) has the colour of that function, given those arguments. An object whose type has a generator method as
 * `[Symbol.iterator]` has the colour of that method and of all that may stand in its place. Any other value of type `Generator` is one of the program's generators (`anyGenerator`).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionFacts } from "../facts";
import type { Resolver } from "./resolve";
export interface Stepping {
    readonly callee: Callee;
    /** What the generator was made with. */
    readonly arguments: readonly Argument[];
    readonly spread: boolean;
}
/** `type` is that of the value; undefined: it steps natively. */
export declare function steppingOf(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, type: ts.Type, iterable: ts.Expression | undefined, text: string, within: FunctionFacts): Stepping | undefined;
/** What asking for an async iterator may reach; undefined: the type has none, the iterable is stepped synchronously. */
export declare function asyncSteppingOf(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, value: ts.Type, text: string): Stepping | "native" | undefined;
