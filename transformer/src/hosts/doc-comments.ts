/** Doc comments are not parsed, as `tsc` does not (TypeScript 5.3 on): they are a large part of the language's own declarations, and marks in them are read as text (analysis/1-collect/marks.ts). */
import type { Ts } from "../analysis/typescript";

/** @returns the same host of a compiler, builder or watcher. JavaScript, and comments with links to what they are about, are parsed as ever */
export function withoutDocs<H extends object>(ts: Ts, host: H): H {
  return Object.assign(host, { jsDocParsingMode: ts.JSDocParsingMode?.ParseForTypeErrors });
}
