/**
 * `sansync doctor`: a ladder of checks, from Node up to what each script runs. A check says one sentence; one that fails names the cure, in most cases a command. What rests on a rung that
 * failed is not looked at: its answer would be about the wrong cause.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { bundlersOf, pluginOf } from "./bundler-config";
import { jestLine, jestsOf } from "./jest-config";
import { adding, compareVersions, installed, leaves, onlyChecks, survey, type Survey, usesTsNode } from "./survey";
import { palette, type Palette } from "./terminal";
import { isOurs } from "../hosts/plugin-line";
import { emitsOldTarget, pluginLine, pluginText, toolchainOf, type Toolchain } from "./toolchain";
import { SetupError } from "../hosts/set-up";

declare const require: (name: string) => { version: string; engines: { node: string } };

export interface Finding {
  readonly check: string;
  readonly state: "ok" | "failed" | "warning" | "skipped";
  /** One sentence. */
  readonly message: string;
  /** What to do; a finding that is ok has none. */
  readonly cure?: string;
  /** The page that explains it. */
  readonly code?: string;
}

/** A rung: its name, and what it finds. Nothing found is ok, and `good` says so. */
interface Check {
  readonly name: string;
  readonly good: (s: Survey) => string;
  /** Checks that must have passed. */
  readonly after: readonly string[];
  readonly run: (s: Survey) => readonly Omit<Finding, "check">[];
}

const failed = (code: string, message: string, cure: string): Omit<Finding, "check"> => ({ state: "failed", code, message, cure });
const warning = (code: string, message: string, cure: string): Omit<Finding, "check"> => ({ state: "warning", code, message, cure });

const ladder: readonly Check[] = [
  { name: "node", after: [], good: () => `Node ${process.versions.node}`, run: () => {
    const least = /\d+(\.\d+)*/.exec(require("../../package.json").engines.node)![0];
    return compareVersions(process.versions.node, least) < 0 ? [failed("SY6023", `Node ${process.versions.node} is older than ${least}, the least that sansync runs on.`, `Install Node ${least} or later.`)] : [];
  } },
  { name: "package.json", after: [], good: ({ packages, manager }) => `${packages.length === 1 ? "package.json" : `${packages.length} packages`}, ${manager}`, run: ({ root, packages, folder, plugAndPlay }) => [
    ...(root === undefined ? [failed("SY6030", `There is no package.json in ${folder}.`, "npx sansync init")] : []),
    ...packages.filter((p) => p.error !== undefined).map((p) => failed("SY6030", `${named(p.file, folder)} is no JSON: ${p.error}.`, "Correct it.")),
    ...(plugAndPlay ? [failed("SY6031", "Yarn's Plug'n'Play has no node_modules, where ts-patch, tsserver and Node's loader look for the transformer.", "Set `nodeLinker: node-modules` in .yarnrc.yml, run `yarn install`, remove .pnp.cjs.")] : []),
  ] },
  { name: "packages", after: ["package.json"], good: ({ folder }) => `sansync ${installed("sansync", folder)?.version ?? ""}, one copy of each package`, run: packagesOf },
  { name: "typescript", after: ["package.json"], good: ({ typescript }) => `TypeScript ${typescript?.version}`, run: typescriptOf },
  { name: "tsconfig", after: ["package.json"], good: ({ tsconfigs, folder }) => tsconfigs.map((c) => named(c.file, folder)).join(", "), run: tsconfigOf },
  { name: "plugin line", after: ["tsconfig"], good: () => "every tsconfig with sources has the plugin line", run: pluginLineOf },
  { name: "compiler", after: ["typescript", "plugin line"], good: (s) => compilerSaid(s), run: compilerOf },
  { name: "bundler", after: ["plugin line"], good: (s) => bundlersOf(s).map((b) => `${b.name} compiles through sansync`).join(", ") || "not used", run: bundlerOf },
  { name: "jest", after: ["plugin line"], good: (s) => jestsOf(s).map((j) => (j.transform === undefined ? "Jest runs what was built" : "Jest compiles through sansync"))[0] ?? "not used", run: jestOf },
  { name: "ts-node", after: ["typescript", "plugin line"], good: (s) => (usesTsNode(s) ? "ts-node compiles through sansync" : "not used"), run: tsNodeOf },
];

/** All findings, in the order of the ladder. */
export function diagnose(folder: string): Finding[] {
  const found = survey(folder), broken = new Set<string>(), all: Finding[] = [];
  for (const { name, after, good, run } of ladder) {
    const below = after.find((a) => broken.has(a));
    if (below !== undefined) {
      broken.add(name);
      all.push({ check: name, state: "skipped", message: `Not looked at: it rests on ${below}.` });
      continue;
    }
    const own = run(found);
    if (own.some((f) => f.state === "failed")) broken.add(name);
    if (own.length) all.push(...own.map((f) => ({ check: name, ...f })));
    else all.push({ check: name, state: "ok", message: good(found) });
  }
  return all;
}

