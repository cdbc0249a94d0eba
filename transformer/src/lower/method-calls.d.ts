/**
 * Calls by look-up that can reach few methods of the file's classes, as far as it is known: those are tried first, by name, so that V8 can inline them.
 *
 * Before
 *   class Planner { add(c: Constraint) { … } }     …     planner.add(c);
 * After
 *   var add$f = 0;                                                                      // first in the file
 *   const add$go = ($this, c) => { … };                                                 // before the class, with its `this` as a parameter: V8 does not inline `add$go.call(planner, c)`
 *   class Planner { static { $goBetween(this.prototype, false, "add"); add$f = this.prototype.add; }  add(c) { return add$go(this, c); } }
 *   ($m = planner.add) === add$f ? add$go(planner, c) : add$call("planner.add", $m, planner, c)        // in the fast copy of a function; elsewhere, and where several methods may be meant:
 *   add$call("planner.add", planner.add, planner, c)
 *   function add$call(text, f, self, a) { return f === add$f ? add$go(self, a) : $call1(text, f, self, a); }       // last in the file
 *
 * What is called is the function that the look-up of the property gave, whatever that is: an override, a function stored on the object, one of another class. Only where it is the function that the
 * class was made with its entry is known. Of recursive methods the helper takes the depth of the native stack first, as their entries do (fast/functions.ts).
 */
import type ts from "typescript";
import type { CallPlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { FileLowering } from "./scope";
/** The variable that holds a method, and its entry, which takes `this` first. */
interface Method {
    readonly f: string;
    readonly go: string;
}
export interface MethodCall {
    readonly name: string;
    /** It takes the depth first. */
    readonly counts: boolean;
    /** The one method that is tried. */
    readonly only: Method | undefined;
}
/** What a call of so many arguments is made by; undefined: an ordinary look-up. */
export declare function methodCall(l: FileLowering, plan: CallPlan, count: number): MethodCall | undefined;
/** Named once for each method. */
export declare function methodOf(l: FileLowering, plan: FunctionPlan): Method;
/** Holds the method that a call tries, in the fast copy of a function. */
export declare function methodTemp(l: FileLowering): string;
/** `($m = planner.add) === add$f ? add$go(planner, c) : add$call("planner.add", $m, planner, c)`, of a call of a helper that tries one method; undefined: another call, or its arguments are too much to write twice. `told`: what becomes of the other branch. */
export declare function tryMethod(l: FileLowering, call: ts.Expression, told?: (other: ts.Expression) => ts.Expression): ts.Expression | undefined;
/** A call of a helper tries one method, that needs not know how deep the native stack is. */
export declare function triesShallow(l: FileLowering, call: ts.Expression): boolean;
/** `add$f = this.prototype.add`, behind `tie`, which makes the plain entry of the method. */
export declare function keepMethod(l: FileLowering, plan: FunctionPlan, target: () => ts.Expression, tie: ts.Expression): readonly ts.Expression[];
/** The declarations of the variables; they are there before anything runs. */
export declare function methodVariables(l: FileLowering): ts.Statement[];
/** `const $b = $S.depth; $S.depth = $d - 1; const v = call; $S.depth = $b; return v;`: a look-up is told the depth of the native stack by the register. */
export declare function withDepth(l: FileLowering, call: ts.Expression): ts.Statement[];
export {};
