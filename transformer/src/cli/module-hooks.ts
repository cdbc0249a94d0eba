/**
 * Module hooks of `sansync run`, in Node's hook thread: serve the emitted text of every file of the program. CommonJS files imported by an ES module get their text
 * here too: Node reads the names they export off it, and hands what they require back to these hooks.
 */
export interface HookData {
  /** By file URL of the TypeScript source. */
  files: Record<string, { code: string; format: "commonjs" | "module" }>;
}

interface Loaded { format: string; source?: string | null; shortCircuit: boolean }
interface Resolved { url: string; format?: string | null; shortCircuit?: boolean }

let files: HookData["files"] = {};

export function initialize(data: HookData): void {
  files = data.files;
}

export async function resolve(specifier: string, context: { parentURL?: string }, next: (specifier: string, context: object) => Promise<Resolved>): Promise<Resolved> {
  if (/^(\.{1,2}\/|file:)/.test(specifier)) {
    const url = new URL(specifier, context.parentURL);
    const bare = url.href.replace(/\.([mc]?)jsx?$/, ""), kind = /\.([mc]?)jsx?$/.exec(url.href)?.[1];
    const names = kind !== undefined ? [`${bare}.${kind}ts`, `${bare}.tsx`] : [url.href, `${url.href}.ts`, `${url.href}.tsx`, `${url.href}/index.ts`];
    const found = names.find((name) => name in files);
    if (found !== undefined) return { url: found, format: files[found]?.format ?? "module", shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url: string, context: object, next: (url: string, context: object) => Promise<Loaded>): Promise<Loaded> {
  const file = files[url];
  if (!file) return next(url, context);
  return { format: file.format, source: file.code, shortCircuit: true };
}
