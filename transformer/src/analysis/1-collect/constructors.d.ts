/**
 * What decides how a constructor can run as a frame: whether the class is derived, where its instance fields are initialised, and what keeps it native.
 *
 * TypeScript gives fields one of three meanings (useDefineForClassFields and target): `native` fields of the language, assignments in the constructor, or Object.defineProperty in the constructor.
 * The last two run after the parameter properties, so the lowering may move them into the frame as they are. Native fields are moved only where they may suspend, or where that saves installing them
 * through a construction of its own; private names and computed keys stay where they are.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** How TypeScript emits instance fields. */
export type FieldMeaning = "native" | "assigned" | "defined";
export declare function fieldMeaning(ts: Ts, options: ts.CompilerOptions): FieldMeaning;
export interface ConstructorShape {
    readonly node: ts.ClassLikeDeclaration;
    readonly explicit: ts.ConstructorDeclaration | undefined;
    readonly derived: boolean;
    readonly meaning: FieldMeaning;
    /** Instance fields in order, without those that only exist for types. */
    readonly fields: readonly ts.PropertyDeclaration[];
    readonly parameterProperties: readonly ts.ParameterDeclaration[];
    /** It has private instance members: objects of it carry a native brand. */
    readonly branded: boolean;
    /** The fields may be initialised in the frame. */
    readonly movable: boolean;
    /** The statement of the body's top level that calls `super`. */
    readonly superStatement: ts.ExpressionStatement | undefined;
    /** Arrow functions that need `this` or `super` before there is one: as frames they can only be lowered together with the constructor. */
    readonly earlyArrows: readonly ts.ArrowFunction[];
    /** Why it cannot run as a frame: a constructor that may suspend is reported then. */
    readonly stays: string | undefined;
    /** The options the above depends on: hosts hand the same tree to several programs. */
    readonly settings: string;
}
export declare function constructorShape(ts: Ts, options: ts.CompilerOptions, node: ts.ClassLikeDeclaration): ConstructorShape;
export declare function explicitConstructor(ts: Ts, node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined;
/** `static constructor() {}`: a method to the language, an ill-formed constructor to TypeScript's parser. It stays as it is. */
export declare function isStaticConstructor(ts: Ts, node: ts.ConstructorDeclaration): boolean;
export declare function isDerived(ts: Ts, node: ts.ClassLikeDeclaration): boolean;
/** What a class extends. */
export declare function parentOf(ts: Ts, node: ts.ClassLikeDeclaration): ts.Expression | undefined;
/** The key of the facts about a class's constructor, also of one that is not written. */
export declare function constructorKey(ts: Ts, node: ts.ClassLikeDeclaration): string;
export declare function constructorId(ts: Ts, node: ts.ClassLikeDeclaration): string;
/** The class has a constructor that is not written and runs code: its parent's, or initialisers. */
export declare function hasImplicitConstructor(ts: Ts, node: ts.ClassLikeDeclaration): boolean;
export declare function isSuperCall(ts: Ts, node: ts.Node): node is ts.CallExpression;
/** `super.x` or `super[x]` in what belongs to the constructor. */
export declare function usesSuperProperty(ts: Ts, constructor: ts.ConstructorDeclaration): boolean;
