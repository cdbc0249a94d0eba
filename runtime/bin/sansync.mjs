#!/usr/bin/env node
// Hands over to the command line in @sansync/transformer. Before there is one, `init` is the way to it: npm fetches this package and the compiler together, and starts this file again.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import path from "node:path";
import { compiler, missing } from "./find-compiler.mjs";

// What V8 makes of TypeScript's nine megabytes is kept from one run to the next, as tsc does (Node 22 on).
module.enableCompileCache?.();

const args = process.argv.slice(2), fetched = "SANSYNC_FETCHED", cli = compiler("cli");

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
  console.error(missing());
  process.exitCode = 2;
}
