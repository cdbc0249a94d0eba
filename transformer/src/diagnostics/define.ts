/** What a rule is, and how a finding becomes a TypeScript diagnostic. */
import type ts from "typescript";
import type { Analysis } from "../analysis/analyze";
import type { FilePlan } from "../analysis/3-plan/plan";
import type { Ts } from "../analysis/typescript";

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
}

export interface Rule {
  readonly code: `SY${number}`;
  readonly slug: string;
  readonly severity: "error" | "warning";
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

export function toDiagnostic(ts: Ts, rule: Rule, finding: Finding): ts.Diagnostic {
  const file = finding.node.getSourceFile();
  const start = finding.node.getStart(file);
  const category = rule.severity === "error" ? ts.DiagnosticCategory.Error : ts.DiagnosticCategory.Warning;
  const code = diagnosticCode(rule.code);
  const line = (messageText: string): ts.DiagnosticMessageChain => ({ messageText, category, code });
  const diagnostic: ts.Diagnostic = {
    file, start, length: finding.node.getEnd() - start, category, code, source: "sansync",
    messageText: { ...line(`${finding.what} (${rule.code})`), next: [line(finding.why ?? rule.why), line(finding.todo ?? rule.todo)] },
  };
  if (finding.fixes !== undefined) fixes.set(diagnostic, finding.fixes);
  return diagnostic;
}
