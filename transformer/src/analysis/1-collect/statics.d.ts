/** Which classes may have their static fields and blocks evaluated behind the class, by a frame that may wait (lower/static-elements.ts). */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { FunctionFacts } from "../facts";
/** `outer` is the code the class stands in: a function, whose frame waits. */
export declare function staticsMayWait(ts: Ts, node: ts.ClassLikeDeclaration, outer: FunctionFacts): boolean;
/** A static field or block that exists at run time. */
export declare function isStaticElement(ts: Ts, member: ts.ClassElement): boolean;
