/** `using` and `await using` by their flags, which TypeScript has from 5.2 on: Using is Let's successor bit, AwaitUsing is Const and Using. */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare function isUsingList(ts: Ts, list: ts.VariableDeclarationList): boolean;
/** The declaration says `await using`. */
export declare function isAwaitUsing(ts: Ts, node: ts.VariableDeclaration): boolean;
