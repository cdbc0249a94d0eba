/** A token goes round 503 goroutines, each of which adds one to it; the one that starts it is the last. */
import { type RecvChan, type SendChan, chan, go, runMain } from "sansync";
import { RING, RING_ROUNDS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function node(input: RecvChan<number>, out: SendChan<number>): void {
  for (const v of input) out.send(v + 1);
  out.close();
}

function ring(): number {
  const first = chan<number>();
  let last = first;
  for (let i = 1; i < RING; i++) {
    const next = chan<number>();
    go(node, last, next);
    last = next;
  }
  let token = 0;
  for (let round = 0; round < RING_ROUNDS; round++) {
    first.send(token);
    token = last.recv()!;
  }
  first.close();
  return token;
}

runMain(() => {
  const recorder = new Recorder("ring");
  while (recorder.again()) recorder.done(ring());
});
