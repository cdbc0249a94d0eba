export type Json = string | number | boolean | null | readonly Json[] | {
    readonly [key: string]: Json;
};
/** How new objects are written: on one line as in tsconfig.json, or a property on each as in package.json. */
export type Layout = "line" | "lines";
/** The first error of the text, as a person reads it; trailing commas and comments are none where `comments` is set. */
export declare function jsonError(text: string, comments: boolean): string | undefined;
/** Gives a property a value. Objects on the way are made; a new property stands last, or with `sorted` in the order of the alphabet among those beside it. */
export declare function setProperty(text: string, path: readonly string[], value: Json, layout: Layout, sorted?: boolean): string;
/** Adds an item at the end of an array that is there. */
export declare function appendItem(text: string, path: readonly string[], value: Json, layout: Layout): string;
/** Takes a property or an item away, with its comma. */
export declare function removeProperty(text: string, path: readonly (string | number)[]): string;
