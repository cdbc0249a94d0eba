import { type RuleContext } from "../define";
import type { Use } from "../flow/uses";
import { type Handover } from "./abandoned";
/** More goroutines send than there are receives and room. */
export declare const firstOfMany: import("../define").Rule;
/** The first send for which there is no receive. */
export declare function tooManySenders(context: RuleContext, { sends, receives, capacity }: Handover): Use | undefined;
