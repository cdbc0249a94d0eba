/** What was found out about nodes, in one program: an editor's parser keeps the nodes of text that nobody edits, and what is true of a function depends on what it calls and on the checker of the day. */
import type ts from "typescript";

export class NodeCache<V> {
  readonly #known = new WeakMap<ts.Program, WeakMap<ts.Node, V>>();

  get({ program }: { readonly program: ts.Program }, node: ts.Node): V | undefined {
    return this.#known.get(program)?.get(node);
  }

  set({ program }: { readonly program: ts.Program }, node: ts.Node, value: V): void {
    const own = this.#known.get(program);
    if (own === undefined) this.#known.set(program, new WeakMap([[node, value]]));
    else own.set(node, value);
  }
}
