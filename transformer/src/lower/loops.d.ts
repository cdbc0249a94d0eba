/**
 * Loops: a check at each back-edge, so that a goroutine that computes gives way.
 *
 * Before
 *   for (let i = 0; i < n; i++) total += f(i);     while (busy()) step();     do { step(); } while (busy());
 * After, one check a round, where `continue` reaches it too
 *   for (let i = 0; i < n; i++, $FL[0] < 0 && $preempt() && (yield $at)) total += …;
 *   for (; busy(); $FL[0] < 0 && $preempt() && (yield $at)) step();
 *   do { step(); } while ($FL[0] < 0 && $preempt() && (yield $at), busy());
 * After, loops whose body cannot suspend: one check for many rounds (strips.ts)
 *
 * A `yield` inside a hot loop makes V8 box its variables; outside it does not.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** `labels` stand before the loop, outermost first. */
export declare function lowerIteration(l: FileLowering, node: ts.IterationStatement, labels: readonly ts.Identifier[], scope: Scope): ts.Statement;
/** A statement that becomes several is put into a block. */
export declare function visitEmbedded(l: FileLowering, statement: ts.Statement, scope: Scope): ts.Statement;
export declare function withLabels(l: FileLowering, statement: ts.Statement, labels: readonly ts.Identifier[]): ts.Statement;
