/**
 * What was found out about stored members, kept from one program to the next: the checker of each program has types of its own, and asking it again about thousands of members that no edit has touched is
 * most of what analysing a file costs. Types are known by how they are named, `Map<string, Conn>`, where each name is a declaration's; of other types nothing is kept.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { Argument, FunctionId } from "../facts";
type Answer = ReadonlySet<FunctionId> | undefined;
export declare class Answers {
    #private;
    /** What an expression is that is stored. */
    readonly stored: Map<ts.Expression, Argument>;
    /** Whether the type of a container says nothing (members.ts). */
    readonly open: Map<ts.Node, boolean>;
    /** @returns undefined: nothing is known */
    of(member: string, type: string): {
        readonly answer: Answer;
    } | undefined;
    keep(member: string, type: string, answer: Answer): void;
    /**
     * After an edit.
     * @param members names under which something else may be stored now; undefined: any
     * @param moved where functions are known now; undefined: no more
     */
    forget(members: ReadonlySet<string> | undefined, moved: (id: FunctionId) => FunctionId | undefined): void;
}
/** How a type is named, the same in all programs; undefined: it has no name. */
export declare function typeName(ts: Ts, checker: ts.TypeChecker, type: ts.Type, depth?: number): string | undefined;
export {};
