/**
 * `sansync init`: sets a project up. It looks at what is there (survey.ts), works out all changes before it writes any, shows them as a diff, asks, writes, installs, and lets `doctor` look at the result.
 * A second run finds nothing to do; `--undo` takes back what the record says. An empty folder becomes a project that builds, runs and tests.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "jsonc-parser";
import { bundlersOf, newConfig, pluginOf, withPlugin } from "./bundler-config";
import { jestLine, jestsOf } from "./jest-config";
import { appendItem, removeProperty, setProperty } from "./json-text";
import { apply, Changes, diffText, forget, notWritable, record, reversed } from "./changes";
import { doctor } from "./doctor";
import { newScripts, newSources, newTsconfig } from "./scaffold";
import { leaves, type Manager, onlyChecks, type Package, survey, type Survey, type Tsconfig, type TsconfigJson, usesTsNode } from "./survey";
import { confirmed, during, palette } from "./terminal";
import { isOurs } from "../hosts/plugin-line";
import { adapted, emitsOldTarget, newTypeScript, pluginLine, type Toolchain, toolchainOf } from "./toolchain";
import { SetupError } from "../hosts/set-up";

declare const require: (name: string) => { version: string };

export interface InitOptions {
  /** Ask nothing. */
  readonly yes?: boolean;
  /** Show the changes, write none. */
  readonly dryRun?: boolean;
  /** Take back what a former run changed. */
  readonly undo?: boolean;
  /** False: write the files, install nothing. */
  readonly install?: boolean;
  /** A folder with the packages of sansync as tarballs, to install them from there. */
  readonly from?: string;
}

/**
 * @param folder of the project, absolute; made if it does not exist
 * @returns exit status: 0 done or nothing to do, 1 refused by the user, or doctor finds the result wanting
 * @throws SetupError SY6005, SY6006, SY6022, SY6030 … SY6033, SY6037
 */
export async function init(folder: string, options: InitOptions): Promise<number> {
  const p = palette(process.stdout);
  if (options.undo) return undo(folder, options);
  const found = survey(folder);
  const { changes, notes } = planned(found, options.from === undefined ? undefined : path.resolve(options.from));
  console.log(p.dim(summary(found)));
  const list = changes.list(), typescript = survey(folder).typescript;
  if (list.length) console.log(`\n${diffText(list, folder, p)}\n`);
  for (const note of notes) console.log(`${p.yellow("note")}  ${note}`);
  if (options.dryRun) {
    console.log(list.length ? "Nothing was written (--dry-run)." : "Nothing to change.");
    return 0;
  }
  if (list.length) {
    if (!(await agreed(options, "Write these changes?"))) return 1;
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw notWritable(folder, error);
    }
    apply(list, folder);
    remember(folder, list);
  } else console.log("Nothing to change.");
  if (options.install === false) return 0;
  if (list.length || typescript?.installed !== true) await install(folder, found.manager, p.dim);
  remember(folder, list); // an installation may have cleaned up
  console.log("");
  return doctor(folder, {});
}

async function undo(folder: string, options: InitOptions): Promise<number> {
  const p = palette(process.stdout), { changes, edited } = reversed(folder);
  if (edited.length) {
    throw new SetupError("SY6033", `${edited.join(", ")} cannot be taken back.`, "The lines that init wrote, or those around them, were edited since.", "Take them back by hand (the plugin line, the packages, the scripts), or by your version control; docs/start.md lists what init writes.");
  }
  if (!changes.length) {
    throw new SetupError("SY6033", `There is nothing to undo in ${folder}.`, "init keeps its record in node_modules/.cache/sansync, and there is none: init never ran here, or node_modules was made anew since.", "Use your version control: git diff shows what init changed, git checkout takes it back.");
  }
  console.log(`${diffText(changes, folder, p)}\n`);
  if (options.dryRun) return 0;
  if (!(await agreed(options, "Take these changes back?"))) return 1;
  const { manager } = survey(folder), again = changes.some((c) => c.after !== undefined && path.basename(c.file) === "package.json");
  apply(changes, folder);
  forget(folder);
  if (options.install !== false && again) await install(folder, manager, p.dim);
  return 0;
}

async function agreed(options: InitOptions, question: string): Promise<boolean> {
  if (options.yes) return true;
  if (process.stdin.isTTY && process.stderr.isTTY) return confirmed(question);
  console.log("Nothing was written: there is no terminal to ask. With --yes it is done.");
  return false;
}

