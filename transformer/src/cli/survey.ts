/**
 * What stands in a folder: package manager, packages, tsconfigs, TypeScript, and what compiles and runs the sources. `init` decides by it what to change, `doctor` what to say.
 * Nothing here needs TypeScript to be installed, or JSON to be right: what cannot be read is part of the answer.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseTsconfig } from "get-tsconfig";
import { parse } from "jsonc-parser";
import { jsonError } from "./json-text";

export type Manager = "npm" | "pnpm" | "yarn" | "bun";

/** A file of JSON, as text and as what it says. */
export interface JsonFile<T> {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** Why it cannot be read; `json` is what could be. */
  readonly error: string | undefined;
  readonly json: T;
}

export interface Manifest {
  readonly name?: string;
  readonly type?: string;
  readonly packageManager?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** Jest's configuration, where it has no file of its own. */
  readonly jest?: unknown;
}

/** What is looked at of a tsconfig; nothing about it is certain. */
export interface TsconfigJson {
  readonly extends?: unknown;
  readonly files?: readonly unknown[];
  readonly include?: readonly unknown[];
  readonly references?: readonly { readonly path?: unknown }[];
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly "ts-node"?: Readonly<Record<string, unknown>>;
  /** Where people put it by mistake. */
  readonly plugins?: unknown;
}

export interface Tsconfig extends JsonFile<TsconfigJson> {
  /** With all it extends. Its own text where that cannot be read. */
  readonly effective: TsconfigJson;
  /** Files of this project that it extends, nearest first. */
  readonly bases: readonly string[];
  /** Lists other projects, and no files of its own. */
  readonly solution: boolean;
  /** Another tsconfig of the project extends it, and it is not called tsconfig.json. */
  readonly base: boolean;
}

export interface Package extends JsonFile<Manifest> {
  readonly folder: string;
}

export interface Survey {
  readonly folder: string;
  /** The root's package.json. */
  readonly root: Package | undefined;
  /** The root and its workspaces. */
  readonly packages: readonly Package[];
  readonly manager: Manager;
  /** Yarn keeps packages in zip files and serves them through a hook (Plug'n'Play). */
  readonly plugAndPlay: boolean;
  readonly tsconfigs: readonly Tsconfig[];
  /** The installed TypeScript, or the one that package.json asks for. */
  readonly typescript: { readonly version: string; readonly installed: boolean } | undefined;
  /** All words of all scripts. */
  readonly scripts: readonly { readonly package: Package; readonly name: string; readonly command: string }[];
  /** Names of dependencies, of whatever kind, of all packages. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** There are TypeScript sources. */
  readonly sources: boolean;
}

/** @param folder absolute; it need not exist */
export function survey(folder: string): Survey {
  const root = packageAt(folder), found = root === undefined ? [] : [root, ...workspacesOf(root).flatMap((at) => packageAt(at) ?? [])];
  const scripts = found.flatMap((p) => Object.entries(p.json.scripts ?? {}).map(([name, command]) => ({ package: p, name, command: String(command) })));
  const dependencies = new Map(found.flatMap(({ json }) => [...Object.entries(json.dependencies ?? {}), ...Object.entries(json.devDependencies ?? {})]));
  const folders = found.length ? found.map((p) => p.folder) : [folder];
  return {
    folder, root, packages: found, manager: managerOf(folder, root?.json), plugAndPlay: [".pnp.cjs", ".pnp.js"].some((f) => existsSync(path.join(folder, f))),
    tsconfigs: tsconfigsOf(folder, folders, scripts), typescript: typescriptOf(folder, dependencies), scripts, dependencies, sources: folders.some((at) => hasSources(at, 0)),
  };
}

/** The tsconfigs that list files. */
export function leaves({ tsconfigs }: Survey): readonly Tsconfig[] {
  return tsconfigs.filter((c) => !c.solution && !c.base);
}

/** No tsconfig emits: tsc only checks, and somebody else compiles. */
export function onlyChecks(s: Survey): boolean {
  const all = leaves(s);
  return all.length > 0 && all.every((c) => c.effective.compilerOptions?.["noEmit"] === true);
}

