export type Manager = "npm" | "pnpm" | "yarn" | "bun";
/** A file of JSON, as text and as what it says. */
export interface JsonFile<T> {
    /** Absolute path. */
    readonly file: string;
    readonly text: string;
    /** Why it cannot be read; `json` is what could be. */
    readonly error: string | undefined;
    readonly json: T;
}
export interface Manifest {
    readonly name?: string;
    readonly type?: string;
    readonly packageManager?: string;
    readonly workspaces?: readonly string[] | {
        readonly packages?: readonly string[];
    };
    readonly scripts?: Readonly<Record<string, string>>;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
    /** Jest's configuration, where it has no file of its own. */
    readonly jest?: unknown;
}
/** What is looked at of a tsconfig; nothing about it is certain. */
export interface TsconfigJson {
    readonly extends?: unknown;
    readonly files?: readonly unknown[];
    readonly include?: readonly unknown[];
    readonly references?: readonly {
        readonly path?: unknown;
    }[];
    readonly compilerOptions?: Readonly<Record<string, unknown>>;
    readonly "ts-node"?: Readonly<Record<string, unknown>>;
    /** Where people put it by mistake. */
    readonly plugins?: unknown;
}
export interface Tsconfig extends JsonFile<TsconfigJson> {
    /** With all it extends. Its own text where that cannot be read. */
    readonly effective: TsconfigJson;
    /** Files of this project that it extends, nearest first. */
    readonly bases: readonly string[];
    /** Lists other projects, and no files of its own. */
    readonly solution: boolean;
    /** Another tsconfig of the project extends it, and it is not called tsconfig.json. */
    readonly base: boolean;
}
export interface Package extends JsonFile<Manifest> {
    readonly folder: string;
}
export interface Survey {
    readonly folder: string;
    /** The root's package.json. */
    readonly root: Package | undefined;
    /** The root and its workspaces. */
    readonly packages: readonly Package[];
    readonly manager: Manager;
    /** Yarn keeps packages in zip files and serves them through a hook (Plug'n'Play). */
    readonly plugAndPlay: boolean;
    readonly tsconfigs: readonly Tsconfig[];
    /** The installed TypeScript, or the one that package.json asks for. */
    readonly typescript: {
        readonly version: string;
        readonly installed: boolean;
    } | undefined;
    /** All words of all scripts. */
    readonly scripts: readonly {
        readonly package: Package;
        readonly name: string;
        readonly command: string;
    }[];
    /** Names of dependencies, of whatever kind, of all packages. */
    readonly dependencies: ReadonlyMap<string, string>;
    /** There are TypeScript sources. */
    readonly sources: boolean;
}
/** @param folder absolute; it need not exist */
export declare function survey(folder: string): Survey;
/** The tsconfigs that list files. */
export declare function leaves({ tsconfigs }: Survey): readonly Tsconfig[];
/** No tsconfig emits: tsc only checks, and somebody else compiles. */
export declare function onlyChecks(s: Survey): boolean;
export declare function usesTsNode({ dependencies, scripts, tsconfigs }: Survey): boolean;
/** The command that adds a package for development. */
export declare function adding(manager: Manager, spec: string): string;
export declare function readJson<T>(file: string, comments: boolean): JsonFile<T> | undefined;
/** Version of a package as `from` resolves it, and where it lies; the real path. */
export declare function installed(name: string, from: string): {
    readonly version: string;
    readonly folder: string;
} | undefined;
/** Compares two versions by their numbers: below 0 where the first is the older one. */
export declare function compareVersions(a: string, b: string): number;
