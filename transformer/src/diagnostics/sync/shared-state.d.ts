/** State that several goroutines read and write: variables of modules, locals that closures capture, fields. */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import type { RuleContext } from "../define";
/** Somebody else may write it meanwhile: another function does, or this one runs several times at once. */
export declare function isShared(context: RuleContext, fn: FunctionPlan, target: ts.Expression, at: ts.Node): boolean;
/** Before it in the same function a lock is taken: whether it is held still is not asked. */
export declare function holdsLock({ ts, calls }: RuleContext, assignment: ts.Node): boolean;
