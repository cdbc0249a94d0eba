/**
 * Array patterns over iterables whose steps may suspend, wherever a pattern stands: declarations, assignments, parameters, heads of loops, catch clauses.
 *
 * Before
 *   const [a = start(), [b], ...c] = things;
 * After, each step in a computed key of an object pattern, which holds the evaluation order as the array pattern had it (runtime/src/chan/pattern.ts)
 *   const [{ [(<$open($2, $2.v)>, <$pull($2)>)]: a = start(), [<$pull($2)>]: $t, [(<$open($2, $t)>, <$pull($2)>)]: b, [(<$shut($2)>, <$rest($2)>)]: c }] = $2 = $pattern(things);
 * where <x> is `($1 = x, $S.f) ? yield $at : $1`. In assignments the target is evaluated before the step (13.15.5.5): `[f().x] = things` becomes `{ v: ($3 = f(), <$pull($2)>, $3).x }`.
 *
 * So are object patterns that read properties whose accessors may suspend: `{ x = d } = o` becomes `{ [($2.v = <$get($2.of, "x")>, "v")]: x = d }`.
 * An object pattern with such a pattern inside is taken apart behind it: `{ x, y: [z], ...w }` becomes `{ x, y: $t }`, the steps of z, and `$restOf(value, ["x", "y"])`.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** The name, pattern or assignment target, and what is in it. */
export declare function hasSteps(l: FileLowering, target: ts.Node, scope: Scope): boolean;
/** `[{ … }]` and `$2 = $pattern(value)`: a binding pattern and its initialiser. `value` is lowered already. */
export declare function bindPattern(l: FileLowering, pattern: ts.BindingPattern, value: ts.Expression, scope: Scope, at?: ts.Node): {
    name: ts.ArrayBindingPattern;
    initializer: ts.Expression;
};
/** `[{ … }] = $2 = $pattern(value)`. */
export declare function assignPattern(l: FileLowering, pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, value: ts.Expression, scope: Scope): ts.Expression;
