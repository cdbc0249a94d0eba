/** Takeuchi's function on the lengths of linked lists. */
interface Cell {
  readonly value: number;
  readonly next: List;
}
type List = Cell | null;

function make(length: number): List {
  return length === 0 ? null : { value: length, next: make(length - 1) };
}

function isShorter(x: List, y: List): boolean {
  let a = x, b = y;
  while (b !== null) {
    if (a === null) return true;
    a = a.next;
    b = b.next;
  }
  return false;
}

function tail(x: List, y: List, z: List): List {
  if (!isShorter(y, x)) return z;
  return tail(tail(x!.next, y, z), tail(y!.next, z, x), tail(z!.next, x, y));
}

function length(list: List): number {
  return list === null ? 0 : 1 + length(list.next);
}

export function run(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += length(tail(make(15), make(10), make(6)));
  return sum;
}
