/**
 * One program over a whole tsconfig, kept up to date, that compiles file by file: what bundlers and loaders ask. Colours come from all files, so an edit of one may change what another becomes:
 * `refresh` says which of those that were compiled before.
 *
 * Invariants
 *  - Between two refreshes there is one state of all files: what is compiled fits together.
 *  - The program is open (analysis/options.ts): the output of a file depends on itself and what it imports, by whatever chain, and on nothing else. `dependencies` is that list.
 *  - A file that no tsconfig lists joins the program when it is asked for.
 *  - A service is of one state of its tsconfig, and of those that this extends: when one of them changes there is another service.
 */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type ts from "typescript";
import { findings } from "../diagnostics/findings";
import { formatOf, inMemoryOptions } from "../cli/compile-in-memory";
import { type Project, projectOf, projectOfFile, read } from "../cli/project";
import { type Entry, entryOf } from "../cli/report";
import { withoutDocs } from "./doc-comments";
import { patchProgram, stampOf } from "./patch-program";

/** What the emitted code is for: Node takes the module kind that the tsconfig says, bundlers take ES modules, and Jest one or the other. */
export type Purpose = "node" | "bundler" | "commonjs";

export interface SourceMap { version: number; sources: string[]; sourcesContent?: (string | null)[]; names: string[]; mappings: string }

export interface Compiled {
  readonly code: string;
  readonly map: SourceMap | undefined;
  readonly format: "commonjs" | "module";
}

interface Kept { readonly key: string; readonly file: ts.SourceFile }

export class Service {
  readonly #project: Project;
  readonly #ts: typeof ts;
  readonly #options: ts.CompilerOptions;
  readonly #host: ts.CompilerHost;
  readonly #open: boolean;
  #roots: readonly string[];
  readonly #extra = new Set<string>();
  readonly #sources = new Map<string, Kept>();
  /** Texts that another plugin has changed before us. */
  readonly #overlay = new Map<string, string>();
  /** Of each file that was compiled: the hash of what it depends on. */
  readonly #stamps = new Map<string, string>();
  #program: ts.Program | undefined;

