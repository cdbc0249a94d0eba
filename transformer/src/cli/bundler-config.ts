/** The configurations of bundlers: whether our plugin is in them, and how it gets into Vite's, of which there is a usual shape. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Survey } from "./survey";

export interface Bundler {
  readonly name: string;
  /** Of the package that asks for the bundler. */
  readonly folder: string;
  /** Absolute path; undefined where there is none. */
  readonly config: string | undefined;
  readonly hasPlugin: boolean;
}

const bundlers: Readonly<Record<string, { readonly plugin: string; readonly configs: readonly string[] }>> = {
  vite: { plugin: "vite", configs: ["vite.config"] },
  vitest: { plugin: "vite", configs: ["vitest.config", "vite.config"] },
  rollup: { plugin: "rollup", configs: ["rollup.config"] },
  rolldown: { plugin: "rolldown", configs: ["rolldown.config"] },
  webpack: { plugin: "webpack", configs: ["webpack.config"] },
  "@rspack/core": { plugin: "rspack", configs: ["rspack.config"] },
  esbuild: { plugin: "esbuild", configs: ["esbuild", "build", "esbuild.config"] },
};

/** The bundlers that packages of the project ask for. */
export function bundlersOf({ packages }: Survey): Bundler[] {
  return packages.flatMap(({ folder, json }) => Object.entries(bundlers).flatMap(([name, { configs }]): Bundler[] => {
    if (!Object.hasOwn({ ...json.dependencies, ...json.devDependencies }, name)) return [];
    const config = configs.flatMap((base) => ["ts", "mts", "js", "mjs", "cjs", "cts"].map((ext) => path.join(folder, `${base}.${ext}`))).find((file) => existsSync(file));
    return [{ name, folder, config, hasPlugin: config !== undefined && readFileSync(config, "utf8").includes(pluginOf(name)) }];
  }));
}

/** The module that holds the plugin for a bundler. */
export function pluginOf(name: string): string {
  return `@sansync/transformer/${bundlers[name]!.plugin}`;
}

/** A configuration with our plugin in front of its others; undefined where it has none of the shapes known here. */
export function withPlugin(text: string, name: string): string | undefined {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const list = /\bplugins\s*:\s*\[(\s*)/.exec(text), object = /\b(?:defineConfig\s*\(\s*(?:\([^)]*\)\s*=>\s*\(\s*)?|export\s+default\s+|module\.exports\s*=\s*)\{/.exec(text);
  let edited: string;
  if (list) {
    const at = list.index + list[0].length, rest = text.slice(at);
    edited = `${text.slice(0, at)}sansync()${rest.startsWith("]") ? "" : list[1]!.includes("\n") ? `,${list[1]}` : ", "}${rest}`;
  } else if (object) {
    const at = object.index + object[0].length;
    edited = `${text.slice(0, at)}${eol}  plugins: [sansync()],${/^\s*\}/.test(text.slice(at)) && !/^\s*\n/.test(text.slice(at)) ? eol : ""}${text.slice(at)}`;
  } else return undefined;
  const isCommonJs = /\bmodule\.exports\b/.test(text), line = isCommonJs ? `const sansync = require("${pluginOf(name)}");` : `import sansync from "${pluginOf(name)}";`;
  // Behind a first line that is a comment for the whole file, or a hashbang; quotes and semicolons as they write them.
  const quoted = /from\s+'/.test(text) || /require\('/.test(text) ? line.replaceAll('"', "'") : line, styled = /(?:from\s+|require\()(["'])[^"']+\1\)?\s*$/m.test(text) && !/;\s*$/m.test(text) ? quoted.slice(0, -1) : quoted;
  const head = /^(?:#!.*\r?\n|\/\/\/.*\r?\n|\/\*\*[\s\S]*?\*\/\r?\n|\/\/.*\r?\n)*/.exec(edited)![0];
  return `${head}${styled}${eol}${edited.slice(head.length)}`;
}

/** Of a project whose bundler has no configuration. */
export function newConfig(name: string): string {
  return `import sansync from "${pluginOf(name)}";\nimport { defineConfig } from "${name === "vitest" ? "vitest/config" : name}";\n\nexport default defineConfig({\n  plugins: [sansync()],\n});\n`;
}
