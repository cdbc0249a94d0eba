/**
 * The three phases over a whole program, once per program (hosts ask several times). Of a program that follows another, as watching builds and editors make them, only what an edit may have changed is
 * analysed again (advance.ts).
 */
import type ts from "typescript";
import { quick, type Ts } from "./typescript";
import { advance } from "./advance";
import { filesApart } from "./apart";
import { snapshotOf } from "./edits";
import { emitsEsModule } from "./es-module";
import { type FileFacts, forgetIds, type FunctionFacts, type FunctionId } from "./facts";
import { former, outlineOf, remember } from "./former";
import { collectFile } from "./1-collect/collect";
import { blockingConversions } from "./1-collect/conversions";
import { indexFile, WholeIndex } from "./1-collect/program-index";
import { Resolver } from "./1-collect/resolve";
import { type Callers, callersOf, Colour, type Colours, inferColours } from "./2-infer/infer";
import { type FilePlan, planFile } from "./3-plan/plan";
import type { Analysis, Progress } from "./progress";
import { isJson } from "./loads";
import { optionsOf } from "./options";

const analyses = new WeakMap<ts.Program, Progress>();

export function analyze(host: Ts, program: ts.Program): Analysis {
  const known = analyses.get(program);
  if (known?.superseded === false) return known.analysis;
  const ts = quick(host), before = former(program), next = before === undefined ? undefined : advance(ts, program, before);
  // What was known of the former program is part of what is known of this one, or useless.
  if (before !== undefined && next !== "unrelated") before.superseded = true;
  const progress = next === undefined || next === "unrelated" ? analyzeAll(ts, program) : next;
  progress.exposed.release();
  analyses.set(program, progress);
  remember(program, progress);
  return progress.analysis;
}

function analyzeAll(ts: Ts, program: ts.Program): Progress {
  forgetIds();
  const checker = program.getTypeChecker();
  const { stress, small } = optionsOf(program);
  const apart = filesApart(ts, program), own = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
  const index = new WholeIndex(own.filter((file) => !apart.has(file)).map((file) => indexFile(ts, checker, file)));
  const resolver = new Resolver(ts, program, checker, index), generators = resolver.outside.generatorsFromOutside ? Colour.Dynamic : Colour.Plain;
  let facts: FileFacts[] = [];
  let tooDeep: ts.SourceFile[] = [];
  let functions = new Map<FunctionId, FunctionFacts>();
  let callers: Callers = new Map();
  const collect = (conversions?: ReadonlySet<FunctionId>): Colours => {
    facts = [];
    tooDeep = [];
    functions = new Map<FunctionId, FunctionFacts>();
    for (const file of own) {
      if (apart.has(file) || isJson(file.fileName)) continue;
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
    callers = callersOf(functions);
    return inferColours(functions, callers, stress, generators);
  };
  let colours = collect();
  const conversions = blockingConversions(ts, index, (id) => colours.get(id)?.colour === Colour.Blocking);
  if (conversions.size > 0) colours = collect(conversions);
  const files = new Map<string, FilePlan>();
  for (const file of facts) files.set(file.file.fileName, planFile(ts, file, colours, functions, emitsEsModule(ts, program, file.file), stress, small));
  return { of: outlineOf(program), superseded: false, analysis: { functions, colours, files, tooDeep, apart }, index, exposed: resolver.exposed, answers: resolver.answers, callers, conversions, generators, snapshots: new Map(own.map((file) => [file.fileName, snapshotOf(ts, file)])) };
}
