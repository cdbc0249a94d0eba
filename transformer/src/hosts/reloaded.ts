/**
 * Runners that stay (`mocha --watch`) load their modules again after an edit. ts-node compiles each by a language service, which hears of an edit when the edited file itself is loaded; callers of what was edited
 * are loaded before it, and would be compiled for a callee of the colour it had. So where a file is emitted again, a new round has begun: if a source differs from the disk then, the round is emitted from a program that is
 * read from there.
 *
 * Costs, in language services alone: a look at each source once a round, and a program for a round in which something changed.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { withoutDocs } from "./doc-comments";

interface Round { readonly emitted: Set<string>; fresh: ts.Program | undefined }

/** By the tsconfig. */
const rounds = new Map<string, Round>();

/**
 * The program that knows the files as they are.
 * @returns undefined where that is the given one
 */
export function reread(ts: Ts, program: ts.Program, file: ts.SourceFile): ts.Program | undefined {
  if ((file as { scriptSnapshot?: unknown }).scriptSnapshot === undefined) return undefined;
  const options = program.getCompilerOptions(), key = String(options["configFilePath"] ?? "");
  let round = rounds.get(key);
  if (round === undefined || round.emitted.has(file.fileName)) {
    const again = round !== undefined && program.getSourceFiles().some((f) => !f.isDeclarationFile && ts.sys.readFile(f.fileName) !== f.text);
    rounds.set(key, (round = { emitted: new Set(), fresh: again ? ts.createProgram({ rootNames: program.getRootFileNames(), options, host: withoutDocs(ts, ts.createCompilerHost(options)) }) : undefined }));
  }
  round.emitted.add(file.fileName);
  return round.fresh?.getSourceFile(file.fileName) === undefined ? undefined : round.fresh;
}
