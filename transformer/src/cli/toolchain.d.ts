import { type TsconfigJson } from "./survey";
/** The line of a tsconfig's `plugins`: for the build (`transform`) and the editor (`name`). */
export declare const pluginLine: {
    readonly name: "@sansync/plugin";
    readonly transform: "@sansync/transformer";
    readonly transformProgram: true;
};
export declare const pluginText = "{ \"name\": \"@sansync/plugin\", \"transform\": \"@sansync/transformer\", \"transformProgram\": true }";
/** An entry of `plugins` that names us, complete or not. */
export declare function isOurs(entry: unknown): boolean;
/** The tsconfig emits ES5 or ES3: said so, or by the default that TypeScript had before version 6. */
export declare function emitsOldTarget({ compilerOptions: o }: TsconfigJson, typescript: string): boolean;
/** What a project without TypeScript gets. */
export declare const newTypeScript = "~5.9.3";
export interface Toolchain {
    /** Stands where `tsc` stands in scripts. */
    readonly compiler: "tspc" | "ttsc" | "sansync build";
    /** Names and versions of what is installed for it. */
    readonly packages: Readonly<Record<string, string>>;
    /** Versions of those packages that do the work. */
    readonly fits: (name: string, version: string) => boolean;
    /** The compiler that ts-node has to use; undefined where ts-node cannot work. */
    readonly tsNode: string | undefined;
}
/** @throws SetupError SY6006 where the version is too old */
export declare function toolchainOf(typescript: string): Toolchain;
/**
 * A script, with the compiler of the toolchain in place of `tsc` and without switches that hide types from it; and what could not be done.
 * @param checks `tsc` emits nothing here: it stays
 */
export declare function adapted(command: string, { compiler }: Toolchain, checks?: boolean): {
    readonly command: string;
    readonly left: string | undefined;
};