function remember(folder: string, list: Parameters<typeof record>[1]): void {
  if (list.length) record(folder, list);
}

function summary({ folder, manager, typescript, tsconfigs, packages }: Survey): string {
  const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
  return [path.basename(folder), manager, typescript ? `TypeScript ${typescript.version}` : "no TypeScript yet", count(tsconfigs.length, "tsconfig"), ...(packages.length > 1 ? [count(packages.length - 1, "workspace")] : [])].join(" · ");
}

/** All changes, and what is left to the user. Nothing is written. */
function planned(found: Survey, from: string | undefined): { readonly changes: Changes; readonly notes: readonly string[] } {
  refuse(found);
  const changes = new Changes(), notes: string[] = [];
  const toolchain = toolchainOf(found.typescript?.version ?? newTypeScript.slice(1)), isNew = found.tsconfigs.length === 0;
  const manifest = path.join(found.folder, "package.json");
  const esModule = found.root === undefined || found.root.json.type === "module";
  if (found.root === undefined) {
    const name = path.basename(found.folder).toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^[._-]+/, "") || "project";
    changes.write(manifest, `${JSON.stringify({ name, version: "0.0.0", private: true, type: "module", scripts: {}, dependencies: {}, devDependencies: {} }, undefined, 2)}\n`);
  }
  if (isNew) changes.write(path.join(found.folder, "tsconfig.json"), newTsconfig(esModule));
  for (const config of leaves(found)) setUp(changes, config, found, toolchain);

  // Emitted code imports the runtime: it belongs to each package that has sources. The tools belong to the root.
  const version = require("@sansync/transformer/package.json").version;
  const spec = (name: string): string => {
    if (from === undefined) return version;
    const start = `${name.replace("@", "").replace("/", "-")}-${version}`, file = existsSync(from) ? readdirSync(from).find((f) => f === `${start}.tgz`) : undefined;
    if (file === undefined) throw new SetupError("SY6037", `There is no ${start}.tgz in ${from}.`, "--from installs the packages of sansync from the tarballs in that folder.", "Make them in a clone of sansync: npm pack -w runtime -w transformer -w plugin");
    return `file:${path.join(from, file)}`;
  };
  const owners = new Set(isNew ? [manifest] : leaves(found).map((c) => ownerOf(c.file, found)?.file ?? manifest));
  const depend = (file: string, kind: "dependencies" | "devDependencies", name: string, wanted: string): void => {
    const now = JSON.parse((changes.read(file) ?? "{}").replace(/^\uFEFF/, "")) as Record<string, Record<string, string> | undefined>;
    if ([now["dependencies"], now["devDependencies"], now["peerDependencies"]].some((d) => d?.[name] !== undefined)) return;
    changes.edit(file, (text) => setProperty(text, [kind, name], wanted, "lines", true));
  };
  for (const file of owners) depend(file, "dependencies", "sansync", spec("sansync"));
  if (!owners.has(manifest)) depend(manifest, "devDependencies", "sansync", spec("sansync")); // its command
  for (const name of ["@sansync/plugin", "@sansync/transformer"]) depend(manifest, "devDependencies", name, spec(name));
  // From tarballs: what one package of ours asks of another is not in the registry either. npm finds it in the root, the others want to be told.
  if (from !== undefined && found.manager !== "npm") for (const name of ["@sansync/transformer", "sansync"]) changes.edit(manifest, (text) => setProperty(text, ["resolutions", name], spec(name), "lines", true));
  if (found.typescript === undefined) depend(manifest, "devDependencies", "typescript", newTypeScript);
  if (isNew) depend(manifest, "devDependencies", "@types/node", `^${Math.min(24, Number(process.versions.node.split(".")[0]))}.0.0`);
  const scripts = scriptsOf(changes, found, toolchain, notes, isNew);
  if (toolchain.compiler === "sansync build" || scripts || usesTsNode(found)) for (const [name, wanted] of Object.entries(toolchain.packages)) depend(manifest, "devDependencies", name, wanted);

  bundle(changes, found, notes);

  if (isNew && !found.sources) {
    for (const [name, text] of Object.entries(newSources())) changes.write(path.join(found.folder, name), text);
    const ignore = path.join(found.folder, ".gitignore");
    if (changes.read(ignore) === undefined) changes.write(ignore, "node_modules/\ndist/\n*.tsbuildinfo\n");
  }
  for (const { config, transform, patched, alone } of jestsOf(found))
    if (transform !== undefined && transform !== "sansync" && (transform !== "ts-jest" || !patched || alone)) notes.push(`${path.relative(found.folder, config)} has Jest compile by ${transform}, without sansync. In its place: ${jestLine}.`);
  // Of the commands of one name npm links that of the package whose folder sorts first: @typescript/old, which @typescript/typescript6 brings.
  if (toolchain.compiler === "sansync build" && found.manager === "npm") notes.push("npm links `tsc` of version 6 now. A script that is to check with version 7 says `node node_modules/typescript/bin/tsc --noEmit`.");
  if (usesTsNode(found) && toolchain.tsNode === undefined) notes.push("ts-node does not work with TypeScript 7: `sansync run main.ts` compiles and runs.");
  return { changes, notes };
}

