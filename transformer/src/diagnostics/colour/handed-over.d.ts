import type { Finding, RuleContext } from "../define";
/** Objects given to calls of foreign functions and constructors, with methods that may block where the declared type says that their result is used; callbacks given to foreign constructors. */
export declare function membersHandedOver(context: RuleContext): Iterable<Finding>;
/** Methods that may block and override, or implement, one of a class that is not compiled, where its type says that the result is used. */
export declare function foreignOverrides(context: RuleContext): Iterable<Finding>;
