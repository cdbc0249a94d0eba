/**
 * Compiles a project in memory, for `run` and `show`: nothing is written, every emitted file carries its source map, and says which module system it speaks.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type ts from "typescript";
import { withoutDocs } from "../hosts/doc-comments";
import { patchProgram } from "../index";
import type { Project } from "./project";

export interface Emitted {
  readonly code: string;
  readonly format: "commonjs" | "module";
}

export interface Compiled {
  readonly program: ts.Program;
  /** TypeScript's findings and ours; emitted code exists even when there are errors. */
  readonly diagnostics: readonly ts.Diagnostic[];
  /** By absolute path of the source file. */
  readonly emitted: ReadonlyMap<string, Emitted>;
}

/** The project's options, for code that is not written: all emitted, beside its source, with source maps and comments. */
export function inMemoryOptions(project: Project): ts.CompilerOptions {
  const options: ts.CompilerOptions = {
    ...project.options,
    noEmit: false, emitDeclarationOnly: false, noEmitOnError: false, declaration: false, declarationMap: false, composite: false, incremental: false,
    inlineSourceMap: true, inlineSources: true, sourceMap: false, removeComments: false,
  };
  // Without an outDir the emitted file stands beside its source, which is where the code really runs from. tsBuildInfoFile, declarationDir and the like go with
  // the switches above; `undefined` would be an option given as undefined, so they are deleted.
  for (const key of ["outDir", "outFile", "out", "rootDir", "sourceRoot", "mapRoot", "declarationDir", "tsBuildInfoFile"]) delete options[key];
  if (options.allowImportingTsExtensions) options.rewriteRelativeImportExtensions = true;
  return options;
}

/** @param only emit this file alone (absolute path); diagnostics are of the whole program all the same */
export function compileInMemory(project: Project, only?: string): Compiled {
  const { ts } = project;
  const options = inMemoryOptions(project);
  const host = withoutDocs(ts, ts.createCompilerHost(options));
  const program = patchProgram(ts, ts.createProgram({ rootNames: project.rootNames, options, host, ...(project.references ? { projectReferences: project.references } : {}) }), project.config);
  const diagnostics = ts.sortAndDeduplicateDiagnostics(diagnosticsOfProgram(program));
  const emitted = new Map<string, Emitted>();
  const target = only === undefined ? undefined : program.getSourceFile(only);
  program.emit(target, (name, code, _bom, _onError, sources) => {
    const source = sources?.[0];
    if (!source || !/\.[mc]?jsx?$/.test(name)) return;
    emitted.set(path.resolve(source.fileName), { code, format: formatOf(ts, source, options) });
  });
  return { program, diagnostics, emitted };
}

/** What TypeScript emitted, not what Node would guess from the path: `module: "CommonJS"` wins over `"type": "module"`. */
export function formatOf(compiler: typeof ts, file: ts.SourceFile, options: ts.CompilerOptions): Emitted["format"] {
  const kind = options.module ?? compiler.ModuleKind.CommonJS;
  if (kind === compiler.ModuleKind.CommonJS) return "commonjs";
  if (kind < compiler.ModuleKind.Node16 || kind > 199) return "module"; // ES2015 … ESNext; Preserve is 200
  if (file.impliedNodeFormat !== undefined) return file.impliedNodeFormat === compiler.ModuleKind.ESNext ? "module" : "commonjs";
  if (/\.m[jt]s$/.test(file.fileName)) return "module";
  if (/\.c[jt]s$/.test(file.fileName)) return "commonjs";
  return nearestType(path.dirname(file.fileName));
}

function nearestType(folder: string): Emitted["format"] {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: string }).type === "module" ? "module" : "commonjs";
    if (path.dirname(at) === at) return "commonjs";
  }
}

/** TypeScript's findings and ours, of all files. */
export function diagnosticsOfProgram(program: ts.Program | ts.SemanticDiagnosticsBuilderProgram): ts.Diagnostic[] {
  return [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()];
}

/** Severity error among them. */
export function failed(compiler: typeof ts, diagnostics: readonly ts.Diagnostic[]): boolean {
  return diagnostics.some((d) => d.category === compiler.DiagnosticCategory.Error);
}
