/** What a rule is, and how a finding becomes a TypeScript diagnostic. */
import type ts from "typescript";
import type { Analysis } from "../analysis/analyze";
import type { FilePlan } from "../analysis/3-plan/plan";
import type { Ts } from "../analysis/typescript";

export interface Finding {
  readonly node: ts.Node;
  /** First line: what is wrong, with the user's own names. */
  readonly what: string;
  /** Overrides of the rule's own text, where the finding knows more. */
  readonly why?: string;
  readonly todo?: string;
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

export function toDiagnostic(ts: Ts, rule: Rule, finding: Finding): ts.Diagnostic {
  const file = finding.node.getSourceFile();
  const start = finding.node.getStart(file);
  const category = rule.severity === "error" ? ts.DiagnosticCategory.Error : ts.DiagnosticCategory.Warning;
  const code = diagnosticCode(rule.code);
  const line = (messageText: string): ts.DiagnosticMessageChain => ({ messageText, category, code });
  return {
    file, start, length: finding.node.getEnd() - start, category, code, source: "sansync",
    messageText: { ...line(`${finding.what} (${rule.code})`), next: [line(finding.why ?? rule.why), line(finding.todo ?? rule.todo)] },
  };
}
