/** Emitted code of one file of a program that somebody else keeps: an editor's, with what is not saved yet. Nothing is written, whatever the options say of emitting. */
import type ts from "typescript";
import { type PluginConfig } from "./patch-program";
export interface EmittedFile {
    readonly code: string;
    /** Source map of version 3, as JSON. */
    readonly map: string | undefined;
    readonly format: "commonjs" | "module";
}
/**
 * @param config the plugin's line of the tsconfig
 * @returns undefined where TypeScript emits nothing for the file: declarations, JSON
 * @throws SetupError SY9010: the compiler failed
 */
export declare function emitFile(compiler: typeof ts, program: ts.Program, file: ts.SourceFile, config?: PluginConfig): EmittedFile | undefined;
