/**
 * The way into every TypeScript host: a program whose emit runs our transformers and whose diagnostics contain our findings.
 * Findings come by wrapping getSemanticDiagnostics and getBindAndCheckDiagnostics, which `noEmit`, `noEmitOnError`, ts-node and incremental builders all ask.
 */
import { createHash } from "node:crypto";
import type ts from "typescript";
import { analyze } from "../analysis/analyze";
import { setOptions } from "../analysis/options";
import { colourNames } from "../analysis/2-infer/infer";
import type { FilePlan } from "../analysis/3-plan/plan";
import type { Ts } from "../analysis/typescript";
import { declarationTransformer } from "../emit/declarations";
import { diagnosticCode, joined } from "../diagnostics/define";
import { findings, tooDeep } from "../diagnostics/findings";
import { isStackOverflow } from "../diagnostics/setup/nested-too-deeply";
import { lowerTransformer } from "../lower/transformer";
import { keepModuleFormat } from "./module-format";
import { reread } from "./reloaded";
import { assertUsable, guarded } from "./set-up";

/** Options of the plugin entry in tsconfig. */
export interface PluginConfig {
  /** Treat every function as suspendable, to test with (docs/stress.md). The environment variable SANSYNC_STRESS does the same in every host. Default false. */
  readonly stress?: boolean;
  /** Compile every file, also those that no import connects with one that uses sansync (docs/how-it-works.md). Default false. */
  readonly whole?: boolean;
  /** Small code instead of fast code: one generator for each function that may suspend (docs/how-it-works.md). The environment variable SANSYNC_SIZE does the same in every host. Default false. */
  readonly size?: boolean;
  /** Warnings of ours among the diagnostics of `tsc` and ts-node, which fail for any. `sansync check`, `sansync build` and the editor show them in any case. Default false: errors alone. */
  readonly warnings?: boolean;
  readonly [option: string]: unknown;
}

const patched = new WeakSet<ts.Program>();
const originalVersions = new WeakMap<ts.SourceFile, string>();
const version: string = (require("../../package.json") as { version: string }).version;

export interface Use {
  /** Files are emitted one by one, and others may come (analysis/options.ts). */
  readonly open?: boolean;
  /** The host fails for any diagnostic, so only errors are given to it. */
  readonly errorsOnly?: boolean;
}

export function patchProgram(ts: Ts, program: ts.Program, config: PluginConfig = {}, { open = false, errorsOnly = false }: Use = {}): ts.Program {
  if (patched.has(program)) return program;
  patched.add(program);
  assertUsable(ts, program);
  configure(program, config, open);
  guarded("analysed the program", () => bumpVersions(ts, program, config));
  const emit = program.emit;
  program.emit = function (file, write, token, declarationsOnly, custom, ...rest: unknown[]) {
    const fresh = file && reread(ts, program, file);
    if (fresh !== undefined) return (patchProgram(ts, fresh, config, { open, errorsOnly }).emit as (...args: unknown[]) => ts.EmitResult)(fresh.getSourceFile(file!.fileName), write, token, declarationsOnly, custom, ...rest);
    let last: ts.SourceFile | undefined;
    const transformers: ts.CustomTransformers = {
      ...custom,
      before: [lowering(ts, program, (f) => { last = f; }), ...(custom?.before ?? [])],
      afterDeclarations: [...(custom?.afterDeclarations ?? []), declarationTransformer(ts, program)],
    };
    const one = (target: ts.SourceFile | undefined): ts.EmitResult => {
      try {
        return (emit as (...args: unknown[]) => ts.EmitResult).call(program, target, write, token, declarationsOnly, transformers, ...rest);
      } catch (error) {
        if (!isStackOverflow(error) || last === undefined || process.env["SANSYNC_DEBUG"] !== undefined) throw error;
        return { emitSkipped: true, diagnostics: [tooDeep(ts, ts.getOriginalNode(last) as ts.SourceFile)], emittedFiles: [] };
      }
    };
    const result = one(file);
    // One file stopped the emit of all: the others get theirs alone.
    if (file !== undefined || !result.emitSkipped || !result.diagnostics.some((d) => d.code === diagnosticCode("SY9011"))) return result;
    const parts = program.getSourceFiles().filter((f) => !f.isDeclarationFile).map((f) => one(f));
    return { emitSkipped: true, diagnostics: parts.flatMap((p) => p.diagnostics), emittedFiles: parts.flatMap((p) => p.emittedFiles ?? []) };
  } as ts.Program["emit"];
  const wrapped = program as unknown as Record<string, ((file?: ts.SourceFile, ...rest: unknown[]) => readonly ts.Diagnostic[]) | undefined>;
  for (const name of ["getSemanticDiagnostics", "getBindAndCheckDiagnostics"]) {
    const base = wrapped[name];
    if (base === undefined) continue;
    wrapped[name] = (file, ...rest) => joined(base.call(program, file, ...rest), guarded(`looked at ${file?.fileName ?? "the program"}`, () => findings(ts, program, file).filter((d) => !errorsOnly || d.category === ts.DiagnosticCategory.Error)));
  }
  return program;
}

