// Runs a measurement by ts-node with the options of the tests: node start.mjs cpu/compare.ts [options]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [file, ...options] = process.argv.slice(2), root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "-r", "ts-node/register", `bench/${file}`, ...options],
  { cwd: root, stdio: "inherit", env: { ...process.env, TS_NODE_PROJECT: "tsconfig.test.json", NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? 1;
