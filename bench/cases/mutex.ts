/** 8 goroutines and one mutex; each lets the others run while it holds it, so that all of them really wait. */
import { Mutex, WaitGroup, go, gosched, runMain } from "sansync";
import { LOCKERS, LOCKS_EACH } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

let count = 0;

function locker(mu: Mutex, wg: WaitGroup): void {
  for (let i = 0; i < LOCKS_EACH; i++) {
    mu.lock();
    const seen = count;
    gosched();
    count = seen + 1;
    mu.unlock();
  }
  wg.done();
}

function contend(): number {
  count = 0;
  const mu = new Mutex(), wg = new WaitGroup();
  wg.add(LOCKERS);
  for (let i = 0; i < LOCKERS; i++) go(locker, mu, wg);
  wg.wait();
  return count;
}

runMain(() => {
  const recorder = new Recorder("mutex");
  while (recorder.again()) recorder.done(contend());
});
