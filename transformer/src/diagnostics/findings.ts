/** All findings of a file or a program, as TypeScript diagnostics; `// @sansync-ignore SY4002 reason` on the line before silences one. */
import type ts from "typescript";
import { analyze } from "../analysis/analyze";
import { emitsEsModule } from "../analysis/es-module";
import { Colour } from "../analysis/2-infer/infer";
import type { FilePlan } from "../analysis/3-plan/plan";
import { quick, type Ts } from "../analysis/typescript";
import { type Finding, type Rule, toDiagnostic } from "./define";
import { hostRules, rules } from "./index";
import { runtimeCalls } from "./runtime-calls";
import { nestedTooDeeply } from "./setup/nested-too-deeply";

const allRules = [...rules, ...hostRules], rulesWithoutCalls = allRules.filter((rule) => rule.ofCalls !== true), rulesOfPlainFiles = rulesWithoutCalls.filter((rule) => rule.ofBlocking !== true);

const none: readonly Finding[] = [];
const cache = new WeakMap<ts.Program, Map<string, ts.Diagnostic[]>>();

/** Errors and warnings. */
export function findings(host: Ts, program: ts.Program, file?: ts.SourceFile): ts.Diagnostic[] {
  const { Suggestion } = host.DiagnosticCategory;
  return allFindings(host, program, file).filter((d) => d.category !== Suggestion);
}

/** What editors show as hints, and nobody else. */
export function suggestions(host: Ts, program: ts.Program, file?: ts.SourceFile): ts.Diagnostic[] {
  const { Suggestion } = host.DiagnosticCategory;
  return allFindings(host, program, file).filter((d) => d.category === Suggestion);
}

function allFindings(host: Ts, program: ts.Program, file: ts.SourceFile | undefined): ts.Diagnostic[] {
  const ts = quick(host);
  let known = cache.get(program);
  if (known === undefined) cache.set(program, (known = new Map()));
  const analysis = analyze(ts, program);
  const out: ts.Diagnostic[] = analysis.tooDeep.filter((f) => file === undefined || f.fileName === file.fileName).map((f) => tooDeep(ts, f));
  for (const plan of file === undefined ? analysis.files.values() : [analysis.files.get(file.fileName)]) {
    if (plan === undefined) continue;
    const source = plan.facts.file;
    let own = known.get(source.fileName);
    if (own === undefined) {
      const context = { ts, program, analysis, plan, esModule: emitsEsModule(ts, program, source), calls: runtimeCalls(ts, program, plan) };
      own = [];
      for (const rule of context.calls.length > 0 ? allRules : mayBlock(plan) ? rulesWithoutCalls : rulesOfPlainFiles) for (const found of rule.check?.(context) ?? none) if (!isIgnored(ts, source, found, rule)) own.push(toDiagnostic(ts, rule, found));
      own.sort((a, b) => a.start! - b.start!);
      known.set(source.fileName, own);
    }
    out.push(...own);
  }
  return out;
}

/** Some function of the file may block, and so some call in it. */
function mayBlock({ functions }: FilePlan): boolean {
  for (const { colour } of functions.values()) if (colour === Colour.Blocking) return true;
  return false;
}

/** SY9011 for a file. */
export function tooDeep(ts: Ts, file: ts.SourceFile): ts.Diagnostic {
  return toDiagnostic(ts, nestedTooDeeply, { node: file.statements[0] ?? file.endOfFileToken, what: "This file is nested too deeply for the stack the compiler runs on." });
}

function isIgnored(ts: Ts, file: ts.SourceFile, { node, replaces }: Finding, { code }: Rule): boolean {
  const { line } = ts.getLineAndCharacterOfPosition(file, node.getStart(file));
  if (line === 0) return false;
  const starts = file.getLineStarts(), before = file.text.slice(starts[line - 1], starts[line]);
  // Who expects TypeScript's error expects ours in its place.
  return new RegExp(`//\\s*@sansync-ignore\\s+${code}\\b\\s+\\S`).test(before) || (replaces !== undefined && /@ts-(expect-error|ignore)\b/.test(before));
}
