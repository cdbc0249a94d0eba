/** What compiles TypeScript for Jest in a package: whether it goes through sansync. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Survey } from "./survey";

/** What stands in Jest's configuration. */
export const jestLine = 'transform: { "^.+\\\\.[mc]?tsx?$": "@sansync/transformer/jest" }';

export interface Jest {
  /** Where it is configured: absolute path of a configuration, or of package.json. */
  readonly config: string;
  /** The transform that compiles TypeScript; undefined where none is known, and Jest runs what was built. */
  readonly transform: "sansync" | "ts-jest" | "@swc/jest" | "esbuild-jest" | undefined;
  /** ts-jest uses the patched TypeScript. */
  readonly patched: boolean;
  /** ts-jest compiles each file alone. */
  readonly alone: boolean;
}

/** The packages of the project that ask for Jest. */
export function jestsOf({ packages }: Survey): Jest[] {
  return packages.flatMap(({ folder, file, json }): Jest[] => {
    if (!Object.hasOwn({ ...json.dependencies, ...json.devDependencies }, "jest")) return [];
    const own = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"].map((ext) => path.join(folder, `jest.config.${ext}`)).find((f) => existsSync(f));
    const text = own === undefined ? JSON.stringify(json.jest ?? {}) : readFileSync(own, "utf8");
    const transform = text.includes("@sansync/transformer/jest") ? "sansync" : (["ts-jest", "@swc/jest", "esbuild-jest"] as const).find((name) => text.includes(name));
    return [{ config: own ?? file, transform, patched: text.includes("ts-patch/compiler"), alone: /["']?isolatedModules["']?\s*:\s*true/.test(text) }];
  });
}
