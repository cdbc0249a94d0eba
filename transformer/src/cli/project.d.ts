import type ts from "typescript";
export interface Project {
    readonly ts: typeof ts;
    readonly rootNames: readonly string[];
    readonly options: ts.CompilerOptions;
    readonly references: readonly ts.ProjectReference[] | undefined;
    /** Absolute path of the tsconfig, undefined when none was found. */
    readonly configFile: string | undefined;
    /** The texts that were read, of it and of those it extends, by absolute path. */
    readonly configTexts: ReadonlyMap<string, string | undefined>;
    /** The sansync line of the tsconfig's `plugins`, with its options. */
    readonly config: Record<string, unknown>;
}
/**
 * @param tsconfig path of a tsconfig or of a folder that holds one, relative to `cwd`
 * @throws SetupError SY6022 (missing or broken tsconfig)
 */
export declare function projectOf(tsconfig: string | undefined, cwd: string): Project;
/**
 * The project to compile `file` in: the nearest tsconfig, or one it refers to, if it lists the file; else the file alone under that tsconfig's options, or under our own.
 * @throws SetupError SY6020 (no such file, or no TypeScript file), SY6022
 */
export declare function projectOfFile(file: string, cwd: string, tsconfig?: string): Project & {
    readonly file: string;
};
/** The project and all it refers to, those first that others refer to. */
export declare function withReferences(project: Project, seen?: Map<string | undefined, Project>): Project[];
/** In place of the declarations that a referenced project emits TypeScript reads its sources, as it does in editors. */
export declare function fromSources<H extends object>(host: H): H;
/** The same project, compiled in stress mode if that is wanted. */
export declare function stressed<P extends Project>(project: P, stress: boolean | undefined): P;
/** @throws SetupError SY6022 */
export declare function read(compiler: typeof ts, file: string): Project;
/** The sansync line among the plugins of a tsconfig; empty if there is none. */
export declare function configOf(options: ts.CompilerOptions): Project["config"];
