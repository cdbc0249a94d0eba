/**
 * Arrow functions, function expressions and methods of classes in fast form.
 *
 * Before
 *   const pump = (n: number) => { for (let i = 0; i < n; i++) out.send(i); };
 *   jobs.forEach((job) => { this.run(job); });
 *   class Store { load(key: string) { … } }
 * After
 *   const pump$resume = ($fr) => { … }, pump$go = (n) => { … };
 *   const pump = $goClosure(pump$go, false, "pump");                   // $goEntry({ pump: n => { … } }.pump, pump$go, false) around a body that can only be preempted
 *   … (() => { const func$resume = ($fr) => { … }, func$go = (job) => { … }; return $goClosure(func$go, false, ""); })()
 *   const load$resume = ($fr) => { … };
 *   class Store { static { $goMethods(this.prototype, false, "load"); } load(key) { … } }                                    // or as method-calls.ts says
 *   let load$resume; class Store { static { load$resume = ($fr) => { … this.#rows … }; … } … }                                    // where it uses private members
 *
 * Both functions see the variables around, so both are made where the closure is made. `this` of an arrow is theirs too.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { type Closure } from "../closures";
import { type FileLowering, type Scope } from "../scope";
import { type GeneratorParts } from "./fast";
/** The closure, in an expression. */
export declare function lowerFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope): ts.Expression;
/** The closure that a constant is initialised with: its two functions are constants before it. */
export declare function namedFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, variable: string): {
    before: ts.Statement[];
    value: ts.Expression;
};
/** The goroutine entry of a function that is written where a goroutine is started with it: nobody sees the function itself. */
export declare function fastEntry(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, parts: GeneratorParts): ts.Expression | undefined;
export interface FastMethod {
    /** Of the entry, which is a method. */
    readonly parameters: readonly ts.ParameterDeclaration[];
    readonly body: ts.Block;
    /** Stands before the class. */
    readonly before: readonly ts.Statement[];
    /** First in its static block: what is declared before the class and sees its private members. */
    readonly inside: readonly ts.Expression[];
}
/**
 * A method in fast form: its entry as a method, and a constant before the class that goes on from its frames. What calls try by name (method-calls.ts) stands there too, and the method calls it. Where the body uses private members
 * they are variables that a static block of the class sets; undefined for targets that have none.
 */
export declare function fastMethod(l: FileLowering, node: ts.MethodDeclaration, plan: FunctionPlan, generator: GeneratorParts, hasStaticBlocks: boolean): FastMethod | undefined;
