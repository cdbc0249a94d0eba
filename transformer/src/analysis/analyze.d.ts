/**
 * The three phases over a whole program, once per program (hosts ask several times). Of a program that follows another, as watching builds and editors make them, only what an edit may have changed is
 * analysed again (advance.ts).
 */
import type ts from "typescript";
import { type Ts } from "./typescript";
import type { Analysis } from "./progress";
export declare function analyze(host: Ts, program: ts.Program): Analysis;
