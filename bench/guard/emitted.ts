/**
 * What is emitted for a set of projects, counted: bytes (comments left out), minor differences of which cancel out against what TypeScript alone emits for the same files; functions, generators, checks.
 */
import { patchProgram, type PluginConfig } from "@sansync/transformer";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { gzipSync } from "node:zlib";
import { programNames, programsFolder } from "../../fixtures/harness/programs";

const root = join(__dirname, "..", "..");
const typescriptIn = (folder: string): string[] => readdirSync(join(root, folder)).filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts")).map((f) => join(root, folder, f));

export const projects: Readonly<Record<string, () => string[]>> = {
  "CPU suite": () => [join(root, "bench", "cpu", "check.ts")],
  "benchmark cases": () => typescriptIn("bench/cases"),
  examples: () => typescriptIn("examples"),
  "fixtures/programs": () => programNames().map((name) => join(programsFolder, name, "main.ts")),
};

interface Counts { bytes: number; zipped: number; functions: number; generators: number; loops: number; checks: number }

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10,
  types: ["node"], strict: true, skipLibCheck: true, removeComments: true, newLine: ts.NewLineKind.LineFeed, rootDir: root,
};

function count(files: readonly string[], config: PluginConfig | undefined): Counts {
  const counts: Counts = { bytes: 0, zipped: 0, functions: 0, generators: 0, loops: 0, checks: 0 };
  const program = ts.createProgram(files, OPTIONS);
  const patched = config === undefined ? program : patchProgram(ts, program, config);
  patched.emit(undefined, (name, text) => {
    if (!name.endsWith(".js")) return;
    counts.bytes += text.length;
    counts.zipped += gzipSync(text, { level: 9 }).length;
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && !ts.isConstructorDeclaration(node)) {
        counts.functions++;
        if ((node as ts.FunctionDeclaration).asteriskToken !== undefined) counts.generators++;
      } else if (ts.isIterationStatement(node, false)) counts.loops++;
      else if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "$FL") counts.checks++;
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.ESNext));
  });
  return counts;
}

/** Figures of one project, each in units of what TypeScript alone emits. */
export function figures(name: string): Record<string, number> {
  const files = projects[name]!(), plain = count(files, undefined), fast = count(files, {}), small = count(files, { size: true });
  return {
    "bytes": fast.bytes / plain.bytes,
    "bytes, zipped": fast.zipped / plain.zipped,
    "bytes, option size": small.bytes / plain.bytes,
    "functions": fast.functions / plain.functions,
    "generators per function": fast.generators / plain.functions,
    "checks per loop": fast.checks / plain.loops,
  };
}
