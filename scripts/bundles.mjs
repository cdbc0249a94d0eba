// `npm run bundles`: builds what is out of date, then compiles forty packages whole and compares what they do (fixtures/bundles/main.ts). Needs the npm registry; about
// ten minutes.
import { spawnSync } from "node:child_process";
import { build, root } from "./build.mjs";

build({ quiet: true });
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "-r", "ts-node/register", "fixtures/bundles/main.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, TS_NODE_PROJECT: "tsconfig.test.json", NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? 1;
