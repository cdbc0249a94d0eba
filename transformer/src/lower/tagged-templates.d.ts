/**
 * Tagged templates whose tag may suspend.
 *
 * Before
 *   query`select ${column()} from t`
 * After
 *   (($1 = $call2("query", query, void 0, ((s) => s)`select ${0} from t`, column()), $S.f) ? yield $at : $1)
 *
 * The strings object is one per site (ECMA-262 13.2.8.4, GetTemplateObject): an identity tag fetches that of its own site, which is always the same.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerTaggedTemplate(l: FileLowering, node: ts.TaggedTemplateExpression, scope: Scope): ts.Expression | undefined;
