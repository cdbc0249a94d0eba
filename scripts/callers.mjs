// `npm run callers`: builds what is out of date, then runs functions that block as handlers of real packages (fixtures/callers/main.ts). Needs the npm registry; half a minute.
import { spawnSync } from "node:child_process";
import { build, root } from "./build.mjs";

build({ quiet: true });
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "-r", "ts-node/register", "fixtures/callers/main.ts"], { cwd: root, stdio: "inherit", env: { ...process.env, TS_NODE_PROJECT: "tsconfig.test.json", NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? 1;
