/**
 * Function declarations, and the bodies of all functions.
 *
 * Before
 *   function double(out: SendChan<number>, input: RecvChan<number>) { out.send(input.recv()! * 2); }
 *
 * After, direct form
 *   $entry(double, double$frame);                                            // first in the block: declarations are hoisted
 *   function double(out, input) { return $plain(double$frame(out, input), void 0, this); }   // plain callers: a goroutine run on the spot
 *   function* double$frame(out, input) { … }                                   // the frame is the body
 *
 * A function that can only be preempted keeps its body as plain entry, unless functions inside it are lowered too (their code would double at each level).
 *
 * Breaks   `length` counts parameters up to the first default or rest: the plain entry repeats exactly those. `arguments` and `this` are handed on only where the body
 *          uses them. Defaults and destructuring run in the generator, at the call, as in the plain function.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { type GeneratorParts } from "./fast/fast";
import type { FileLowering, Scope } from "./scope";
export interface LoweredDeclaration {
    readonly statements: ts.Statement[];
    readonly attach: ts.Statement[];
}
export declare function lowerFunctionDeclaration(l: FileLowering, node: ts.FunctionDeclaration, scope: Scope): LoweredDeclaration;
/** The declaration around its generator. */
export declare function directDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope, name: ts.Identifier, generator: GeneratorParts): LoweredDeclaration;
/** Constructors, accessors and methods that stay methods. */
export declare function lowerOtherFunction(l: FileLowering, node: ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration, scope: Scope): ts.Node;
/** The function as it is, its body visited. */
export declare function copyFunction<T extends ts.FunctionLikeDeclaration>(l: FileLowering, node: T, plan: FunctionPlan, scope: Scope): T;
/** Parameters stay plain: what may suspend in them is lowered by lowerParameters, or reported. */
export declare function visitParameters(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, scope: Scope): ts.ParameterDeclaration[];
/**
 * `arguments.callee` must be the function users see, not the generator: sloppy code, simple parameters (ECMA-262 10.4.4.7). Methods of sloppy object literals are left out: they
 * have no statement of their own to tell the runtime in, and opaque.ts keeps those that name `callee`.
 */
export declare function hasCallee(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan): boolean;
/** Parameters and body of the generator that is the function's frame. */
export declare function generatorParts(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, outer: Scope, argumentsName?: string, newTarget?: string): GeneratorParts;
/**
 * The original body serves plain callers: nothing in it is lowered a second time, so that code does not double with each level of nesting. Tagged templates have one strings object per site, and so
 * must not have two sites.
 */
export declare function keepsBody(l: FileLowering, plan: FunctionPlan): boolean;
/** Names of the parameters that `length` counts, for a plain entry that hands all on. */
export declare function plainParameters(l: FileLowering, node: ts.FunctionLikeDeclaration): ts.ParameterDeclaration[];
/** `worker$frame`, reserved once per function. */
export declare function frameName(l: FileLowering, plan: FunctionPlan, name: string): string;
