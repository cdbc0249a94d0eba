/**
 * What one pass over all source files of the program tells before any call is resolved: what is stored under each property name, and which names are assigned to.
 *
 * TypeScript's types are structural, so a call through a class, an interface or a type of a library may reach whatever the program stores under that name in an object whose type fits:
 * methods of subclasses, of unrelated classes and object literals, function-valued properties, later assignments (field-based analysis; Feldthaus et al., ICSE 2013).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
export interface ProgramIndex {
    readonly members: ReadonlyMap<string, readonly Member[]>;
    /** Stored under names that are computed at run time: any member of an object whose type fits. */
    readonly computed: readonly Member[];
    /** Getters and setters by the name of the property. */
    readonly accessors: ReadonlyMap<string, readonly Member[]>;
    /** Identifiers of a file that are assigned to, by name. */
    assignedNames(this: void, file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> | undefined;
    /** By name: where variables and functions of that name are declared or assigned to in a file, and under "arguments" where that object is used. Positions, in order. */
    writtenNames(this: void, file: ts.SourceFile): ReadonlyMap<string, readonly number[]> | undefined;
}
/** Something stored under a property name. */
export interface Member {
    /** The class or object literal it is declared in, or the object it is assigned to. */
    readonly container: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | ts.Expression;
    /** A method or accessor, or the expression that is stored. */
    readonly value: ts.MethodDeclaration | ts.AccessorDeclaration | ts.Expression;
    /** Of the class itself. */
    readonly static?: boolean;
    /** What is stored is somewhere in `value` (an object that is copied, a list of descriptors), and not known. */
    readonly within?: boolean;
    /** The object is known by other types than the container's: names alone decide. */
    readonly loose?: boolean;
    /** Where the value stands. A number: an editor's parser moves nodes. */
    pos?: number;
    /** Found out after an edit: what is stored is a function, or may be. */
    callable?: boolean;
}
/** What one file adds to the index. */
export interface FileIndex {
    readonly file: ts.SourceFile;
    readonly members: ReadonlyMap<string, readonly Member[]>;
    readonly computed: readonly Member[];
    readonly accessors: ReadonlyMap<string, readonly Member[]>;
    readonly assigned: ReadonlyMap<string, readonly ts.Identifier[]>;
    readonly written: ReadonlyMap<string, readonly number[]>;
}
/** The index of files that may be indexed again, one by one. */
export declare class WholeIndex implements ProgramIndex {
    #private;
    readonly members: Map<string, Member[]>;
    readonly computed: Member[];
    readonly accessors: Map<string, Member[]>;
    /** @param files those that are analysed, in the program's order */
    constructor(files: readonly FileIndex[]);
    readonly assignedNames: (file: ts.SourceFile) => FileIndex["assigned"] | undefined;
    readonly writtenNames: (file: ts.SourceFile) => FileIndex["written"] | undefined;
    of(file: ts.SourceFile): FileIndex | undefined;
    /** Files that are in it already: what they add now stands in the place of what they added before. */
    replace(files: readonly FileIndex[]): void;
}
export declare function indexFile(ts: Ts, checker: ts.TypeChecker, file: ts.SourceFile): FileIndex;
/** A value of that type may be called by somebody. */
export declare function mayBeFunction(ts: Ts, checker: ts.TypeChecker, type: ts.Type): boolean;
export declare function memberName(ts: Ts, name: ts.PropertyName): string | undefined;
/** How the index calls members under symbols that the language itself reads: `[Symbol.iterator]`, `[Symbol.dispose]`. */
export declare const iteratorMember = "@@iterator", disposeMember = "@@dispose", asyncDisposeMember = "@@asyncDispose", toPrimitiveMember = "@@toPrimitive", hasInstanceMember = "@@hasInstance";
/** The function an initialiser is, seen through parentheses and type assertions. */
export declare function functionOf(ts: Ts, expression: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | undefined;
/** The names a declaration or a pattern binds. */
export declare function boundIdentifiers(ts: Ts, name: ts.BindingName): ts.Identifier[];
export declare function boundNames(ts: Ts, name: ts.BindingName): string[];
export declare function isConst(ts: Ts, declaration: ts.VariableDeclaration): boolean;
/** Parentheses and everything that exists for types only. */
export declare function skipOuter(ts: Ts, expression: ts.Expression): ts.Expression;
export declare function resolveAlias(ts: Ts, checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined;
