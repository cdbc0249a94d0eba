/** An innermost counted loop: a sum of integers, 20,000 at a time. */
function sumTo(n: number, seed: number): number {
  let sum = seed | 0;
  for (let i = 0; i < n; i++) sum = (sum + i) | 0;
  return sum;
}

export function run(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = sumTo(20_000, sum);
  return sum;
}
