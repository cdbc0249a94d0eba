/** An innermost counted loop: an integer hash whose every step depends on the last. */
function hash(n: number, seed: number): number {
  let h = seed;
  for (let i = 0; i < n; i++) h = Math.imul(h ^ i, 0x01000193) >>> 0;
  return h;
}

export function run(n: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < n; i++) h = hash(20_000, h);
  return h;
}
