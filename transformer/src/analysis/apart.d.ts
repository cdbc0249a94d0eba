/**
 * Files that stand apart: no chain of imports, in whatever direction, connects them with a file that uses sansync, and all they call is known by its type. No goroutine gets hold of a function of theirs,
 * nor they of one that blocks, so they are neither analysed nor lowered: TypeScript's own output is what they become.
 *
 *   scripts/release.ts → scripts/changelog.ts            apart
 *   server.ts → sansync; server.ts → store.ts ← admin.ts   all three are connected
 *
 * Believed only of a program that is complete: a tsconfig lists its files and all of them are here, it writes no declarations for others to compile against, and some of it does use sansync. Not of what a
 * language service or ts-node sees, where files arrive one by one. Values travel without imports too, so nothing is left out where a file is a script, adds to global scope or to other modules, or loads
 * what only the run decides (loads.ts); and whoever calls `any` may have been handed what blocks, by a framework that loads a folder, say.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
export declare function filesApart(ts: Ts, program: ts.Program): ReadonlySet<ts.SourceFile>;
/**
 * After an edit of a file that leaves its imports as they are: the same files stand apart, or fewer.
 * @param isApart whether the file did before
 */
export declare function staysApart(ts: Ts, program: ts.Program, before: ts.SourceFile, after: ts.SourceFile, isApart: boolean): boolean;
