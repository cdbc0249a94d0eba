/**
 * The second of the two functions (copies.ts): the function from a point on. `$pc` is the point it is on its way to, and 0 from there on.
 *
 *   a list of steps      what stands before a step with points runs if `$pc === 0`; a step with points if `$pc` is 0 or not behind it. What only runs before the first point is left out
 *   if (c) A else B      if ($pc === 0 ? c : $pc <= the last point of A) A else B
 *   a loop               if ($pc === its check) { $pc = 0; $taken(); update }  for (; $pc !== 0 || test; update) …       without `$pc !== 0` where only the check suspends
 *   switch               first the clause, by the value or by `$pc`; then `switch ($clause)`
 *   try A catch B        points in B: { $caught = false; if ($pc <= A) try { A } catch (e) { $caught = true }  if ($caught || $pc !== 0) B }
 */
import type ts from "typescript";
import type { FileLowering } from "../scope";
import { Copy, type Shape } from "./copies";
import { type Point, type Step } from "./steps";
export declare class ResumeCopy extends Copy {
    #private;
    private readonly names;
    constructor(l: FileLowering, shape: Shape, names: {
        readonly self: string;
        readonly temporaries: ReadonlySet<string>;
    });
    protected self(): ts.Expression;
    protected leave(point: Point): ts.Expression;
    get parameter(): ts.ParameterDeclaration;
    /** `var $pc = $fr.pc, out = $fr.a, i = +$fr.b, …` */
    declaration(variables: Iterable<string>): ts.Statement;
    /** `this` of the function is a variable here. */
    protected mapped<T extends ts.Node>(node: T): T;
    body(steps: readonly Step[]): ts.Statement[];
}
