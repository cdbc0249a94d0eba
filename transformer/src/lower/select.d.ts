/**
 * `select` of cases that are written out, and of an array.
 *
 * Before
 *   const got = select({ job: jobs, out: send(results, r), quit });
 *   switch (got.case) { case "job": use(got.value); … }
 * After
 *   const got = (($1 = $select("select", select, void 0, $2 ??= $selection(["job", "out", "quit"], true), jobs, send(results, r), quit), $S.f) ? yield $at : $1);
 *
 * The record of the select ($2) belongs to this statement and this activation, so that a loop makes it once and a select allocates nothing it has to wait with. Where the result is
 * only looked at before the statement can be reached again, the record is the result (`true`); else each select makes an object.
 *
 * Left to the call by look-up   cases that are no plain list of names (spreads, computed names, accessors, names that are indices, since these come first in an object, whatever the order they are
 *                               written in); functions and classes as cases, which would be named after it.
 * Breaks   a record shared by two activations: field initialisers and other code that is no part of the body whose temporaries it uses gets one for each select.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** `$select(…)` or `$selectAll(…)`, without the test of the flag. Undefined: an ordinary call. */
export declare function lowerSelect(l: FileLowering, node: ts.CallExpression, kind: "select" | "selectAll", target: ts.Expression, text: string, scope: Scope): ts.Expression | undefined;
