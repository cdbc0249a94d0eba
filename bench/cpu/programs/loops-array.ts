/** An innermost counted loop: a sum over an array of 20,000 numbers. */
function total(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

export function run(n: number): number {
  const values: number[] = [];
  for (let i = 0; i < 20_000; i++) values.push((i * 7) % 1000);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    values[i % 20_000] = i % 1000;
    sum = (sum + total(values)) % 1_000_000_007;
  }
  return sum;
}
