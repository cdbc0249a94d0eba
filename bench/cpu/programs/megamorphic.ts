/** A call that meets twelve classes, whose methods loop: none is inlined, and each may be preempted. */
abstract class Cell {
  constructor(protected readonly weight: number) {}
  abstract step(x: number): number;
}

/** A class for each operation. */
function kind(operation: (x: number, i: number, weight: number) => number): new (weight: number) => Cell {
  return class extends Cell {
    step(x: number): number {
      for (let i = 0; i < this.weight; i++) x = operation(x, i, this.weight) | 0;
      return x;
    }
  };
}

class Add extends Cell { step(x: number): number { for (let i = 0; i < this.weight; i++) x = (x + i) | 0; return x; } }
class Subtract extends Cell { step(x: number): number { for (let i = 0; i < this.weight; i++) x = (x - i * 3) | 0; return x; } }
class Xor extends Cell { step(x: number): number { for (let i = 0; i < this.weight; i++) x ^= i * 7; return x; } }
class Times extends Cell { step(x: number): number { for (let i = 0; i < this.weight; i++) x = Math.imul(x, 33) + i | 0; return x; } }
class Rotate extends Cell { step(x: number): number { for (let i = 0; i < this.weight; i++) x = (x << 5) | (x >>> 27); return x; } }
class Or extends Cell { step(x: number): number { let n = this.weight; while (n-- > 0) x = (x | n) - n | 0; return x; } }
class And extends Cell { step(x: number): number { let n = this.weight; while (n-- > 0) x = (x & ~n) + n | 0; return x; } }
class Shift extends Cell { step(x: number): number { let n = this.weight; while (n-- > 0) x = (x >> 1) + n * 1021 | 0; return x; } }

export function run(n: number): number {
  const kinds = [Add, Subtract, Xor, Times, Rotate, Or, And, Shift, kind((x, i) => x + i), kind((x, i) => x ^ i), kind((x, _, w) => x - w), kind((x, i, w) => x + i * w)];
  const cells: Cell[] = [];
  for (let i = 0; i < 240; i++) cells.push(new kinds[i % kinds.length]!(i % 9));
  let x = 1;
  for (let i = 0; i < n; i++) for (const cell of cells) x = cell.step(x);
  return x;
}
