/**
 * The calls of a file that reach the runtime, by what their callees are declared as: a function of the user's that is called `go` is none, one that is imported under another name is one.
 * Values of type `any` are none either: what is not known is not found fault with.
 */
import type ts from "typescript";
import type { FilePlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { CallFacts } from "../analysis/facts";
import type { Ts } from "../analysis/typescript";
export interface RuntimeCall {
    readonly node: ts.CallExpression | ts.NewExpression;
    /** `go`, `Mutex.lock`, `new Group`. */
    readonly name: string;
    readonly facts: CallFacts;
    /** The function it stands in. */
    readonly within: FunctionPlan;
}
export declare function runtimeCalls(ts: Ts, program: ts.Program, plan: FilePlan): readonly RuntimeCall[];
/** What a name or a member is in the runtime: `go`, `Mutex.lock`; undefined: it is not of the runtime. */
export declare function runtimeName(ts: Ts, program: ts.Program, expression: ts.Expression): string | undefined;
/** The type is one of the runtime's, by its name: `RecvChan`, `Mutex`. Not that of a union or an intersection, nor the class itself. */
export declare function runtimeType(ts: Ts, program: ts.Program, type: ts.Type): string | undefined;
