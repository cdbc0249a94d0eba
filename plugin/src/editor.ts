/** What every hook works with: one for each language service that is wrapped. */
import { configure } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";

export interface Editor {
  readonly ts: typeof ts;
  readonly info: ts.server.PluginCreateInfo;
  /** TypeScript's own service, without us. */
  readonly service: ts.LanguageService;
}

/** A file of the user's in the program of now, ready to be analysed; undefined: TypeScript has no such file, or it is a declaration. */
export function fileIn(editor: Editor, fileName: string): { readonly program: ts.Program; readonly file: ts.SourceFile } | undefined {
  const program = editor.service.getProgram(), file = program?.getSourceFile(fileName);
  if (program === undefined || file === undefined || file.isDeclarationFile) return undefined;
  configure(program, lineOf(program) ?? {});
  return { program, file };
}

/** Our line of the tsconfig's `plugins`. */
export function lineOf(program: ts.Program): Readonly<Record<string, unknown>> | undefined {
  const plugins = program.getCompilerOptions().plugins as readonly Readonly<Record<string, unknown>>[] | undefined;
  return plugins?.find(({ name, transform }) => name === "@sansync/plugin" || transform === "@sansync/transformer");
}

const said = new WeakMap<object, Set<string>>();

/** A line in tsserver's log for a failure of ours: once for each, not at every keystroke. */
export function report({ info }: Pick<Editor, "info">, where: string, error: unknown): void {
  const { projectService } = info.project, text = `sansync: ${where}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
  let known = said.get(projectService);
  if (known === undefined) said.set(projectService, (known = new Set()));
  if (known.has(text)) return;
  known.add(text);
  projectService.logger.info(text);
}
