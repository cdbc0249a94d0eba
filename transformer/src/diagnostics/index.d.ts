import type { Rule } from "./define";
export declare const rules: readonly Rule[];
/** What depends on the machine and not on the program alone (its disk, the stack): said by the hosts, and without fixtures in memory. */
export declare const hostRules: readonly Rule[];
export { diagnosticCode, type Finding, type Fix, fixesOf, joined, type Rule, type TextChange } from "./define";
