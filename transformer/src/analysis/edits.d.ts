/**
 * What an edit of a file can have changed for the others. Types are inferred from all of a file but the bodies of functions whose type is fixed by what stands around them, so an edit within such a body
 * changes nothing that other files see of it:
 *
 *   export function f(a: number): string { … }   fixed by its annotation
 *   test("name", () => { work(); })               gives nothing back, whatever its body does
 *   export const g = (a: number) => a + 1         not fixed: its body is part of what importers see
 *
 * Positions are numbers, taken when the file is analysed: an editor's parser moves nodes of the old tree into the new one.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
/** The inside of a body that nobody else's types depend on. */
interface Body {
    readonly pos: number;
    readonly end: number;
    /** What decides between `void` and `never`. */
    readonly returns: boolean;
}
/** A file as it was analysed. */
export interface Snapshot {
    readonly file: ts.SourceFile;
    readonly text: string;
    /** In order, none in another. */
    readonly bodies: readonly Body[];
}
export declare function snapshotOf(ts: Ts, file: ts.SourceFile): Snapshot;
export interface Edit {
    readonly before: Snapshot;
    readonly after: Snapshot;
    /** The text that differs lies in this body; undefined: other files may see what has changed. */
    readonly body: {
        readonly pos: number;
        readonly endBefore: number;
        readonly endAfter: number;
    } | undefined;
}
export declare function editOf(before: Snapshot, after: Snapshot): Edit;
/** Where the node with that key (`kind:pos:end`, facts.ts) is found after the edit; undefined: it lay in what has changed. */
export declare function keyAfter({ body }: Edit, key: string): string | undefined;
/** The node lay in what has changed. */
export declare function isWithin(edit: Edit, node: ts.Node): boolean;
export {};
