/**
 * What a program follows: the analysis made last for the same tsconfig, in hosts that make one program after another.
 *
 * It is held weakly, for as long as its program: a host that watches holds the former one while it makes the next. A language service lets go of it before anybody asks for the analysis of the next; of those the last
 * few analyses are held, without their programs.
 */
import type ts from "typescript";
import { optionsOf } from "./options";
import type { Outline, Progress } from "./progress";

const last = new Map<string, WeakRef<Progress>>();
/** The latest last. */
const held: Progress[] = [];
const most = 4;

/** The same for all programs of a project. */
function projectOf(program: ts.Program): string {
  const { configFilePath = "" } = program.getCompilerOptions() as { configFilePath?: string };
  return [configFilePath, program.getCurrentDirectory(), program.getRootFileNames()[0] ?? ""].join("\n");
}

export function former(program: ts.Program): Progress | undefined {
  const found = last.get(projectOf(program))?.deref();
  return found?.superseded === true ? undefined : found;
}

export function remember(program: ts.Program, progress: Progress): void {
  const project = projectOf(program), before = last.get(project)?.deref();
  last.set(project, new WeakRef(progress));
  const isOfEditor = program.getSourceFiles().some((file) => !file.isDeclarationFile && (file as { scriptSnapshot?: unknown }).scriptSnapshot !== undefined);
  const at = before === undefined ? -1 : held.indexOf(before);
  if (at >= 0) held.splice(at, 1);
  if (isOfEditor && held.push(progress) > most) held.shift();
}

export function outlineOf(program: ts.Program): Outline {
  return { program: new WeakRef(program), options: optionsOf(program), compilerOptions: program.getCompilerOptions(), files: program.getSourceFiles(), resolvedModules: (program as { resolvedModules?: unknown }).resolvedModules };
}
