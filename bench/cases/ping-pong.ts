/** Two goroutines, two unbuffered channels, one number there and back. */
import { type RecvChan, type SendChan, chan, go, runMain } from "sansync";
import { ROUND_TRIPS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function pong(out: SendChan<number>, input: RecvChan<number>): void {
  for (let i = 0; i < ROUND_TRIPS; i++) out.send(input.recv()! + 1);
}

function ping(out: SendChan<number>, input: RecvChan<number>): number {
  let sum = 0;
  for (let i = 0; i < ROUND_TRIPS; i++) {
    out.send(i);
    sum += input.recv()!;
  }
  return sum;
}

runMain(() => {
  const recorder = new Recorder("ping-pong");
  while (recorder.again()) {
    const a = chan<number>(), b = chan<number>();
    go(pong, b, a);
    recorder.done(ping(a, b));
  }
});
