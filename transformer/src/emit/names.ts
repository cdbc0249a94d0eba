/**
 * Names that emitted code introduces. They are predictable (`worker$frame`, `$1`, `$ss`), and give way where the user's file already has such a name.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { walk } from "../analysis/walk";

export class Names {
  readonly #taken: Set<string>;

  constructor(ts: Ts, file: ts.SourceFile) {
    // The parser's own list, unless another transformer has been here.
    const { identifiers } = file as { identifiers?: ReadonlyMap<string, string> };
    if (identifiers !== undefined && ts.getOriginalNode(file) === file) this.#taken = new Set(identifiers.keys());
    else {
      const taken = this.#taken = new Set<string>();
      walk(ts, file, (node) => { if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) taken.add(node.text); });
    }
  }

  /** `wanted`, or `wanted_1`, … if the file has it. The name is taken from now on. */
  unique(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
}
