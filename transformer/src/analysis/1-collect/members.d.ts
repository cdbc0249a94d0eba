/**
 * What a member call `x.m()` may reach: the declarations the checker names, and whatever the program stores under `m` in objects whose type fits the receiver's.
 * Anything that is not a known function makes the call unknown.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionId } from "../facts";
import { type Answers } from "./answers";
import { type ProgramIndex } from "./program-index";
export interface MemberContext {
    readonly ts: Ts;
    readonly checker: ts.TypeChecker;
    readonly index: ProgramIndex;
    /** What is known from the former program, and kept for the next. */
    readonly kept: Answers;
    /** Told of each name that is looked for. */
    ask(this: void, name: string): void;
    /** What an expression is that may be a function. */
    value(expression: ts.Expression): Argument;
    /** Types of what members are stored in: the checker makes a new one for an object literal at each question. */
    readonly types: Map<ts.Node, ts.Type>;
    /** Declared outside of the program by something that cannot suspend. */
    isPlainOutside(this: void, declaration: ts.Node): boolean;
    /** What every object of a type has. */
    readonly required: Map<ts.Type, Required>;
    /** Answers by name and receiver: many calls ask the same. */
    readonly answers: Map<string, Map<ts.Type, ReadonlySet<FunctionId> | undefined>>;
    readonly answersOutside: Map<string, Map<ts.Type, ReadonlySet<FunctionId> | undefined>>;
    /** By receiver, whether instances of a class (the class itself) fit: its members are asked about one by one. */
    readonly instances: Map<ts.Type, Map<ts.Node, boolean>>;
    readonly statics: Map<ts.Type, Map<ts.Node, boolean>>;
}
interface Required {
    /** Names of properties. */
    readonly names: readonly string[];
    /** The class, if it has private members: only it and what extends it has those. */
    readonly nominal: ts.Symbol | undefined;
}
/**
 * Functions stored under `name`, or under a name computed at run time, in objects that may be a `receiver`; undefined if one of them is not known, or there are very many. `outside`: the member is declared in a library; what is
 * stored under computed names in objects of no known type is not taken for one of those.
 */
export declare function membersThatFit(context: MemberContext, name: string, receiver: ts.Type, outside?: boolean): ReadonlySet<FunctionId> | undefined;
/** The getters (setters) of the program called `name` that an access of a `receiver` may reach. */
export declare function accessorsThatFit(context: MemberContext, name: string, kind: "get" | "set", receiver: ts.Type): ReadonlySet<FunctionId>;
/** The function a member declaration is: method, function-valued field or property. */
export declare function memberFunction(ts: Ts, declaration: ts.Node): FunctionId | undefined;
/** Joins what a member call may reach: several callees in one. */
export declare function joinCallees(callees: readonly Callee[]): Callee;
export {};
