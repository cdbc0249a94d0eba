/**
 * From a call to what it may reach, by the type checker.
 *
 * "Unknown" is always a right answer: such a call looks the entry up at run time. "Plain" is believed only of what cannot be otherwise: functions of this program whose
 * colour is inferred, the language's own library, and packages that do not use sansync (outside.ts).
 *
 * Longer than 400 lines: the ways in which calls, constructions, accesses and iterations find what they reach share one set of look-ups and caches.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionFacts, type FunctionId } from "../facts";
import { Answers } from "./answers";
import { CountedLoops } from "./counted-loops";
import { Exposed } from "./exposed";
import { Outside } from "./outside";
import { type Conversion } from "./conversions";
import { type ProgramIndex } from "./program-index";
export declare class Resolver {
    #private;
    private readonly ts;
    readonly program: ts.Program;
    private readonly checker;
    readonly index: ProgramIndex;
    readonly exposed: Exposed;
    readonly answers: Answers;
    readonly outside: Outside;
    readonly loops: CountedLoops;
    constructor(ts: Ts, program: ts.Program, checker: ts.TypeChecker, index: ProgramIndex, exposed?: Exposed, answers?: Answers);
    /** From here on another file is looked at. @returns the names of members it depends on, to be filled */
    begin(): ReadonlySet<string>;
    /** What the callee of `call` may be; `within` is the function the call stands in. */
    callee(call: ts.CallExpression | ts.TaggedTemplateExpression, within: FunctionFacts): Callee;
    /** What `new expression` runs; `call` is that expression, none for the parent of a class. */
    constructed(expression: ts.Expression, call: ts.NewExpression | undefined): Callee;
    get options(): ts.CompilerOptions;
    /** What an argument (or any function-valued expression) is. */
    argument(expression: ts.Expression, within: FunctionFacts): Argument;
    /** Arguments of a call of `callee`. Where the parameter is declared as what no function is, the callee has nothing to call. */
    arguments(call: ts.CallExpression, callee: Callee, within: FunctionFacts): Argument[];
    /** What a value is, wherever it stands. */
    value(expression: ts.Expression): Argument;
    /** What reading (writing) `object.name` may call, if the program declares such accessors. */
    accessors(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, kind: "get" | "set"): Callee | undefined;
    /** The same for a property of an object of that type. */
    accessorsOf(type: ts.Type, name: string, kind: "get" | "set", symbol?: ts.Symbol | undefined): Callee | undefined;
    /** What converting an operand may call, of the functions `blocking`. */
    conversion(operand: ts.Expression, to: Conversion, blocking: ReadonlySet<FunctionId>): Callee | undefined;
    /** Those stored under a name in what may be a `receiver`. */
    membersOf(name: string, receiver: ts.Type): Argument[];
    /** The functions of the program that are stored under a name, whatever in. */
    storedUnder(name: string): Argument[];
    /** The `[Symbol.iterator]` methods an object of this type may have, if all of them are generators. */
    iterators(type: ts.Type): Callee | undefined;
    /** What `using` may call when a value of this type is disposed of; undefined: nothing that suspends. `Disposable` itself says nothing: anybody implements it. */
    disposers(value: ts.Type, names: readonly string[], text: string): Callee | undefined;
    /** A built-in that may call what it is given: `Array.prototype.map`. */
    isResumable(expression: ts.Expression): boolean;
    /** The result of a callback is used at once: its type is neither void nor a promise nor anything (for SY4002), nor does the declaration wait for it (`@waits`). The declared type, not the instantiated one: `Object.assign(target: T)` does not call what it is given. */
    usesResult(call: ts.CallExpression, index: number): boolean;
}
