/**
 * Declaration files: `@suspends` before each declaration that may block, so that importers of the `.d.ts` know. Signatures stay as written.
 */
import type ts from "typescript";
import { analyze } from "../analysis/analyze";
import { keyOf } from "../analysis/facts";
import { Colour } from "../analysis/2-infer/infer";
import { isMarkedSuspends } from "../analysis/1-collect/marks";
import { functionOf } from "../analysis/1-collect/program-index";
import type { Ts } from "../analysis/typescript";

export function declarationTransformer(ts: Ts, program: ts.Program): ts.TransformerFactory<ts.SourceFile | ts.Bundle> {
  return (context) => (root) => {
    if (!ts.isSourceFile(root)) return root;
    const source = ts.getOriginalNode(root) as ts.SourceFile;
    const plan = analyze(ts, program).files.get(source.fileName);
    if (plan === undefined) return root;
    const blocks = (node: ts.Node | undefined): boolean => node !== undefined && plan.functions.get(keyOf(node))?.facts.generator !== true && plan.functions.get(keyOf(node))?.colour === Colour.Blocking && plan.functions.get(keyOf(node))!.form === "direct";
    const implementation = (node: ts.Node): ts.Node | undefined => {
      const original = ts.getOriginalNode(node);
      if (ts.isFunctionDeclaration(original) || ts.isMethodDeclaration(original) || ts.isConstructorDeclaration(original)) {
        if (original.body !== undefined) return original;
        const siblings: readonly ts.Node[] = ts.isClassLike(original.parent) ? original.parent.members : (original.parent as ts.SourceFile | undefined)?.statements ?? [];
        return siblings.find((s) => s.kind === original.kind && (s as ts.FunctionDeclaration).body !== undefined && (s as ts.FunctionDeclaration).name?.getText() === original.name?.getText());
      }
      if (ts.isVariableStatement(original)) {
        const only = original.declarationList.declarations.length === 1 ? original.declarationList.declarations[0]! : undefined;
        return only?.initializer === undefined ? undefined : functionOf(ts, only.initializer);
      }
      if (ts.isPropertyDeclaration(original)) return original.initializer === undefined ? undefined : functionOf(ts, original.initializer);
      return undefined;
    };
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.isClassDeclaration(node) || ts.isModuleDeclaration(node) || ts.isModuleBlock(node) ? ts.visitEachChild(node, visit, context) : node;
      if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isVariableStatement(node) || ts.isPropertyDeclaration(node)) && blocks(implementation(node)) && !isMarkedSuspends(ts, ts.getOriginalNode(node)))
        ts.addSyntheticLeadingComment(visited, ts.SyntaxKind.MultiLineCommentTrivia, "* @suspends ", true);
      return visited;
    };
    return ts.visitEachChild(root, visit, context);
  };
}
