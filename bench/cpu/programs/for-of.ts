/** Loops over arrays by for-of: numbers, objects taken apart, and entries of a Map. */
interface Item {
  readonly weight: number;
  readonly price: number;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const v of values) total += v;
  return total;
}

function value(items: readonly Item[]): number {
  let total = 0;
  for (const { weight, price } of items) total += weight * price;
  return total;
}

function weighted(table: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const [key, count] of table) total += key * count;
  return total;
}

export function run(n: number): number {
  const values: number[] = [], items: Item[] = [], table = new Map<number, number>();
  for (let i = 0; i < 10_000; i++) {
    values.push(i % 97);
    items.push({ weight: i % 13, price: i % 31 });
    if (i < 1000) table.set(i, i % 7);
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    values[i % 10_000] += 1;
    total = (total + sum(values) + value(items) + weighted(table)) % 1_000_000_007;
  }
  return total;
}
