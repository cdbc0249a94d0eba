/**
 * Which program a program follows: the last one that was analysed for the same tsconfig, in hosts that make one after another.
 *
 * Programs are large, so they are held weakly: a host that watches holds the former one while it makes the next. A language service lets go of it before anybody asks for the analysis of the next; of those
 * the last few are held.
 */
import type ts from "typescript";

const last = new Map<string, WeakRef<ts.Program>>();
/** The latest last. */
const held: ts.Program[] = [];
const most = 4;

/** The same for all programs of a project. */
function projectOf(program: ts.Program): string {
  const { configFilePath = "" } = program.getCompilerOptions() as { configFilePath?: string };
  return [configFilePath, program.getCurrentDirectory(), program.getRootFileNames()[0] ?? ""].join("\n");
}

export function former(program: ts.Program): ts.Program | undefined {
  return last.get(projectOf(program))?.deref();
}

export function remember(program: ts.Program): void {
  const project = projectOf(program), before = last.get(project)?.deref();
  last.set(project, new WeakRef(program));
  const isOfEditor = program.getSourceFiles().some((file) => !file.isDeclarationFile && (file as { scriptSnapshot?: unknown }).scriptSnapshot !== undefined);
  const at = before === undefined ? -1 : held.indexOf(before);
  if (at >= 0) held.splice(at, 1);
  if (isOfEditor && held.push(program) > most) held.shift();
}
