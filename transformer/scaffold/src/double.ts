import type { RecvChan, SendChan } from "sansync";

/** Twice each number that comes in. The loop blocks the goroutine it runs in, and nobody else. */
export function double(output: SendChan<number>, input: RecvChan<number>): void {
  for (const value of input) output.send(value * 2);
  output.close();
}
