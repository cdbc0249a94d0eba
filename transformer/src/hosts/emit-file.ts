/** Emitted code of one file of a program that somebody else keeps: an editor's, with what is not saved yet. Nothing is written, whatever the options say of emitting. */
import type ts from "typescript";
import { formatOf } from "../cli/compile-in-memory";
import { configure, lowering, type PluginConfig } from "./patch-program";

export interface EmittedFile {
  readonly code: string;
  /** Source map of version 3, as JSON. */
  readonly map: string | undefined;
  readonly format: "commonjs" | "module";
}

/**
 * @param config the plugin's line of the tsconfig
 * @returns undefined where TypeScript emits nothing for the file: declarations, JSON
 * @throws SetupError SY9010: the compiler failed
 */
export function emitFile(compiler: typeof ts, program: ts.Program, file: ts.SourceFile, config: PluginConfig = {}): EmittedFile | undefined {
  configure(program, config);
  // Options are looked up while it emits, so they are changed meanwhile. Another program for the purpose would check all types anew.
  const options = program.getCompilerOptions(), before = { ...options };
  const other: ts.CompilerOptions = { noEmit: false, noEmitOnError: false, emitDeclarationOnly: false, declaration: false, declarationMap: false, composite: false, incremental: false, sourceMap: true, inlineSourceMap: false, removeComments: false };
  let code: string | undefined, map: string | undefined;
  try {
    Object.assign(options, other);
    program.emit(file, (name, text) => {
      if (name.endsWith(".map")) map = text;
      else if (/\.[mc]?jsx?$/.test(name)) code = text;
    }, undefined, false, { before: [lowering(compiler, program)] });
  } finally {
    for (const name of Object.keys(other)) if (Object.hasOwn(before, name)) options[name] = before[name]; else delete options[name];
  }
  return code === undefined ? undefined : { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), map, format: formatOf(compiler, file, options) };
}