/** @returns 0 where nothing failed, 1 otherwise */
export function doctor(folder: string, options: { readonly json?: boolean }): number {
  const all = diagnose(folder), failures = all.filter((f) => f.state === "failed").length;
  console.log(options.json ? JSON.stringify(all, undefined, 2) : shown(all, palette(process.stdout)));
  return failures ? 1 : 0;
}

function shown(all: readonly Finding[], p: Palette): string {
  const mark = { ok: p.green("ok     "), failed: p.red("FAILED "), warning: p.yellow("warning"), skipped: p.dim("-      ") };
  const width = Math.max(...all.map((f) => f.check.length));
  const lines = all.map((f) => `${mark[f.state]}  ${p.bold(f.check.padEnd(width))}  ${f.state === "skipped" ? p.dim(f.message) : f.message}${f.code === undefined ? "" : p.dim(` (${f.code})`)}${f.cure === undefined ? "" : `\n${" ".repeat(11 + width)}${p.cyan("→")} ${f.cure}`}`);
  const first = all.find((f) => f.state === "failed");
  return [...lines, "", first ? `Begin with the first that failed${first.code === undefined ? "" : `; more: npx sansync explain ${first.code}`}.` : "All is well."].join("\n");
}

function named(file: string, folder: string): string {
  return path.relative(folder, file).replaceAll("\\", "/") || ".";
}

function packagesOf(s: Survey): Omit<Finding, "check">[] {
  const { folder, packages, manager } = s, wanted = require("../../package.json").version;
  const places = [...new Set([folder, ...packages.filter((p) => Object.hasOwn({ ...p.json.dependencies, ...p.json.devDependencies }, "sansync")).map((p) => p.folder)])];
  const out: Omit<Finding, "check">[] = [];
  for (const name of ["sansync", "@sansync/transformer", "@sansync/plugin"]) {
    const copies = new Map(places.flatMap((at) => { const i = installed(name, at); return i === undefined ? [] : [[i.folder, i.version] as const]; }));
    if (copies.size === 0) { out.push(failed("SY6038", `${name} is not installed.`, s.dependencies.has(name) ? `${manager} install` : "npx sansync init")); continue; }
    const versions = [...new Set(copies.values())];
    if (versions.length > 1) out.push(failed("SY6004", `${name} is there in versions ${versions.join(" and ")}: ${[...copies.keys()].map((f) => named(f, folder)).join(", ")}.`, `Ask for one version in every package.json, then ${manager} ${manager === "npm" ? "dedupe" : "install"}.`));
    else if (versions[0] !== wanted) out.push(failed("SY6038", `${name} is ${versions[0]}, and the compiler that runs is ${wanted}: they go together in one version.`, `Set both to one version in package.json, then ${manager} install.`));
  }
  return out;
}

function typescriptOf({ folder, packages, typescript, manager }: Survey): Omit<Finding, "check">[] {
  if (typescript === undefined || !typescript.installed) return [failed("SY6021", "TypeScript is not installed.", typescript === undefined ? adding(manager, "typescript@5.9") : `${manager} install`)];
  let toolchain: Toolchain;
  try {
    toolchain = toolchainOf(typescript.version);
  } catch (error) {
    if (error instanceof SetupError) return [failed(error.code, `TypeScript ${typescript.version} is too old; sansync needs 4.9.5 or later.`, adding(manager, "typescript@5.9"))];
    throw error;
  }
  const out: Omit<Finding, "check">[] = [];
  if (toolchain.compiler === "sansync build" && installed("@typescript/typescript6", folder) === undefined)
    out.push(failed("SY6006", `TypeScript ${typescript.version} is a native program that runs no transformers; sansync needs the compiler of version 6 beside it.`, adding(manager, "@typescript/typescript6")));
  const copies = new Map<string, string>();
  for (const from of [folder, ...packages.map((p) => p.folder), ...["ts-patch", "ttypescript", "ts-node", "@sansync/transformer"].flatMap((name) => installed(name, folder)?.folder ?? [])]) {
    const found = installed("typescript", from);
    if (found !== undefined) copies.set(found.folder, found.version);
  }
  if (copies.size > 1) out.push(warning("SY6036", `There are ${copies.size} copies of TypeScript: ${[...copies].map(([at, version]) => `${named(at, folder)} (${version})`).join(", ")}; the plugin line works in the one that is patched or started, and the editor may run another.`, `Ask for one version in every package.json, then ${manager} ${manager === "npm" ? "dedupe" : "install"}.`));
  return out;
}

