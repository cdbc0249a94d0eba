/** `once.do` inside of the function that it runs. */
export declare const onceRecursion: import("../define").Rule;
