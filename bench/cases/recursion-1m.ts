/** Recursion 1,000,000 deep, a hundred times as deep as the native stack; nothing blocks. A goroutine of its own, as in Go, where a stack that has grown keeps its size for a while. */
import { type SendChan, chan, go, runMain } from "sansync";
import { DEEP } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function levels(n: number): number {
  if (n === 0) return 0;
  return levels(n - 1) + 1;
}

function dive(result: SendChan<number>): void {
  result.send(levels(DEEP));
}

runMain(() => {
  const recorder = new Recorder("recursion-1m");
  while (recorder.again()) {
    const result = chan<number>();
    go(dive, result);
    recorder.done(result.recv()!);
  }
});
