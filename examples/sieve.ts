// Primes by a chain of goroutines: each one lets through what its own prime does not divide.
//   sansync run examples/sieve.ts [how many]
import { chan, go, runMain, type RecvChan, type SendChan } from "sansync";

function count(out: SendChan<number>) {
  for (let n = 2; ; n++) out.send(n);
}

function sift(prime: number, input: RecvChan<number>, out: SendChan<number>) {
  for (const n of input) if (n % prime !== 0) out.send(n);
}

function main() {
  let candidates = chan<number>();
  go(count, candidates);
  for (let i = Number(process.argv[2] ?? 25); i > 0; i--) {
    const prime = candidates.recv()!;
    console.log(prime);
    const rest = chan<number>();
    go(sift, prime, candidates, rest);
    candidates = rest;
  }
}

runMain(main);
