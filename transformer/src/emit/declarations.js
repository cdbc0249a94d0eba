"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.declarationTransformer = declarationTransformer;
const analyze_1 = require("../analysis/analyze");
const facts_1 = require("../analysis/facts");
const plan_1 = require("../analysis/3-plan/plan");
const infer_1 = require("../analysis/2-infer/infer");
const marker_interface_1 = require("../analysis/1-collect/marker-interface");
const marks_1 = require("../analysis/1-collect/marks");
const program_index_1 = require("../analysis/1-collect/program-index");
function declarationTransformer(ts, program) {
    return (context) => (root) => {
        if (!ts.isSourceFile(root))
            return root;
        const { factory: f } = context;
        const source = ts.getOriginalNode(root);
        const plan = (0, analyze_1.analyze)(ts, program).files.get(source.fileName);
        if (plan === undefined)
            return root;
        const silent = context.getCompilerOptions().removeComments === true;
        const listed = new Set();
        const blocks = (node) => {
            const fn = node === undefined ? undefined : plan.functions.get((0, facts_1.keyOf)(node));
            return fn !== undefined && !fn.facts.generator && fn.colour === infer_1.Colour.Blocking && (0, plan_1.isResumable)(fn);
        };
        const implementation = (node) => {
            const original = ts.getOriginalNode(node);
            if (ts.isFunctionDeclaration(original) || ts.isMethodDeclaration(original) || ts.isConstructorDeclaration(original)) {
                if (original.body !== undefined)
                    return original;
                const siblings = ts.isClassLike(original.parent) ? original.parent.members : original.parent?.statements ?? [];
                return siblings.find((s) => s.kind === original.kind && s.body !== undefined && s.name?.getText() === original.name?.getText());
            }
            if (ts.isVariableDeclaration(original) || ts.isPropertyDeclaration(original))
                return original.initializer === undefined ? undefined : (0, program_index_1.functionOf)(ts, original.initializer);
            return undefined;
        };
        const list = (declaration, path) => {
            const name = (0, marker_interface_1.markerName)(ts, declaration, path);
            if (name !== undefined)
                listed.add(name);
        };
        const isWritten = (node) => (0, marks_1.isMarkedSuspends)(ts, ts.getOriginalNode(node));
        /** `by`: the function that is declared, none if the declaration alone can tell. */
        const mark = (node, by, path) => {
            if (silent) {
                if (isWritten(node) || blocks(by))
                    list(node, path);
            }
            else if (blocks(by) && !isWritten(node))
                ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "* @suspends ", true);
        };
        /** The type of an object, member by member beside the literal. */
        const markMembers = (type, value, path) => {
            const literal = value === undefined ? undefined : (0, program_index_1.skipOuter)(ts, value);
            if (type === undefined || literal === undefined || !ts.isTypeLiteralNode(type) || !ts.isObjectLiteralExpression(literal))
                return;
            const written = new Map(literal.properties.map((p) => [p.name === undefined ? undefined : (0, program_index_1.memberName)(ts, p.name), p]));
            for (const member of type.members) {
                const name = member.name === undefined ? undefined : (0, program_index_1.memberName)(ts, member.name), own = name === undefined ? undefined : written.get(name);
                if (own === undefined)
                    continue;
                if (ts.isMethodDeclaration(own))
                    mark(member, own, path);
                else if (ts.isPropertyAssignment(own)) {
                    mark(member, (0, program_index_1.functionOf)(ts, own.initializer), path);
                    if (ts.isPropertySignature(member))
                        markMembers(member.type, own.initializer, `${path}${name}.`);
                }
            }
        };
        const visitor = (path) => (node) => {
            if (ts.isModuleDeclaration(node))
                return ts.visitEachChild(node, visitor(`${path}${node.name.text}.`), context);
            if (ts.isInterfaceDeclaration(node))
                return ts.visitEachChild(node, visitor(`${path}${node.name.text}#`), context);
            if (ts.isClassDeclaration(node))
                return ts.visitEachChild(node, visitor(`${path}${node.name?.text ?? "default"}`), context);
            if (ts.isModuleBlock(node))
                return ts.visitEachChild(node, visitor(path), context);
            if (ts.isVariableStatement(node)) {
                const { declarations } = node.declarationList;
                for (const d of declarations) {
                    const by = implementation(d), original = ts.getOriginalNode(d);
                    if (declarations.length === 1 && !silent) {
                        if (blocks(by) && !isWritten(d))
                            ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "* @suspends ", true);
                    }
                    else if (blocks(by) || (silent && isWritten(d)))
                        list(d, path);
                    if (ts.isVariableDeclaration(original) && ts.isIdentifier(d.name))
                        markMembers(d.type, original.initializer, `${path}${d.name.text}.`);
                }
            }
            else if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isPropertyDeclaration(node))
                mark(node, implementation(node), path);
            else if (silent && (ts.isMethodSignature(node) || ts.isPropertySignature(node)) && isWritten(node))
                list(node, path);
            return node;
        };
        const marked = ts.visitEachChild(root, visitor(""), context);
        if (listed.size === 0)
            return marked;
        const members = [...listed].map((name) => f.createPropertySignature([f.createToken(ts.SyntaxKind.ReadonlyKeyword)], f.createStringLiteral(name), undefined, f.createLiteralTypeNode(f.createTrue())));
        const statements = [f.createInterfaceDeclaration(undefined, marker_interface_1.markerInterface, undefined, undefined, members)];
        if (ts.isExternalModule(source) && !marked.statements.some((s) => ts.isExportDeclaration(s) || ts.isExportAssignment(s)))
            statements.push(f.createExportDeclaration(undefined, false, f.createNamedExports([])));
        return f.updateSourceFile(marked, [...marked.statements, ...statements], true, marked.referencedFiles, marked.typeReferenceDirectives, marked.hasNoDefaultLib, marked.libReferenceDirectives);
    };
}
//# sourceMappingURL=declarations.js.map