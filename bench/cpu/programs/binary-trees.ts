/** Complete binary trees, made and counted: allocation and recursion. */
class Tree {
  constructor(readonly left: Tree | null, readonly right: Tree | null) {}

  static ofDepth(depth: number): Tree {
    return depth === 0 ? new Tree(null, null) : new Tree(Tree.ofDepth(depth - 1), Tree.ofDepth(depth - 1));
  }

  count(): number {
    return this.left === null || this.right === null ? 1 : 1 + this.left.count() + this.right.count();
  }
}

export function run(n: number): number {
  const lasting = Tree.ofDepth(n);
  let nodes = 0;
  for (let depth = 4; depth <= n; depth += 4) {
    const times = 1 << (n - depth + 4);
    for (let i = 0; i < times; i++) nodes += Tree.ofDepth(depth).count();
  }
  return nodes + lasting.count();
}