  /** @param open false where all is compiled once, and nothing changes in between */
  constructor(project: Project, purpose: Purpose, open = true) {
    const { ts } = (this.#project = project);
    this.#ts = ts;
    this.#open = open;
    this.#roots = project.rootNames;
    const options = (this.#options = inMemoryOptions(project));
    options.inlineSourceMap = false;
    options.sourceMap = true;
    if (purpose === "bundler") {
      options.module = ts.ModuleKind.ESNext;
      options.moduleResolution = (ts.ModuleResolutionKind as { Bundler?: ts.ModuleResolutionKind }).Bundler ?? ts.ModuleResolutionKind.NodeJs;
      if ((options.target ?? 0) < ts.ScriptTarget.ES2015) options.target = ts.ScriptTarget.ES2022;
    }
    if (purpose === "commonjs") options.module = ts.ModuleKind.CommonJS;
    const host = (this.#host = withoutDocs(ts, ts.createCompilerHost(options))), parse = host.getSourceFile.bind(host), readFile = host.readFile.bind(host);
    host.readFile = (name) => this.#overlay.get(path.resolve(name)) ?? readFile(name);
    host.getSourceFile = (name, ...rest) => {
      const kept = this.#sources.get(name), key = this.#keyOf(name, kept);
      if (kept !== undefined && kept.key === key) return kept.file;
      const file = parse(name, ...rest);
      if (file !== undefined) this.#sources.set(name, { key, file });
      return file;
    };
  }

  /** Declarations of packages stay as they were first read. */
  #keyOf(name: string, kept: Kept | undefined): string {
    if (kept?.file.isDeclarationFile && name.includes("/node_modules/")) return kept.key;
    const text = this.#overlay.get(path.resolve(name)), stat = text === undefined ? statSync(name, { throwIfNoEntry: false }) : undefined;
    return text !== undefined ? `text ${text}` : stat === undefined ? "none" : `${stat.mtimeMs} ${stat.size}`;
  }

  /** The tsconfig and those it extends; absolute paths. */
  get configFiles(): readonly string[] {
    return [...this.#project.configTexts.keys()];
  }

  /** One of them says something else than what was read. By its text: a time that is looked at after reading may be that of a later state. */
  get outdated(): boolean {
    return [...this.#project.configTexts].some(([file, text]) => this.#ts.sys.readFile(file) !== text);
  }

  /** Absolute paths of the files compiled so far. */
  get compiled(): string[] {
    return [...this.#stamps.keys()];
  }

  get #current(): ts.Program {
    return (this.#program ??= this.#make(undefined));
  }

  #make(old: ts.Program | undefined): ts.Program {
    const { references, config } = this.#project;
    return patchProgram(this.#ts, this.#ts.createProgram({ rootNames: [...new Set([...this.#roots, ...this.#extra])], options: this.#options, host: this.#host, ...(old ? { oldProgram: old } : {}), ...(references ? { projectReferences: references } : {}) }), config, { open: this.#open });
  }

  /** Takes in what has changed on disk. @returns absolute paths of the files compiled so far that become something else now */
  refresh(): string[] {
    if (this.#program === undefined) return [];
    this.#overlay.clear();
    const old = this.#program, { configFile } = this.#project;
    const roots = configFile === undefined || !existsSync(configFile) ? this.#roots : read(this.#ts, configFile).rootNames;
    for (const file of this.#extra) if (!existsSync(file)) this.#extra.delete(file);
    const came = roots.length !== this.#roots.length || roots.some((r, n) => r !== this.#roots[n]);
    const changed = [...this.#sources].filter(([name, kept]) => this.#keyOf(name, kept) !== kept.key);
    if (!came && changed.length === 0) return [];
    this.#roots = roots;
    // Imports are resolved anew where files came or went: one may be what a failed import meant, or come before the one that was found.
    this.#program = this.#make(came || changed.some(([name]) => !existsSync(name)) ? undefined : old);
    return this.#stale();
  }

  #stale(): string[] {
    const stale: string[] = [];
    for (const [name, stamp] of this.#stamps) {
      const file = this.#current.getSourceFile(name);
      if (file !== undefined && this.#stampOf(file) === stamp) continue;
      stale.push(name);
      this.#stamps.delete(name);
    }
    return stale;
  }

  #stampOf(file: ts.SourceFile): string {
    return `${this.#sources.get(file.fileName)?.key} ${stampOf(this.#ts, this.#current, this.#project.config, file)}`;
  }

  /** The file is one of the program's sources, so far. */
  has(name: string): boolean {
    const file = this.#current.getSourceFile(name);
    return file !== undefined && !file.isDeclarationFile;
  }

  textOf(name: string): string | undefined {
    return this.#source(name)?.text;
  }

  /**
   * @param name absolute path of a TypeScript source
   * @param text what to compile in place of the file's text on disk, if another plugin was there before
   * @returns undefined where TypeScript emits nothing for it
   */
  compile(name: string, text?: string): Compiled | undefined {
    let file = this.#source(name);
    if (text !== undefined && file !== undefined && text.replace(/^\uFEFF/, "") !== file.text) {
      this.#overlay.set(path.resolve(name), text);
      this.#program = this.#make(this.#program);
      file = this.#source(name);
    }
    if (file === undefined) return undefined;
    let code: string | undefined, map: SourceMap | undefined;
    this.#current.emit(file, (out, content) => {
      if (out.endsWith(".map")) map = JSON.parse(content) as SourceMap;
      else if (/\.[mc]?jsx?$/.test(out)) code = content;
    });
    if (code === undefined) return undefined;
    this.#stamps.set(name, this.#stampOf(file));
    if (map !== undefined) map.sources = [name];
    return { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), map, format: formatOf(this.#ts, file, this.#options) };
  }

  #source(name: string): ts.SourceFile | undefined {
    const found = this.#current.getSourceFile(name);
    if (found !== undefined || !existsSync(name)) return found;
    this.#extra.add(name);
    this.#program = this.#make(this.#program);
    return this.#program.getSourceFile(name);
  }

  /** Errors and warnings of a file: of its syntax and of our rules, and with `types` those of TypeScript. */
  findings(name: string, types: boolean): readonly Entry[] {
    const file = this.#source(name), program = this.#current;
    if (file === undefined) return [];
    const syntax = program.getSyntacticDiagnostics(file);
    const found = syntax.length ? syntax : types ? program.getSemanticDiagnostics(file) : findings(this.#ts, program, file);
    return found.map((d) => entryOf(this.#ts, d, process.cwd()));
  }

  /** What the output of a file depends on: the program's sources that it imports, by whatever chain, and the tsconfigs; absolute paths. */
  dependencies(name: string): string[] {
    const checker = this.#current.getTypeChecker(), start = this.#source(name), seen = new Set<ts.SourceFile>();
    const queue = start === undefined ? [] : [start];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const literal of (file as ts.SourceFile & { imports?: readonly ts.StringLiteralLike[] }).imports ?? [])
        for (const declaration of literal.pos < 0 ? [] : checker.getSymbolAtLocation(literal)?.declarations ?? []) {
          const target = declaration.getSourceFile();
          if (target === start || target.isDeclarationFile || seen.has(target)) continue;
          seen.add(target);
          queue.push(target);
        }
    }
    return [...[...seen].map((f) => path.resolve(f.fileName)), ...this.configFiles];
  }

  /** See meantBy. */
  resolve(specifier: string, from: string): string | undefined {
    return meantBy(this.#ts, specifier, from, this.#options, this.#host);
  }
}

/** The source that an import means, by TypeScript's rules (extensions, `paths`); undefined where it is none of TypeScript's own sources. */
export function meantBy(compiler: typeof ts, specifier: string, from: string, options: ts.CompilerOptions, host: ts.ModuleResolutionHost): string | undefined {
  const found = compiler.resolveModuleName(specifier, from, options, host).resolvedModule;
  if (found === undefined || found.isExternalLibraryImport || /\.d\.[mc]?ts$/.test(found.resolvedFileName) || !/\.[mc]?tsx?$/.test(found.resolvedFileName)) return undefined;
  return path.resolve(found.resolvedFileName);
}

/** The services of a process: one for each tsconfig that lists a file that was asked for. */
export class Services {
  readonly #byConfig = new Map<string, Service>();
  readonly #purpose: Purpose;

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
  }

  /**
   * The service that has the file already, or one over the tsconfig that lists it.
   * @param tsconfig takes the place of the nearest one
   * @throws SetupError SY6006, SY6020 … SY6022
   */
  of(file: string, root: string, tsconfig: string | undefined, open: boolean): Service {
    for (const service of this.#byConfig.values()) if (service.has(file)) return service;
    const project = tsconfig === undefined ? projectOfFile(file, root) : projectOf(tsconfig, root), key = project.configFile ?? file;
    let service = this.#byConfig.get(key);
    if (service === undefined) this.#byConfig.set(key, (service = new Service(project, this.#purpose, open)));
    return service;
  }

  /** See Service.refresh. All that was compiled under a tsconfig that has changed is compiled anew, under the one that lists it by then. */
  refresh(): string[] {
    return [...this.#byConfig].flatMap(([key, service]) => {
      if (!service.outdated) return service.refresh();
      this.#byConfig.delete(key);
      return service.compiled;
    });
  }
}

/** The file is TypeScript of the user's: no declarations, nothing of a package. */
export function isSource(file: string): boolean {
  return /\.[mc]?tsx?$/.test(file) && !/\.d\.[mc]?ts$/.test(file) && !/[\\/]node_modules[\\/]/.test(file) && path.isAbsolute(file);
}
