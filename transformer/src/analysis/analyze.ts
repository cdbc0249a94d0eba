/**
 * The three phases over a whole program, once per program (hosts ask several times). Of a program that follows another, as watching builds and editors make them, only what an edit may have changed is
 * analysed again (advance.ts). Editors have the analysis of a whole program made in pieces, of a copy that nobody edits: what their own programs say goes on from that.
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
import { type FileIndex, indexFile, WholeIndex } from "./1-collect/program-index";
import { Resolver } from "./1-collect/resolve";
import { type Callers, callersOf, Colour, type Colours, inferColours } from "./2-infer/infer";
import { type FilePlan, planFile } from "./3-plan/plan";
import type { Analysis, Outline, Progress } from "./progress";
import { isJson } from "./loads";
import { optionsOf } from "./options";

const analyses = new WeakMap<ts.Program, Progress>();

export function analyze(host: Ts, program: ts.Program): Analysis {
  const known = follow(host, program);
  if (known !== undefined) return known;
  const steps = analyzeAll(quick(host), { program });
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return keep(program, value);
  }
}

/** What is known of the program, or follows from what is known of the one before. Undefined: all of it has to be analysed. */
export function follow(host: Ts, program: ts.Program): Analysis | undefined {
  const known = analyses.get(program);
  if (known?.superseded === false) return known.analysis;
  const before = former(program), next = before === undefined ? undefined : advance(quick(host), program, before);
  if (next === "unrelated") return undefined;
  // What was known of the former program is part of what is known of this one, or useless.
  if (before !== undefined) before.superseded = true;
  return next === undefined ? undefined : keep(program, next);
}

/**
 * The analysis of all files, a file at a time, with what will be there at its end: `follow` goes on from it, for `program` itself or one that follows it.
 * @param copy the program that is looked at, of the same files. Those of its files that are edited before the end have to be copies, since an editor's parser moves nodes into other programs
 * @param renewal so that the types of all files are never there at once
 */
export function analyzeCopy(host: Ts, program: ts.Program, copy: ts.Program, renewal?: Renewal): Generator<void, void> {
  return analyzed(quick(host), { ...outlineOf(program), files: copy.getSourceFiles() }, { program: copy }, renewal);
}

/** Holds nothing of the editor's program. */
function* analyzed(ts: Ts, of: Outline, copy: Looked, renewal: Renewal | undefined): Generator<void, void> {
  const progress = yield* analyzeAll(ts, copy, renewal);
  progress.exposed.release();
  remember(copy.program, { ...progress, of });
}

/** The program that is looked at, in one place: nothing else may hold one that another has taken the place of, nor its checker. */
interface Looked { program: ts.Program }

/** Other programs of the same files take the place of the one that is looked at, each with a checker that knows nothing yet. */
export interface Renewal {
  /** How much code is looked at by one checker, in characters. */
  readonly after: number;
  /** @returns undefined: there is no such program, and the rest is looked at by the checker that is there */
  next(of: ts.Program): ts.Program | undefined;
}

function keep(program: ts.Program, progress: Progress): Analysis {
  progress.exposed.release();
  analyses.set(program, progress);
  remember(program, progress);
  return progress.analysis;
}

function* analyzeAll(ts: Ts, looked: Looked, renewal?: Renewal): Generator<void, Progress> {
  forgetIds();
  let checker: ts.TypeChecker | undefined = looked.program.getTypeChecker();
  const { stress, small } = optionsOf(looked.program);
  const apart = filesApart(ts, looked.program), own = looked.program.getSourceFiles().filter((file) => !file.isDeclarationFile), indexed: FileIndex[] = [];
  yield;
  for (const file of own) {
    if (apart.has(file)) continue;
    indexed.push(indexFile(ts, checker, file));
    yield;
  }
  const index = new WholeIndex(indexed);
  let resolver: Resolver | undefined = new Resolver(ts, looked.program, checker, index), { exposed } = resolver, seen = 0;
  const { answers } = resolver, all = own.reduce((sum, file) => sum + (apart.has(file) ? 0 : file.text.length), 0);
  const parts = Math.max(1, Math.round(all / (renewal?.after ?? Infinity)));
  /** All types that are there go, with the program they belong to. @returns whether they do */
  const leave = (): boolean => {
    const next = renewal?.next(looked.program);
    if (next === undefined) return false;
    looked.program = next;
    checker = resolver = undefined;
    exposed = exposed.carriedTo(next, new Map());
    return true;
  };
  const generators = resolver.outside.generatorsFromOutside ? Colour.Dynamic : Colour.Plain;
  let facts: FileFacts[] = [];
  let tooDeep: ts.SourceFile[] = [];
  let functions = new Map<FunctionId, FunctionFacts>();
  let callers: Callers = new Map();
  function* collect(conversions?: ReadonlySet<FunctionId>): Generator<void, Colours> {
    facts = [];
    tooDeep = [];
    functions = new Map<FunctionId, FunctionFacts>();
    for (const file of own) {
      if (apart.has(file) || isJson(file.fileName)) continue;
      if (parts > 1 && seen >= all / parts) {
        seen = leave() ? 0 : -Infinity;
        yield;
      }
      seen += file.text.length;
      checker ??= looked.program.getTypeChecker();
      resolver ??= new Resolver(ts, looked.program, checker, index, exposed, answers);
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
      yield;
    }
    if (parts > 1 && seen > 0) leave(); // what follows asks for no types
    yield;
    callers = callersOf(functions);
    return inferColours(functions, callers, stress, generators);
  }
  let colours = yield* collect();
  yield;
  const conversions = blockingConversions(ts, index, (id) => colours.get(id)?.colour === Colour.Blocking);
  if (conversions.size > 0) colours = yield* collect(conversions);
  const files = new Map<string, FilePlan>();
  for (const file of facts) {
    files.set(file.file.fileName, planFile(ts, file, colours, functions, emitsEsModule(ts, looked.program, file.file), stress, small));
    yield;
  }
  return { of: outlineOf(looked.program), superseded: false, analysis: { functions, colours, files, tooDeep, apart }, index, exposed, answers, callers, conversions, generators, snapshots: new Map(own.map((file) => [file.fileName, snapshotOf(ts, file)])) };
}
