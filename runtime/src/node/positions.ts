/**
 * Where emitted code comes from: positions through the source map named at the end of the emitted file, file names relative to the working directory.
 * Read when a report is written, never before. A map that cannot be read gives no position, not an error.
 */
interface Entry { originalSource?: string; originalLine?: number; originalColumn?: number }
interface Map_ { findEntry(line: number, column: number): Entry }

const maps = new Map<string, { map: Map_; dir: string; sources: string[] } | null>();

/** `file:line:col` of emitted code (1-based) to that of the source. */
export function original(file: string, line: number, col: number): { file: string; line: number; col: number } | undefined {
  const path = pathOf(file);
  let m = maps.get(path);
  if (m === undefined) maps.set(path, m = load(path));
  if (m === null) return undefined;
  const e = m.map.findEntry(line - 1, col - 1);
  if (e.originalSource === undefined || e.originalLine === undefined || e.originalColumn === undefined) return undefined;
  const { resolve } = process.getBuiltinModule("node:path");
  return { file: shorten(resolve(m.dir, pathOf(e.originalSource))), line: e.originalLine + 1, col: e.originalColumn + 1 };
}

const opened = new Map<string, string>();

/**
 * The source a site table names, as an absolute path: the script itself where the source is what is loaded (ts-node), else out of the script's source map, else the nearest folder above
 * the script that has such a file, else as the table has it.
 */
export function openable(script: string, file: string): string {
  const key = `${script}\n${file}`;
  let out = opened.get(key);
  if (out === undefined) opened.set(key, out = find(pathOf(script), file));
  return out;
}

function find(script: string, file: string): string {
  const fs = process.getBuiltinModule("node:fs"), { dirname, resolve, sep } = process.getBuiltinModule("node:path");
  const own = `${sep}${file.replace(/^(?:\.\.\/)+/, "").split("/").join(sep)}`;
  if (script.endsWith(own)) return script;
  let m = maps.get(script);
  if (m === undefined) maps.set(script, m = load(script));
  const found = m?.sources.map((s) => resolve(m!.dir, pathOf(s))).filter((s) => s.endsWith(own) || own.endsWith(s.slice(s.lastIndexOf(sep))));
  if (found !== undefined && found.length > 0) return found.find((s) => s.endsWith(own)) ?? found[0]!;
  for (let dir = dirname(script), up = dirname(dir); ; dir = up, up = dirname(dir)) {
    const path = resolve(dir, file);
    if (fs.existsSync(path)) return path;
    if (up === dir) return file;
  }
}

/** Relative to the working directory where it is inside of it. */
export function shorten(file: string): string {
  const { relative, sep } = process.getBuiltinModule("node:path");
  const path = pathOf(file);
  const r = relative(process.cwd(), path);
  return r === "" || r.startsWith("..") ? path : r.split(sep).join("/");
}

function pathOf(file: string): string {
  return file.startsWith("file://") ? process.getBuiltinModule("node:url").fileURLToPath(file) : file;
}

function load(path: string): { map: Map_; dir: string; sources: string[] } | null {
  try {
    const fs = process.getBuiltinModule("node:fs"), { dirname, resolve } = process.getBuiltinModule("node:path");
    const { SourceMap } = process.getBuiltinModule("node:module");
    const text = fs.readFileSync(path, "utf8");
    const at = text.lastIndexOf("//# sourceMappingURL=");
    if (at < 0) return null;
    const url = text.slice(at + 21).split(/\s/)[0]!;
    const data = /^data:[^,]*,/.exec(url);
    const dir = dirname(path);
    const mapFile = data === null ? resolve(dir, decodeURIComponent(url)) : path;
    const json = data === null ? fs.readFileSync(mapFile, "utf8")
      : data[0].includes("base64") ? Buffer.from(url.slice(data[0].length), "base64").toString() : decodeURIComponent(url.slice(data[0].length));
    const payload = JSON.parse(json) as { sourceRoot?: string; sources?: string[] } & ConstructorParameters<typeof SourceMap>[0];
    const base = dirname(mapFile);
    return { map: new SourceMap(payload) as unknown as Map_, dir: base, sources: (payload.sources ?? []).map((s) => (payload.sourceRoot ?? "") + s) };
  } catch {
    return null;
  }
}
