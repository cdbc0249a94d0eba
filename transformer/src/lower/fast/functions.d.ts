/**
 * Function declarations in fast form.
 *
 * Before
 *   function double(out: SendChan<number>, input: RecvChan<number>) { out.send(input.recv()! * 2); }
 * After
 *   $goEntry(double, double$go, false);                                                         // first in the block
 *   function double(out, input) { return $goPlain(double$go, false, void 0, this, [out, input]); }   // plain callers; a function that can only be preempted keeps its body
 *   function double$go(out, input) { … }
 *   function double$resume($fr) { … }
 *   function double$save(pc, at, a, b) { … }                                                   // leaves a frame, where it may suspend at more than one place
 *
 * Where the body keeps the direct form it is emitted so, and callers by name get  function double$go(...$args) { return $frame(double$frame.apply(this, $args)); }
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { type LoweredDeclaration } from "../functions";
import type { FileLowering, Scope } from "../scope";
/** `worker$go`, reserved once per function. */
export declare function entryName(l: FileLowering, plan: FunctionPlan, name: string): string;
export declare function lowerFastDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope): LoweredDeclaration;
/** `...$args`, of an entry around a generator: behind the depth, which a generator does not ask for. */
export declare function anyParameters(l: FileLowering, plan: FunctionPlan): ts.ParameterDeclaration[];
/** Does the entry take the depth of the native stack first? As the runtime is told. */
export declare function countsOf(l: FileLowering, plan: FunctionPlan): ts.Expression;
