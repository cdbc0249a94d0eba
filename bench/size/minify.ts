/** Minified and zipped sizes, by esbuild, which is fetched with npm into a folder of its own outside the repository, like the libraries; the version is that of fixtures/bundles. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

const home = process.env["SANSYNC_ESBUILD"] ?? path.join(tmpdir(), "sansync-esbuild");
const version = (JSON.parse(readFileSync(path.join(__dirname, "..", "..", "fixtures", "bundles", "package.json"), "utf8")) as { dependencies: Record<string, string> }).dependencies["esbuild"]!;

function esbuild(): string {
  const file = path.join(home, "node_modules", ".bin", "esbuild");
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, "package.json"), JSON.stringify({ private: true, dependencies: { esbuild: version } }));
    const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", home], { encoding: "utf8", cwd: home, shell: process.platform === "win32" });
    if (status !== 0) throw new Error(`esbuild cannot be installed: ${stderr}`);
  }
  return file;
}

/** Bytes of a text, minified and zipped. */
export function zipped(text: string): number {
  return gzipSync(execFileSync(esbuild(), ["--minify", "--loader=js", "--log-level=error"], { input: text, maxBuffer: 1e9 }), { level: 9 }).length;
}

/** Bytes of a bundle for browsers of `entry` and all it imports, minified; and of that, zipped. */
export function bundled(entry: string, resolveFrom: string): { readonly minified: number; readonly zipped: number } {
  const text = execFileSync(esbuild(), ["--bundle", "--minify", "--format=esm", "--platform=browser", "--external:node:*", "--log-level=error", "--loader=js"], { input: entry, cwd: resolveFrom, maxBuffer: 1e9 });
  return { minified: text.length, zipped: gzipSync(text, { level: 9 }).length };
}
