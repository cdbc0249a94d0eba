/**
 * Declaration files: `@suspends` before each declaration that may block, so that importers of the `.d.ts` know. Signatures stay as written.
 * Where no comment can stand the names are listed in an interface (1-collect/marker-interface.ts; decision 8).
 */
import type ts from "typescript";
import { analyze } from "../analysis/analyze";
import { keyOf } from "../analysis/facts";
import { isResumable } from "../analysis/3-plan/plan";
import { Colour } from "../analysis/2-infer/infer";
import { markerInterface, markerName } from "../analysis/1-collect/marker-interface";
import { isMarkedSuspends } from "../analysis/1-collect/marks";
import { functionOf, memberName, skipOuter } from "../analysis/1-collect/program-index";
import type { Ts } from "../analysis/typescript";

export function declarationTransformer(ts: Ts, program: ts.Program): ts.TransformerFactory<ts.SourceFile | ts.Bundle> {
  return (context) => (root) => {
    if (!ts.isSourceFile(root)) return root;
    const { factory: f } = context;
    const source = ts.getOriginalNode(root) as ts.SourceFile;
    const plan = analyze(ts, program).files.get(source.fileName);
    if (plan === undefined) return root;
    const silent = context.getCompilerOptions().removeComments === true;
    const listed = new Set<string>();
    const blocks = (node: ts.Node | undefined): boolean => {
      const fn = node === undefined ? undefined : plan.functions.get(keyOf(node));
      return fn !== undefined && !fn.facts.generator && fn.colour === Colour.Blocking && isResumable(fn);
    };
    const implementation = (node: ts.Node): ts.Node | undefined => {
      const original = ts.getOriginalNode(node);
      if (ts.isFunctionDeclaration(original) || ts.isMethodDeclaration(original) || ts.isConstructorDeclaration(original)) {
        if (original.body !== undefined) return original;
        const siblings: readonly ts.Node[] = ts.isClassLike(original.parent) ? original.parent.members : (original.parent as ts.SourceFile | undefined)?.statements ?? [];
        return siblings.find((s) => s.kind === original.kind && (s as ts.FunctionDeclaration).body !== undefined && (s as ts.FunctionDeclaration).name?.getText() === original.name?.getText());
      }
      if (ts.isVariableDeclaration(original) || ts.isPropertyDeclaration(original)) return original.initializer === undefined ? undefined : functionOf(ts, original.initializer);
      return undefined;
    };
    const list = (declaration: ts.Node, path: string): void => {
      const name = markerName(ts, declaration, path);
      if (name !== undefined) listed.add(name);
    };
    const isWritten = (node: ts.Node): boolean => isMarkedSuspends(ts, ts.getOriginalNode(node));
    /** `by`: the function that is declared, none if the declaration alone can tell. */
    const mark = (node: ts.Node, by: ts.Node | undefined, path: string): void => {
      if (silent) { if (isWritten(node) || blocks(by)) list(node, path); }
      else if (blocks(by) && !isWritten(node)) ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "* @suspends ", true);
    };
    /** The type of an object, member by member beside the literal. */
    const markMembers = (type: ts.TypeNode | undefined, value: ts.Expression | undefined, path: string): void => {
      const literal = value === undefined ? undefined : skipOuter(ts, value);
      if (type === undefined || literal === undefined || !ts.isTypeLiteralNode(type) || !ts.isObjectLiteralExpression(literal)) return;
      const written = new Map(literal.properties.map((p) => [p.name === undefined ? undefined : memberName(ts, p.name), p]));
      for (const member of type.members) {
        const name = member.name === undefined ? undefined : memberName(ts, member.name), own = name === undefined ? undefined : written.get(name);
        if (own === undefined) continue;
        if (ts.isMethodDeclaration(own)) mark(member, own, path);
        else if (ts.isPropertyAssignment(own)) {
          mark(member, functionOf(ts, own.initializer), path);
          if (ts.isPropertySignature(member)) markMembers(member.type, own.initializer, `${path}${name}.`);
        }
      }
    };
    const visitor = (path: string) => (node: ts.Node): ts.Node => {
      if (ts.isModuleDeclaration(node)) return ts.visitEachChild(node, visitor(`${path}${node.name.text}.`), context);
      if (ts.isInterfaceDeclaration(node)) return ts.visitEachChild(node, visitor(`${path}${node.name.text}#`), context);
      if (ts.isClassDeclaration(node)) return ts.visitEachChild(node, visitor(`${path}${node.name?.text ?? "default"}`), context);
      if (ts.isModuleBlock(node)) return ts.visitEachChild(node, visitor(path), context);
      if (ts.isVariableStatement(node)) {
        const { declarations } = node.declarationList;
        for (const d of declarations) {
          const by = implementation(d), original = ts.getOriginalNode(d);
          if (declarations.length === 1 && !silent) { if (blocks(by) && !isWritten(d)) ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "* @suspends ", true); }
          else if (blocks(by) || (silent && isWritten(d))) list(d, path);
          if (ts.isVariableDeclaration(original) && ts.isIdentifier(d.name)) markMembers(d.type, original.initializer, `${path}${d.name.text}.`);
        }
      } else if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isPropertyDeclaration(node)) mark(node, implementation(node), path);
      else if (silent && (ts.isMethodSignature(node) || ts.isPropertySignature(node)) && isWritten(node)) list(node, path);
      return node;
    };
    const marked = ts.visitEachChild(root, visitor(""), context);
    if (listed.size === 0) return marked;
    const members = [...listed].map((name) => f.createPropertySignature([f.createToken(ts.SyntaxKind.ReadonlyKeyword)], f.createStringLiteral(name), undefined, f.createLiteralTypeNode(f.createTrue())));
    const statements: ts.Statement[] = [f.createInterfaceDeclaration(undefined, markerInterface, undefined, undefined, members)];
    if (ts.isExternalModule(source) && !marked.statements.some((s) => ts.isExportDeclaration(s) || ts.isExportAssignment(s))) statements.push(f.createExportDeclaration(undefined, false, f.createNamedExports([])));
    return f.updateSourceFile(marked, [...marked.statements, ...statements], true, marked.referencedFiles, marked.typeReferenceDirectives, marked.hasNoDefaultLib, marked.libReferenceDirectives);
  };
}
