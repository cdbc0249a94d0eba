/**
 * The function that ts-patch and ttypescript call, each with its own arguments.
 *
 *   ts-patch, `transformProgram: true`   (program, host, config, { ts, … }) → program
 *   ts-patch without it                  (program, config, { ts, diagnostics, … }): findings and incremental builds would be wrong, so it is refused
 *   ttypescript                          (program, config, { ts, addDiagnostic }) → transformers; its addDiagnostic is a dead letter, so findings are printed here
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { declarationTransformer } from "../emit/declarations";
import { findings } from "../diagnostics/findings";
import { configure, lowering, patchProgram, type PluginConfig } from "./patch-program";
import { assertUsable, SetupError } from "./set-up";

interface Extras {
  readonly ts?: Ts;
  readonly diagnostics?: unknown;
}

export function entry(program: ts.Program, first?: unknown, second?: unknown, third?: unknown): unknown {
  const last = third as Extras | undefined;
  if (last?.ts !== undefined) return patchProgram(last.ts, program, second as PluginConfig, { errorsOnly: (second as PluginConfig | undefined)?.warnings !== true });
  const extras = second as Extras | undefined;
  if (extras?.ts === undefined) throw new SetupError("SY6003", "sansync was called by a host it does not know.", "It expects ts-patch (`transformProgram: true`) or ttypescript 1.5.15.", 'Use { "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true } in `compilerOptions.plugins`.');
  if (extras.diagnostics !== undefined) throw new SetupError("SY6003", "The plugin entry lacks `transformProgram: true`.", "As a source transformer sansync could neither report its findings nor keep incremental builds right.", 'Write { "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true } in `compilerOptions.plugins`.');
  return legacy(extras.ts, program, first as PluginConfig);
}

const printed = new WeakSet<ts.Program>();

/** ttypescript. Findings are printed once per program, and the process fails in the end if one is an error. */
function legacy(ts: Ts, program: ts.Program, config: PluginConfig): ts.CustomTransformers {
  assertUsable(ts, program);
  const { isolatedModules, incremental, composite, watch } = program.getCompilerOptions();
  if (isolatedModules && (incremental || composite || watch))
    throw new SetupError("SY6039", "ttypescript cannot build this incrementally: the tsconfig says `isolatedModules`.", "TypeScript 4.9 emits the edited file alone then, and its callers in other files stay what they were when they could not block.",
      "Remove `isolatedModules`, or `incremental`, `composite` and `--watch`; or build with `npx sansync build`, which has none of this.");
  if (!printed.has(program)) {
    printed.add(program);
    configure(program, config);
    const found = findings(ts, program);
    if (found.length > 0) {
      const host = { getCanonicalFileName: (f: string) => f, getCurrentDirectory: () => program.getCurrentDirectory(), getNewLine: () => "\n" };
      process.stderr.write(ts.formatDiagnostics(found, host));
      if (found.some((d) => d.category === ts.DiagnosticCategory.Error)) process.on("exit", () => { process.exitCode ||= 2; });
    }
  }
  return { before: [lowering(ts, program)], afterDeclarations: [declarationTransformer(ts, program)] };
}
