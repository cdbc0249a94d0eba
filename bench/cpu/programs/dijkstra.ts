/** Shortest ways over a grid of n by n by Dijkstra's algorithm, with a heap that is given its order. */
import { Random } from "./random";

class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  push(item: T): void {
    const { items, before } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, items[parent])) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items, before } = this;
    const first = items[0], last = items.pop();
    if (last === undefined || items.length === 0) return last;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1], items[child])) child++;
      if (!before(items[child], last)) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return first;
  }
}

interface Step {
  readonly x: number;
  readonly y: number;
  readonly cost: number;
}

const NEIGHBOURS = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;

function shortest(costs: readonly number[], size: number, fromX: number, fromY: number): Float64Array {
  const distances = new Float64Array(size * size).fill(Infinity);
  const open = new Heap<Step>((a, b) => a.cost < b.cost);
  distances[fromY * size + fromX] = 0;
  open.push({ x: fromX, y: fromY, cost: 0 });
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { x, y, cost } = step;
    if (cost > distances[y * size + x]) continue;
    for (const [dx, dy] of NEIGHBOURS) {
      const nx = x + dx, ny = y + dy;
      if (nx < 0 || ny < 0 || nx >= size || ny >= size) continue;
      const there = ny * size + nx, next = cost + costs[there];
      if (next < distances[there]) {
        distances[there] = next;
        open.push({ x: nx, y: ny, cost: next });
      }
    }
  }
  return distances;
}

export function run(n: number): number {
  const random = new Random(5);
  const costs = Array.from({ length: n * n }, () => 1 + random.below(9));
  let check = 0;
  for (const [x, y] of [[0, 0], [n - 1, 0], [n >> 1, n >> 1]]) {
    const distances = shortest(costs, n, x, y);
    for (let i = 0; i < distances.length; i += 17) check = (check * 31 + distances[i]) % 1_000_000_007;
  }
  return check;
}
