// Broken on purpose: three workers send, nobody receives, and main waits for a result that nobody sends.
import { chan, go, runMain, type SendChan } from "sansync";

const jobs = chan<string>();
const results = chan<number>();

function submit(to: SendChan<string>, job: string) {
  to.send(job);
}

function worker(id: number) {
  submit(jobs, `job of worker ${id}`);
}

runMain(function main() {
  for (let id = 1; id <= 3; id++) go(worker, id);
  const first = results.recv();
  console.log("never printed", first);
});
