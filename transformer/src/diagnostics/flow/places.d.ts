/**
 * What keeps its identity: constants, parameters that are not assigned to, fields that are set once, and such fields of those. Two expressions that name the same place are the same object wherever they stand in
 * a function. A constant that is another name of a place is that place.
 */
import type ts from "typescript";
import type { RuleContext } from "../define";
/** A variable, a field of `this`, or a field of such a place. Compared by identity. */
export type Place = Pick<ts.Symbol, "name" | "valueDeclaration">;
/** Fields of places: of two objects of one class they are two places. */
export interface FieldPlace extends Place {
    readonly of: Place;
    readonly field: ts.Symbol;
}
export declare function isFieldPlace(place: Place): place is FieldPlace;
/** The place an expression names; undefined: it may be another object each time. */
export declare function stable(context: RuleContext, expression: ts.Expression | undefined, depth?: number): Place | undefined;
/** What a place of a function that is called is in the caller: an argument for a parameter, a field of the object it is called on. */
export declare function placeIn(context: RuleContext, call: ts.CallExpression, fn: ts.SignatureDeclaration, place: Place): Place | undefined;
