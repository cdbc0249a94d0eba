/**
 * The site table of a module: where its suspension points, spawns and channels stand. Site n of the module is the number `$at + n`; dumps and deadlock reports read it.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";

export class Sites {
  readonly #entries: string[] = [];
  readonly #known = new Map<string, number>();

  constructor(private readonly ts: Ts, private readonly file: ts.SourceFile) {}

  get count(): number {
    return this.#entries.length;
  }

  /** The number of the site at `node`; `text` says what happens there (`jobs.recv`, `chan results`). */
  add(functionName: string, node: ts.Node, text: string): number {
    const { line, character } = this.ts.getLineAndCharacterOfPosition(this.file, placeOf(this.ts, this.file, node));
    const clean = text.replace(/[|\s]+/g, " ").trim();
    const entry = `${functionName.replace(/[|\s]+/g, "_")} ${line + 1}:${character + 1}${clean === "" ? "" : ` ${clean}`}`;
    let index = this.#known.get(entry);
    if (index === undefined) {
      index = this.#entries.push(entry) - 1;
      this.#known.set(entry, index);
    }
    return index;
  }

  /** The text that `sites(file, table)` takes. */
  table(): string {
    return this.#entries.join("|");
  }
}

/** Where V8 says that a call stands: at the last name of its callee, or behind a callee that ends in no name; anything else at its start. */
export function placeOf(ts: Ts, file: ts.SourceFile, node: ts.Node): number {
  if (!ts.isCallExpression(node)) return node.getStart(file);
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.getStart(file);
  return ts.isElementAccessExpression(callee) || ts.isParenthesizedExpression(callee) || ts.isCallExpression(callee) ? callee.end : node.getStart(file);
}
