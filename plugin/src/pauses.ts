/**
 * Programs too large to be analysed at each keystroke are analysed when nobody types; then the editor is asked to ask again.
 *
 * A brace that is not closed yet makes another program of all that stands behind it: what was known stays until it is closed, or nobody has typed for so long that somebody seems to have left it.
 */
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, isKnown, placeIn, report } from "./editor";

/** Programs of so much text are analysed at each keystroke, in characters: about 10,000 lines. */
const small = 400_000;
/** Nobody types for so long, in milliseconds, before a large program is analysed … */
const pause = 400;
/** … and for so long more if a file has stopped to parse. */
const patience = 3000;

interface Pauses {
  timer: unknown;
  /** The program that is waited with: an edit makes another. */
  program: WeakRef<ts.Program> | undefined;
  /** The files that did not parse when it was analysed last. */
  broken: ReadonlySet<string> | undefined;
}

const all = new WeakMap<ts.LanguageService, Pauses>();

/** A question that comes at every keystroke can be answered now: the program is small, analysed, or nothing to analyse. If not, it is asked again when the analysis is made. */
export function isAtHand(editor: Editor): boolean {
  const { service, info } = editor, program = service.getProgram();
  if (program === undefined) return false;
  if (isKnown(editor, program)) return true;
  let size = 0;
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile && (size += file.text.length) > small) break;
  if (size <= small || info.project.projectService.host?.setTimeout === undefined) return true;
  let pauses = all.get(service);
  if (pauses === undefined) all.set(service, (pauses = { timer: undefined, program: undefined, broken: undefined }));
  if (pauses.timer === undefined || pauses.program?.deref() !== program) wait(editor, pauses, program, pause);
  return false;
}

function wait(editor: Editor, pauses: Pauses, program: ts.Program, ms: number): void {
  const { host } = editor.info.project.projectService;
  if (pauses.timer !== undefined) host.clearTimeout(pauses.timer);
  pauses.program = new WeakRef(program);
  pauses.timer = host.setTimeout(() => {
    pauses.timer = undefined;
    if (editor.info.project.isClosed()) return;
    try {
      paused(editor, pauses, ms);
    } catch (error) {
      report(editor, "the analysis", error);
    }
  }, ms);
}

function paused(editor: Editor, pauses: Pauses, waited: number): void {
  const program = editor.service.getProgram(), own = program?.getSourceFiles().filter((file) => !file.isDeclarationFile) ?? [];
  if (program === undefined || own[0] === undefined) return;
  const wrong = own.filter((file) => ((file as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0) > 0).map((file) => file.fileName), { broken } = pauses;
  // Whoever asked may have done so of another program than that of now.
  if (broken !== undefined && wrong.some((name) => !broken.has(name)) && (waited !== patience || pauses.program?.deref() !== program)) return wait(editor, pauses, program, patience);
  pauses.broken = new Set(wrong);
  placeIn(editor, own[0].fileName);
  editor.info.project.refreshDiagnostics();
}
