/** `sansync stats`: what became of a project's functions and loops, why some got no fast form, and what that costs in text and time. Nothing is written. `build --stats` counts by the same tally. */
import path from "node:path";
import type ts from "typescript";
import { formMade } from "../analysis/3-plan/plan";
import { type Analysis, analyze, colourNames } from "../analysis/index";
import { withoutDocs } from "../hosts/doc-comments";
import { patchProgram } from "../index";
import { fromSources, projectOf, withReferences } from "./project";
import { palette } from "./terminal";

export interface Tally {
  /** By colour: plain, preemptible, dynamic, blocking. */
  readonly functions: Record<string, number>;
  readonly fast: number;
  /** In direct form: a generator each. */
  readonly generators: number;
  /** Whose body stays as it is for plain callers. */
  readonly twins: number;
  readonly awaiting: number;
  readonly checkedLoops: number;
  /** Why functions have the direct form, and how many. */
  readonly reasons: Record<string, number>;
}

/** After the emit, which may find that a body cannot have the fast form. */
export function tally(analyses: readonly Analysis[]): Tally {
  const functions: Record<string, number> = Object.fromEntries(colourNames.map((name) => [name, 0])), reasons: Record<string, number> = {}, files = new Set<string>();
  let fast = 0, generators = 0, twins = 0, awaiting = 0, checkedLoops = 0;
  for (const analysis of analyses)
    for (const [file, plan] of analysis.files) {
      if (files.has(file)) continue;
      files.add(file);
      const lowered = new Set<unknown>();
      for (const fn of plan.functions.values()) {
        functions[colourNames[fn.colour]]!++;
        if (fn.form === "plain") continue;
        if (fn.form === "awaiting") { awaiting++; continue; }
        if (formMade(fn) === "fast") fast++;
        else {
          generators++;
          const why = fn.direct ?? "asked for";
          reasons[why] = (reasons[why] ?? 0) + 1;
        }
        if (fn.plainEntry === "body") twins++;
        for (const loop of fn.facts.loops) lowered.add(loop.key);
      }
      for (const [key, check] of plan.checks) if (check !== "none" && lowered.has(key)) checkedLoops++;
    }
  return { functions, fast, generators, twins, awaiting, checkedLoops, reasons };
}

export type Row = readonly [name: string, value: string | number];

export function tallyRows({ fast, generators, twins, awaiting, checkedLoops }: Tally): Row[] {
  return [["functions in fast form", fast], ["  in direct form, a generator each", generators], ["  whose body stays for plain callers", twins], ["functions that await", awaiting], ["loops with a check", checkedLoops]];
}

export function printRows(rows: readonly Row[]): void {
  for (const [name, value] of rows) console.log(`${name.padEnd(38)} ${value}`);
}

export function stats(options: { readonly project?: string; readonly json?: boolean }): number {
  const projects = withReferences(projectOf(options.project, process.cwd())).filter((p) => p.rootNames.length), analyses: Analysis[] = [];
  const seconds = { program: 0, analysis: 0, emit: 0, plainEmit: 0 }, bytes = { emitted: 0, plain: 0 }, files = new Set<string>();
  let lines = 0, apart = 0;
  const timed = <T>(name: keyof typeof seconds, work: () => T): T => {
    const start = performance.now();
    try { return work(); } finally { seconds[name] += (performance.now() - start) / 1000; }
  };
  for (const { ts, rootNames, options: own, references, config } of projects) {
    const compilerOptions: ts.CompilerOptions = { ...own, noEmit: false, noEmitOnError: false, declaration: false, composite: false, incremental: false, sourceMap: false, inlineSourceMap: false };
    for (const key of ["tsBuildInfoFile", "declarationMap", "declarationDir", "emitDeclarationOnly", "inlineSources"]) delete compilerOptions[key];
    const program = timed("program", () => ts.createProgram({ rootNames, options: compilerOptions, host: withoutDocs(ts, fromSources(ts.createCompilerHost(compilerOptions))), ...(references ? { projectReferences: references } : {}) }));
    const emit = (kind: keyof typeof bytes): void => void program.emit(undefined, (name, text) => { if (/\.[mc]?jsx?$/.test(name)) bytes[kind] += Buffer.byteLength(text); });
    timed("program", () => program.getSemanticDiagnostics()); // types, which analysis and emit ask for
    timed("plainEmit", () => emit("plain"));
    timed("analysis", () => patchProgram(ts, program, config) && analyze(ts, program));
    timed("emit", () => emit("emitted"));
    const analysis = analyze(ts, program);
    analyses.push(analysis);
    apart += analysis.apart.size;
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile || files.has(file.fileName)) continue;
      files.add(file.fileName);
      lines += ts.getLineAndCharacterOfPosition(file, file.end).line + 1;
    }
  }
  const counted = tally(analyses);
  if (options.json) {
    console.log(JSON.stringify({ projects: projects.map((p) => path.relative(process.cwd(), p.configFile ?? ".")), files: files.size, lines, apart, ...counted, bytes, seconds }, undefined, 2));
    return 0;
  }
  const p = palette(process.stdout), kib = (n: number): string => `${(n / 1024).toFixed(1)} KiB`;
  printRows([
    ["projects", projects.length], ["source files", files.size], ["  left out, since they stand apart", apart], ["lines", lines],
    ["functions", Object.values(counted.functions).reduce((a, b) => a + b, 0)], ...Object.entries(counted.functions).map(([name, n]): Row => [`  ${name}`, n]), ...tallyRows(counted),
    ["JavaScript", `${kib(bytes.emitted)}; by TypeScript alone ${kib(bytes.plain)}`],
    ["time", `types ${seconds.program.toFixed(2)} s, analysis ${seconds.analysis.toFixed(2)} s, emit ${seconds.emit.toFixed(2)} s; by TypeScript alone ${seconds.plainEmit.toFixed(2)} s`],
  ]);
  const reasons = Object.entries(counted.reasons).sort((a, b) => b[1] - a[1]);
  if (reasons.length) console.log(`\n${p.dim("Why functions have the direct form:")}\n${reasons.slice(0, 10).map(([why, n]) => `${String(n).padStart(6)}  ${why}`).join("\n")}`);
  return 0;
}
