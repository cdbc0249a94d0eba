/** Heap bytes per parked goroutine while 100,000 wait on channels. */
import { runMain } from "sansync";
import { PARKED } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";
import { park } from "./parked.js";

runMain(() => {
  const recorder = new Recorder("memory");
  while (recorder.again()) {
    recorder.beforeHeap();
    recorder.done(park(() => recorder.afterHeap(PARKED)));
  }
});
