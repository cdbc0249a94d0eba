/** A pool: one goroutine makes jobs, 8 work on them, one adds up the results. */
import { type RecvChan, type SendChan, WaitGroup, chan, go, runMain } from "sansync";
import { FAN_BUFFER, FAN_JOBS, FAN_WORKERS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function produce(jobs: SendChan<number>): void {
  for (let i = 0; i < FAN_JOBS; i++) jobs.send(i);
  jobs.close();
}

function work(jobs: RecvChan<number>, results: SendChan<number>, wg: WaitGroup): void {
  for (const job of jobs) results.send(job * 2);
  wg.done();
}

function fanOut(): number {
  const jobs = chan<number>(FAN_BUFFER), results = chan<number>(FAN_BUFFER), wg = new WaitGroup();
  wg.add(FAN_WORKERS);
  go(produce, jobs);
  for (let i = 0; i < FAN_WORKERS; i++) go(work, jobs, results, wg);
  go(() => {
    wg.wait();
    results.close();
  });
  let sum = 0;
  for (const r of results) sum += r;
  return sum;
}

runMain(() => {
  const recorder = new Recorder("fan-out");
  while (recorder.again()) recorder.done(fanOut());
});
