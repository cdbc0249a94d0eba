/**
 * `for…of` over what does not suspend by itself.
 *
 * Before
 *   for (const x of xs) body
 * After
 *   $a = $steps(xs, "xs"); $i = +$index($a);                          the array and 0, if its iteration is the language's own; if not, a record of the iteration and -1
 *   try {
 *     while (($b = $i < 0 ? $more($a) : $i < $a.length ? $a[$i++] : $DONE) !== $DONE) { const x = $b; body }
 *   } catch ($e) { $failing($a); throw $e; } finally { $stop($a); }
 * After, a body that only computes is run in strips (lower/strips.ts)
 *   {
 *     let $v;
 *     if ($i < 0) {
 *       if ($i < -1 && $a.it.next === $a.next) { const $r = $a.it.next(); if ($r.done) { $a.done = true; break $strip; } $v = $r.value; }       // an iterator of the language: core/steps.ts
 *       else if (($v = $more($a)) === $DONE) break $strip;
 *     } else if ($i < $a.length) $v = $a[$i++]; else break $strip;
 *     const x = $v; body
 *   }
 *
 * `for (const k in o) body` is the same over a generator of the runtime's that does nothing but that: `for (const k of $keysIn(o)) body`.
 *
 * In strips only values of a record are compared with DONE: so V8 keeps the numbers of an array as numbers.
 */
import type ts from "typescript";
import type { FileLowering } from "../scope";
/** One step of a loop, in terms of the temporaries that hold the array or record and the index. */
export declare class Stepping {
    #private;
    private readonly l;
    private readonly loop;
    private readonly record;
    readonly index: string;
    constructor(l: FileLowering, loop: ts.ForOfStatement, record: string, index: string);
    /** The test of the loop, which takes the step: its value is in `read`. */
    step(read: string): ts.Expression;
    /** What a round begins with: the step, or `break label`, and what the head declares or assigns. */
    round(label: string): ts.Statement[];
    /** `const x = value;` */
    bind(value: ts.Expression): ts.Statement;
}
export declare function forInAsForOf(l: FileLowering, node: ts.ForInStatement): ts.ForOfStatement;
