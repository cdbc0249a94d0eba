// The same page by esbuild: dist-esbuild/.
import sansync from "@sansync/transformer/esbuild";
import { build } from "esbuild";
import { cpSync, readFileSync, writeFileSync } from "node:fs";

await build({ entryPoints: { "src/main": "src/main.ts" }, plugins: [sansync()], bundle: true, format: "esm", outdir: "dist-esbuild", minify: true, sourcemap: true });
cpSync("public", "dist-esbuild", { recursive: true });
writeFileSync("dist-esbuild/index.html", readFileSync("index.html", "utf8").replace("src/main.ts", "src/main.js"));