export function usesTsNode({ dependencies, scripts, tsconfigs }: Survey): boolean {
  return dependencies.has("ts-node") || dependencies.has("ts-node-dev") || scripts.some((s) => /\bts-node\b/.test(s.command)) || tsconfigs.some((c) => c.json["ts-node"] !== undefined);
}

/** The command that adds a package for development. */
export function adding(manager: Manager, spec: string): string {
  return `${manager === "npm" ? "npm install --save-dev" : `${manager} add -D`} ${spec}`;
}

export function readJson<T>(file: string, comments: boolean): JsonFile<T> | undefined {
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  const text = readFileSync(file, "utf8"), bare = text.replace(/^\uFEFF/, "");
  return { file, text, error: jsonError(bare, comments), json: (parse(bare, [], { allowTrailingComma: true }) ?? {}) as T };
}

/** Version of a package as `from` resolves it, and where it lies; the real path. */
export function installed(name: string, from: string): { readonly version: string; readonly folder: string } | undefined {
  const places = createRequire(path.join(from, "index.js")).resolve.paths(name) ?? [];
  for (const place of places) {
    const manifest = readJson<{ version?: string }>(path.join(place, name, "package.json"), false);
    if (manifest !== undefined) return { version: String(manifest.json.version), folder: realpathSync(path.dirname(manifest.file)) };
  }
  return undefined;
}

function packageAt(folder: string): Package | undefined {
  const found = readJson<Manifest>(path.join(folder, "package.json"), false);
  return found && { ...found, folder };
}

/** By the field `packageManager`, else by the nearest lock file or settings, else by what started this process. */
function managerOf(folder: string, manifest: Manifest | undefined): Manager {
  const named = (text: string | undefined): Manager | undefined => (["npm", "pnpm", "yarn", "bun"] as const).find((m) => text?.startsWith(m));
  const locks = { "pnpm-lock.yaml": "pnpm", "pnpm-workspace.yaml": "pnpm", "yarn.lock": "yarn", ".yarnrc.yml": "yarn", "bun.lock": "bun", "bun.lockb": "bun", "package-lock.json": "npm" } as const;
  const said = named(manifest?.packageManager);
  if (said !== undefined) return said;
  for (let at = folder; ; at = path.dirname(at)) {
    for (const [file, manager] of Object.entries(locks)) if (existsSync(path.join(at, file))) return manager;
    if (path.dirname(at) === at || existsSync(path.join(at, ".git"))) break;
  }
  return named(process.env["npm_config_user_agent"]) ?? "npm";
}

