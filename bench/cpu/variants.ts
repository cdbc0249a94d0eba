/**
 * Compiles a program of the suite into what is compared.
 *
 * - `plain`: TypeScript alone.
 * - `fast`: an ordinary build with the transformer.
 * - `direct`: a build with the plugin's option `size`, which keeps the direct form (a generator per call that may suspend).
 * - `async`: made from the same source by the plan of the transformer: functions that it gives another form than plain are async, and their calls are awaited.
 *
 * `fast` and `direct` run in a goroutine beside one that wants to run every 10 ms, so that they really are suspended, and resumed, that often. (Not one that calls gosched() in an endless loop: a
 * goroutine that used up its slice comes behind those that give way by themselves, so that one would use half of the time, and that time be measured.)
 */
import { analyze, patchProgram } from "@sansync/transformer";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

export const VARIANTS = ["plain", "fast", "direct", "async"] as const;
export type Variant = (typeof VARIANTS)[number];

const here = resolve(__dirname);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, types: ["node"],
  strict: true, skipLibCheck: true, noEmitOnError: false, rootDir: here,
};

const PLAIN_MAIN = (name: string): string => `
import { measure } from "../measure";
import { run } from "../programs/${name}";
measure(run, { switches: 0 });
`;

const GOROUTINE_MAIN = (name: string): string => `
import { go, runMain, sleep } from "sansync";
import { measure } from "../measure";
import { run } from "../programs/${name}";
const counter = { switches: 0 };
runMain(() => {
  go(() => {
    for (;;) {
      counter.switches++;
      sleep(10);
    }
  });
  measure(run, counter);
});
`;

const libraries = new Map<string, ts.SourceFile | undefined>();

function programOf(name: string, main: string, outDir: string): { readonly program: ts.Program; readonly mainFile: string } {
  const mainFile = join(here, "mains", `${name}.ts`), options = { ...OPTIONS, outDir }, host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => (resolve(file) === mainFile ? main : readFile(file));
  host.fileExists = (file) => resolve(file) === mainFile || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    if (resolve(file) === mainFile) return ts.createSourceFile(file, main, rest[0]);
    if (!file.endsWith(".d.ts")) return getSourceFile(file, ...rest);
    if (!libraries.has(file)) libraries.set(file, getSourceFile(file, ...rest));
    return libraries.get(file);
  };
  return { program: ts.createProgram([mainFile], options, host), mainFile };
}

function errorsOf(program: ts.Program): string {
  const errors = ts.getPreEmitDiagnostics(program).filter((d) => d.category === ts.DiagnosticCategory.Error);
  return ts.formatDiagnostics(errors, { getCanonicalFileName: (f) => f, getCurrentDirectory: () => here, getNewLine: () => "\n" });
}

/** @returns the file to run. @throws Error if it does not compile */
export function compileVariant(name: string, variant: Variant, folder: string): string {
  const outDir = join(folder, variant);
  const goroutine = variant !== "plain";
  const { program, mainFile } = programOf(name, goroutine ? GOROUTINE_MAIN(name) : PLAIN_MAIN(name), outDir);
  const patched = goroutine ? patchProgram(ts, program, variant === "direct" ? { size: true } : {}) : program;
  const errors = errorsOf(patched);
  if (errors !== "") throw new Error(`${name}, ${variant}:\n${errors}`);
  const output = (file: string): string => join(outDir, relative(here, file).replace(/\.ts$/, ".js"));
  if (variant === "async") {
    for (const [file, text] of [...asAsync(patched), [mainFile, PLAIN_MAIN(name)] as const]) {
      mkdirSync(dirname(output(file)), { recursive: true });
      writeFileSync(output(file), ts.transpileModule(text, { compilerOptions: { target: OPTIONS.target!, module: OPTIONS.module! }, fileName: basename(file) }).outputText);
    }
  } else patched.emit();
  return output(mainFile);
}

/** The files of a program but its main, with async functions for those that may suspend. Callbacks of built-ins are left as they are: nobody there could await. */
function asAsync(program: ts.Program): [file: string, text: string][] {
  const { files } = analyze(ts, program);
  return [...files].filter(([file]) => basename(dirname(file)) !== "mains").map(([file, plan]) => {
    const source = program.getSourceFile(file)!, inserts: { readonly at: number; readonly text: string }[] = [];
    for (const { facts, form } of plan.functions.values()) {
      const { node } = facts;
      if (form === "plain" || form === "awaiting" || facts.kind === "module") continue;
      if (ts.isMethodDeclaration(node)) inserts.push({ at: node.name.getStart(source), text: "async " });
      else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) inserts.push({ at: node.getStart(source), text: "async " });
      else if (ts.isFunctionDeclaration(node)) inserts.push({ at: node.getChildren(source).find((c) => c.kind === ts.SyntaxKind.FunctionKeyword)!.getStart(source), text: "async " });
      else throw new Error(`${file}: ${facts.name} cannot be async`);
      for (const { key, callee, node: call } of facts.calls) {
        if (plan.calls.get(key)!.mode === "plain" || callee.kind === "native" || !ts.isCallExpression(call)) continue;
        inserts.push({ at: call.getStart(source), text: "(await " }, { at: call.end, text: ")" });
      }
    }
    let text = source.text;
    // From the end; a bracket that closes comes before one that opens at the same place.
    for (const { at, text: insert } of inserts.sort((a, b) => b.at - a.at || Number(a.text === ")") - Number(b.text === ")"))) text = text.slice(0, at) + insert + text.slice(at);
    return [file, text];
  });
}
