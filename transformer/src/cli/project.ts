/**
 * What the CLI compiles: the tsconfig that owns a file, or the file alone with sensible options.
 */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type ts from "typescript";
import { findTypeScript } from "./find-typescript";
import { SetupError } from "../hosts/set-up";
import { pluginLineOf } from "../hosts/plugin-line";

export interface Project {
  readonly ts: typeof ts;
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references: readonly ts.ProjectReference[] | undefined;
  /** Absolute path of the tsconfig, undefined when none was found. */
  readonly configFile: string | undefined;
  /** The texts that were read, of it and of those it extends, by absolute path. */
  readonly configTexts: ReadonlyMap<string, string | undefined>;
  /** The sansync line of the tsconfig's `plugins`, with its options. */
  readonly config: Record<string, unknown>;
}

/**
 * @param tsconfig path of a tsconfig or of a folder that holds one, relative to `cwd`
 * @throws SetupError SY6022 (missing or broken tsconfig)
 */
export function projectOf(tsconfig: string | undefined, cwd: string): Project {
  const ts = findTypeScript(cwd);
  let file = path.resolve(cwd, tsconfig ?? ".");
  if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "tsconfig.json");
  if (!existsSync(file)) {
    throw new SetupError("SY6022", `There is no ${path.relative(cwd, file) || file}.`, "sansync builds what a tsconfig lists.",
      "Name one with --project, or make one: npx tsc --init");
  }
  return read(ts, file);
}

/**
 * The project to compile `file` in: the nearest tsconfig, or one it refers to, if it lists the file; else the file alone under that tsconfig's options, or under our own.
 * @throws SetupError SY6020 (no such file, or no TypeScript file), SY6022
 */
export function projectOfFile(file: string, cwd: string, tsconfig?: string): Project & { readonly file: string } {
  const absolute = path.resolve(cwd, file);
  if (!existsSync(absolute) || !statSync(absolute).isFile()) {
    const near = [".ts", ".mts", ".cts", ".tsx"].find((ext) => existsSync(absolute + ext));
    throw new SetupError("SY6020", `There is no file ${file}.`, `It was looked for in ${cwd}.`, near ? `Did you mean ${file}${near}?` : "Check the path.");
  }
  if (!/\.[mc]?tsx?$/.test(absolute) || /\.d\.[mc]?ts$/.test(absolute)) {
    throw new SetupError("SY6020", `${file} is no TypeScript source file.`, "sansync compiles .ts, .mts, .cts and .tsx files; JavaScript runs as it is, unpreempted.", `Run it with node, or rename it to ${path.basename(file).replace(/\.\w+$/, ".ts")}.`);
  }
  const ts = findTypeScript(path.dirname(absolute));
  const name = tsconfig ? path.resolve(cwd, tsconfig) : ts.findConfigFile(path.dirname(absolute), ts.sys.fileExists);
  const same = (a: string) => path.resolve(a) === absolute;
  if (name) {
    const project = read(ts, name), owner = ownerOf(ts, project, same);
    if (owner) return { ...owner, file: absolute };
    // A solution file (`"files": []` and references) has no options of its own worth following.
    if (project.rootNames.length || !project.references?.length) return { ...project, rootNames: [absolute], references: undefined, file: absolute };
  }
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, skipLibCheck: true, esModuleInterop: true,
  };
  return { ts, rootNames: [absolute], options, references: undefined, configFile: undefined, configTexts: new Map(), config: {}, file: absolute };
}

/** The project and all it refers to, those first that others refer to. */
export function withReferences(project: Project, seen = new Map<string | undefined, Project>()): Project[] {
  const out: Project[] = [];
  for (const reference of project.references ?? []) {
    const file = project.ts.resolveProjectReferencePath(reference);
    if (seen.has(file)) continue;
    const next = read(project.ts, file);
    seen.set(file, next);
    out.push(...withReferences(next, seen));
  }
  return [...out, project];
}

/** In place of the declarations that a referenced project emits TypeScript reads its sources, as it does in editors. */
export function fromSources<H extends object>(host: H): H {
  return Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
}

/** The same project, compiled in stress mode if that is wanted. */
export function stressed<P extends Project>(project: P, stress: boolean | undefined): P {
  return stress ? { ...project, config: { ...project.config, stress: true } } : project;
}

/** The project, or the one it refers to, that lists the file. */
function ownerOf(compiler: typeof ts, project: Project, same: (file: string) => boolean, seen = new Set<string>()): Project | undefined {
  if (project.rootNames.some(same)) return project;
  for (const reference of project.references ?? []) {
    const file = compiler.resolveProjectReferencePath(reference);
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    const owner = ownerOf(compiler, read(compiler, file), same, seen);
    if (owner) return owner;
  }
  return undefined;
}

/** @throws SetupError SY6022 */
export function read(compiler: typeof ts, file: string): Project {
  const errors: ts.Diagnostic[] = [], texts = new Map<string, string | undefined>();
  const readFile = (name: string): string | undefined => {
    const text = compiler.sys.readFile(name);
    texts.set(path.resolve(name), text);
    return text;
  };
  const parsed = compiler.getParsedCommandLineOfConfigFile(file, {}, { ...compiler.sys, readFile, onUnRecoverableConfigFileDiagnostic: (d) => errors.push(d) });
  // 18003: "No inputs were found": harmless where one file is compiled, and build reports it itself.
  errors.push(...(parsed?.errors ?? []).filter((d) => d.code !== 18003));
  const fatal = errors.filter((d) => d.category === compiler.DiagnosticCategory.Error);
  if (!parsed || fatal.length) {
    const text = fatal.map((d) => {
      const at = d.file && d.start !== undefined ? compiler.getLineAndCharacterOfPosition(d.file, d.start) : undefined;
      return `${at ? `line ${at.line + 1}: ` : ""}${compiler.flattenDiagnosticMessageText(d.messageText, " ")}`;
    });
    throw new SetupError("SY6022", `${path.relative(process.cwd(), file) || file} cannot be read.`, text.join("\n"), "Correct the tsconfig; `npx tsc --showConfig` shows how TypeScript understands it.");
  }
  const extended = (parsed.options as { configFile?: ts.TsConfigSourceFile }).configFile?.extendedSourceFiles ?? [];
  return { ts: compiler, rootNames: parsed.fileNames, options: parsed.options, references: parsed.projectReferences, configFile: file, configTexts: new Map([file, ...extended].map((f) => path.resolve(f)).map((f) => [f, texts.get(f)])), config: configOf(parsed.options) };
}

/** The sansync line among the plugins of a tsconfig; empty if there is none. */
export function configOf(options: ts.CompilerOptions): Project["config"] {
  return pluginLineOf(options) ?? {};
}
