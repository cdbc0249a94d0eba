/**
 * Operators and templates that convert an object, or ask a class, by a method of the program that blocks: `${o}`, `o + 1`, `o < p`, `o == 1`, `-o`, `x instanceof C`.
 *
 * Most programs have no such method, so nothing is asked of operators at first. Only if a member that the language calls turns out to block, are the files collected again, with the operands whose
 * types such members fit.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Callee, type FunctionId } from "../facts";
import { type ProgramIndex } from "./program-index";
/** How an operand is converted: hints of ToPrimitive; "numeric" ToNumeric, "loose" by `==`, "instance" by the right operand of `instanceof`. */
export type Conversion = "string" | "number" | "default" | "numeric" | "loose" | "instance";
/** Key of the call that converting the operand is. */
export declare function conversionKey(operand: ts.Node): string;
/** Members under the names the language calls, whose functions `blocks` says to block. */
export declare function blockingConversions(ts: Ts, index: ProgramIndex, blocks: (id: FunctionId) => boolean): ReadonlySet<FunctionId>;
/** The operands of `node` that it converts. */
export declare function conversionsOf(ts: Ts, node: ts.Node): {
    readonly operands: readonly ts.Expression[];
    readonly to: Conversion;
} | undefined;
/** What converting an operand of that type may call, of `blocking`. `membersOf` gives the functions under a name in what may be of the type. */
export declare function conversionCallee(ts: Ts, checker: ts.TypeChecker, operand: ts.Expression, to: Conversion, blocking: ReadonlySet<FunctionId>, membersOf: (name: string, type: ts.Type) => ReadonlySet<FunctionId> | undefined): Callee | undefined;