/** What the options say about the analysis. To be called before it. */
export function configure(program: ts.Program, config: PluginConfig, open = false): void {
  setOptions(program, { stress: wantsStress(config), whole: config.whole === true, small: wantsSize(config), open });
}

function wantsSize(config: PluginConfig): boolean {
  return config.size === true || said("SANSYNC_SIZE");
}

function said(name: string): boolean {
  const value = process.env[name];
  return value !== undefined && value !== "" && value !== "0";
}

/** By the plugin's option, or for all builds of a shell by `SANSYNC_STRESS=1`. */
export function wantsStress(config: PluginConfig): boolean {
  return config.stress === true || said("SANSYNC_STRESS");
}

/** The transformer of `before`, with its failures named. */
export function lowering(ts: Ts, program: ts.Program, begin: (file: ts.SourceFile) => void = () => undefined): ts.TransformerFactory<ts.SourceFile> {
  const lower = lowerTransformer(ts, program);
  return (context) => {
    keepModuleFormat(context);
    const transform = lower(context);
    return (file) => {
      begin(file);
      return guarded(`compiled ${file.fileName}`, () => transform(file));
    };
  };
}

/**
 * Builders re-emit a file when its text or a declaration it sees has changed; what we emit depends on colours too. So the version of a file gets a hash of the colours it depends on.
 * Not in a language service, which would parse every file again.
 */
function bumpVersions(ts: Ts, program: ts.Program, config: PluginConfig): void {
  const files = program.getSourceFiles().filter((f) => !f.isDeclarationFile) as (ts.SourceFile & { version?: string; scriptSnapshot?: unknown })[];
  if (!files.some((f) => f.version !== undefined && f.scriptSnapshot === undefined)) return;
  const settings = settingsOf(config);
  for (const file of files) {
    if (file.version === undefined || file.scriptSnapshot !== undefined) continue;
    if (!originalVersions.has(file)) originalVersions.set(file, file.version);
    file.version = `${originalVersions.get(file)}-${stampOf(ts, program, config, file, settings)}`;
  }
}

/** What the emit of every file depends on. */
function settingsOf(config: PluginConfig): string {
  return `${version}${JSON.stringify(config)}${wantsStress(config)} ${wantsSize(config)}`;
}

const stamps = new WeakMap<FilePlan, { readonly by: string; readonly stamp: string }>();

/** A hash of all that the emit of a file depends on besides its text and its types. */
export function stampOf(ts: Ts, program: ts.Program, config: PluginConfig, file: ts.SourceFile, by = settingsOf(config)): string {
  const plan = analyze(ts, program).files.get(file.fileName);
  const known = plan === undefined ? undefined : stamps.get(plan);
  if (known?.by === by) return known.stamp;
  const hash = createHash("sha256").update(by);
  for (const fn of plan?.functions.values() ?? []) hash.update(`|${fn.facts.key}${colourNames[fn.colour]}${fn.form}${fn.recursive ? " recursive" : ""}`);
  for (const [key, call] of plan?.calls ?? []) hash.update(`|${key}${call.mode}${call.effect}${call.bindsEntry}${call.guesses.length}${call.facts.callee.kind === "marked" ? call.facts.callee.direct : ""}`);
  const stamp = hash.digest("hex").slice(0, 16);
  if (plan !== undefined) stamps.set(plan, { by, stamp });
  return stamp;
}
