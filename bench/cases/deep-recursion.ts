/** Recursion 100,000 deep that blocks at the bottom: ten times as deep as the native stack. */
import { type RecvChan, type SendChan, chan, go, runMain } from "sansync";
import { DEPTH } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function down(input: RecvChan<number>, n: number): number {
  if (n === 0) return input.recv()!;
  return down(input, n - 1) + 1;
}

function dive(input: RecvChan<number>, result: SendChan<number>): void {
  result.send(down(input, DEPTH));
}

runMain(() => {
  const recorder = new Recorder("deep-recursion");
  while (recorder.again()) {
    const ch = chan<number>(), result = chan<number>();
    go(dive, ch, result);
    ch.send(1);
    recorder.done(result.recv()!);
  }
});
