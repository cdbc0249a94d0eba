/**
 * Builds the benchmarks: runner and peers with plain tsc, the sansync cases with tspc (our transformer), the Go twin if there is a `go`.
 * What cannot be built is said, never hidden; the runner then shows those columns as "not built".
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: here, stdio: "inherit" });
  return error === undefined && status === 0;
}

if (!run(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.peers.json"])) process.exit(1);

// An old build must never be measured as if it were the new one.
rmSync(new URL("dist/cases", import.meta.url), { recursive: true, force: true });
rmSync(new URL("dist/cases.tsbuildinfo", import.meta.url), { force: true });
let transformer;
try {
  transformer = require.resolve("@sansync/transformer");
} catch {
  transformer = undefined;
}
if (transformer === undefined || !existsSync(transformer)) {
  console.error("bench: the transformer is not built (npm run build at the root): no sansync figures");
} else if (!run(process.execPath, [require.resolve("ts-patch/bin/tspc.js"), "-p", "tsconfig.json"])) {
  process.exit(1);
}

mkdirSync(new URL("dist/go", import.meta.url), { recursive: true });
rmSync(new URL("dist/go/bench", import.meta.url), { force: true });
if (spawnSync("go", ["version"]).error !== undefined) {
  console.error("bench: no `go` here: no Go figures");
} else if (!run("go", ["build", "-o", "dist/go/bench", "go/main.go"])) {
  process.exit(1);
}
