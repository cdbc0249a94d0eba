/** Computes for `ms` milliseconds. An ordinary loop: nothing in it waits, yields or asks anybody. */
export function burn(ms: number): number {
  const end = performance.now() + ms;
  let x = 1;
  while (performance.now() < end) {
    for (let i = 0; i < 100_000; i++) x = (x * 48_271) % 2_147_483_647;
  }
  return x;
}
