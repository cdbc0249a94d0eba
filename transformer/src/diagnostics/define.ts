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
  /** The names it adds to imports, and the module where it adds a statement for them. Among such at one place the order does not matter. */
  readonly imports?: { readonly names: string; readonly from?: string };
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
  readonly related?: readonly { readonly node: ts.Node; readonly text: string }[];
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
  /** It begins with the calls of the runtime: where a file has none, as most have, there is nothing to find. */
  readonly ofCalls?: true;
  /** It begins with those, or with functions that may block: where a file has neither, there is nothing to find. */
  readonly ofBlocking?: true;
  check?(context: RuleContext): Iterable<Finding>;
}

export interface RuleContext {
  readonly ts: Ts;
  readonly program: ts.Program;
  readonly analysis: Analysis;
  readonly plan: FilePlan;
  readonly esModule: boolean;
  /** The file's calls of functions of the runtime, in order. In most files there are none: rules that begin with them (`ofCalls`) are not asked there. */
  readonly calls: readonly RuntimeCall[];
}

export function defineRule(rule: Rule): Rule {
  return rule;
}

/** SY4001 is 774001 in the protocol, where codes are numbers and TypeScript has those below 100,000. */
export function diagnosticCode(code: Rule["code"]): number {
  return 770000 + Number(code.slice(2));
}

const fixes = new WeakMap<ts.Diagnostic, readonly Fix[]>();

/** What would remove a finding of ours, best first. */
export function fixesOf(diagnostic: ts.Diagnostic): readonly Fix[] {
  return fixes.get(diagnostic) ?? [];
}

const replaced = new WeakMap<ts.Diagnostic, { readonly codes: readonly number[]; readonly start: number }>();

/** TypeScript's findings with ours, without those that ours replace. */
export function joined(base: readonly ts.Diagnostic[], own: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const replacing = own.filter((d) => replaced.has(d));
  return [...base.filter((b) => !replacing.some((d) => d.file === b.file && replaced.get(d)!.start === b.start && replaced.get(d)!.codes.includes(b.code))), ...own];
}

export function toDiagnostic(ts: Ts, rule: Rule, finding: Finding): ts.Diagnostic {
  const file = finding.node.getSourceFile();
  const start = finding.node.getStart(file);
  const { Error, Warning, Suggestion } = ts.DiagnosticCategory;
  const category = rule.severity === "error" ? Error : rule.severity === "warning" ? Warning : Suggestion;
  const code = diagnosticCode(rule.code);
  const line = (messageText: string): ts.DiagnosticMessageChain => ({ messageText, category, code });
  const diagnostic: ts.Diagnostic = {
    file, start, length: finding.node.getEnd() - start, category, code, source: "sansync",
    messageText: { ...line(`${finding.what} (${rule.code})`), next: [line(finding.why ?? rule.why), line(finding.todo ?? rule.todo)] },
  };
  if (finding.related !== undefined) diagnostic.relatedInformation = finding.related.map(({ node, text }) => {
    const at = node.getSourceFile(), from = node.getStart(at);
    return { file: at, start: from, length: node.getEnd() - from, category: ts.DiagnosticCategory.Message, code, messageText: text };
  });
  if (finding.fixes !== undefined) fixes.set(diagnostic, finding.fixes);
  if (finding.replaces !== undefined) replaced.set(diagnostic, { codes: finding.replaces, start: finding.replacesAt?.getStart(file) ?? start });
  return diagnostic;
}
