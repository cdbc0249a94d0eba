/**
 * Finds the loops of a control flow graph, reducible or not, and how they nest (Havlak, "Nesting of reducible and irreducible loops", 1997): a depth-first numbering,
 * edges sorted into back edges and others, and for each header, innermost first, its body collected backwards by union-find.
 */
class Block {
  readonly predecessors: Block[] = [];
  readonly successors: Block[] = [];

  constructor(readonly id: number) {}
}

class Graph {
  readonly blocks: Block[] = [];

  make(): Block {
    const block = new Block(this.blocks.length);
    this.blocks.push(block);
    return block;
  }

  connect(from: Block, to: Block): void {
    from.successors.push(to);
    to.predecessors.push(from);
  }

  /** Blocks in a line. @returns the last */
  line(from: Block, length: number): Block {
    let at = from;
    for (let i = 0; i < length; i++) {
      const next = this.make();
      this.connect(at, next);
      at = next;
    }
    return at;
  }

  /** Two ways that meet again. @returns where they meet */
  diamond(from: Block): Block {
    const left = this.make(), right = this.make(), meet = this.make();
    this.connect(from, left);
    this.connect(from, right);
    this.connect(left, meet);
    this.connect(right, meet);
    return meet;
  }

  /** A loop with others inside. @returns the block behind it */
  loop(from: Block, depth: number, inside: number): Block {
    const header = this.line(from, 1);
    let at = this.diamond(header);
    if (depth > 0) for (let i = 0; i < inside; i++) at = this.loop(at, depth - 1, inside);
    const bottom = this.line(at, 1);
    this.connect(bottom, header);
    return this.line(bottom, 1);
  }
}

/** A set of blocks that union-find has put together so far; its root stands for a loop. */
class Node {
  parent: Node = this;
  loop: Loop | null = null;

  constructor(readonly block: Block, readonly number: number) {}

  find(): Node {
    const path: Node[] = [];
    let node: Node = this;
    while (node !== node.parent) {
      if (node.parent !== node.parent.parent) path.push(node);
      node = node.parent;
    }
    for (const n of path) n.parent = node;
    return node;
  }
}

class Loop {
  readonly blocks = new Set<Block>();
  readonly children: Loop[] = [];
  parent: Loop | null = null;
  depth = 0;

  constructor(readonly header: Block | null, readonly isReducible: boolean) {}

  setParent(parent: Loop): void {
    this.parent = parent;
    parent.children.push(this);
  }

  setDepth(depth: number): number {
    this.depth = depth;
    let sum = depth;
    for (const child of this.children) sum += child.setDepth(depth + 1);
    return sum;
  }
}

const enum Type {
  NotHeader,
  Reducible,
  Irreducible,
  Self,
}

class LoopFinder {
  readonly root = new Loop(null, true);
  readonly loops: Loop[] = [];
  private readonly nodes: Node[] = [];
  private readonly numbers: number[];
  /** The last number given to a descendant. */
  private readonly last: number[] = [];

  constructor(private readonly graph: Graph) {
    this.numbers = new Array<number>(graph.blocks.length).fill(-1);
  }

  find(): void {
    this.number(this.graph.blocks[0]);
    const size = this.nodes.length;
    const back: number[][] = [], others: Set<number>[] = [], types: Type[] = [];
    for (let w = 0; w < size; w++) {
      back.push([]);
      others.push(new Set());
      types.push(Type.NotHeader);
      for (const { id } of this.nodes[w].block.predecessors) {
        const v = this.numbers[id];
        if (v < 0) continue;
        if (this.isAncestor(w, v)) back[w].push(v);
        else others[w].add(v);
      }
    }
    for (let w = size - 1; w >= 0; w--) {
      const pool: Node[] = [];
      for (const v of back[w]) {
        if (v === w) types[w] = Type.Self;
        else pool.push(this.nodes[v].find());
      }
      if (pool.length > 0) types[w] = Type.Reducible;
      const seen = new Set(pool), todo = pool.slice();
      for (let x = todo.shift(); x !== undefined; x = todo.shift()) {
        for (const y of others[x.number]) {
          const z = this.nodes[y].find();
          if (!this.isAncestor(w, z.number)) {
            types[w] = Type.Irreducible;
            others[w].add(z.number);
          } else if (z.number !== w && !seen.has(z)) {
            seen.add(z);
            pool.push(z);
            todo.push(z);
          }
        }
      }
      if (pool.length > 0 || types[w] === Type.Self) this.close(w, pool, types[w]);
    }
    for (const loop of this.loops) if (loop.parent === null) loop.setParent(this.root);
  }

  private close(w: number, pool: readonly Node[], type: Type): void {
    const header = this.nodes[w], loop = new Loop(header.block, type !== Type.Irreducible);
    header.loop = loop;
    for (const node of pool) {
      node.parent = header;
      if (node.loop !== null) node.loop.setParent(loop);
      else loop.blocks.add(node.block);
    }
    this.loops.push(loop);
  }

  private number(block: Block): void {
    const at = this.nodes.length;
    this.numbers[block.id] = at;
    this.nodes.push(new Node(block, at));
    for (const next of block.successors) if (this.numbers[next.id] < 0) this.number(next);
    this.last[at] = this.nodes.length - 1;
  }

  private isAncestor(w: number, v: number): boolean {
    return w <= v && v <= this.last[w];
  }
}

function makeGraph(): Graph {
  const graph = new Graph();
  let at = graph.line(graph.make(), 2);
  for (let i = 0; i < 12; i++) {
    at = graph.loop(at, 3, 3);
    // A way into the middle of the next loop, past its header.
    if (i % 4 === 0) graph.connect(at, graph.blocks[(graph.blocks.length * 2) / 3 | 0]);
  }
  return graph;
}

export function run(n: number): number {
  const graph = makeGraph();
  let check = 0;
  for (let i = 0; i < n; i++) {
    const finder = new LoopFinder(graph);
    finder.find();
    let irreducible = 0, blocks = 0;
    for (const loop of finder.loops) {
      if (!loop.isReducible) irreducible++;
      blocks += loop.blocks.size;
    }
    check = (check * 13 + finder.loops.length + finder.root.setDepth(0) + irreducible * 1000 + blocks) % 1_000_000_007;
  }
  return check;
}
