/**
 * Phase 1: one walk over a file that finds its functions, and in each of them calls, loops and everything else that decides how it can be lowered.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type FileFacts, type FunctionId } from "../facts";
import type { Resolver } from "./resolve";
export declare function collectFile(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, file: ts.SourceFile, stress?: boolean, conversions?: ReadonlySet<FunctionId>): FileFacts;