function tsconfigOf(s: Survey): Omit<Finding, "check">[] {
  const { folder, tsconfigs, typescript } = s;
  if (!tsconfigs.length) return [failed("SY6022", "There is no tsconfig.json.", "npx sansync init")];
  const out = tsconfigs.filter((c) => c.error !== undefined).map((c) => failed("SY6022", `${named(c.file, folder)} cannot be read: ${c.error}.`, "Correct it."));
  for (const c of leaves(s)) {
    const { module: kind, noEmit } = c.effective.compilerOptions ?? {};
    if (/^(amd|umd|system)$/i.test(String(kind)) && noEmit !== true) out.push(failed("SY6005", `${named(c.file, folder)} emits \`module: ${String(kind)}\`, which does not pass the runtime's import on.`, 'Set "module" to CommonJS, ES2015 or later, Node16 or NodeNext.'));
    if (emitsOldTarget(c.effective, typescript?.version ?? "6")) out.push(failed("SY6008", `${named(c.file, folder)} emits ES5, which has no generators.`, 'Set "target" to "ES2022".'));
  }
  return out;
}

function pluginLineOf(s: Survey): Omit<Finding, "check">[] {
  return leaves(s).flatMap((c) => {
    const name = named(c.file, s.folder), plugins = c.effective.compilerOptions?.["plugins"];
    const ours = Array.isArray(plugins) ? plugins.find(isOurs) as Record<string, unknown> | undefined : undefined;
    if (ours !== undefined) {
      const missing = Object.entries(pluginLine).filter(([key, value]) => ours[key] !== value).map(([key]) => key);
      return missing.length ? [failed("SY6003", `The plugin line of ${name} lacks ${missing.map((m) => `\`${m}\``).join(" and ")}.`, `Write it so: ${pluginText}, or run npx sansync init.`)] : [];
    }
    const wrong = [c.file, ...c.bases].map((file) => s.tsconfigs.find((t) => t.file === file)).find((t) => t !== undefined && Array.isArray(t.json.plugins) && t.json.plugins.some(isOurs));
    if (wrong !== undefined) return [failed("SY6034", `The plugin line of ${named(wrong.file, s.folder)} stands beside \`compilerOptions\`, where nobody reads it.`, "Move `plugins` into `compilerOptions`, or run npx sansync init.")];
    const hidden = c.bases.find((file) => (s.tsconfigs.find((t) => t.file === file)?.json.compilerOptions?.["plugins"] as unknown[] | undefined)?.some(isOurs));
    if (hidden !== undefined) return [failed("SY6034", `${name} has a list of plugins of its own, so that of ${named(hidden, s.folder)} does not count.`, `Add ${pluginText} to it, or run npx sansync init.`)];
    return [failed("SY6034", `${name} has no plugin line, so tsc and the editor compile and check it as plain TypeScript.`, "npx sansync init")];
  });
}

/** `ts-patch install` leaves its mark in the compiler; its exit status says nothing. */
function isPatched(folder: string): boolean {
  const own = installed("typescript", folder), file = own && path.join(own.folder, "lib/tsc.js");
  return file !== undefined && existsSync(file) && /\btsp\b|tspPackageJSON|ts-patch/.test(readFileSync(file, "utf8").slice(0, 4000));
}

