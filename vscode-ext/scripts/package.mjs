// Makes vscode-ext/dist/sansync.vsix: the extension bundled by esbuild, the plugin as a package of its own in node_modules (VS Code looks for it there), the command line, the pages about codes.
// vsce packs a staging folder: inside an npm workspace it fails, and symbolic links are left out.
//   node scripts/package.mjs [--without-plugin] [--out file]       --without-plugin: what the editor tests must see fail
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { packing, run } from "./tools.mjs";

const here = path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."), root = path.resolve(here, "..");

/** @returns the path of the .vsix; beside it lies `stage`, the same unpacked */
export function makePackage({ withoutPlugin = false, out = path.join(here, "dist/sansync.vsix") } = {}) {
  const { esbuild, vsce } = packing(), stage = path.join(path.dirname(out), `stage${withoutPlugin ? "-without-plugin" : ""}`);
  const bundle = (from, to, ...options) => run(esbuild, [path.join(root, from), "--bundle", `--outfile=${path.join(stage, to)}`, "--minify", "--log-level=error", "--legal-comments=none", ...options], { cwd: root });
  // main fields: what jsonc-parser has as `main` loads its parts by a function that bundlers do not know
  const node = ["--platform=node", "--main-fields=module,main", "--format=cjs", "--target=node20", "--external:vscode", "--external:typescript"];
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  bundle("vscode-ext/src/extension.ts", "dist/extension.js", ...node);
  bundle("vscode-ext/src/webview/timeline.ts", "dist/timeline.js", "--platform=browser", "--target=es2022");
  writeFileSync(path.join(stage, "entry.cjs"), `require(${JSON.stringify(path.join(root, "transformer/dist/cli/index.js"))}).main(process.argv.slice(2));\n`);
  run(esbuild, [path.join(stage, "entry.cjs"), "--bundle", `--outfile=${path.join(stage, "dist/cli.js")}`, "--minify", "--log-level=error", ...node], { cwd: root });
  rmSync(path.join(stage, "entry.cjs"));
  for (const name of ["README.md", "LICENSE", "media", "snippets"]) cpSync(path.join(here, name), path.join(stage, name), { recursive: true, filter: (f) => !f.endsWith("icon.svg") });
  cpSync(path.join(root, "docs/diagnostics"), path.join(stage, "docs/diagnostics"), { recursive: true });

  const manifest = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8")), plugin = JSON.parse(readFileSync(path.join(root, "plugin/package.json"), "utf8"));
  delete manifest.devDependencies;
  delete manifest.scripts;
  delete manifest.private;
  if (!withoutPlugin) {
    const { name, version, description, license } = plugin;
    manifest.dependencies = { [name]: version };
    bundle("plugin/dist/index.js", `node_modules/${name}/index.js`, ...node);
    writeFileSync(path.join(stage, "node_modules", name, "package.json"), JSON.stringify({ name, version, description, license, main: "./index.js" }, null, 2));
    cpSync(path.join(root, "plugin/LICENSE"), path.join(stage, "node_modules", name, "LICENSE"));
  }
  writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  run(vsce, ["package", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", out], { cwd: stage });
  const listed = run(vsce, ["ls"], { cwd: stage });
  for (const wanted of ["dist/extension.js", "dist/cli.js", "dist/timeline.js", "media/icon.png", "README.md", "LICENSE", "docs/diagnostics/SY1001.md", ...(withoutPlugin ? [] : [`node_modules/${plugin.name}/index.js`])]) {
    if (!listed.includes(wanted)) throw new Error(`${wanted} is not in the package:\n${listed}`);
  }
  return { vsix: out, stage };
}

/** A package of one file, without a plugin and without code: for the tests. @returns its path */
export function packageOf(manifest, folder) {
  const { vsce } = packing(), out = path.join(folder, `${manifest.name}.vsix`), stage = path.join(folder, manifest.name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  writeFileSync(path.join(stage, "package.json"), JSON.stringify({ version: "0.0.1", license: "MIT", engines: { vscode: "^1.90.0" }, ...manifest }));
  writeFileSync(path.join(stage, "LICENSE"), "MIT\n");
  writeFileSync(path.join(stage, "README.md"), `${manifest.name}: for tests.\n`);
  run(vsce, ["package", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", out], { cwd: stage });
  return out;
}

/** What the tests in the extension host are, as one file. @returns its path */
export function bundleHostTests() {
  const out = path.join(here, "dist/host-tests.js");
  run(packing().esbuild, [path.join(here, "test/host/index.ts"), "--bundle", "--platform=node", "--format=cjs", "--external:vscode", `--outfile=${out}`, "--log-level=error"], { cwd: root });
  return out;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!existsSync(path.join(root, "plugin/dist/index.js"))) throw new Error("build first: npm run build");
  const at = process.argv.indexOf("--out");
  const { vsix } = makePackage({ withoutPlugin: process.argv.includes("--without-plugin"), ...(at < 0 ? {} : { out: path.resolve(process.argv[at + 1]) }) });
  console.log(`${vsix}  ${(statSync(vsix).size / 1024).toFixed(0)} KB`);
}
