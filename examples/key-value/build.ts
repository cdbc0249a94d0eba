/** The four servers, built: goroutines with the transformer, the others with TypeScript alone. For the test beside this file and the measurement in bench/service. */
import { compile } from "@sansync/fixtures/harness/compile";
import { join } from "node:path";
import ts from "typescript";

export const STYLES = ["callbacks", "promises", "event-loop", "goroutines"] as const;
export type Style = (typeof STYLES)[number];

/** @param outDir a folder below a package that depends on `sansync` @returns where the program of a style is */
export function build(outDir: string): (style: Style) => string {
  const fileOf = (style: Style): string => join(__dirname, `${style}.ts`), plain = STYLES.filter((style) => style !== "goroutines").map(fileOf);
  const compiled = compile([fileOf("goroutines")], __dirname, join(outDir, "goroutines"));
  const program = ts.createProgram(plain, {
    target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true, skipLibCheck: true, sourceMap: true, types: ["node"], rootDir: __dirname, outDir: join(outDir, "plain"),
  });
  const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  const errors = ts.formatDiagnostics(found, { getCanonicalFileName: (f) => f, getCurrentDirectory: () => __dirname, getNewLine: () => "\n" }) + (compiled.errorsOf(fileOf("goroutines")) ?? "");
  if (errors !== "") throw new Error(errors);
  return (style) => (style === "goroutines" ? compiled.outputOf(fileOf(style)) : join(outDir, "plain", `${style}.js`));
}
