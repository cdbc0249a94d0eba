/**
 * Which packages cannot suspend: those that do not depend on sansync, and sansync itself, where everything that suspends is marked.
 *
 * A package that depends on it may block in its next version, and nobody compiles our output again then, so its unmarked functions are unknown.
 * So are declarations that stand beside the user's own code.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

interface Package {
  /** Its unmarked functions are plain. */
  readonly foreign: boolean;
  /** It is sansync itself. */
  readonly runtime: boolean;
}

const ofPrograms = new WeakMap<ts.Program, Packages>();

export class Packages {
  /** Per folder. */
  readonly #known = new Map<string, Package>();
  /** Every call asks about the file of what it calls. */
  readonly #files = new WeakMap<ts.SourceFile, Package>();
  readonly #readFile: (file: string) => string | undefined;

  /** One for a program: manifests are read once. */
  static of(ts: Ts, program: ts.Program): Packages {
    let packages = ofPrograms.get(program);
    if (packages === undefined) ofPrograms.set(program, (packages = new Packages(ts, program)));
    return packages;
  }

  private constructor(ts: Ts, program: ts.Program) {
    const own = (program as unknown as { readFile?(file: string): string | undefined }).readFile;
    this.#readFile = own === undefined ? (file) => ts.sys?.readFile(file) : (file) => own.call(program, file) ?? ts.sys?.readFile(file);
  }

  /** The declaration file belongs to a package whose unmarked functions are plain. */
  isForeign(file: ts.SourceFile): boolean {
    return this.#of(file).foreign;
  }

  /** The file belongs to sansync itself. */
  isRuntime(file: ts.SourceFile): boolean {
    return this.#of(file).runtime;
  }

  #of(file: ts.SourceFile): Package {
    let found = this.#files.get(file);
    if (found === undefined) this.#files.set(file, (found = this.#packageOf(folderOf(file.fileName))));
    return found;
  }

  #packageOf(folder: string): Package {
    let found = this.#known.get(folder);
    if (found !== undefined) return found;
    const manifest = this.#manifest(folder);
    if (manifest !== undefined) {
      const runtime = manifest.name === "sansync";
      found = { runtime, foreign: runtime || ![manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies, manifest.devDependencies].some((d) => d?.["sansync"] !== undefined) };
    } else {
      const up = folderOf(folder);
      found = up !== "" && up !== folder && !folder.endsWith("/node_modules") ? this.#packageOf(up) : { runtime: false, foreign: false };
    }
    this.#known.set(folder, found);
    return found;
  }

  /** A manifest without a name (`{ "type": "commonjs" }` in a build folder) belongs to the package above it. */
  #manifest(folder: string): Manifest | undefined {
    try {
      const text = this.#readFile(`${folder}/package.json`);
      if (text === undefined) return undefined;
      const manifest = JSON.parse(text) as Manifest;
      return manifest.name === undefined && manifest.dependencies === undefined ? undefined : manifest;
    } catch {
      return { dependencies: { sansync: "*" } }; // an unreadable manifest proves nothing
    }
  }
}

/** Declarations of the runtime are part of the program. Where they are not, nothing blocks. */
export function usesRuntime(ts: Ts, program: ts.Program): boolean {
  const packages = Packages.of(ts, program);
  return program.getSourceFiles().some((file) => file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file) && packages.isRuntime(file));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
