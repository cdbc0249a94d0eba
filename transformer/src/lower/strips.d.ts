/**
 * Loops whose body cannot suspend: one check for many rounds (1,024; 16, if the body calls something).
 *
 * Before, a counted loop that does not leave its counter or bound alone to anybody else
 *   for (let i = 0; i < n; i++) sum += a[i];
 * After
 *   for (let i = 0; i < n;) {
 *     for (const $end = $min(i + 1024, n); i < $end; i++) sum += a[i];
 *     if ($FL[0] < 0 && $preempt()) yield $at;
 *   }
 *   for (let i = 0; i < a.length;) { for (const $end = i + 1024; i < $end && i < a.length; i++) …             the body may shorten the array
 *   for (let j = k; j <= n;) { for (const $end = j + 1024 * k > j ? $min(j + 1024 * k, n) : n; …                where j may be so large that adding to it changes nothing
 *
 * `$min` and not a conditional: V8 knows that its result is a small integer where `n` is one, and 3/5 of the time of a short round go into a comparison with what is not.
 *
 * Before, any other loop
 *   while (b !== null) { if (a === null) return true; a = a.next; b = b.next; }          do { … } while (test());
 * After
 *   $strip: for (;;) {
 *     for (let $k = 0; $k < 1024; $k++) { if (!(b !== null)) break $strip; … }                                       for (let $k = 0; $k < 1024; $k++) { … if (!test()) break $strip; }
 *     if ($FL[0] < 0 && $preempt()) yield $at;
 *   }
 *
 * Why not at each round: what calls something keeps its variables on the stack, in V8's optimised code also where it seldom does.
 */
import type ts from "typescript";
import type { CountedLoop, Strip } from "../analysis/facts";
import type { Ts } from "../analysis/typescript";
import type { FileLowering, Scope } from "./scope";
/** The loop, and the label it needs to be left by. */
interface Made {
    readonly loop: ts.Statement;
    readonly leaves: ts.Identifier | undefined;
}
export type UncountedLoop = ts.ForStatement | ts.WhileStatement | ts.DoStatement;
export declare function stripMined(l: FileLowering, node: ts.ForStatement, { up, step, fixed, small, rounds }: CountedLoop, scope: Scope): Made;
export declare function inStrips(l: FileLowering, node: UncountedLoop, { rounds }: Strip, scope: Scope): Made;
/** `for (let $k = 0; $k < 1024; update, $k++) { round }` */
export declare function countedRounds(l: FileLowering, rounds: number, round: readonly ts.Statement[], update?: ts.Expression): ts.Statement;
/** The statements of a block that does not declare anything, or the statement itself. */
export declare function contents(ts: Ts, node: ts.Statement): readonly ts.Statement[];
/** A block that keeps what it declares to itself. */
export declare function declares(ts: Ts, node: ts.Statement): boolean;
/** `break` of the loop as `break` of the outer one. A switch takes unlabelled ones for itself; loops too. */
export declare function withBreaks(l: FileLowering, statement: ts.Statement, label?: ts.Identifier): {
    readonly body: ts.Statement;
    readonly leaves: ts.Identifier | undefined;
};
export {};
