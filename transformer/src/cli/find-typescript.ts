/**
 * The TypeScript of the user's project. The transformer never imports one itself: two versions may live in one process, and the project's own decides.
 */
import { createRequire } from "node:module";
import path from "node:path";
import type ts from "typescript";
import { SetupError } from "../hosts/set-up";

const PIN = "npm install --save-dev typescript@5.9";

/**
 * @param from absolute folder to resolve from
 * @throws SetupError SY6021 where no TypeScript is found, SY6006 where it has no compiler API (version 7) or is too old
 */
export function findTypeScript(from: string): typeof ts {
  let file: string;
  const require = createRequire(path.join(from, "index.js"));
  try {
    file = require.resolve("typescript");
  } catch {
    throw new SetupError("SY6021", `No \`typescript\` is installed for ${from}.`,
      "sansync compiles with the TypeScript of your project, so that both see the same types.", `Install it: ${PIN}`);
  }
  const found = require(file) as typeof ts & { version?: string };
  const version = String(found.version ?? "of unknown version");
  if (typeof found.createProgram !== "function") {
    throw new SetupError("SY6006", `TypeScript ${version} has no compiler API, so nothing can be compiled with it.`,
      "From version 7 on the compiler is a native program; the package exports its version number only, and it runs no transformers.",
      `Keep TypeScript 5 or 6 for emitting: ${PIN}. Version 7 may stay beside it for checking (under another name, such as npm:typescript@7).`);
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 4 || (major === 4 && minor < 9)) {
    throw new SetupError("SY6006", `TypeScript ${version} is too old; sansync needs 4.9 or later.`, "Older versions lack parts of the compiler API used here.", `Update it: ${PIN}`);
  }
  return found;
}
