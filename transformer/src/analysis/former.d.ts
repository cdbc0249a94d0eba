/**
 * What a program follows: the analysis made last for the same tsconfig, in hosts that make one program after another.
 *
 * It is held weakly, for as long as its program: a host that watches holds the former one while it makes the next. A language service lets go of it before anybody asks for the analysis of the next; of those the last
 * few analyses are held, without their programs.
 */
import type ts from "typescript";
import type { Outline, Progress } from "./progress";
export declare function former(program: ts.Program): Progress | undefined;
export declare function remember(program: ts.Program, progress: Progress): void;
export declare function outlineOf(program: ts.Program): Outline;
