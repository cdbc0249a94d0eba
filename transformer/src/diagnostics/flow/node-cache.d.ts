/** What was found out about nodes, in one program: an editor's parser keeps the nodes of text that nobody edits, and what is true of a function depends on what it calls and on the checker of the day. */
import type ts from "typescript";
export declare class NodeCache<V> {
    #private;
    get({ program }: {
        readonly program: ts.Program;
    }, node: ts.Node): V | undefined;
    set({ program }: {
        readonly program: ts.Program;
    }, node: ts.Node, value: V): void;
}
