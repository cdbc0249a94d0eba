/** The files of a new project: what `sansync init` puts into an empty folder (its sources lie in transformer/scaffold), and the tsconfig of one that has none. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pluginText } from "./toolchain";

export function newTsconfig(esModule: boolean): string {
  return `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2023"],
    "module": "NodeNext",
    "moduleResolution": "NodeNext",
    "rootDir": "src",
    "outDir": "dist",
    "strict": true,
    "skipLibCheck": true,
    "sourceMap": true,${esModule ? "" : '\n    "esModuleInterop": true,'}
    "types": ["node"],
    "plugins": [${pluginText}]
  },
  "include": ["src"]
}
`;
}

/** Paths, and texts, of a program with its test. */
export function newSources(): Readonly<Record<string, string>> {
  const folder = path.join(__dirname, "../../scaffold/src");
  return Object.fromEntries(readdirSync(folder).map((name) => [`src/${name}`, readFileSync(path.join(folder, name), "utf8")]));
}

export const newScripts = { build: "sansync build", start: "sansync run src/main.ts", check: "sansync check", test: "sansync build && node --test dist/*.test.js" } as const;
