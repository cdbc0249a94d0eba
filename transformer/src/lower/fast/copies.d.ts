/**
 * The two functions of the fast form, from the steps of a body.
 *
 * Before                                                   steps
 *   for (let i = 0; i < n; i++) out.send(i);                 loop (let i = 0; i < n; i++) { point 1: $send(…, i); check: point 2 }
 * After
 *   function pump$go(out, n) {
 *     for (let i = 0; i < n; i++) {
 *       $send("out.send", out.send, out, i); if ($S.f !== 0) return pump$save(1, 0, out, n, i);
 *       if ($FL[0] < 0 && $preempt()) return pump$save(2, 1, out, n, i);
 *     }
 *   }
 *   function pump$save(pc, at, a, b, c) { $save3(pump$resume, pc, $at + at, a, b, c); }
 *   function pump$resume($fr) {
 *     var $pc = $fr.pc, out = $fr.a, n = $fr.b, i = $fr.c;
 *     if ($pc === 2) { $pc = 0; $taken(); i++; }
 *     for (; $pc !== 0 || i < n; i++) {
 *       if ($pc === 1) { $pc = 0; $taken(); } else { $send(…); if ($S.f !== 0) return $again3($fr, 1, $at, out, n, i); }
 *       if ($FL[0] < 0 && $preempt()) return $again3($fr, 2, $at + 1, out, n, i);
 *     }
 *   }
 *
 * In the resume function `$pc` is the point it is on its way to, and 0 from there on. In a list of steps: what stands before a step with points runs if `$pc === 0`, a step with points
 * if `$pc` is 0 or not behind it. A loop that can only stop at its check is entered behind the update: the loop itself has no guard.
 *
 * Breaks   a suspension leaves by `return`, and is no way out of a `try`: `finally { if ($S.f === 0) … }`. goexit comes as an error that no `catch` of the user sees.
 */
import type ts from "typescript";
import type { AbiName } from "../../emit/abi";
import type { FileLowering } from "../scope";
import type { Slots } from "./liveness";
import type { Point } from "./steps";
/** Fields of a frame; more variables go into a list. */
export declare const FIELDS: string[];
export interface Shape {
    readonly resume: string;
    /** The function that leaves a frame for all points, if there is one. */
    readonly save: string | undefined;
    readonly slots: Slots;
    /** What a function that suspends returns, of the type of its result. */
    readonly dummy: ts.Expression | undefined;
    /** Of a recursive function: the parameter that says how deep the native stack is, what a call of the function adds to that, and a variable for the depth the goroutine had during other calls. */
    readonly depth: {
        readonly name: string;
        readonly weight: number;
        readonly saved: string;
    } | undefined;
}
/** `this` of the function is a variable there: the node with the name of that. */
export declare function withSelf<T extends ts.Node>(l: FileLowering, node: T, self: string): T;
/** What both copies have in common. */
export declare abstract class Copy {
    protected readonly l: FileLowering;
    protected readonly shape: Shape;
    protected readonly ts: FileLowering["ts"];
    protected readonly f: ts.NodeFactory;
    constructor(l: FileLowering, shape: Shape);
    protected name(name: string): ts.Expression;
    protected abstract self(): ts.Expression;
    /** `$save2(…)` */
    protected abstract leave(point: Point): ts.Expression;
    /** `return $save2(…), 0;` */
    protected suspended(point: Point): ts.Statement;
    /** What the frame keeps, by slot. */
    protected kept(point: Point): ts.Expression[];
    protected abi(verb: "save" | "again"): AbiName;
    protected flagSet(): ts.Expression;
    protected flagClear(): ts.Expression;
    protected assign(name: string, value: ts.Expression): ts.Statement;
    /** The call of a point; where calls on the native stack are counted, the count goes along. */
    protected call(point: Point, made: (call: ts.Expression) => ts.Statement): ts.Statement[];
    /** The call, with the method that it most likely reaches in front; `told`: what becomes of the call of any other. Undefined: there is none. */
    protected tried(_call: ts.Expression, _told?: (other: ts.Expression) => ts.Expression): ts.Expression | undefined;
    protected mapped<T extends ts.Node>(node: T): T;
    protected guarded(finalizer: ts.Block): ts.Block;
    protected block(statements: readonly ts.Statement[]): ts.Block;
    protected labels(labels: readonly string[], statement: ts.Statement): ts.Statement;
}
