/**
 * Built-ins that call back and have a goroutine entry in the runtime (runtime/src/natives/names.ts; fixtures/natives.test.ts compares the two lists).
 * The emitted code does not need this list, it looks entries up; the diagnostics do: a blocking callback given to any other built-in that uses its result is SY4002.
 */
/** Their names, as `canonicalNative` gives them. */
export declare const resumableNatives: ReadonlySet<string>;
/** Those that walk an iterable (or a set-like object): which argument it is, -1 for the receiver. Its steps may suspend as well as a callback. */
export declare const walkingNatives: ReadonlyMap<string, number>;
/** Where the callback stands in the arguments; undefined: any argument may be called. */
export declare function callbackPosition(name: string): number | undefined;
/** `ReadonlyArray` and the typed arrays share the entries of `Array`, `ReadonlyMap` those of `Map`. */
export declare function canonicalNative(owner: string, member: string): string;
/** Node's functions that call back in another asynchronous context, and have a goroutine entry (runtime/src/node/async-context.ts). */
export declare const contextNatives: ReadonlySet<string>;