/** The plugin in the configurations of bundlers: written where the shape is a usual one, else left to the user. */
function bundle(changes: Changes, found: Survey, notes: string[]): void {
  const done = new Set<string>();
  for (const { name, folder, config, hasPlugin } of bundlersOf(found)) {
    if (hasPlugin || (config !== undefined && done.has(config))) continue;
    const isVite = pluginOf(name) === pluginOf("vite");
    if (config === undefined && isVite && !done.has(folder)) {
      const type = found.packages.find((p) => p.folder === folder)?.json.type;
      changes.write(path.join(folder, type === "module" ? "vite.config.js" : "vite.config.mjs"), newConfig(name));
      done.add(folder);
      continue;
    }
    const text = config === undefined || !isVite ? undefined : withPlugin(changes.read(config)!, name);
    if (text !== undefined) changes.write(config!, text);
    else if (config !== undefined || !isVite) notes.push(`${config === undefined ? `What calls ${name}` : path.relative(found.folder, config)} needs the plugin: import sansync from "${pluginOf(name)}", and sansync() as the first of its plugins.`);
    if (config !== undefined) done.add(config);
  }
}

/** What init does not work on. */
function refuse({ folder, packages, tsconfigs, plugAndPlay }: Survey): void {
  const name = (file: string): string => path.relative(folder, file);
  for (const { file, error } of packages)
    if (error !== undefined) throw new SetupError("SY6030", `${name(file)} is no JSON.`, `${error[0]!.toUpperCase()}${error.slice(1)}.`, "Correct it; package.json knows no comments and no trailing commas.");
  for (const { file, error } of tsconfigs)
    if (error !== undefined) throw new SetupError("SY6022", `${name(file)} cannot be read.`, `${error[0]!.toUpperCase()}${error.slice(1)}.`, "Correct the tsconfig; comments and trailing commas are allowed in it.");
  if (plugAndPlay) throw new SetupError("SY6031", "This project uses Yarn's Plug'n'Play.", "There is no node_modules: ts-patch, tsserver and Node's loader would not find the transformer in Yarn's zip files.", "Set `nodeLinker: node-modules` in .yarnrc.yml, run `yarn install`, remove .pnp.cjs, then run init again.");
  for (const { file, effective } of tsconfigs) {
    const kind = String(effective.compilerOptions?.["module"] ?? "");
    if (/^(amd|umd|system)$/i.test(kind)) throw new SetupError("SY6005", `${name(file)} emits \`module: ${kind}\`.`, "Compiled code finds the runtime by `import` or `require`.", 'Set "module" to CommonJS, ES2015 or later, Node16 or NodeNext.');
  }
}

