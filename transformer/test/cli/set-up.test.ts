// init and doctor over folders as people have them, nothing installed but package.json files. fixtures/set-up.test.ts does the same for real.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { diagnose } from "../../src/cli/doctor";
import { init, type InitOptions } from "../../src/cli/init";
import { installed, survey } from "../../src/cli/survey";
import { adapted, toolchainOf } from "../../src/cli/toolchain";
import { SetupError } from "../../src/hosts/set-up";

const test = suite("set-up"), folders: string[] = [];
const plugin = '{ "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true }';
const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, undefined, 2));

/** A folder with these files. Of a package its version alone. */
function folder(files: Record<string, unknown>, packages: Record<string, string> = {}): string {
  const at = mkdtempSync(path.join(tmpdir(), "sansync-cli-"));
  folders.push(at);
  files = { ...files, ...Object.fromEntries(Object.entries(packages).map(([name, version]) => [`node_modules/${name}/package.json`, { name, version }])) };
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
    writeFileSync(path.join(at, name), text(value));
  }
  return at;
}
const ours = { sansync: "0.1.0", "@sansync/transformer": "0.1.0", "@sansync/plugin": "0.1.0" };
const whole = { ...ours, typescript: "5.9.3", "ts-patch": "3.3.0" };
const good = { "package.json": { name: "x", scripts: { build: "tspc" } }, "tsconfig.json": `{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "plugins": [${plugin}] } }`, "src/a.ts": "export {};" };
const read = (at: string, file: string) => readFileSync(path.join(at, file), "utf8");

/** What init printed, its status and the error it threw. */
async function run(at: string, options: InitOptions = {}): Promise<{ out: string; status: number | undefined; error: SetupError | undefined }> {
  const log = console.log, lines: string[] = [];
  console.log = (line: string) => void lines.push(line);
  try {
    return { status: await init(at, { yes: true, install: false, ...options }), out: lines.join("\n"), error: undefined };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { status: undefined, out: lines.join("\n"), error };
  } finally {
    console.log = log;
  }
}
/** Codes, and the cures, of what is not well. */
const complaints = (at: string) => diagnose(at).filter((f) => f.state === "failed" || f.state === "warning");
function complains(at: string, code: string, message: RegExp, cure: RegExp): void {
  const found = complaints(at).find((f) => f.code === code);
  assert.ok(found, `${code} in ${JSON.stringify(complaints(at))}`);
  assert.match(found.message, message);
  assert.match(found.message, /^[^.!]*(\.[^ ][^.]*)*\.$/, `one sentence: ${found.message}`);
  assert.match(found.cure!, cure);
}

test("a project that is well set up: nothing to complain of, nothing to change", async () => {
  const at = folder(good, whole);
  assert.equal(complaints(at), []);
  const r = await run(folder({ ...good, "package.json": { name: "x", scripts: { build: "tspc" }, dependencies: { sansync: "0.1.0" }, devDependencies: { ...whole } } }, whole));
  assert.match(r.out, /Nothing to change/);
});

test("--dry-run shows the diff and writes nothing; without a terminal and without --yes nothing is written either", async () => {
  const at = folder({ "package.json": { name: "x" } });
  assert.match((await run(at, { dryRun: true })).out, /\+ +"plugins"/);
  assert.not(existsSync(path.join(at, "tsconfig.json")));
  const r = await run(at, { yes: false });
  assert.is(r.status, 1);
  assert.match(r.out, /--yes/);
  assert.not(existsSync(path.join(at, "tsconfig.json")));
});

test("init, --undo: every file is as it was, what was new is gone", async () => {
  const files = { "package.json": '{\n\t"name": "x",\n\t"scripts": { "build": "tsc -p ." }\n}\n', "tsconfig.json": '{\n  // ours\n  "compilerOptions": { "target": "ES2022" },\n}\n', "src/a.ts": "export {};\n" };
  const at = folder({ ...files });
  assert.is((await run(at)).status, 0);
  assert.match(read(at, "package.json"), /"build": "tspc -p \."/);
  assert.ok(read(at, "tsconfig.json").includes(`"target": "ES2022", "plugins": [${plugin}]`));
  assert.is((await run(at, { undo: true })).status, 0);
  for (const [name, value] of Object.entries(files)) assert.is(read(at, name), value);
  assert.is((await run(at, { undo: true })).error?.code, "SY6033");
});
test("--undo of lines that were edited since: named, nothing is touched", async () => {
  const at = folder({ "package.json": { name: "x" }, "tsconfig.json": '{\n  "compilerOptions": { "strict": true }\n}\n', "src/a.ts": "" });
  await run(at);
  writeFileSync(path.join(at, "tsconfig.json"), '{ "compilerOptions": {} }');
  const r = await run(at, { undo: true });
  assert.is(r.error?.code, "SY6033");
  assert.match(r.error!.message, /^tsconfig\.json/);
  assert.match(read(at, "package.json"), /sansync/);
});

