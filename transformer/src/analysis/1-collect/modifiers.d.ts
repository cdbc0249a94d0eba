/** Modifiers of declarations. */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare function hasModifier(ts: Ts, node: ts.Node, kind: ts.ModifierSyntaxKind): boolean;
export declare function isStatic(ts: Ts, node: ts.Node): boolean;
