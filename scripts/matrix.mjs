// `npm run matrix`: builds what is out of date, then takes every cell of the host matrix through its edits (fixtures/matrix/main.ts). Needs the npm registry; about a quarter of an hour.
import { spawnSync } from "node:child_process";
import { build, root } from "./build.mjs";

build({ quiet: true });
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "-r", "ts-node/register", "fixtures/matrix/main.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, TS_NODE_PROJECT: "tsconfig.test.json", NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? 1;
