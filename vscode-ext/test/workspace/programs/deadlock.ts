import { chan, runMain, sleep } from "sansync";

runMain(() => {
  const answer = chan<number>();
  sleep(1500);
  answer.recv();
});
