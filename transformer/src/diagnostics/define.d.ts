/** What a rule is, and how a finding becomes a TypeScript diagnostic. */
import type ts from "typescript";
import type { Analysis } from "../analysis/progress";
import type { FilePlan } from "../analysis/3-plan/plan";
import type { Ts } from "../analysis/typescript";
import type { RuntimeCall } from "./runtime-calls";
/** A change of the program's text that removes a finding: what editors offer. */
export interface Fix {
    readonly title: string;
    readonly changes: readonly TextChange[];
}
export interface TextChange {
    readonly file: ts.SourceFile;
    readonly start: number;
    readonly end: number;
    readonly text: string;
}
export interface Finding {
    readonly node: ts.Node;
    /** First line: what is wrong, with the user's own names. */
    readonly what: string;
    /** Overrides of the rule's own text, where the finding knows more. */
    readonly why?: string;
    readonly todo?: string;
    readonly fixes?: readonly Fix[];
    /** Other places that belong to it. */
    readonly related?: readonly {
        readonly node: ts.Node;
        readonly text: string;
    }[];
    /** Errors of TypeScript that begin at the same place and say less: they are left out where this one is shown. Only errors may replace errors. */
    readonly replaces?: readonly number[];
    /** Where TypeScript's begin, if not where the finding does. */
    readonly replacesAt?: ts.Node;
}
export interface Rule {
    readonly code: `SY${number}`;
    readonly slug: string;
    /** "info" is shown in editors alone, as a suggestion. */
    readonly severity: "error" | "warning" | "info";
    /** In general: for `sansync explain` and the docs page. */
    readonly title: string;
    readonly why: string;
    readonly todo: string;
    readonly bad: string;
    readonly good: string;
    check?(context: RuleContext): Iterable<Finding>;
}
export interface RuleContext {
    readonly ts: Ts;
    readonly program: ts.Program;
    readonly analysis: Analysis;
    readonly plan: FilePlan;
    readonly esModule: boolean;
    /** The file's calls of functions of the runtime, in order. Of most files there are none: a rule that begins with them costs nothing there. */
    readonly calls: readonly RuntimeCall[];
}
export declare function defineRule(rule: Rule): Rule;
/** SY4001 is 774001 in the protocol, where codes are numbers and TypeScript has those below 100,000. */
export declare function diagnosticCode(code: Rule["code"]): number;
/** What would remove a finding of ours, best first. */
export declare function fixesOf(diagnostic: ts.Diagnostic): readonly Fix[];
/** TypeScript's findings with ours, without those that ours replace. */
export declare function joined(base: readonly ts.Diagnostic[], own: readonly ts.Diagnostic[]): ts.Diagnostic[];
export declare function toDiagnostic(ts: Ts, rule: Rule, finding: Finding): ts.Diagnostic;
