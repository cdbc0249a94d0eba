// In a language service programs come and go that nobody has analysed, and its parser keeps and moves nodes: what is said of the files is what an analysis of the whole says, however many edits lie between.
import { readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { suite } from "uvu";
import { analyze, type Analysis, functionForms, suspensionPoints } from "../src/analysis/index";
import { findings, suggestions } from "../src/diagnostics/findings";
import { EditedProject } from "../../fixtures/harness/language-service";

const root = path.resolve(__dirname, "../.."), programs = path.join(root, "fixtures/programs");
const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"], module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, types: [], noEmit: true, skipLibCheck: true };
const seeds = process.env.STRESS ? 60 : 4, editsEach = 24;

const test = suite("edits nobody analysed");

function said(program: ts.Program, analysis: Analysis, name: string): unknown {
  const plan = analysis.files.get(name)!, file = program.getSourceFile(name)!;
  return {
    functions: functionForms(analysis, plan).map((f) => [f.name, f.text, f.node.pos]),
    points: suspensionPoints(ts, analysis, plan).map((p) => [p.start, p.callee, p.effect]),
    found: [...findings(ts, program, file), ...suggestions(ts, program, file)].map((d) => [d.code, d.start]),
  };
}

const libraries = new Map<string, ts.SourceFile | undefined>();

let made = 0;

/** A second program of the same texts, analysed as a whole: no program was made in its folder before. */
function whole(project: EditedProject): { program: ts.Program; analysis: Analysis } {
  const host = ts.createCompilerHost(options), parse = host.getSourceFile.bind(host), own = new Set(project.files), folder = `/whole${++made}`;
  host.getCurrentDirectory = () => folder;
  host.getSourceFile = (name, version, ...rest) => (own.has(name) ? ts.createSourceFile(name, project.text(name), version as ts.CreateSourceFileOptions, true) : libraries.get(name) ?? libraries.set(name, parse(name, version, ...rest)).get(name));
  const program = ts.createProgram(project.files, options, host);
  return { program, analysis: analyze(ts, program) };
}

function random(seed: number): (below: number) => number {
  let state = seed * 2654435761 >>> 0 || 1;
  return (below) => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state % below; };
}

const pieces = ["log(1);\n", "for (;;) { break; }\n", "const ch9 = chan<number>(); ch9.recv();\n", "sleep(1);\n", "go(() => { sleep(2); });\n", "}\n", "{\n", "function fresh(n: number) { sleep(n); return n; }\n", "fresh(2);\n", "class C9 { m() { sleep(1); } }\n", "(", ".", "return;\n", "// a comment\n", "main();\n", "import { after as later9 } from \"sansync\";\n"];

function follow(files: readonly string[], seed: number): void {
  const project = new EditedProject(files, options), pick = random(seed);
  for (let n = 0; n <= editsEach; n++) {
    const name = files[pick(files.length)]!, text = project.text(name);
    if (n > 0) {
      const lines = [...text.matchAll(/^/gm)].map((m) => m.index!), at = lines[pick(lines.length)]!;
      if (pick(3) > 0) project.edit(name, at, at, pieces[pick(pieces.length)]!);
      else project.edit(name, at, Math.min(text.length, at + pick(30)), "");
    }
    const program = project.service.getProgram()!;
    program.getSemanticDiagnostics(program.getSourceFile(name));
    if (n > 0 && pick(3) > 0) continue;
    const analysis = analyze(ts, program), asked = n % 2 === 0 ? files : [name];
    const all = whole(project);
    for (const file of asked) {
      const a = JSON.stringify(said(program, analysis, file)), b = JSON.stringify(said(all.program, all.analysis, file));
      if (a !== b) throw new Error(`seed ${seed}, edit ${n}, ${path.relative(root, file)}\n  edited ${a}\n  whole  ${b}\n${project.text(file)}`);
    }
  }
}

const single = ["worker-pool", "mutex-counter", "classes", "generators-that-block", "callees"].map((name) => path.join(programs, name, "main.ts"));
const shared = readdirSync(path.join(programs, "shared-module")).filter((f) => f.endsWith(".ts")).map((f) => path.join(programs, "shared-module", f));
const sets = [shared, ...single.map((file) => [file])];
test("random edits: the same as an analysis of the whole", () => {
  for (let seed = 1; seed <= seeds; seed++) follow(sets[seed % sets.length]!, seed);
});

test.run();
