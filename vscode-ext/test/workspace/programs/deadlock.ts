import { chan, runMain, sleep } from "sansync";

runMain(() => {
  const answer = chan<number>();
  sleep(1500);
  // @sansync-ignore SY1004 the tests look at it
  answer.recv();
});
