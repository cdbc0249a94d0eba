/** What the three phases found out about a program, and what the analysis of the next one goes on from. */
import type ts from "typescript";
import type { Options } from "./options";
import type { Snapshot } from "./edits";
import type { FunctionFacts, FunctionId } from "./facts";
import type { Answers } from "./1-collect/answers";
import type { Exposed } from "./1-collect/exposed";
import type { WholeIndex } from "./1-collect/program-index";
import type { Callers, Colour, Colours } from "./2-infer/infer";
import type { FilePlan } from "./3-plan/plan";
export interface Analysis {
    readonly functions: ReadonlyMap<FunctionId, FunctionFacts>;
    readonly colours: Colours;
    /** Plans of the program's own files, by file name; those that stand apart have none. */
    readonly files: ReadonlyMap<string, FilePlan>;
    /** Files that are nested more deeply than the stack allows: they have no plan (SY9011). */
    readonly tooDeep: readonly ts.SourceFile[];
    /** Files that no import connects with a user of sansync (apart.ts). */
    readonly apart: ReadonlySet<ts.SourceFile>;
}
/** What the next program is compared with. Not the program itself, whose checker holds the types of all that was looked at. */
export interface Outline {
    readonly program: WeakRef<ts.Program>;
    readonly options: Options;
    readonly compilerOptions: ts.CompilerOptions;
    readonly files: readonly ts.SourceFile[];
    /** The map of resolved names, which is handed on while all imports lead where they led (TypeScript 5.3 on). */
    readonly resolvedModules: unknown;
}
/** What the analysis of the next program goes on from. */
export interface Progress {
    readonly of: Outline;
    /** The next one has gone on from it: what it says holds no more. */
    superseded: boolean;
    readonly analysis: Analysis;
    readonly index: WholeIndex;
    readonly exposed: Exposed;
    readonly answers: Answers;
    readonly callers: Callers;
    readonly conversions: ReadonlySet<FunctionId>;
    /** The colour of generators that come from outside. */
    readonly generators: Colour;
    /** Of the program's own files, by name. */
    readonly snapshots: ReadonlyMap<string, Snapshot>;
}
