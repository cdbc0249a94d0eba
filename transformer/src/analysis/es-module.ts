/** What a file is emitted as. */
import type ts from "typescript";
import type { Ts } from "./typescript";

/** The file is emitted as an ES module, so its top level may await. */
export function emitsEsModule(ts: Ts, program: ts.Program, file: ts.SourceFile): boolean {
  const options = program.getCompilerOptions();
  const kind = options.module ?? ((options.target ?? ts.ScriptTarget.ES5) >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
  if (!ts.isExternalModule(file)) return false;
  const preserve = (ts.ModuleKind as unknown as { Preserve?: number }).Preserve;
  if (kind >= ts.ModuleKind.Node16 && kind !== preserve) return file.impliedNodeFormat === ts.ModuleKind.ESNext;
  return kind >= ts.ModuleKind.ES2015;
}
