import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
/** Options of the plugin entry in tsconfig. */
export interface PluginConfig {
    /** Treat every function as suspendable, to test with (docs/stress.md). The environment variable SANSYNC_STRESS does the same in every host. Default false. */
    readonly stress?: boolean;
    /** Compile every file, also those that no import connects with one that uses sansync (docs/how-it-works.md). Default false. */
    readonly whole?: boolean;
    /** Small code instead of fast code: one generator for each function that may suspend (docs/how-it-works.md). The environment variable SANSYNC_SIZE does the same in every host. Default false. */
    readonly size?: boolean;
    /** Warnings of ours among the diagnostics of `tsc` and ts-node, which fail for any. `sansync check`, `sansync build` and the editor show them in any case. Default false: errors alone. */
    readonly warnings?: boolean;
    readonly [option: string]: unknown;
}
export interface Use {
    /** Files are emitted one by one, and others may come (analysis/options.ts). */
    readonly open?: boolean;
    /** The host fails for any diagnostic, so only errors are given to it. */
    readonly errorsOnly?: boolean;
}
export declare function patchProgram(ts: Ts, program: ts.Program, config?: PluginConfig, { open, errorsOnly }?: Use): ts.Program;
/** What the options say about the analysis. To be called before it. */
export declare function configure(program: ts.Program, config: PluginConfig, open?: boolean): void;
/** By the plugin's option, or for all builds of a shell by `SANSYNC_STRESS=1`. */
export declare function wantsStress(config: PluginConfig): boolean;
/** The transformer of `before`, with its failures named. */
export declare function lowering(ts: Ts, program: ts.Program, begin?: (file: ts.SourceFile) => void): ts.TransformerFactory<ts.SourceFile>;
/** A hash of all that the emit of a file depends on besides its text and its types. */
export declare function stampOf(ts: Ts, program: ts.Program, config: PluginConfig, file: ts.SourceFile): string;