test("no tsconfig: one is made, for sources that are there too; doctor says what is missing", async () => {
  const at = folder({ "package.json": { name: "x", type: "commonjs", scripts: { test: 'echo "Error: no test specified" && exit 1' } }, "src/a.ts": "export {};" }, { ...ours, typescript: "5.9.3" });
  complains(at, "SY6022", /no tsconfig/, /npx sansync init/);
  assert.is((await run(at)).status, 0);
  assert.match(read(at, "tsconfig.json"), /"esModuleInterop": true/);
  assert.not(existsSync(path.join(at, "src/main.ts")), "the sources are the user's");
  assert.equal(complaints(at), []);
});
test("no package.json, no folder", async () => {
  const at = path.join(folder({}), "new", "My App");
  complains(at, "SY6030", /no package\.json/, /init/);
  assert.is((await run(at)).status, 0);
  assert.is((JSON.parse(read(at, "package.json")) as { name: string }).name, "my-app");
});

test("broken JSON: the file, the line, and nothing is written", async () => {
  const manifest = folder({ ...good, "package.json": '{\n  "name": "x",\n}\n' });
  complains(manifest, "SY6030", /package\.json is no JSON: line 3/, /Correct/);
  assert.match((await run(manifest)).error!.message, /package\.json is no JSON\. \(SY6030\)\n +Line 3/);
  const config = folder({ ...good, "tsconfig.json": '{\n  "compilerOptions": {\n    "strict" true\n  }\n}\n' }, whole);
  complains(config, "SY6022", /tsconfig\.json cannot be read: line 3/, /Correct/);
  const r = await run(config);
  assert.match(r.error!.message, /SY6022[\s\S]*Line 3/);
  assert.is(read(config, "package.json"), text(good["package.json"]));
});

test("versions of TypeScript: too old, 7 alone, 4.9 with ttypescript, and ts-patch that does not fit", async () => {
  const old = folder(good, { ...whole, typescript: "4.8.4" });
  complains(old, "SY6006", /4\.8\.4 is too old/, /typescript@5/);
  assert.is((await run(old)).error?.code, "SY6006");
  complains(folder(good, { ...whole, typescript: "7.0.2" }), "SY6006", /7\.0\.2 is a native program/, /@typescript\/typescript6/);
  complains(folder(good, { ...whole, typescript: "4.9.5" }), "SY6035", /`tspc`/, /`ttsc`/);
  complains(folder(good, { ...whole, "ts-patch": "4.0.1" }), "SY6035", /ts-patch 4\.0\.1 does not patch TypeScript 5\.9\.3/, /ts-patch@3\.3/);
  complains(folder(good, { ...ours, "ts-patch": "3.3.0" }), "SY6021", /not installed/, /typescript@5\.9/);
  assert.equal(complaints(folder(good, { ...whole, typescript: "6.0.3", "ts-patch": "4.0.1" })), []);
  const four = folder({ "package.json": { name: "x", scripts: { build: "tsc" }, devDependencies: { typescript: "^4.9.5" } }, "tsconfig.json": '{ "compilerOptions": { "target": "ES2020" } }', "a.ts": "" });
  await run(four);
  assert.match(read(four, "package.json"), /"ttypescript": "1\.5\.15"/);
  assert.match(read(four, "package.json"), /"build": "ttsc"/);
});

test("two copies of TypeScript, and two versions of the runtime", () => {
  const packages = { "package.json": { name: "x", workspaces: ["packages/*"], scripts: { build: "tspc -b" } }, "packages/a/package.json": { name: "a", dependencies: { sansync: "0.1.0" } } };
  complains(folder({ ...good, ...packages, "packages/a/node_modules/typescript/package.json": { version: "5.4.5" } }, whole), "SY6036", /2 copies of TypeScript: .*5\.9\.3.*packages\/a\/node_modules\/typescript \(5\.4\.5\)/, /dedupe/);
  complains(folder({ ...good, ...packages, "packages/a/node_modules/sansync/package.json": { version: "0.0.9" } }, whole), "SY6004", /0\.1\.0 and 0\.0\.9/, /one version/);
  complains(folder({ ...good }, { ...whole, "@sansync/plugin": "0.0.9" }), "SY6038", /0\.0\.9/, /one version/);
});

