/** A whole program that was compiled before it runs, as data that a thread can be given. */
import path from "node:path";
import type { Loaded, Sources } from "./serve";

export interface Emitted {
  /** By absolute path of the source. */
  readonly files: Readonly<Record<string, Loaded>>;
  /** What TypeScript found behind the imports of a source: absolute paths of sources, by the file that imports, and the text of the import. */
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function emittedSources({ files, imports }: Emitted): Sources {
  /** Emitted code may say `./b.js` where the source said `./b.ts`, and what is imported at run time was not looked up before: `./b.js` is b.ts, by its ending. */
  const byEnding = (target: string): string | undefined => {
    const kind = /\.([mc]?)jsx?$/.exec(target)?.[1], bare = target.replace(/\.[mc]?jsx?$/, "");
    const names = kind !== undefined ? [`${bare}.${kind}ts`, `${bare}.tsx`] : [target, `${target}.ts`, `${target}.tsx`, path.join(target, "index.ts")];
    return names.find((name) => Object.hasOwn(files, name));
  };
  const load = (file: string | undefined): Loaded | undefined => (file !== undefined && Object.hasOwn(files, file) ? files[file] : undefined);
  return {
    resolve(specifier, from) {
      if (from === undefined || !Object.hasOwn(files, from)) return undefined;
      return imports[from]?.[specifier] ?? (/^\.{1,2}(\/|$)/.test(specifier) ? byEnding(path.resolve(path.dirname(from), specifier)) : undefined);
    },
    load,
    require: load,
  };
}
