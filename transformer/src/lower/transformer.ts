/** The `before` transformer: lowers every file of the program. */
import type ts from "typescript";
import { analyze } from "../analysis/analyze";
import { emitsEsModule } from "../analysis/es-module";
import { filesInImportCycles } from "../analysis/import-cycles";
import { quick, type Ts } from "../analysis/typescript";
import { lowerFile } from "./file";

export function lowerTransformer(host: Ts, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  const ts = quick(host);
  return (context) => (file) => {
    if (file.isDeclarationFile) return file;
    const original = ts.getOriginalNode(file) as ts.SourceFile;
    const plan = analyze(ts, program).files.get(original.fileName);
    return plan === undefined ? file : lowerFile(ts, context, file, plan, emitsEsModule(ts, program, original), shownName(program, original), filesInImportCycles(ts, program).has(original));
  };
}

/** The file as dumps show it: relative to the project, never an absolute path. */
export function shownName(program: ts.Program, file: ts.SourceFile): string {
  const config = (program.getCompilerOptions() as { configFilePath?: string }).configFilePath;
  const base = (config !== undefined ? config.replace(/[^/]*$/, "") : `${program.getCurrentDirectory()}/`).replace(/\\/g, "/");
  if (file.fileName.startsWith(base)) return file.fileName.slice(base.length);
  const parts = base.split("/"), own = file.fileName.split("/");
  let same = 0;
  while (same < own.length - 1 && parts[same] === own[same]) same++;
  return [...parts.slice(same, -1).map(() => ".."), ...own.slice(same)].join("/");
}
