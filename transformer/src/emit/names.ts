/**
 * Names that emitted code introduces. They are predictable (`worker$frame`, `$1`, `$ss`), and give way where the user's file already has such a name.
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import { walk } from "../analysis/walk";

export class Names {
  readonly #taken = new Set<string>();
  readonly #assigned = new Set<string>();

  constructor(ts: Ts, file: ts.SourceFile) {
    const target = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) this.#assigned.add(node.text);
      else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) ts.forEachChild(node, target);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) this.#taken.add(node.text);
      else if (ts.isBinaryExpression(node)) {
        const operator = node.operatorToken.kind;
        if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) target(node.left);
      } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
        if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) target(node.operand);
      } else if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) target(node.initializer);
    };
    walk(ts, file, visit);
  }

  /** Some variable of this name is assigned to after its declaration, somewhere in the file. */
  isAssigned(name: string): boolean {
    return this.#assigned.has(name);
  }

  /** `wanted`, or `wanted_1`, … if the file has it. The name is taken from now on. */
  unique(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
}
