/**
 * What a call of a resumable built-in may call back: the arguments that are callbacks, the steps of an iterable it walks, `toJSON` methods. Everything else it is given is data.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionFacts } from "../facts";
import type { Resolver } from "./resolve";
type Native = Extract<Callee, {
    kind: "native";
}>;
/** The callee and the arguments as inference shall see them. */
export declare function nativeCall(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, callee: Native, call: ts.CallExpression, args: readonly Argument[], within: FunctionFacts, stress: boolean): {
    callee: Callee;
    args: Argument[];
};
/** `super(…)` into a built-in that has a construct entry: it calls `add` or `set` of the subclass, an executor, the steps of an iterable. Undefined for any other parent. */
export declare function nativeParent(callee: Callee): {
    callee: Callee;
    args: Argument[];
} | undefined;
/** What `new Set(it)`, `new Promise(executor)` and their like may call: they have construct entries in the runtime (natives/collections.ts, promises.ts). */
export declare function nativeConstruction(ts: Ts, checker: ts.TypeChecker, callee: Native, node: ts.NewExpression, args: readonly Argument[]): {
    callee: Callee;
    args: Argument[];
};
/** A pattern of the user's brings its own methods; a regular expression those `exec` methods of the program that a RegExp may have. */
export declare function patternArguments(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, pattern: ts.Expression): Argument[];
export {};
