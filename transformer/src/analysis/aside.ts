/**
 * The analysis of a whole large program, in slices between which the editor's questions are answered, and beside the editor's own program: that program's one checker would keep the types of all files as long as
 * it lives.
 *
 * Invariants
 *  - The program that is looked at is TypeScript's continuation of the editor's, of the same files: nothing is parsed, resolved or bound again, and nothing that is found out of it can differ.
 *  - Files that are open, and may be edited before the end, are copies. An editor's parser moves the nodes of the files that it parses again; it never sees these.
 *  - Nothing but the analysis holds the program that is looked at, which gives way to others of the same files: the types of all files are more than an editor's memory is to grow by.
 *  - Whatever else has changed (another file, an import) is found by `fits`: then what was begun is thrown away.
 */
import type ts from "typescript";
import { analyzeCopy, type Renewal } from "./analyze";
import { optionsOf, setOptions } from "./options";
import type { Ts } from "./typescript";

/** What TypeScript's programs and files say besides. */
interface ProgramInside extends ts.Program {
  readonly structureIsReused?: number;
  /** By path; from TypeScript 5.3 on. */
  readonly resolvedModules?: ReadonlyMap<string, { get(name: string, mode: unknown): ts.ResolvedModuleWithFailedLookupLocations | undefined }>;
}
interface FileInside extends ts.SourceFile {
  readonly path: string;
  readonly imports?: readonly ts.StringLiteralLike[];
  readonly moduleAugmentations?: readonly ts.Node[];
  readonly redirectInfo?: { readonly unredirected: ts.SourceFile };
  readonly setExternalModuleIndicator?: (file: ts.SourceFile) => void;
  readonly jsDocParsingMode?: number;
  readonly scriptKind?: ts.ScriptKind;
  readonly version?: string;
  readonly scriptSnapshot?: unknown;
}
type HostInside = ts.LanguageServiceHost & Pick<ts.CompilerHost, "getModuleResolutionCache"> & { useSourceOfProjectReferenceRedirect?(): boolean };

export class Aside {
  readonly #steps: Generator<void, void>;
  readonly #files: readonly ts.SourceFile[];
  readonly #copies: ReadonlyMap<string, ts.SourceFile>;
  readonly #resolved: unknown;
  readonly #of: WeakRef<ts.Program>;

  private constructor(ts: Ts, program: ProgramInside, copy: ts.Program, copies: ReadonlyMap<string, ts.SourceFile>, renewal: Renewal | undefined) {
    this.#steps = analyzeCopy(ts, program, copy, renewal);
    this.#files = copy.getSourceFiles();
    this.#copies = copies;
    this.#resolved = program.resolvedModules;
    this.#of = new WeakRef(program);
  }

  /**
   * @param host of the language service that has made the program
   * @param isOpen whether the file may be edited before the end
   * @param renewal after so many characters another checker takes over, and `onRenewed` is told that the one before is left, with all its types
   * @returns undefined: the program cannot be continued (before TypeScript 5.3; referenced projects that are not what they were), and is to be analysed itself
   */
  static begin(ts: Ts, program: ts.Program, host: ts.LanguageServiceHost, isOpen: (fileName: string) => boolean, renewal?: { readonly after: number; onRenewed(this: void): void }): Aside | undefined {
    const copies = new Map<string, ts.SourceFile>();
    for (const file of program.getSourceFiles() as readonly FileInside[]) if (!file.isDeclarationFile && isOpen(file.fileName) && mayBeCopied(ts, file)) copies.set(file.fileName, copyOf(ts, file));
    const copy = continued(ts, program, host, copies);
    if (copy === undefined) return undefined;
    return new Aside(ts, program, copy, copies, renewal === undefined ? undefined : {
      after: renewal.after,
      next(former) {
        const next = continued(ts, former, host, new Map());
        if (next !== undefined) renewal.onRenewed();
        return next;
      },
    });
  }

