/**
 * Names that emitted code introduces. They are predictable (`worker$frame`, `$1`, `$ss`), and give way where the user's file already has such a name.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";

export class Names {
  readonly #taken = new Set<string>();

  constructor(ts: Ts, file: ts.SourceFile) {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) this.#taken.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }

  /** `wanted`, or `wanted_1`, … if the file has it. The name is taken from now on. */
  unique(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
}