/** One tsconfig that lists files: the plugin line, a target that can be emitted, ts-node's compiler. */
function setUp(changes: Changes, config: Tsconfig, found: Survey, toolchain: Toolchain): void {
  // The line goes where the others of the project inherit it from, unless a nearer file has plugins of its own: lists are not merged.
  const chain = [config.file, ...config.bases].map((file) => found.tsconfigs.find((c) => c.file === file) ?? config);
  const owner = chain.find((c) => c.json.compilerOptions?.["plugins"] !== undefined) ?? chain.at(-1)!;
  for (const { file, json } of chain)
    if (Array.isArray(json.plugins)) misplaced(changes, file, json.plugins as unknown[]);
  const now = owner.json.compilerOptions?.["plugins"];
  if (!Array.isArray(now)) {
    if (!hasLine(changes.read(owner.file)!)) changes.edit(owner.file, (text) => setProperty(text, ["compilerOptions", "plugins"], [pluginLine], "line"));
  } else {
    const at = now.findIndex(isOurs), old = now[at] as Record<string, unknown> | undefined;
    if (old === undefined) {
      if (!hasLine(changes.read(owner.file)!)) changes.edit(owner.file, (text) => appendItem(text, ["compilerOptions", "plugins"], pluginLine, "line"));
    } else if (Object.entries(pluginLine).some(([key, value]) => old[key] !== value)) {
      changes.edit(owner.file, (text) => setProperty(text, ["compilerOptions", "plugins"], (now as Record<string, unknown>[]).map((entry, n) => (n === at ? { ...entry, ...pluginLine } : entry)) as never, "line"));
    }
  }
  if (emitsOldTarget(config.effective, found.typescript?.version ?? newTypeScript)) changes.edit(config.file, (text) => setProperty(text, ["compilerOptions", "target"], "ES2022", "line"));
  if (toolchain.tsNode !== undefined && path.basename(config.file) === "tsconfig.json" && usesTsNode(found)) {
    const old = config.json["ts-node"] ?? {};
    if (old["compiler"] !== toolchain.tsNode) changes.edit(config.file, (text) => setProperty(text, ["ts-node", "compiler"], toolchain.tsNode!, "line"));
    if (old["files"] !== true) changes.edit(config.file, (text) => setProperty(text, ["ts-node", "files"], true, "line"));
    for (const key of ["transpileOnly", "swc", "transpiler"]) if (old[key] !== undefined && old[key] !== false) changes.edit(config.file, (text) => removeProperty(text, ["ts-node", key]));
  }
}

/** A plugin list beside `compilerOptions`: TypeScript reads it there as little as anywhere else. */
function misplaced(changes: Changes, file: string, plugins: readonly unknown[]): void {
  const others = plugins.filter((entry) => !isOurs(entry));
  if (others.length !== plugins.length) changes.edit(file, (text) => (others.length ? setProperty(text, ["plugins"], others as never, "line") : removeProperty(text, ["plugins"])));
}

/** Several tsconfigs may share the file that gets the line. */
function hasLine(text: string): boolean {
  const plugins = (parse(text, [], { allowTrailingComma: true }) as TsconfigJson | undefined)?.compilerOptions?.["plugins"];
  return Array.isArray(plugins) && plugins.some(isOurs);
}

/** The package a file belongs to. */
function ownerOf(file: string, { packages }: Survey): Package | undefined {
  return packages.filter((p) => file.startsWith(p.folder + path.sep)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** @returns whether a script calls the toolchain's compiler */
function scriptsOf(changes: Changes, found: Survey, toolchain: Toolchain, notes: string[], isNew: boolean): boolean {
  let used = false;
  for (const { package: { file, folder }, name, command } of found.scripts) {
    const { command: text, left } = adapted(command, toolchain, onlyChecks(found));
    if (left !== undefined) notes.push(`${path.relative(found.folder, path.join(folder, "package.json"))}, script "${name}": ${left}.`);
    if (text !== command) changes.edit(file, (t) => setProperty(t, ["scripts", name], text, "lines"));
    used ||= text.includes(toolchain.compiler);
  }
  if (isNew) {
    const file = path.join(found.folder, "package.json"), own = found.root?.json.scripts ?? {};
    for (const [name, command] of Object.entries(newScripts)) {
      // `npm init` writes a test script that fails.
      if (own[name] !== undefined && !/no test specified/.test(own[name])) continue;
      if (found.sources && (name === "start" || name === "test")) continue;
      changes.edit(file, (text) => setProperty(text, ["scripts", name], command, "lines"));
    }
  }
  return used;
}

/** @throws SetupError SY6037 */
async function install(folder: string, manager: Manager, dim: (text: string) => string): Promise<void> {
  const args = manager === "npm" ? ["install", "--no-audit", "--no-fund", "--loglevel=error"] : ["install"];
  console.log(dim(`${manager} ${args[0]}`));
  // What npx and npm run say to their children is about another folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_(config_local_prefix|package_|lifecycle_|command|execpath)/.test(key)));
  const { status, output } = await during(`${manager} install`, () => new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(manager, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => { output += data; });
    child.on("error", (error) => resolve({ status: null, output: error.message }));
    child.on("close", (status) => resolve({ status, output }));
  }));
  if (status !== 0) {
    throw new SetupError("SY6037", `\`${manager} install\` failed${status === null ? "" : ` with status ${status}`}.`, output.trim().split("\n").slice(-12).join("\n") || "It said nothing.", `The files are written. Correct what it says, run \`${manager} install\`, then \`npx sansync doctor\`; or take the changes back: npx sansync init --undo`);
  }
}
