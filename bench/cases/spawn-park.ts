/** Start 100,000 goroutines that all park, wake all, wait for all. */
import { runMain } from "sansync";
import { Recorder } from "../harness/recorder.js";
import { park } from "./parked.js";

runMain(() => {
  const recorder = new Recorder("spawn-park");
  while (recorder.again()) recorder.done(park(() => {}));
});
