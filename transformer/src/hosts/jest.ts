/**
 * `@sansync/transformer/jest`: the transform of Jest for TypeScript. Each file is compiled by a service over the tsconfig that lists it (service.ts), so a change of colour in one file compiles its callers
 * in others anew, and type errors stop it. babel-jest, a part of Jest, then does to the JavaScript what it does to any: `jest.mock` above the imports, coverage.
 *
 * Jest keeps what it transformed on disk, by a key. Ours is made of the output, which depends on other files too: nothing that was kept can be stale, and a kept file saves only Babel's time.
 * Jest makes a transformer for each test file, which is when what changed on disk is taken in: `--watch` runs test after test in one process.
 *
 * Rejected: ts-jest. It compiles with a program of its own that knows each file only once Jest has asked for it, and keeps outputs by texts.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { compileChecked, withMap } from "./checked";
import { isSource, Services } from "./service";
import { SetupError } from "./set-up";

/** As much as is used here of Jest's own types: it is not installed for this package. */
interface TransformOptions { readonly supportsStaticESM: boolean; readonly config: { readonly rootDir: string } }
interface Transformer {
  readonly canInstrument?: boolean;
  getCacheKey(text: string, file: string, options: TransformOptions): string;
  process(text: string, file: string, options: TransformOptions): { readonly code: string };
}
interface BabelJest { createTransformer(options: object): Transformer }

interface JestOptions {
  /** The tsconfig, or its folder, relative to Jest's `rootDir`. Default: for each file the nearest one that lists it, or one that this refers to. */
  readonly tsconfig?: string;
}

/** Jest says for each file whether it loads it as an ES module (--experimental-vm-modules) or by `require`, whatever the tsconfig asks for. */
const services = { module: new Services("bundler"), commonjs: new Services("commonjs") };

let babel: Transformer | undefined;
function babelJest(rootDir: string): Transformer {
  if (babel !== undefined) return babel;
  // Package managers that do not hoist show it to the packages between alone.
  let from = path.join(rootDir, "package.json");
  try {
    for (const name of ["jest", "@jest/core", "jest-config", "babel-jest"]) from = createRequire(from).resolve(name);
  } catch {
    throw new SetupError("SY6024", `Jest's own babel-jest is not found from ${rootDir}.`, "The transform of sansync leaves `jest.mock` and coverage to it; it comes with Jest.", "Install Jest where its configuration lies: npm install --save-dev jest");
  }
  const loaded = createRequire(from)(from) as BabelJest & { default?: BabelJest };
  return (babel = (loaded.default ?? loaded).createTransformer({ babelrc: false, configFile: false, sourceType: "unambiguous" }));
}

function createTransformer({ tsconfig }: JestOptions = {}): Transformer {
  for (const kind of Object.values(services)) kind.refresh();
  const compiled = (text: string, file: string, { supportsStaticESM, config: { rootDir } }: TransformOptions): string => {
    if (!isSource(file)) return text;
    const service = services[supportsStaticESM ? "module" : "commonjs"].of(file, rootDir, tsconfig, true), output = compileChecked(service, file, text);
    return output === undefined ? "" : withMap(output);
  };
  return {
    canInstrument: true,
    getCacheKey: (text, file, options) => babelJest(options.config.rootDir).getCacheKey(compiled(text, file, options), file, options),
    process: (text, file, options) => babelJest(options.config.rootDir).process(compiled(text, file, options), file, options),
  };
}

// Jest takes the default export of what calls itself an ES module.
export = { createTransformer };
