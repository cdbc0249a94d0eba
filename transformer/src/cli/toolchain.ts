/** How a TypeScript is brought to run the transformer: the one table of versions that `init` sets up by and `doctor` checks against. */
import { SetupError } from "../hosts/set-up";
import { compareVersions, type TsconfigJson } from "./survey";

/** The line of a tsconfig's `plugins`: for the build (`transform`) and the editor (`name`). */
export const pluginLine = { name: "@sansync/plugin", transform: "@sansync/transformer", transformProgram: true } as const;
export const pluginText = '{ "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true }';

/** The tsconfig emits ES5 or ES3: said so, or by the default that TypeScript had before version 6. */
export function emitsOldTarget({ compilerOptions: o = {} }: TsconfigJson, typescript: string): boolean {
  if (o["noEmit"] === true || o["emitDeclarationOnly"] === true) return false;
  if (o["target"] === undefined) return compareVersions(typescript, "6.0.0") < 0 && !/^node/i.test(String(o["module"]));
  return /^es[35]$/i.test(String(o["target"]));
}

/** What a project without TypeScript gets. */
export const newTypeScript = "~5.9.3";

export interface Toolchain {
  /** Stands where `tsc` stands in scripts. */
  readonly compiler: "tspc" | "ttsc" | "sansync build";
  /** Names and versions of what is installed for it. */
  readonly packages: Readonly<Record<string, string>>;
  /** Versions of those packages that do the work. */
  readonly fits: (name: string, version: string) => boolean;
  /** The compiler that ts-node has to use; undefined where ts-node cannot work. */
  readonly tsNode: string | undefined;
}

/** @throws SetupError SY6006 where the version is too old */
export function toolchainOf(typescript: string): Toolchain {
  if (compareVersions(typescript, "4.9.5") < 0) {
    throw new SetupError("SY6006", `TypeScript ${typescript} is too old; sansync needs 4.9.5 or later.`, "Older versions lack parts of the compiler API used here.", "Update it: npm install --save-dev typescript@5.9");
  }
  if (compareVersions(typescript, "5.0.0") < 0) return { compiler: "ttsc", packages: { ttypescript: "1.5.15" }, fits: (_, version) => version === "1.5.15", tsNode: "ttypescript" };
  // ts-patch 4 knows TypeScript 6 alone; 3.3 patches both lines, on every Node.
  if (compareVersions(typescript, "7.0.0") < 0) return { compiler: "tspc", packages: { "ts-patch": "~3.3.0" }, fits: (_, version) => compareVersions(version, "3.3.0") >= 0 && (compareVersions(version, "4.0.0") < 0 || compareVersions(typescript, "6.0.0") >= 0), tsNode: "ts-patch/compiler" };
  return { compiler: "sansync build", packages: { "@typescript/typescript6": "^6.0.2" }, fits: () => true, tsNode: undefined };
}

/**
 * A script, with the compiler of the toolchain in place of `tsc` and without switches that hide types from it; and what could not be done.
 * @param checks `tsc` emits nothing here: it stays
 */
export function adapted(command: string, { compiler }: Toolchain, checks = false): { readonly command: string; readonly left: string | undefined } {
  let left: string | undefined;
  // The word stands first in its command: behind an operator, a quote, variables, or a runner of packages.
  const first = String.raw`(^|&&|\|\||[;|&("'])(\s*(?:cross-env\s+)?(?:\w+=\S+\s+)*(?:(?:npx|bunx|pnpm(?:\s+exec)?|yarn(?:\s+run)?)\s+)?)`;
  let text = checks ? command : command.replace(new RegExp(`${first}tsc(?=$|[\\s;&|)"'])([^;&|)"']*)`, "g"), (all, start: string, before: string, rest: string) => {
    if (compiler !== "sansync build") return `${start}${before}${compiler}${rest}`;
    // TypeScript 7 checks by itself, and faster; what emits has to be ours.
    if (/\s--noEmit\b/.test(rest) || /\s(--init|--version|-v|--help|--showConfig)\b/.test(rest)) return all;
    if (/^(\s+(-b|--build|-w|--watch|-f|--force|(-p|--project)\s+[^\s-]\S*|[^\s-]\S*))*\s*$/.test(rest)) return `${start}${before}${compiler}${rest.replace(/\s(-b|--build)\b/, "")}`;
    left = `\`tsc${rest.trimEnd()}\` has options that \`sansync build\` does not take: put them into the tsconfig`;
    return all;
  });
  text = text.replace(/\bts-node\/register\/transpile-only\b/g, "ts-node/register");
  if (/\bts-node(-dev)?\b/.test(text)) text = text.replace(/\s(--transpile-only|--transpileOnly|--swc|-T)(?=\s|$)/g, "");
  text = text.replace(new RegExp(`${first}(?:tsx|node(?:\\s+--experimental-strip-types)?)\\s+((?!watch\\b)[^\\s-][^\\s;&|"']*\\.[mc]?tsx?)(?=$|[\\s;&|)"'])`, "g"), "$1$2sansync run $3");
  text = text.replace(/(\s--import[\s=])tsx(\/esm)?(?=\s|$)/g, "$1sansync/register").replace(new RegExp(`${first}tsx\\s+--test\\b`, "g"), "$1$2node --import sansync/register --test");
  if (/(^|[\s"'])tsx(\s|$)/.test(text)) left ??= "`tsx` strips types and compiles nothing: write `sansync run` instead";
  return { command: text, left };
}
