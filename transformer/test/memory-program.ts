/** Programs from texts for unit tests of the compiler: the language's real library, and a `sansync` of a few declarations, so that no other package need be built. */
import ts from "typescript";

export const root = "/program";

const runtime = `
export interface RecvChan<out T> {
  /** @suspends */
  recv(): T | undefined;
  /** @suspends */
  [Symbol.iterator](): Iterator<T, undefined, undefined>;
}
export interface Chan<in out T> extends RecvChan<T> {
  /** @suspends */
  readonly send: (value: T) => void;
  tryRecv(): T | undefined;
}
/** @intrinsic chan */
export declare function chan<T>(capacity?: number): Chan<T>;
/** @intrinsic go */
export declare function go<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void;
/** @suspends */
export declare function sleep(ms: number): void;
`;

export const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10,
  strict: true, types: [], newLine: ts.NewLineKind.LineFeed,
};

const libraries = new Map<string, ts.SourceFile | undefined>();

export interface Memory {
  readonly files: Map<string, string>;
  readonly host: ts.CompilerHost;
  program(extra?: ts.CompilerOptions, old?: ts.Program): ts.Program;
}

/** Files by name below the root. Unchanged files keep their SourceFile between programs, and each has a `version`, as in a host that builds incrementally. */
export function memory(texts: Readonly<Record<string, string>>): Memory {
  const files = new Map(Object.entries({ ...texts, "node_modules/sansync/index.d.ts": runtime, "node_modules/sansync/package.json": '{ "name": "sansync", "version": "0.1.0", "types": "index.d.ts" }' })
    .map(([name, text]) => [`${root}/${name}`, text]));
  const parsed = new Map<string, ts.SourceFile>();
  const real = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...real,
    getCurrentDirectory: () => root,
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    directoryExists: (name) => [...files.keys()].some((f) => f.startsWith(`${name}/`)),
    getDirectories: () => [],
    realpath: (name) => name,
    writeFile: () => {},
    createHash: (text) => ts.sys.createHash!(text),
    getSourceFile: (name, languageVersion) => {
      const text = files.get(name);
      if (text === undefined) {
        if (!libraries.has(name)) libraries.set(name, name.startsWith(root) ? undefined : versioned(real.getSourceFile(name, languageVersion)));
        return libraries.get(name);
      }
      const known = parsed.get(name);
      if (known !== undefined && known.text === text) return known;
      const file = versioned(ts.createSourceFile(name, text, languageVersion, true))!;
      parsed.set(name, file);
      return file;
    },
  };
  return {
    files, host,
    program: (extra, old) => ts.createProgram([...files.keys()].filter((f) => f.endsWith(".ts") && !f.includes("/node_modules/")), { ...options, ...extra }, host, old),
  };
}

function versioned(file: ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (file !== undefined) (file as ts.SourceFile & { version?: string }).version = ts.sys.createHash!(file.text);
  return file;
}

/** What a program writes, by file name below the root. */
export function emitted(program: ts.Program): Map<string, string> {
  const out = new Map<string, string>();
  program.emit(undefined, (name, text) => { out.set(name.slice(root.length + 1), text); });
  return out;
}
