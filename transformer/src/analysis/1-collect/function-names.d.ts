/** What messages, dumps and stacks call a function: `worker`, `Counter.bump`, `Counter.n initialiser`, `(anonymous)`. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { FunctionKind } from "../facts";
export declare function functionName(ts: Ts, node: ts.Node, kind: FunctionKind): string;
