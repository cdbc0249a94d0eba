#!/usr/bin/env node
// Hands over to the command line in @sansync/transformer: the project's own, so that `npx sansync` and the project's build use one version.
import { createRequire } from "node:module";
import path from "node:path";

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
  await createRequire(import.meta.url)(cli).main(process.argv.slice(2));
} else {
  console.error(`error SY6024  The compiler of sansync is not installed in ${process.cwd()}.
    \`sansync\` is the runtime alone; its commands live in @sansync/transformer.
    Install it: npm install --save-dev @sansync/transformer typescript@5.9`);
  process.exitCode = 2;
}
