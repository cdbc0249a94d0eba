/**
 * The walk: every node goes to the file that lowers its construct; what needs nothing special is copied with its children visited.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** Visits an expression or any other node that stays one node. */
export declare function visitNode<T extends ts.Node>(l: FileLowering, node: T, scope: Scope): T;
export declare function visitExpressions(l: FileLowering, nodes: readonly ts.Expression[], scope: Scope): ts.Expression[];
export declare function visitChildren(l: FileLowering, node: ts.Node, scope: Scope): ts.Node;
/** Visits a list of statements; entries of functions declared in it are attached first, since declarations are hoisted. */
export declare function visitStatements(l: FileLowering, statements: readonly ts.Statement[], scope: Scope, isClause?: boolean): {
    statements: ts.Statement[];
    attach: ts.Statement[];
};
export declare function visitBlock(l: FileLowering, block: ts.Block, scope: Scope): ts.Block;
