/** Questions to the tree that several rules ask. */
import type ts from "typescript";
import type { RuleContext } from "./define";
/** Without parentheses, assertions and `void` around it: what `node` is a part of. */
export declare function outermost(ts: RuleContext["ts"], node: ts.Expression): ts.Expression;
/** The statement an expression is, if it is all of it. */
export declare function statementOf(ts: RuleContext["ts"], node: ts.Expression): ts.ExpressionStatement | undefined;
/** The nearest statement around a node. */
export declare function statementAround(ts: RuleContext["ts"], node: ts.Node): ts.Statement | undefined;
/** The statement stands in a list: others can be put before it. */
export declare function isInList(ts: RuleContext["ts"], statement: ts.Node): boolean;
/** The innermost function around a node; the node itself does not count. */
export declare function functionAround(ts: RuleContext["ts"], node: ts.Node): ts.SignatureDeclaration | undefined;
/** The loops around a node, innermost first, up to `until` or the function it stands in. */
export declare function loopsAround(ts: RuleContext["ts"], node: ts.Node): Iterable<ts.IterationStatement>;
/** The object of a call of a member: `mu` of `mu.lock()`. */
export declare function receiverOf(ts: RuleContext["ts"], call: ts.CallExpression | ts.NewExpression): ts.Expression | undefined;
/** Two expressions name the same variable or the same property of the same object: names, `this` and properties alone. */
export declare function isSamePlace({ ts, program }: RuleContext, a: ts.Expression, b: ts.Expression): boolean;
/** Names, `this` and properties: evaluating it twice does what evaluating it once does. */
export declare function isPlace(ts: RuleContext["ts"], expression: ts.Expression): boolean;
/** The variable an identifier names. */
export declare function variableOf({ ts, program }: RuleContext, expression: ts.Expression): ts.Symbol | undefined;
/** Other places in `root` that name the variable. */
export declare function usesOf({ ts, program }: RuleContext, root: ts.Node, name: ts.Identifier, symbol: ts.Symbol): ts.Identifier[];
/** The function a value is: a literal, or the name of a function of the program. */
export declare function functionGiven({ analysis }: RuleContext, facts: {
    readonly arguments: readonly {
        readonly kind: string;
        readonly id?: string;
    }[];
}, index?: number): ts.Node | undefined;
/** Somebody is ready for what it throws: it stands in a `try` with a `catch` of its own function, or in a function literal that is given to `assert.throws`, `expect` and the like. */
export declare function isExpectedToThrow(ts: RuleContext["ts"], node: ts.Node): boolean;
/** A loop that nothing but a statement inside it ends. */
export declare function isEndless(ts: RuleContext["ts"], loop: ts.IterationStatement): boolean;
/** A way out of the loop that may be the one of a case of `select`: any that does not belong to another case by name. */
export declare function endsWith(ts: RuleContext["ts"], loop: ts.IterationStatement, caseName: string): boolean;
/** It leaves the loop, or the function. */
export declare function isExit(ts: RuleContext["ts"], node: ts.Node): boolean;
/** It leaves this loop: a `break` may belong to a `switch` or to a loop inside of it. */
export declare function leavesLoop(ts: RuleContext["ts"], node: ts.Node, loop: ts.Node): boolean;
/** How often a loop goes round, where that stands there: `for (let i = 0; i < 5; i++)`, and of a `for…of` over a list that stands there. */
export declare function roundsOf(ts: RuleContext["ts"], loop: ts.IterationStatement): number | undefined;
/** The program's main: when it returns, all ends. */
export declare function isMain(context: RuleContext, fn: ts.Node): boolean;
/** How a place is called in a message: its text, cut. */
export { short as textOf } from "../analysis/1-collect/ordinary-calls";
