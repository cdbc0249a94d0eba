/**
 * What a variable or property was declared as, wherever in its flow it is asked for. The checker narrows by flow (`if (x instanceof C) …`), which costs far more than all else it is asked here; where the
 * declaration already answers a question, the flow need not be.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** The symbol a name or a property access stands for. */
export declare function symbolOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Symbol | undefined;
/** The declared type of `symbol`: flow makes it narrower or leaves it, except where it is `any` or `unknown`. Undefined: this checker does not tell. */
export declare function declaredType(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Type | undefined;
/** The type of an expression. Of a call the checker has kept the signature; asked for the type, it looks at the callee again, and so at the whole chain `a().b().c()` at each of its calls. */
export declare function typeOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Type;
