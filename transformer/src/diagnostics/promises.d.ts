/** Promises in blocking code: there they are no results, but something to wait for. */
import type ts from "typescript";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import type { RuleContext } from "./define";
/** The type is a promise and nothing else: it has a `then` that takes functions. Not `any`, and not a union with something that is none. */
export declare function isPromise({ ts, program }: Pick<RuleContext, "ts" | "program">, type: ts.Type): boolean;
/** A function that runs in goroutines: it is given to one of the functions that start them, or it waits itself. Not async, and not the top level of a file. */
export declare function isBlockingCode({ analysis, calls }: RuleContext, { facts, colour }: FunctionPlan): boolean;
