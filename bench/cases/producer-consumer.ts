/** One goroutine sends 200,000 numbers through a channel of capacity 128, another adds them up. */
import { type RecvChan, type SendChan, chan, go, runMain } from "sansync";
import { BUFFER, ITEMS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function produce(out: SendChan<number>): void {
  for (let i = 0; i < ITEMS; i++) out.send(i);
  out.close();
}

function consume(input: RecvChan<number>): number {
  let sum = 0;
  for (const v of input) sum += v;
  return sum;
}

runMain(() => {
  const recorder = new Recorder("producer-consumer");
  while (recorder.again()) {
    const ch = chan<number>(BUFFER);
    go(produce, ch);
    recorder.done(consume(ch));
  }
});
