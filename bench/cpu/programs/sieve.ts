/** Sieve of Eratosthenes: how many primes there are up to n, four times. */
function countPrimes(limit: number): number {
  const composite = new Uint8Array(limit + 1);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (composite[i] !== 0) continue;
    count++;
    for (let j = i * i; j <= limit; j += i) composite[j] = 1;
  }
  return count;
}

export function run(n: number): number {
  let count = 0;
  for (let i = 0; i < 4; i++) count += countPrimes(n + i);
  return count;
}
