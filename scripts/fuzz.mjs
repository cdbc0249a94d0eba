// Builds, then runs a fuzzing campaign: npm run fuzz -- --from 1 --count 100000 [--jobs 2] [--minutes 60] [--again]   (fixtures/fuzz/campaign.ts)
import { spawnSync } from "node:child_process";
import { build, root } from "./build.mjs";

build({ quiet: true });
const { status } = spawnSync(process.execPath, ["-r", "ts-node/register", "fixtures/fuzz/campaign.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, TS_NODE_PROJECT: "tsconfig.test.json", TS_NODE_TRANSPILE_ONLY: "true", NODE_NO_WARNINGS: "1" } });
process.exitCode = status ?? 1;
