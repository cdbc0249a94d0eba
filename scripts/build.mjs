// Builds every package: installs what is missing (`npm ci`), runs `tsc -b`, marks the CommonJS build of the runtime as CommonJS.
// This is the bootstrap: it starts in a fresh clone where nothing is installed, hence plain JavaScript on Node's own modules.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Installs the dependencies if there are none, and compiles what is out of date. Ends the process with status 1 when either fails. */
export function build({ quiet = false } = {}) {
  const start = Date.now();
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) {
    if (!quiet) console.log("installing dependencies (npm ci)");
    // npm is a shell script on Windows, hence the shell there.
    must(spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" }), "npm ci");
  }
  // A commit may have brought new dependencies since.
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const missing = Object.entries(packages).filter(([at, p]) => at.includes("node_modules/") && !p.optional && !p.link && !existsSync(path.join(root, at, "package.json"))).map(([at]) => at);
  if (missing.length) {
    if (!quiet) console.log(`installing ${missing.length} dependencies that are missing (npm install)`);
    must(spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" }), "npm install");
  }
  // The package itself is "type": "module"; neither Node nor TypeScript, which compiles packages that import it, must read dist/cjs as such.
  const marker = path.join(root, "runtime/dist/cjs/package.json"), text = '{ "type": "commonjs" }\n';
  if (!existsSync(marker) || readFileSync(marker, "utf8") !== text) {
    mkdirSync(path.dirname(marker), { recursive: true });
    writeFileSync(marker, text);
  }
  must(spawnSync(process.execPath, [path.join(root, "node_modules/typescript/lib/tsc.js"), "-b"], { cwd: root, stdio: "inherit" }), "tsc -b");
  if (!quiet) console.log(`built in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

function must(result, what) {
  if (result.error) fail(`${what}: ${result.error.message}`);
  if (result.status !== 0) fail(`${what} ended with status ${result.status ?? result.signal}`);
}

function fail(text) {
  console.error(text);
  process.exit(1);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) build();
