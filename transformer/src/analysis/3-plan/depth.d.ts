import type { FilePlan, FunctionPlan } from "./plan";
/** The function, or something it calls, counts the calls on the native stack. */
export declare function needsDepth(file: FilePlan, plan: FunctionPlan): boolean;
