/**
 * User generators whose body may suspend.
 *
 * Before
 *   function* lines(ch: RecvChan<string>) { for (const l of ch) yield l.trim(); yield* rest(); }
 * After, direct form: the body has two kinds of `yield`, with the flag set a suspension, else the user's
 *   $generatorFunction(lines, lines$frame);
 *   function lines(ch) { return $generated(lines$frame, new.target, this, arguments); }
 *   function* lines$frame(ch) { … yield l.trim(); … yield* $delegate(rest()); }
 * After, a generator that can only be preempted: plain code makes native generators, goroutine code those over the frame
 *   $generatorEntry(walk, walk$frame);
 *   function* walk(tree) { … }
 *   function* walk$frame(tree) { … }
 * Expressions become `$generator(function* … )` or `$generatorEntry(function* …, function* …)`; methods are replaced in place by `$generatorMethods(this.prototype, "m")`, private ones where they are
 * read (`$privateGenerator(this.#m)`).
 *
 * Parameters are evaluated at the call (ECMA-262 15.5.2). If they may suspend they are part of the body, which then yields once behind them: such a frame is marked by `$init(…)`, a method by `["m"]`.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import type { FileLowering, Scope } from "./scope";
/** The function is a generator in direct form. */
export declare function isLoweredGenerator(plan: FunctionPlan | undefined): plan is FunctionPlan & {
    readonly facts: {
        readonly generator: true;
    };
};
/** The frame as the runtime takes it. */
export declare function markInit(l: FileLowering, plan: FunctionPlan, frame: ts.Expression): ts.Expression;
/** The key of a method as `$generatorMethods` takes it. */
export declare function markInitKey(l: FileLowering, plan: FunctionPlan, key: ts.Expression): ts.Expression;
/** What stands behind the standard decorators of a generator method (decorators.ts). */
export declare function generatorDecorators(l: FileLowering, plan: FunctionPlan): ts.Decorator[];
/** `copy` is the declaration with its plain body. */
export declare function lowerGeneratorDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope, copy: () => ts.FunctionDeclaration): {
    statements: ts.Statement[];
    attach: ts.Statement[];
};
/** `yield* x` where stepping through x may suspend. */
export declare function lowerDelegate(l: FileLowering, node: ts.YieldExpression, scope: Scope): ts.Expression | undefined;
/** What `for await` and the `yield*` of an async generator iterate over: `$asyncIterate(x)`, awaited if it parks. */
export declare function asyncIterable(l: FileLowering, at: ts.Node, x: ts.Expression, scope: Scope): ts.Expression;
