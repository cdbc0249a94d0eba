/**
 * Arrow functions and function expressions.
 *
 * Before
 *   const pump = (n: number) => { for (let i = 0; i < n; i++) out.send(i); };
 *   jobs.forEach((job) => this.run(job));
 * After, direct form
 *   const pump = $closure(function* (n) { … }, "pump");            // the runtime makes the plain entry around the generator
 *   … $closure((function* (job) { … }).bind(this));                // an arrow's `this` goes along
 *   const pump$frame = function* (n) { … }; const pump = …;        // where the file calls it by name
 *
 * Breaks   a generator has its own `this` and `arguments`: an arrow takes those of the function around it, `arguments` and `super` under names of their own. `new.target` cannot be
 *          taken along and is reported (SY4017). A named function expression that calls itself sees its own name inside a small scope made for it.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import type { GeneratorParts } from "./fast/fast";
import type { FileLowering, Scope } from "./scope";
export type Closure = ts.ArrowFunction | ts.FunctionExpression;
export declare function lowerClosure(l: FileLowering, node: Closure, scope: Scope): ts.Expression;
/** `const f = (…) => …` whose frame is called by name: the frame gets a name first. */
export declare function namedClosureStatements(l: FileLowering, node: ts.VariableStatement, scope: Scope): ts.Statement[] | undefined;
/** The generator function that is the frame, `this` bound for arrows. */
export declare function generator(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, name: string | undefined, made?: GeneratorParts): ts.Expression;
/** The closure around its generator. `frame`: the name of the generator, if it has one already; `parts`: what it is made of, if that is known already. */
export declare function directClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, frame: string | undefined, parts?: GeneratorParts): ts.Expression;
/** The closure in a scope of its own: `(() => { before; const fact = $fn(function* fact$frame(n) { … fact … }, "fact"); return fact; })()`. */
export declare function inScope(l: FileLowering, node: Closure, before: readonly ts.Statement[], made: ts.Expression): ts.Expression;
/** The name that the function will have, as far as the text tells. */
export declare function closureName(l: FileLowering, node: Closure): string | undefined;
/** `$closure(generator, "name")`, and its relatives. */
export declare function tiedClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, body: ts.Expression): ts.Expression;
/**
 * The function as it is, under its name: `{ add: (x) => … }.add`. (To name a function that exists takes V8 a microsecond, and makes each look-up of its entry slow.) One with a computed name has none yet.
 */
export declare function namedCopy(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope): ts.Expression;
export declare function asIdentifier(name: string): string;
/** The name an anonymous function gets from where it stands (ECMA-262, NamedEvaluation). */
export declare function inferredName(l: FileLowering, node: Closure | ts.ClassExpression): string | undefined;
/** A function expression whose body or parameters use its name, which is bound to the plain entry inside it. */
export declare function usesOwnName(l: FileLowering, node: ts.Node): boolean;
