/**
 * While it prints, TypeScript asks for the module format of the file at each expression (onSubstituteNode of its transformImpliedNodeFormatDependentModule), and works it out anew each time, from the
 * file's name and the options: 5 % of a build of 100,000 lines (bench/results/analysis.md), more where more is printed. The answer for a file does not change while one emit lasts, so it is kept for that long.
 */
import type ts from "typescript";
/** Does nothing in versions of TypeScript that have no such function. */
export declare function keepModuleFormat(context: ts.TransformationContext): void;
