/**
 * Programs too large to be analysed at each keystroke are analysed when nobody types; then the editor is asked to ask again.
 *
 * What an edit may have changed is analysed at once. Where that is all of the program, as at first, it is done in slices, between which other questions are answered; an edit ends no more than the slices, which go on in
 * the next pause. A brace that is not closed yet makes another program of all that stands behind it: what was known stays until it is closed, or nobody has typed for so long that somebody seems to have left it.
 */
import { Aside, follow } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { asides, type Editor, isKnown, type Place, placeIn, report } from "./editor";
import { compactHeap } from "./memory";

/** Programs of so much text are analysed at each keystroke, in characters: about 10,000 lines. */
const small = 400_000;
/** Nobody types for so long, in milliseconds, before a large program is analysed … */
const pause = 400;
/** … and for so long more if a file has stopped to parse. */
const patience = 3000;
/** After the analysis of a whole large program the heap is compacted as soon as nobody types for so long, in milliseconds. */
const quiet = 2000;
/** How long a question waits for the analysis at most, in milliseconds (a file longer), and how long the server then looks for questions. */
const slice = 40, between = 2;
/** After so many characters of the first analysis another checker takes over, and the types that the one before has made are collected: with one for all, the server grows by 200 MiB for so long. */
const byOneChecker = 800_000;

interface Pauses {
  timer: unknown;
  /** The program that is waited with: an edit makes another. */
  program: WeakRef<ts.Program> | undefined;
  /** The files that did not parse when it was analysed last. */
  broken: ReadonlySet<string> | undefined;
  /** All of a program has been analysed since the heap was compacted. */
  filled: boolean;
}

const all = new WeakMap<ts.LanguageService, Pauses>();

/** A question that comes at every keystroke can be answered now: the program is small, analysed, or nothing to analyse. If not, it is asked again when the analysis is made. */
export function isAtHand(editor: Editor): boolean {
  const { service, info } = editor, program = service.getProgram();
  if (program === undefined) return false;
  if (isKnown(editor, program)) return true;
  if (!isLarge(program) || info.project.projectService.host?.setTimeout === undefined) return true;
  let pauses = all.get(service);
  if (pauses === undefined) all.set(service, (pauses = { timer: undefined, program: undefined, broken: undefined, filled: false }));
  if (pauses.timer === undefined || pauses.program?.deref() !== program) wait(editor, pauses, program, pause);
  return false;
}

/** For questions that an editor asks by itself, and whose answer is of the text of now: undefined also while that takes the analysis of all of a large program. Then it is `isPending`. */
export function placeSoon(editor: Editor, fileName: string): Place | undefined {
  return isPending(editor) ? undefined : placeIn(editor, fileName);
}

/** All of a large program has yet to be analysed; it is, when nobody types. */
export function isPending(editor: Editor): boolean {
  return !isAtHand(editor) && follow(editor.ts, editor.service.getProgram()!) === undefined;
}

function isLarge(program: ts.Program): boolean {
  let size = 0;
  return program.getSourceFiles().some((file) => !file.isDeclarationFile && (size += file.text.length) > small);
}

function wait(editor: Editor, pauses: Pauses, program: ts.Program, ms: number): void {
  const { host } = editor.info.project.projectService;
  if (pauses.timer !== undefined) host.clearTimeout(pauses.timer);
  pauses.program = new WeakRef(program);
  pauses.timer = host.setTimeout(() => {
    pauses.timer = undefined;
    if (editor.info.project.isClosed()) return void asides.delete(editor.service);
    try {
      paused(editor, pauses, ms);
    } catch (error) {
      asides.delete(editor.service);
      report(editor, "the analysis", error);
    }
  }, ms);
}

function paused(editor: Editor, pauses: Pauses, waited: number): void {
  const program = editor.service.getProgram(), own = program?.getSourceFiles().filter((file) => !file.isDeclarationFile) ?? [];
  if (program === undefined || own[0] === undefined) return;
  // Somebody has typed, and nobody has asked.
  if (pauses.program?.deref() !== program) return wait(editor, pauses, program, pause);
  if (waited !== between) {
    const wrong = own.filter((file) => ((file as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0) > 0).map((file) => file.fileName), { broken } = pauses;
    if (broken !== undefined && waited !== patience && wrong.some((name) => !broken.has(name))) return wait(editor, pauses, program, patience);
    pauses.broken = new Set(wrong);
  }
  if (!isKnown(editor, program) && !goOn(editor, pauses, program)) return wait(editor, pauses, program, between);
  placeIn(editor, own[0].fileName);
  editor.info.project.refreshDiagnostics();
  if (pauses.filled) compactLater(editor, pauses);
}

/** An edit clears the timer; when what follows from it is known, it is set again. */
function compactLater({ info: { project } }: Editor, pauses: Pauses): void {
  pauses.timer = project.projectService.host.setTimeout(() => {
    pauses.timer = undefined;
    pauses.filled = false;
    if (!project.isClosed()) compactHeap();
  }, quiet);
}

/** A slice of the analysis of the whole program, if it takes that. @returns whether nothing, or but little, is left to do */
function goOn(editor: Editor, pauses: Pauses, program: ts.Program): boolean {
  const { service, info } = editor;
  let aside = asides.get(service);
  if (aside?.fits(program) === false) {
    asides.delete(service);
    aside = undefined;
  }
  if (aside === undefined) {
    if (follow(editor.ts, program) !== undefined) return true;
    aside = Aside.begin(editor.ts, program, info.languageServiceHost, (name) => info.project.getScriptInfo(name)?.isScriptOpen() === true, { after: byOneChecker, onRenewed: compactHeap });
    if (aside === undefined) return true;
    asides.set(service, aside);
    pauses.filled = true;
    return false;
  }
  if (!aside.work(slice)) return false;
  asides.delete(service);
  // What was typed in the meantime may have changed it all again. If nothing was, the program is one that cannot be continued.
  return aside.isOf(program) || follow(editor.ts, program) !== undefined;
}
