/** An innermost counted loop: a recurrence of floating point numbers, 20,000 steps at a time. */
function converge(n: number, start: number): number {
  let x = start;
  for (let i = 0; i < n; i++) x = x * 0.75 + i * 0.5;
  return x;
}

export function run(n: number): number {
  let x = 0.5;
  for (let i = 0; i < n; i++) x = converge(20_000, x * 0.125);
  return Math.round(x * 1000);
}
