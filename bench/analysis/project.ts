/** Projects to measure on, made by replicating real sources: the transformer's own, which is ordinary compiler code, and the programs of fixtures/, which use goroutines everywhere. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository; this file runs compiled and as it is. */
const root = ((at: string): string => { while (!existsSync(join(at, "fixtures", "programs"))) at = dirname(at); return at; })(__dirname);

/** `unit`: what is only whole a program that compiles. */
interface Source { readonly name: string; readonly unit: string; readonly text: string; readonly lines: number }

export type Kind = "both" | "connected" | "compiler" | "programs";

/** One copy of everything. */
function sources(kind: Kind): Source[] {
  const out: Source[] = [];
  const add = (folder: string, file: string, as: string): void => {
    const text = readFileSync(join(folder, file), "utf8");
    out.push({ name: join(as, file), unit: as === "compiler" ? as : dirname(join(as, file)), text, lines: text.split("\n").length });
  };
  const walk = (folder: string, as: string, at = ""): void => {
    for (const entry of readdirSync(join(folder, at)).sort()) {
      const file = join(at, entry);
      if (statSync(join(folder, file)).isDirectory()) walk(folder, as, file);
      else if (entry.endsWith(".ts") && !entry.endsWith(".d.ts")) add(folder, file, as);
    }
  };
  if (kind !== "programs") walk(join(root, "transformer", "src"), "compiler");
  if (kind !== "compiler") for (const name of readdirSync(join(root, "fixtures", "programs")).sort()) {
    if (!existsSync(join(root, "fixtures", "programs", name, "expected.json"))) continue;
    const expected = readFileSync(join(root, "fixtures", "programs", name, "expected.json"), "utf8");
    if (!expected.includes('"rejected"')) walk(join(root, "fixtures", "programs"), "programs", name);
  }
  return out;
}

/** A project of about that many lines. @returns its lines */
export function make(folder: string, lines: number, kind: Kind): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  const all = sources(kind);
  let written = 0, unit = "";
  for (let copy = 0; written < lines; copy++)
    for (const s of all) {
      if (written >= lines && s.unit !== unit) break;
      unit = s.unit;
      const file = join(folder, "src", `copy${copy}`, s.name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, s.text);
      written += s.lines;
    }
  // package.json of the transformer is read by its sources; packages resolve as in the workspace
  for (const c of readdirSync(join(folder, "src"))) cpSync(join(root, "transformer", "package.json"), join(folder, "src", c, "package.json"));
  if (kind === "connected") {
    const files = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts"));
    writeFileSync(join(folder, "src", "everything.ts"), files.map((f) => `import "./${f.slice(0, -3)}";\n`).join(""));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({
    compilerOptions: { target: "ES2022", lib: ["ES2023", "ESNext.Disposable", "DOM"], module: "CommonJS", moduleResolution: "Node10", strict: true, skipLibCheck: true, esModuleInterop: true, types: ["node"], rootDir: "src", outDir: "out", noEmitOnError: false },
    include: ["src"],
  }));
  return written;
}
