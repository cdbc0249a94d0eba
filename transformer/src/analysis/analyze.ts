/** The three phases over a whole program, once per program (hosts ask several times). */
import type ts from "typescript";
import { quick, type Ts } from "./typescript";
import { filesApart } from "./apart";
import { type FileFacts, forgetIds, type FunctionFacts, type FunctionId } from "./facts";
import { collectFile } from "./1-collect/collect";
import { blockingConversions } from "./1-collect/conversions";
import { indexProgram } from "./1-collect/program-index";
import { Resolver } from "./1-collect/resolve";
import { Colour, type Colours, inferColours } from "./2-infer/infer";
import { type FilePlan, planFile } from "./3-plan/plan";
import { isJson } from "./loads";
import { optionsOf } from "./options";

export interface Analysis {
  readonly functions: ReadonlyMap<FunctionId, FunctionFacts>;
  readonly colours: Colours;
  /** Plans of the program's own files, by file name; those that stand apart have none. */
  readonly files: ReadonlyMap<string, FilePlan>;
  /** Files that are nested more deeply than the stack allows: they have no plan (SY9011). */
  readonly tooDeep: readonly ts.SourceFile[];
  /** Files that no import connects with a user of sansync (apart.ts). */
  readonly apart: ReadonlySet<ts.SourceFile>;
}

const analyses = new WeakMap<ts.Program, Analysis>();

export function analyze(host: Ts, program: ts.Program): Analysis {
  const known = analyses.get(program);
  if (known !== undefined) return known;
  const ts = quick(host);
  forgetIds();
  const checker = program.getTypeChecker();
  const { stress, small } = optionsOf(program);
  const apart = filesApart(ts, program);
  const resolver = new Resolver(ts, program, checker, indexProgram(ts, program, apart));
  let facts: FileFacts[] = [];
  let tooDeep: ts.SourceFile[] = [];
  let functions = new Map<FunctionId, FunctionFacts>();
  const collect = (conversions?: ReadonlySet<FunctionId>): Colours => {
    facts = [];
    tooDeep = [];
    functions = new Map<FunctionId, FunctionFacts>();
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile || apart.has(file) || isJson(file.fileName)) continue;
      let collected: FileFacts;
      try {
        collected = collectFile(ts, checker, resolver, file, stress, conversions);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        tooDeep.push(file);
        continue;
      }
      facts.push(collected);
      for (const fn of collected.functions) functions.set(fn.id, fn);
    }
    return inferColours(functions, stress, resolver.outside.generatorsFromOutside ? Colour.Dynamic : Colour.Plain);
  };
  let colours = collect();
  const blocking = blockingConversions(ts, resolver.index, (id) => colours.get(id)?.colour === Colour.Blocking);
  if (blocking.size > 0) colours = collect(blocking);
  const files = new Map<string, FilePlan>();
  for (const file of facts) files.set(file.file.fileName, planFile(ts, file, colours, functions, emitsEsModule(ts, program, file.file), stress, small));
  const analysis: Analysis = { functions, colours, files, tooDeep, apart };
  analyses.set(program, analysis);
  return analysis;
}

/** The file is emitted as an ES module, so its top level may await. */
export function emitsEsModule(ts: Ts, program: ts.Program, file: ts.SourceFile): boolean {
  const options = program.getCompilerOptions();
  const kind = options.module ?? ((options.target ?? ts.ScriptTarget.ES5) >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
  if (!ts.isExternalModule(file)) return false;
  const preserve = (ts.ModuleKind as unknown as { Preserve?: number }).Preserve;
  if (kind >= ts.ModuleKind.Node16 && kind !== preserve) return file.impliedNodeFormat === ts.ModuleKind.ESNext;
  return kind >= ts.ModuleKind.ES2015;
}
