/**
 * What users may change: in the plugin's line of the tsconfig, or by their editor (`configurePlugin`), which comes later and wins.
 *
 *   { "name": "@sansync/plugin", …, "severity": { "SY4005": "off" }, "inlayHints": "all" }
 *
 * What is no such value is taken for the default: settings arrive half-typed.
 */
import { type Rule, rules } from "@sansync/transformer";

export type Severity = "off" | "hint" | "warning" | "error";

export interface Settings {
  /** Findings, and their quick fixes. Default true. */
  readonly diagnostics: boolean;
  /** By code or slug (`SY4005`, `sync-api-blocks-all`): how a finding is shown in the editor; builds are not touched by it. */
  readonly severity: ReadonlyMap<string, Severity>;
  /** Why a function may suspend, what a channel is. Default true. */
  readonly hover: boolean;
  /** Behind calls that may suspend: those known to ("blocking", the default), all ("all"), or none ("off"). Editors ask for them only where the user has inlay hints on. */
  readonly inlayHints: "off" | "blocking" | "all";
  /** Cases of a select, patterns of goroutines. Default true. */
  readonly completions: boolean;
  /** Default true. */
  readonly refactors: boolean;
}

const severities = ["off", "hint", "warning", "error"];

export function settingsOf(...given: readonly unknown[]): Settings {
  const all = Object.assign({}, ...given.filter((g) => typeof g === "object" && g !== null)) as Record<string, unknown>;
  const on = (name: string): boolean => all[name] !== false;
  const severity = typeof all["severity"] === "object" && all["severity"] !== null ? Object.entries(all["severity"]).filter((e): e is [string, Severity] => severities.includes(e[1] as string)) : [];
  const hints = all["inlayHints"] === true ? "blocking" : all["inlayHints"] === false ? "off" : all["inlayHints"];
  return {
    diagnostics: on("diagnostics"), severity: new Map(severity), hover: on("hover"), completions: on("completions"), refactors: on("refactors"),
    inlayHints: hints === "off" || hints === "all" ? hints : "blocking",
  };
}

const byNumber = new Map<number, Rule>();

/** The rule of a diagnostic's code in the protocol. */
export function ruleOf(code: number): Rule | undefined {
  if (byNumber.size === 0) for (const rule of rules) byNumber.set(770000 + Number(rule.code.slice(2)), rule);
  return byNumber.get(code);
}

/** What the user wants of findings of a rule; undefined: what the rule says. */
export function severityOf({ severity }: Settings, code: number): Severity | undefined {
  const rule = ruleOf(code);
  return rule === undefined ? undefined : severity.get(rule.code) ?? severity.get(rule.slug);
}