test("the plugin line in the wrong place, incomplete, replaced by a nearer list: said by doctor, put right by init", async () => {
  const cases: [string, Record<string, unknown>, RegExp, string][] = [
    ["beside compilerOptions", { "tsconfig.json": `{\n  "compilerOptions": { "target": "ES2022" },\n  "plugins": [${plugin}]\n}\n` }, /beside `compilerOptions`/, "tsconfig.json"],
    ["incomplete", { "tsconfig.json": '{ "compilerOptions": { "target": "ES2022", "plugins": [{ "transform": "@sansync/transformer", "size": true }] } }' }, /lacks `name` and `transformProgram`/, "tsconfig.json"],
    ["none", { "tsconfig.json": '{ "compilerOptions": { "target": "ES2022" } }' }, /no plugin line/, "tsconfig.json"],
    ["a nearer list", { "base.json": `{ "compilerOptions": { "plugins": [${plugin}] } }`, "tsconfig.json": '{ "extends": "./base.json", "compilerOptions": { "target": "ES2022", "plugins": [{ "name": "next" }] } }' }, /list of plugins of its own/, "tsconfig.json"],
  ];
  for (const [name, files, message, owner] of cases) {
    const at = folder({ ...good, ...files }, whole);
    const found = complaints(at);
    assert.is(found.length, 1, `${name}: ${JSON.stringify(found)}`);
    assert.match(found[0]!.code!, /SY6003|SY6034/);
    assert.match(found[0]!.message, message);
    await run(at);
    assert.equal(complaints(at), [], `${name}: ${read(at, owner)}`);
    if (name === "incomplete") assert.match(read(at, owner), /"size": true/, "options stay");
    if (name === "a nearer list") assert.match(read(at, owner), /"next" \}, \{ "name": "@sansync/, "plugins of others stay");
  }
});

test("targets and module kinds that cannot be emitted", async () => {
  const five = folder({ ...good, "tsconfig.json": `{ "compilerOptions": { "target": "ES5", "plugins": [${plugin}] } }` }, whole);
  complains(five, "SY6008", /ES5/, /ES2022/);
  await run(five);
  assert.match(read(five, "tsconfig.json"), /"target": "ES2022"/);
  complains(folder({ ...good, "tsconfig.json": `{ "compilerOptions": { "module": "CommonJS", "plugins": [${plugin}] } }` }, whole), "SY6008", /ES5/, /ES2022/);
  const amd = folder({ ...good, "tsconfig.json": `{ "compilerOptions": { "target": "ES2022", "module": "AMD", "plugins": [${plugin}] } }` }, whole);
  complains(amd, "SY6005", /amd/i, /CommonJS/);
  assert.is((await run(amd)).error?.code, "SY6005");
});

test("scripts that call tsc as it is", () => {
  complains(folder({ ...good, "package.json": { scripts: { build: "rm -rf dist && tsc -p ." } } }, whole), "SY6035", /Script "build" runs `tsc`/, /tspc/);
  assert.equal(complaints(folder({ ...good, "package.json": { scripts: { build: "tspc", types: "tsc --noEmit" } } }, whole)), []);
});

test("ts-node: without types, with another compiler, file by file", async () => {
  const withNode = (options: object, script = "ts-node src/a.ts") => folder({ ...good, "package.json": { scripts: { start: script }, devDependencies: { "ts-node": "10.9.2" } }, "tsconfig.json": { ...(JSON.parse(good["tsconfig.json"]) as object), "ts-node": options } }, { ...whole, "ts-node": "10.9.2" });
  const right = { compiler: "ts-patch/compiler", files: true };
  assert.equal(complaints(withNode(right)), []);
  complains(withNode({ ...right, transpileOnly: true }), "SY6002", /without types/, /transpileOnly/);
  complains(withNode(right, "ts-node --transpile-only src/a.ts"), "SY6002", /"start"/, /switch/);
  complains(withNode({ files: true }), "SY6035", /ts-patch/, /"compiler"/);
  complains(withNode({ compiler: "ts-patch/compiler" }), "SY6035", /one file after another/, /"files": true/);
  const at = withNode({ transpileOnly: true, swc: true }, "ts-node -T src/a.ts");
  await run(at);
  assert.equal(complaints(at), [], read(at, "tsconfig.json"));
});

test("bundlers: Vite's configuration gets the plugin, the others are named; tsc that only checks stays", async () => {
  const noEmit = { "tsconfig.json": `{ "compilerOptions": { "target": "ES2022", "module": "ESNext", "noEmit": true, "plugins": [${plugin}] } }` };
  const app = (files: Record<string, unknown>, dev: object = { vite: "8" }) => folder({ ...good, ...noEmit, "package.json": { type: "module", scripts: { build: "tsc && vite build" }, devDependencies: dev }, ...files }, whole);
  complains(app({}), "SY6035", /vite compiles without/, /@sansync\/transformer\/vite/);
  const shapes: [string, string][] = [
    ['import vue from "@vitejs/plugin-vue";\nimport { defineConfig } from "vite";\n\nexport default defineConfig({\n  plugins: [vue()],\n});\n', "plugins: [sansync(), vue()],"],
    ["import { defineConfig } from 'vite'\n\n// https://vite.dev/config/\nexport default defineConfig({\n  plugins: [\n    a(),\n  ],\n})\n", "plugins: [\n    sansync(),\n    a(),\n  ]"],
    ['import { defineConfig } from "vite";\nexport default defineConfig(({ mode }) => ({\n  base: mode,\n}));\n', "({\n  plugins: [sansync()],\n  base: mode,"],
    ["export default {\n  plugins: [],\n};\n", "plugins: [sansync()],"],
    ["module.exports = {};\n", "plugins: [sansync()],"],
  ];
  for (const [config, wanted] of shapes) {
    const at = app({ "vite.config.ts": config });
    await run(at);
    const now = read(at, "vite.config.ts");
    assert.ok(now.includes(wanted), now);
    assert.match(now, config.startsWith("module") ? /^const sansync = require\("@sansync\/transformer\/vite"\);\n/ : /^import sansync from ["']@sansync\/transformer\/vite["'];?\n/);
    assert.is(now.includes(";"), config.includes(";"), `semicolons as they write them: ${now}`);
    assert.equal(complaints(at), []);
    assert.match(read(at, "package.json"), /tsc && vite build/);
  }
  const at = app({ "vite.config.ts": "export default await load();\n" });
  assert.match((await run(at)).out, /vite\.config\.ts needs the plugin/);
  complains(app({ "webpack.config.js": "module.exports = {};" }, { webpack: "5" }), "SY6035", /webpack\.config\.js compiles without/, /transformer\/webpack/);
  complains(app({}, { esbuild: "0.28.2" }), "SY6035", /no configuration/, /transformer\/esbuild/);
});

test("Jest: a transform that goes past sansync is named by doctor and init, with the line in its place", async () => {
  const app = (files: Record<string, unknown>, more: object = {}) => folder({ ...good, "package.json": { scripts: { build: "tspc" }, devDependencies: { jest: "30.5.2" }, ...more }, ...files }, whole);
  const cure = /"@sansync\/transformer\/jest"/;
  complains(app({}, { jest: { preset: "ts-jest" } }), "SY6035", /^package\.json has TypeScript compiled by ts-jest/, cure);
  complains(app({ "jest.config.js": 'module.exports = { transform: { "\\\\.ts$": "@swc/jest" } };' }), "SY6035", /^jest\.config\.js has TypeScript compiled by @swc\/jest/, cure);
  const patched = (rest: string) => ({ "jest.config.ts": `export default { transform: { "ts$": ["ts-jest", { compiler: "ts-patch/compiler"${rest} }] } };` });
  complains(app(patched(", isolatedModules: true")), "SY6002", /compile each file alone/, cure);
  for (const files of [{}, patched(""), { "jest.config.mjs": 'export default { transform: { "ts$": "@sansync/transformer/jest" } };' }]) {
    const at = app(files);
    assert.equal(complaints(at), []);
    assert.not.match((await run(at)).out, /Jest compile/);
  }
  assert.match((await run(app({}, { jest: { preset: "ts-jest" } }))).out, /package\.json has Jest compile by ts-jest, without sansync[\s\S]*@sansync\/transformer\/jest/);
});

test("a file cannot be written: named, and what was written before it is put back", async () => {
  const at = folder({ "package.json": { name: "x" }, src: "a file where a folder should be" });
  const r = await run(at);
  assert.is(r.error?.code, "SY6032");
  assert.is(read(at, "package.json"), text({ name: "x" }));
  assert.not(existsSync(path.join(at, "tsconfig.json")));
});

test("package managers: by the field, the lock file, and Plug'n'Play is refused with the cure", async () => {
  const manager = (files: Record<string, unknown>) => survey(folder(files)).manager;
  assert.is(manager({ "package.json": { packageManager: "pnpm@10.1.0" }, "yarn.lock": "" }), "pnpm");
  assert.is(manager({ "package.json": {}, "yarn.lock": "" }), "yarn");
  assert.is(manager({ "package.json": {}, "bun.lock": "" }), "bun");
  assert.is(manager({ "package.json": {}, "package-lock.json": "{}" }), "npm");
  const at = folder({ ...good, "yarn.lock": "", ".pnp.cjs": "" });
  complains(at, "SY6031", /Plug'n'Play/, /nodeLinker: node-modules/);
  assert.is((await run(at)).error?.code, "SY6031");
});

test("workspaces: npm, Yarn and pnpm write them in three ways", () => {
  const packages = { "packages/a/package.json": {}, "packages/b/package.json": {}, "packages/b/test/package.json": {}, "apps/web/package.json": {} };
  const names = (files: Record<string, unknown>) => { const at = folder({ "package.json": {}, ...packages, ...files }); return survey(at).packages.map((p) => path.relative(at, p.folder).replaceAll("\\", "/")); };
  assert.equal(names({ "package.json": { workspaces: ["packages/*", "apps/web"] } }), ["", "apps/web", "packages/a", "packages/b"]);
  assert.equal(names({ "package.json": { workspaces: { packages: ["packages/a"] } } }), ["", "packages/a"]);
  assert.equal(names({ "pnpm-workspace.yaml": "# all\npackages:\n  - 'packages/**' # these\n  - \"apps/*\"\n  - '!**/test'\ncatalog:\n  x: 1\n" }), ["", "apps/web", "packages/a", "packages/b"]);
});

test("a symlinked node_modules, and pnpm's links: packages are found, and are one copy", () => {
  const at = folder(good), elsewhere = folder({}, whole);
  symlinkSync(path.join(elsewhere, "node_modules"), path.join(at, "node_modules"));
  assert.equal(complaints(at), []);
  const pnpm = folder({ ...good, "pnpm-lock.yaml": "" }, { "ts-patch": "3.3.0" });
  for (const [name, version] of Object.entries({ ...ours, typescript: "5.9.3" })) {
    const store = path.join(pnpm, "node_modules/.pnpm", `${name.replace("/", "+")}@${version}`, "node_modules", name), link = path.join(pnpm, "node_modules", name);
    mkdirSync(store, { recursive: true });
    writeFileSync(path.join(store, "package.json"), text({ version }));
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(store, link);
  }
  assert.equal(complaints(pnpm), []);
  assert.match(installed("sansync", pnpm)!.folder, /\.pnpm/);
});

test("scripts: which words are a compiler", () => {
  const patched = toolchainOf("5.9.3"), seven = toolchainOf("7.0.2");
  const five = (command: string) => adapted(command, patched).command;
  assert.is(five("rimraf dist && tsc -p tsconfig.build.json && cp a b"), "rimraf dist && tspc -p tsconfig.build.json && cp a b");
  assert.is(five("NODE_ENV=x npx tsc; concurrently \"tsc -w\" 'node .'"), "NODE_ENV=x npx tspc; concurrently \"tspc -w\" 'node .'");
  assert.is(five("vue-tsc --noEmit && echo tsc"), "vue-tsc --noEmit && echo tsc");
  assert.is(five("ts-node-dev --respawn --transpile-only src/index.ts"), "ts-node-dev --respawn src/index.ts");
  assert.is(five("mocha -r ts-node/register/transpile-only"), "mocha -r ts-node/register");
  assert.is(five("tsx src/main.ts --port 1"), "sansync run src/main.ts --port 1");
  assert.is(five("node --experimental-strip-types src/main.ts"), "sansync run src/main.ts");
  assert.is(five("node --import tsx --test src/*.test.ts"), "node --import sansync/register --test src/*.test.ts");
  assert.is(five("NODE_ENV=test tsx --test src/a.test.ts"), "NODE_ENV=test node --import sansync/register --test src/a.test.ts");
  assert.is(five("node dist/main.js"), "node dist/main.js");
  assert.ok(adapted("tsx watch src/main.ts", patched).left);
  assert.is(adapted("tsc -b && node .", seven).command, "sansync build && node .");
  assert.is(adapted("tsc -p a.json --watch", seven).command, "sansync build -p a.json --watch");
  assert.is(adapted("tsc --noEmit && tsc", seven).command, "tsc --noEmit && sansync build");
  assert.match(adapted("tsc --outDir x", seven).left!, /--outDir x/);
});

test.after(() => { for (const at of folders) rmSync(at, { recursive: true, force: true }); });

test.run();
