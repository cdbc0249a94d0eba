/**
 * From expressions of a generator body to steps (normalise.ts): every suspension point in an expression becomes a step in front of it, and what the expression evaluates before it is kept in
 * temporaries.
 *
 * Before
 *   width(a) * (($1 = $frame(height$frame(a)), $S.f) ? yield $at : $1)
 * After
 *   $2 = width(a);
 *   point 1: $3 = $frame(height$frame(a))
 *   $2 * $3
 *
 * Evaluation order is the language's (ECMA-262 13): operands that were evaluated before a point are kept, unless nothing can change them (literals, `this`, variables of the function that what
 * follows does not assign to, functions just being made). `&&`, `||`, `??`, `?:` with a point in a part that may not be evaluated become an `if`.
 */
import type ts from "typescript";
import type { FileLowering, Temps } from "../scope";
import type { Bindings } from "./bindings";
import type { Points } from "./points";
import { type Into, type Point, type Step } from "./steps";
export declare class Expressions {
    #private;
    protected readonly l: FileLowering;
    protected readonly points: Points;
    protected readonly bindings: Bindings;
    protected readonly temps: Temps;
    protected readonly ts: FileLowering["ts"];
    protected readonly f: ts.NodeFactory;
    /** Temporaries that are assigned once. */
    readonly temporaries: Set<string>;
    constructor(l: FileLowering, points: Points, bindings: Bindings, temps: Temps);
    protected point(test: Point["test"], site: ts.Expression, call: ts.Expression | undefined, into: Into | undefined): Point;
    protected temp(): string;
    protected name(name: string): ts.Identifier;
    protected keep(value: ts.Expression, out: Step[]): ts.Expression;
    protected plain(node: ts.Statement): Step;
    /** Evaluates for its effect; what is left to do, undefined: nothing. */
    protected effect(e: ts.Expression, out: Step[]): ts.Expression | undefined;
    /** The value, without points: everything up to the last one has been evaluated by `out`. */
    protected value(e: ts.Expression, out: Step[]): ts.Expression;
}
