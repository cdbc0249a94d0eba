import type { FunctionPlan } from "./plan";
import type { Ts } from "../typescript";
/** Why the function keeps the direct form, undefined: it does not. */
export declare function whyDirect(ts: Ts, { facts: fn, holdsLowered }: FunctionPlan): string | undefined;
