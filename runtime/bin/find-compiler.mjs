// @sansync/transformer holds the commands and the loader: the project's own, so that all of them and the project's build are one version; else the one beside this package.
import { createRequire } from "node:module";
import path from "node:path";

/** The file behind an entry point of the compiler; undefined where it is not installed. */
export function compiler(entry) {
  for (const from of [path.join(process.cwd(), "index.js"), import.meta.url]) {
    try {
      return createRequire(from).resolve(`@sansync/transformer/${entry}`);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
    }
  }
  return undefined;
}

/** What, why and what to do where it is not. */
export const missing = () => `error SY6024  The compiler of sansync is not installed in ${process.cwd()}.
    \`sansync\` is the runtime alone; its commands and its loader live in @sansync/transformer.
    Set the project up: npx sansync init; or install it alone: npm install --save-dev @sansync/transformer typescript@5.9`;
