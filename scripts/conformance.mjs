// npm run conformance: builds, then runs fixtures/conformance/main.ts with the arguments given. Exit status 0, 1 (differences), 2 (bad usage).
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build, root } from "./build.mjs";

build({ quiet: true });
const { status, signal } = spawnSync(process.execPath, ["-r", "ts-node/register", path.join(root, "fixtures/conformance/main.ts"), ...process.argv.slice(2)],
  { stdio: "inherit", cwd: root, env: { ...process.env, TS_NODE_PROJECT: path.join(root, "tsconfig.test.json"), NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? (signal === null ? 1 : 130);
