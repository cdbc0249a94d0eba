/**
 * `for…of` over something whose steps may suspend.
 *
 * Before
 *   for (const v of ch) use(v);                 for (const v of things) { if (done(v)) break; }
 * After, a channel: it needs no closing
 *   for ($2 = $rangeOf(ch); ($3 = (($1 = $range($2), $S.f) ? yield $at : $1)) !== $DONE; <check>) { const v = $3; use(v); }
 * After, an iterable of unknown colour (ECMA-262 14.7.5.6, IteratorClose 7.4.11)
 *   $2 = (($1 = $iterate(things), $S.f) ? yield $at : $1);
 *   try { for (; ($3 = (($1 = $next($2), $S.f) ? yield $at : $1)) !== $DONE; <check>) { const v = $3; if (done(v)) break; } }
 *   catch ($e) { $fail($2); throw $e; }         // the body threw: its error hides one of return()
 *   finally { $close($2); if ($S.f) yield $at; }
 *
 * Per-iteration bindings are the block's own. The loop's labels stand before the inner `for`, so that `continue label` stays inside the `try`.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerForOf(l: FileLowering, node: ts.ForOfStatement, labels: readonly ts.Identifier[], scope: Scope): ts.Statement;
/** `const [a, b] = $3;`, `[o.a] = $3;` */
export declare function bindStatement(l: FileLowering, head: ts.ForInitializer, value: ts.Expression, scope: Scope): ts.Statement;
/**
 * The iterable of a loop is evaluated where the loop's own names exist and are not initialised (14.7.5.6). If it mentions one, the engine makes that scope: a loop over nothing whose head evaluates it.
 *   for (const x of f(x)) …        for (const x in ($4 = f(x), null)); … iterate($4) …
 * `null` stands for no names at all, without asking any iterator.
 */
export declare function evaluateHead(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): {
    before: ts.Statement[];
    value: ts.Expression;
};
/** The expression a loop iterates over. */
export declare function headValue(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): ts.Expression;
