/** Prime sieve: a generator and a chain of 2,000 filters, one goroutine each, unbuffered channels. */
import { type RecvChan, type SendChan, chan, go, runMain } from "sansync";
import { LAST_PRIME } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function generate(out: SendChan<number>): void {
  for (let n = 2; n <= LAST_PRIME; n++) out.send(n);
  out.close();
}

function filter(input: RecvChan<number>, out: SendChan<number>, prime: number): void {
  for (const n of input) if (n % prime !== 0) out.send(n);
  out.close();
}

function sieve(): number {
  let ch = chan<number>(), sum = 0;
  go(generate, ch);
  for (;;) {
    const prime = ch.recv();
    if (prime === undefined) return sum;
    sum += prime;
    const next = chan<number>();
    go(filter, ch, next, prime);
    ch = next;
  }
}

runMain(() => {
  const recorder = new Recorder("sieve");
  while (recorder.again()) recorder.done(sieve());
});