function workspacesOf(root: Package): string[] {
  const { workspaces } = root.json, yaml = path.join(root.folder, "pnpm-workspace.yaml");
  const patterns = Array.isArray(workspaces) ? [...workspaces as readonly string[]] : [...((workspaces as { packages?: readonly string[] } | undefined)?.packages ?? [])];
  // Of the whole of YAML this list alone is wanted: `packages:` and its lines with a dash.
  if (existsSync(yaml)) for (const item of /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(readFileSync(yaml, "utf8"))?.[1]?.matchAll(/^[ \t]*-[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?$/gm) ?? []) patterns.push(item[1]!);
  const matching = (pattern: string): string[] => pattern.split("/").filter((s) => s !== "" && s !== ".").reduce<string[]>((at, segment) => at.flatMap((folder) => {
    if (segment === "**") return [folder, ...foldersBelow(folder)];
    if (!segment.includes("*")) return [path.join(folder, segment)];
    const shape = new RegExp(`^${segment.split("*").map((s) => s.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
    return foldersIn(folder).filter((f) => shape.test(path.basename(f)));
  }), [root.folder]);
  const not = new Set(patterns.filter((p) => p.startsWith("!")).flatMap((p) => matching(p.slice(1))));
  return [...new Set(patterns.filter((p) => !p.startsWith("!")).flatMap(matching))].filter((f) => f !== root.folder && !not.has(f)).sort();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory() && e.name !== "node_modules" && !e.name.startsWith(".")).map((e) => path.join(folder, e.name));
}
function foldersBelow(folder: string): string[] {
  return foldersIn(folder).flatMap((f) => [f, ...foldersBelow(f)]);
}

/** Every tsconfig of the packages, those that scripts name, and those they refer to. */
function tsconfigsOf(folder: string, packages: readonly string[], scripts: Survey["scripts"]): Tsconfig[] {
  const inside = (file: string): boolean => !path.relative(folder, file).startsWith("..") && !file.includes(`${path.sep}node_modules${path.sep}`);
  const queue = packages.flatMap((at) => (existsSync(at) && statSync(at).isDirectory() ? readdirSync(at).filter((f) => /^tsconfig(\..+)?\.json$/.test(f)).sort().map((f) => path.join(at, f)) : []));
  for (const { package: { folder: at }, command } of scripts)
    for (const [, name] of command.matchAll(/(?:^|\s)(?:-p|--project|-b|--build)[\s=]+([^\s-][^\s;&|]*)/g)) queue.push(configFile(path.resolve(at, name!.replace(/^["']|["']$/g, ""))));
  const found = new Map<string, Tsconfig>();
  for (let file: string | undefined; (file = queue.shift()) !== undefined; ) {
    if (found.has(file) || !inside(file)) continue;
    const read = readJson<TsconfigJson>(file, true);
    if (read === undefined) continue;
    let effective = read.json;
    if (read.error === undefined) try { effective = { ...read.json, ...(parseTsconfig(file) as TsconfigJson) }; } catch { /* a base that is not there: TypeScript and doctor name it */ }
    const references = read.json.references ?? [];
    for (const r of references) if (typeof r.path === "string") queue.push(configFile(path.resolve(path.dirname(file), r.path)));
    const bases = basesOf(file, read.json.extends).filter(inside);
    queue.push(...bases);
    found.set(file, { ...read, effective, bases, base: false, solution: references.length > 0 && read.json.files?.length === 0 && read.json.include === undefined });
  }
  const all = [...found.values()], extended = new Set(all.flatMap((c) => c.bases));
  return all.map((c) => ({ ...c, base: extended.has(c.file) && path.basename(c.file) !== "tsconfig.json" }));
}

function configFile(at: string): string {
  return existsSync(at) && statSync(at).isDirectory() ? path.join(at, "tsconfig.json") : at;
}

/** The files a tsconfig extends by a relative path; the last of several counts first, as TypeScript has it. */
function basesOf(file: string, extended: unknown, depth = 0): string[] {
  const names = (Array.isArray(extended) ? [...extended as unknown[]].reverse() : [extended]).filter((n): n is string => typeof n === "string" && n.startsWith("."));
  return depth > 8 ? [] : names.flatMap((name) => {
    const at = path.resolve(path.dirname(file), name), base = [at, `${at}.json`].find((f) => existsSync(f) && statSync(f).isFile());
    return base === undefined ? [] : [base, ...basesOf(base, readJson<{ extends?: unknown }>(base, true)?.json.extends, depth + 1)];
  });
}

function typescriptOf(folder: string, dependencies: ReadonlyMap<string, string>): Survey["typescript"] {
  const own = installed("typescript", folder);
  if (own !== undefined) return { version: own.version, installed: true };
  const version = /\d+(\.\d+)*/.exec(dependencies.get("typescript") ?? "")?.[0];
  return version === undefined ? undefined : { version, installed: false };
}

function hasSources(folder: string, depth: number): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((e) => (e.isFile() ? /(?<!\.d)\.[mc]?tsx?$/.test(e.name) && !e.name.endsWith(".config.ts") : false))
    || (depth < 3 && foldersIn(folder).some((f) => hasSources(f, depth + 1)));
}

/** Compares two versions by their numbers: below 0 where the first is the older one. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => (v.match(/\d+/g) ?? []).slice(0, 3).map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}
