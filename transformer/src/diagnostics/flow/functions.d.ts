/** The functions of a file that a flow rule looks into, with the graph of each, made once for all rules, and what is done there to the places that it names: by calls of the runtime, and by functions of the program. */
import type ts from "typescript";
import type { CallFacts } from "../../analysis/facts";
import type { RuleContext } from "../define";
import { type Graph, type Point } from "./graph";
import { type Place } from "./places";
/** A call on something that keeps its identity through the function. */
export interface Operation {
    /** The call; of what a function of the program does, the call of that function. */
    readonly node: ts.CallExpression;
    /** `Mutex.lock` */
    readonly name: string;
    readonly on: Place;
    /** Where it stands, if a function of the program does it. */
    readonly via?: ts.Node;
}
/** The operations named, by the function they stand in itself. Functions that have none are not in it. */
export declare function operationsByFunction(context: RuleContext, names: ReadonlySet<string>): Map<ts.Node, Operation[]>;
/** How what it is done to is called in a message. */
export declare function operationText({ ts }: RuleContext, { node, on, via }: Operation): string;
export declare function graphFor({ ts, program }: RuleContext, fn: ts.Node): Graph | undefined;
/** The points that a call is: several, where a `finally` block is there for each way into it. */
export declare function pointsByNode({ points }: Graph): ReadonlyMap<ts.Node, readonly Point[]>;
/** The same questions about another file of the program. */
export declare function contextOf(context: RuleContext, file: ts.SourceFile): RuleContext | undefined;
/** The one function of the program that a call reaches for certain, not an async one or a generator. */
export declare function calledFunction({ analysis }: Pick<RuleContext, "analysis">, { callee }: CallFacts): ts.SignatureDeclaration | undefined;
/** What is done to a place when a function is called. */
export interface Done {
    readonly name: string;
    readonly on: Place;
    /** On every path through the function. */
    readonly always: boolean;
    readonly node: ts.CallExpression;
}
/** What a function does to its parameters, the fields of `this` and what it can see, itself and through functions that it calls. */
export declare function summaryOf(context: RuleContext, fn: ts.Node): readonly Done[];
/** What a call of a function of the program does to the caller's places. */
export declare function doneBy(context: RuleContext, call: CallFacts): readonly Done[];
/** Whether a function stands in another, or is it. */
export declare function standsIn({ ts }: RuleContext, fn: ts.Node, outer: ts.Node): boolean;
