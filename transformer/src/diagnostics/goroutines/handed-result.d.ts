import type { Finding, RuleContext } from "../define";
/** @param takers calls whose first argument is the function that they run */
export declare function resultsHandedOver(context: RuleContext, takers: ReadonlySet<string>): Iterable<Finding>;