function callsTsc({ scripts, folder }: Survey): string[] {
  return scripts.filter(({ command }) => /(?:^|[\s;&|("'])tsc(?=$|[\s;&|)"'])(?![^;&|]*--(?:noEmit|init|version|showConfig))/.test(command)).map(({ package: p, name }) => `"${name}"${p.folder === folder ? "" : ` of ${named(p.folder, folder)}`}`);
}
function callsCompiler({ scripts }: Survey, word: string): boolean {
  return scripts.some(({ command }) => new RegExp(`(?:^|[\\s;&|("'])${word}(?=$|[\\s;&|)"'])`).test(command));
}

function compilerSaid(s: Survey): string {
  const { compiler } = toolchainOf(s.typescript!.version);
  if (onlyChecks(s)) return "tsc checks, and emits nothing";
  if (callsCompiler(s, compiler)) return `scripts compile with ${compiler}`;
  return callsCompiler(s, "sansync") ? "scripts compile with sansync" : isPatched(s.folder) ? "tsc is patched by ts-patch" : "no script compiles; `npx sansync build` does";
}

function compilerOf(s: Survey): Omit<Finding, "check">[] {
  const { folder, manager, typescript } = s, toolchain = toolchainOf(typescript!.version), out: Omit<Finding, "check">[] = [];
  const plain = onlyChecks(s) ? [] : callsTsc(s);
  const patched = toolchain.compiler === "tspc" && isPatched(folder);
  if (plain.length && !patched) out.push(failed("SY6035", `${plain.length === 1 ? "Script" : "Scripts"} ${plain.join(", ")} run${plain.length === 1 ? "s" : ""} \`tsc\`, which ignores the plugin line${toolchain.compiler === "sansync build" ? "" : " unless it is patched"}, without a word.`, `Write \`${toolchain.compiler}\` in its place, or run npx sansync init.`));
  const needed = callsCompiler(s, toolchain.compiler) || usesTsNode(s);
  if (toolchain.tsNode !== undefined) {
    for (const [name, version] of Object.entries(toolchain.packages)) {
      const own = installed(name, folder);
      if (own === undefined ? needed : !toolchain.fits(name, own.version)) out.push(failed("SY6035", own === undefined ? `${name} is not installed, and \`${toolchain.compiler}\` is part of it.` : `${name} ${own.version} does not patch TypeScript ${typescript!.version}; \`install\` of it fails with exit status 0.`, adding(manager, `${name}@${version.replace("~", "")}`)));
    }
  }
  for (const [word, right] of [["tspc", "ts-patch"], ["ttsc", "ttypescript"]] as const)
    if (word !== toolchain.compiler && callsCompiler(s, word)) out.push(failed("SY6035", `Scripts run \`${word}\`, and ${right} does not work with TypeScript ${typescript!.version}.`, `Write \`${toolchain.compiler}\` in its place.`));
  return out;
}

function bundlerOf(s: Survey): Omit<Finding, "check">[] {
  return bundlersOf(s).filter((b) => !b.hasPlugin).map(({ name, config }) => {
    const cure = `import sansync from "${pluginOf(name)}", and sansync() as the first of its plugins${pluginOf(name) === pluginOf("vite") ? ", or run npx sansync init" : ""}.`;
    // Where it is called from, and for what, is not known without a configuration.
    return config === undefined && pluginOf(name) !== pluginOf("vite") ? warning("SY6035", `${name} has no configuration here, so it may compile without sansync.`, `If it compiles TypeScript: ${cure}`) : failed("SY6035", `${config === undefined ? name : named(config, s.folder)} compiles without sansync.`, cure);
  });
}

function jestOf(s: Survey): Omit<Finding, "check">[] {
  return jestsOf(s).flatMap(({ config, transform, patched, alone }): Omit<Finding, "check">[] => {
    const name = named(config, s.folder), cure = `In its place: ${jestLine}.`;
    if (transform === undefined || transform === "sansync") return [];
    if (transform !== "ts-jest" || !patched) return [failed("SY6035", `${name} has TypeScript compiled by ${transform}, without sansync.`, cure)];
    return alone ? [failed("SY6002", `${name} has ts-jest compile each file alone (\`isolatedModules\`), so nothing can be known of what blocks.`, cure)] : [];
  });
}

function tsNodeOf(s: Survey): Omit<Finding, "check">[] {
  if (!usesTsNode(s)) return [];
  const { tsNode } = toolchainOf(s.typescript!.version), out: Omit<Finding, "check">[] = [];
  if (tsNode === undefined) return [warning("SY6035", `ts-node does not work with TypeScript ${s.typescript!.version}.`, "Run files by `sansync run main.ts`.")];
  for (const { package: p, name, command } of s.scripts)
    if (/\bts-node/.test(command) && /(^|\s)(--transpile-only|--transpileOnly|--swc|-T)(?=\s|$)|register\/transpile-only/.test(command)) out.push(failed("SY6002", `Script "${name}"${p.folder === s.folder ? "" : ` of ${named(p.folder, s.folder)}`} runs ts-node without types, so nothing can be known of what blocks.`, "Take the switch out of the script, or run npx sansync init."));
  for (const c of s.tsconfigs.filter((t) => !t.solution && path.basename(t.file) === "tsconfig.json")) {
    const own = { ...(c.effective["ts-node"] ?? {}), ...(c.json["ts-node"] ?? {}) }, name = named(c.file, s.folder);
    if (own["transpileOnly"] === true || own["swc"] === true) out.push(failed("SY6002", `${name} tells ts-node to compile without types, so nothing can be known of what blocks.`, 'Remove "transpileOnly" and "swc", or run npx sansync init.'));
    if (own["compiler"] !== tsNode) out.push(failed("SY6035", `${name} does not tell ts-node to compile through ${tsNode.replace("/compiler", "")}.`, `Add "ts-node": { "compiler": "${tsNode}", "files": true } at the top level, or run npx sansync init.`));
    else if (own["files"] !== true) out.push(warning("SY6035", `${name} lets ts-node see one file after another, which analyses the program again for each test file.`, 'Add "files": true to "ts-node", or run npx sansync init.'));
  }
  return out;
}