  /** What it finds is of use for the program of now. */
  fits(program: ts.Program): boolean {
    const files = program.getSourceFiles();
    return this.isOf(program) || (files.length === this.#files.length && (program as ProgramInside).resolvedModules === this.#resolved && this.#files.every((file, i) => file === files[i] || this.#copies.get(files[i]!.fileName) === file));
  }

  /** The program is the one it was begun with. */
  isOf(program: ts.Program): boolean {
    return this.#of.deref() === program;
  }

  /** Works for so long, or a file longer, in milliseconds. @returns whether all is done */
  work(ms: number): boolean {
    const end = performance.now() + ms;
    do if (this.#steps.next().done === true) return true; while (performance.now() < end);
    return false;
  }
}

/** A module of the user's that changes nothing for files which do not import it, and whose edits can be told from the text alone. */
function mayBeCopied(ts: Ts, file: FileInside): boolean {
  return ts.isExternalModule(file) && file.imports !== undefined && file.moduleAugmentations?.length === 0 && (file as { commonJsModuleIndicator?: unknown }).commonJsModuleIndicator === undefined &&
    file.typeReferenceDirectives.length + file.libReferenceDirectives.length + file.referencedFiles.length === 0;
}

function copyOf(ts: Ts, file: FileInside): ts.SourceFile {
  const { languageVersion, impliedNodeFormat, setExternalModuleIndicator, jsDocParsingMode, scriptKind, version, scriptSnapshot } = file;
  return Object.assign(ts.createSourceFile(file.fileName, file.text, { languageVersion, impliedNodeFormat, setExternalModuleIndicator, jsDocParsingMode } as ts.CreateSourceFileOptions, false, scriptKind), { version, scriptSnapshot });
}

/** The program of the same files, but for the copies: TypeScript makes it as it makes the next one after an edit. It does not hold the one it is made of. */
function continued(ts: Ts, program: ProgramInside, given: ts.LanguageServiceHost, copies: ReadonlyMap<string, ts.SourceFile>): ts.Program | undefined {
  const own = given as HostInside, { resolvedModules } = program, folder = program.getCurrentDirectory(), isCaseSensitive = own.useCaseSensitiveFileNames?.() ?? false;
  if (resolvedModules === undefined) return undefined;
  let fileOf: ((name: string) => ts.SourceFile | undefined) | undefined = filesOf(program, copies);
  const host: ts.CompilerHost & Record<string, unknown> = {
    getSourceFile: (name) => fileOf?.(name),
    getDefaultLibFileName: (of) => own.getDefaultLibFileName(of),
    getCurrentDirectory: () => folder,
    useCaseSensitiveFileNames: () => isCaseSensitive,
    getCanonicalFileName: (name) => (isCaseSensitive ? name : name.toLowerCase()),
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists: (name) => own.fileExists(name),
    readFile: (name) => own.readFile(name),
    resolveModuleNameLiterals: (literals, _from, _redirected, of, file) => literals.map((literal) => resolvedModules.get((file as FileInside).path)?.get(literal.text, ts.getModeForUsageLocation(file, literal, of)) ?? ({ resolvedModule: undefined, failedLookupLocations: [] } as ts.ResolvedModuleWithFailedLookupLocations)),
    hasInvalidatedResolutions: () => false,
    hasChangedAutomaticTypeDirectiveNames: () => false,
    getModuleResolutionCache: () => own.getModuleResolutionCache?.(),
  };
  const { directoryExists, getDirectories, realpath, getParsedCommandLine, useSourceOfProjectReferenceRedirect } = own;
  for (const [name, method] of Object.entries({ directoryExists, getDirectories, realpath, getParsedCommandLine, useSourceOfProjectReferenceRedirect })) if (method !== undefined) host[name] = (...args: unknown[]) => (method as (...a: unknown[]) => unknown).apply(own, args);
  const projectReferences = program.getProjectReferences();
  const next: ProgramInside = ts.createProgram({ rootNames: program.getRootFileNames(), options: program.getCompilerOptions(), ...(projectReferences === undefined ? {} : { projectReferences }), oldProgram: program, host });
  fileOf = undefined;
  if (next.structureIsReused !== 2 || next.resolvedModules !== resolvedModules) return undefined;
  setOptions(next, optionsOf(program));
  return next;
}

function filesOf(program: ts.Program, copies: ReadonlyMap<string, ts.SourceFile>): (name: string) => ts.SourceFile | undefined {
  return (name) => {
    const file = program.getSourceFile(name) as FileInside | undefined;
    return copies.get(file?.fileName ?? name) ?? file?.redirectInfo?.unredirected ?? file;
  };
}
