/** Calls as most are, and the short texts that messages and TypeErrors show. */
import type ts from "typescript";
import type { Argument, Callee, CallFacts } from "../facts";
/** Its text is cut out when somebody asks: most are never shown. */
export declare class OrdinaryCall implements CallFacts {
    readonly key: string;
    readonly node: ts.CallExpression;
    readonly callee: Callee;
    readonly spread: boolean;
    readonly inParameters: boolean;
    readonly usesResult: readonly boolean[] | undefined;
    readonly arguments: readonly Argument[];
    constructor(key: string, node: ts.CallExpression, callee: Callee, args: readonly Argument[], spread: boolean, inParameters: boolean, usesResult: readonly boolean[] | undefined);
    get text(): string;
}
export declare function short(node: ts.Node): string;
