import { type RuleContext } from "../define";
import { type Made } from "../flow/uses";
/** A blocking operation on a channel that no other goroutine can know. */
export declare const selfDeadlock: import("../define").Rule;
/** There is such a use, and a goroutine that does the other half too late; or no goroutine at all. If nobody does the other half, that is what is said (SY1018). */
export declare function waitsForItself(context: RuleContext, made: Made): boolean;
