/** The files of a new project: what `sansync init` puts into an empty folder, and the tsconfig of one that has none. Data only. */
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
export function newSources(esModule: boolean): Readonly<Record<string, string>> {
  const js = esModule ? ".js" : "";
  return {
    "src/double.ts": `import type { RecvChan, SendChan } from "sansync";

/** Twice each number that comes in. Both loops block the goroutine they run in, and nobody else. */
export function double(output: SendChan<number>, input: RecvChan<number>): void {
  for (const value of input) output.send(value * 2);
  output.close();
}
`,
    "src/main.ts": `import { chan, go, runMain, sleep } from "sansync";
import { double } from "./double${js}";

runMain(() => {
  const input = chan<number>(), output = chan<number>();
  go(double, output, input);
  go(() => {
    for (let i = 1; i <= 3; i++) {
      input.send(i);
      sleep(10);
    }
    input.close();
  });
  for (const value of output) console.log(value);
});
`,
    "src/double.test.ts": `import assert from "node:assert/strict";
import { test } from "node:test";
import { chan, go } from "sansync";
import { double } from "./double${js}";

test("double", () => {
  const input = chan<number>(), output = chan<number>();
  go(double, output, input);
  go(() => {
    input.send(21);
    input.close();
  });
  assert.deepEqual([...output], [42]);
});
`,
  };
}

export const newScripts = { build: "sansync build", start: "sansync run src/main.ts", check: "sansync check", test: "sansync build && node --test dist/*.test.js" } as const;
