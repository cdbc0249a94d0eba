/**
 * `sansync show file.ts`: the emitted code below its source, or beside it, aligned by the source map. With `--why`, what each function became and the chain
 * of calls that made it so.
 */
import { SourceMap } from "node:module";
import type ts from "typescript";
import { analyze, functionForms, reasonText } from "../analysis/index";
import { compileInMemory } from "./compile-in-memory";
import { projectOfFile, stressed } from "./project";
import { report } from "./report";
import { palette, type Palette } from "./terminal";

export interface ShowOptions { project?: string; beside?: boolean; why?: boolean; emitted?: boolean; stress?: boolean }

export function show(file: string, options: ShowOptions): number {
  const project = stressed(projectOfFile(file, process.cwd(), options.project), options.stress);
  const { ts } = project;
  const { program, diagnostics, emitted } = compileInMemory(project, project.file);
  const p = palette(process.stdout);
  const source = program.getSourceFile(project.file);
  const own = diagnostics.filter((d) => d.file === source);
  const found = emitted.get(project.file);
  if (!source || !found) {
    console.error(report(ts, diagnostics, process.cwd(), palette(process.stderr)));
    return 1;
  }
  const marker = "//# sourceMappingURL=data:application/json;base64,";
  const at = found.code.lastIndexOf(marker);
  const code = (at < 0 ? found.code : found.code.slice(0, at)).trimEnd();
  if (options.why) console.log(why(ts, program, source, p));
  else if (options.emitted) console.log(code);
  else if (options.beside && at >= 0) {
    const payload = JSON.parse(Buffer.from(found.code.slice(at + marker.length).trim(), "base64").toString()) as ConstructorParameters<typeof SourceMap>[0];
    console.log(beside(source.text.trimEnd().split(/\r?\n/), code.split("\n"), new SourceMap(payload), p));
  } else {
    console.log(`${p.dim(`// ${file}`)}\n${source.text.trimEnd()}\n\n${p.dim(`// emitted (${found.format})`)}\n${code}`);
  }
  if (own.length) console.error(`\n${report(ts, own, process.cwd(), palette(process.stderr))}`);
  return own.some((d) => d.category === ts.DiagnosticCategory.Error) ? 1 : 0;
}

/** One line per function: where, what it became, and why. */
function why(compiler: typeof ts, program: ts.Program, source: ts.SourceFile, p: Palette): string {
  const analysis = analyze(compiler, program), plan = analysis.files.get(source.fileName);
  if (analysis.apart.has(source)) return "No import connects this file with one that uses sansync, so it is emitted as TypeScript alone emits it. `\"whole\": true` in the plugin's line of the tsconfig compiles it all the same.";
  const rows = (plan === undefined ? [] : functionForms(analysis, plan)).map((form) => {
    const { line, character } = source.getLineAndCharacterOfPosition(form.node.getStart(source));
    return [`${line + 1}:${character + 1}`, form.name, form.text, reasonText(form)] as const;
  });
  const width = (n: 0 | 1 | 2) => Math.max(0, ...rows.map((r) => r[n].length));
  return rows.map(([at, name, text, chain]) => `${p.dim(at.padEnd(width(0)))}  ${p.bold(name.padEnd(width(1)))}  ${text.padEnd(width(2))}${chain && `  ${chain}`}`.trimEnd()).join("\n");
}

/** Two columns. An emitted line stands beside the source line it comes from, or below it when that line is already used. */
function beside(source: readonly string[], code: readonly string[], map: SourceMap, p: Palette): string {
  const width = Math.min(72, Math.max(...source.map((l) => l.length)));
  const rows: [string, string][] = [];
  let next = 0; // first source line not yet printed
  for (const [n, line] of code.entries()) {
    let from = -1;
    for (let column = 0; column <= line.length && from < 0; column += 4) {
      const entry = map.findEntry(n, column) as { originalLine?: number; generatedLine?: number };
      if (entry.originalLine !== undefined && entry.generatedLine === n) from = entry.originalLine;
    }
    while (from > next) rows.push([source[next++] ?? "", ""]);
    rows.push([from === next ? source[next++] ?? "" : "", line]);
  }
  while (next < source.length) rows.push([source[next++] ?? "", ""]);
  return rows.map(([left, right]) => `${left.slice(0, width).padEnd(width)} ${p.dim("│")} ${right}`.trimEnd()).join("\n");
}
