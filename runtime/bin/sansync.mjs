#!/usr/bin/env node
// Hands over to the command line in @sansync/transformer: the project's own, so that `npx sansync` and the project's build use one version.
// Before there is one, `init` is the way to it: npm fetches this package and the compiler together, and starts this file again.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const args = process.argv.slice(2), fetched = "SANSYNC_FETCHED";
const places = [path.join(process.cwd(), "index.js"), import.meta.url];
const cli = places.map((from) => {
  try {
    return createRequire(from).resolve("@sansync/transformer/cli");
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return undefined;
    throw error;
  }
}).find(Boolean);

if (cli) {
  await createRequire(import.meta.url)(cli).main(args);
} else if (args[0] === "init" && !process.env[fetched]) {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  // `--from folder`: tarballs, as init takes them.
  const at = args.findIndex((a) => a === "--from"), from = at < 0 ? args.find((a) => a.startsWith("--from="))?.slice(7) : args[at + 1];
  const spec = (name) => {
    const file = from === undefined ? "" : path.resolve(from, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
    return existsSync(file) ? `file:${file}` : `${name}@${version}`;
  };
  const { status } = spawnSync("npm", ["exec", "--yes", `--package=${spec("sansync")}`, `--package=${spec("@sansync/transformer")}`, "--", "sansync", ...args],
    { stdio: "inherit", env: { ...process.env, [fetched]: "1" }, shell: process.platform === "win32" });
  process.exitCode = status ?? 1;
} else {
  console.error(`error SY6024  The compiler of sansync is not installed in ${process.cwd()}.
    \`sansync\` is the runtime alone; its commands live in @sansync/transformer.
    Set the project up: npx sansync init; or install it alone: npm install --save-dev @sansync/transformer typescript@5.9`);
  process.exitCode = 2;
}
