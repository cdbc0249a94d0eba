/** What every hook works with: one for each language service that is wrapped. */
import { type Analysis, analyze, type Aside, configure, type FilePlan, pluginLineOf, usesRuntime } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import type { Settings } from "./settings";

export interface Editor {
  readonly ts: typeof ts;
  readonly info: ts.server.PluginCreateInfo;
  /** TypeScript's own service, without us. */
  readonly service: ts.LanguageService;
  readonly settings: Settings;
}

/** A source file of the user's in the program of now. */
export interface Place {
  readonly program: ts.Program;
  readonly file: ts.SourceFile;
  readonly analysis: Analysis;
  /** Undefined: nothing of the runtime is used in the program, or the file is nested too deeply. */
  readonly plan: FilePlan | undefined;
}

const nothing: Analysis = { functions: new Map(), colours: new Map(), files: new Map(), tooDeep: [], apart: new Set() };
const prepared = new WeakSet<ts.Program>(), unused = new WeakSet<ts.Program>(), failing = new WeakSet<ts.Program>();

const analysed = new WeakSet<ts.Program>();

/**
 * The file and what is known of it in the program of now, which is analysed for that if need be.
 * @returns undefined: TypeScript has no such file, it is a declaration, or the analysis of this program has failed
 */
export function placeIn({ service, ts: t }: Editor, fileName: string): Place | undefined {
  const program = service.getProgram(), file = program?.getSourceFile(fileName);
  if (program === undefined || file === undefined || file.isDeclarationFile || failing.has(program)) return undefined;
  prepare(t, program);
  if (unused.has(program)) return { program, file, analysis: nothing, plan: undefined };
  try {
    finishAside(service, program);
    const analysis = analyze(t, program);
    analysed.add(program);
    return { program, file, analysis, plan: analysis.files.get(fileName) };
  } catch (error) {
    // What fails is not tried again before the next edit.
    if (!(error instanceof t.OperationCanceledException)) failing.add(program);
    throw error;
  }
}

/** Of each service, the analysis of a whole program that goes on while nobody types. */
export const asides = new WeakMap<ts.LanguageService, Aside>();

/** Somebody wants to know now what is being found out. */
function finishAside(service: ts.LanguageService, program: ts.Program): void {
  const aside = asides.get(service);
  if (aside === undefined) return;
  asides.delete(service);
  if (aside.fits(program)) aside.work(Infinity);
}

/** What can be known of the program is known: it is analysed, cannot be, or there is nothing to analyse. */
export function isKnown({ ts: t }: Editor, program: ts.Program): boolean {
  prepare(t, program);
  return unused.has(program) || analysed.has(program) || failing.has(program);
}

function prepare(t: typeof ts, program: ts.Program): void {
  if (prepared.has(program)) return;
  prepared.add(program);
  configure(program, pluginLineOf(program.getCompilerOptions()) ?? {});
  if (!usesRuntime(t, program)) unused.add(program);
}

const said = new WeakMap<object, Set<string>>();

/** A line in tsserver's log for a failure of ours: once for each place and message, not at every keystroke. */
export function report({ info }: Pick<Editor, "info">, where: string, error: unknown): void {
  const { projectService } = info.project, key = `${where}: ${error instanceof Error ? error.message : String(error)}`;
  let known = said.get(projectService);
  if (known === undefined) said.set(projectService, (known = new Set()));
  if (known.has(key)) return;
  known.add(key);
  projectService.logger.info(`sansync: ${where}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
}

/** The innermost node that contains the position; at its end counts, if nothing begins there. */
export function nodeAt({ ts }: Pick<Editor, "ts">, file: ts.SourceFile, position: number): ts.Node {
  let at: ts.Node = file;
  for (;;) {
    let next: ts.Node | undefined;
    ts.forEachChild(at, (child) => {
      const start = child.getStart(file);
      if (start <= position && (position < child.end || (position === child.end && next === undefined))) next = child;
    });
    if (next === undefined) return at;
    at = next;
  }
}
