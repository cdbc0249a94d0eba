/** Set-up errors: a host in which the transformer cannot do its work says so, with the cure, instead of emitting plain code in silence. */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";

/** Shown to the user as it is: name and message, no stack of ours. */
export class SetupError extends Error {
  constructor(readonly code: `SY6${string}`, what: string, why: string, todo: string) {
    super(`${what} (${code})\n  ${why}\n  ${todo}`);
    this.name = "sansync";
    this.stack = `${this.name}: ${this.message}`;
  }
}

export function assertUsable(ts: Ts, program: ts.Program): void {
  if (typeof ts.createProgram !== "function")
    throw new SetupError("SY6006", `TypeScript ${ts.version} has no compiler API, so no transformer can run in it.`, "TypeScript 7 is a native program that loads no plugins.",
      "Install typescript 5.9 and ts-patch 3.3 beside it for emitting (`npm i -D typescript@5.9 ts-patch@3.3`), or build with `npx sansync build`.");
  const options = program.getCompilerOptions();
  const { AMD, UMD, System } = ts.ModuleKind;
  if (options.module === AMD || options.module === UMD || options.module === System)
    throw new SetupError("SY6005", `sansync cannot emit \`module: ${ts.ModuleKind[options.module]}\`.`, "Compiled code finds the runtime by `import` or `require`.", 'Set "module" to CommonJS, ES2015 or later, Node16 or NodeNext.');
  if (options.noResolve === true && options.noLib === true)
    throw new SetupError("SY6002", "This host compiles each file alone (transpile-only), so sansync cannot see which functions may block.",
      "Whether a call may suspend depends on other files and on types; ts.transpileModule has neither.",
      'Turn type-checking on: remove `--transpile-only`, `"transpileOnly": true` or `"swc": true` from ts-node (and set `"files": true`).');
}
