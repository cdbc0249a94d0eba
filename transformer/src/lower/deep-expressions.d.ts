/**
 * Chains and nests of calls that are too deep for the stack of what walks them: a call that may suspend is several levels deeper in the emitted code than in the source.
 *
 * Before
 *   root().a().b() …;                                        f(f(f(… x …)))
 * After, from some thirty such calls on: one sequence, whose parts are short
 *   ($v = <root().a() …>, $v = <$v.b() …>, <$v.z() …>)        ($3 = f, $4 = f, …, $v = <f(x)>, $v = <$4($v)>, <$3($v)>)
 *
 * The path goes from the outermost call inwards, where most of the text is: through what is called and through arguments. A chain has nothing to evaluate before its innermost call. An argument has the callee
 * and the arguments before it: those are evaluated first, into temporaries, in the order of the source.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerDeep(l: FileLowering, node: ts.Expression, scope: Scope): ts.Expression | undefined;
