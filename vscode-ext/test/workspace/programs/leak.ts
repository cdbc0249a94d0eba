import { go, nilChan, runMain, sleep } from "sansync";

runMain(() => {
  go(function worker() {
    // @sansync-ignore SY1009 the tests look at it
    nilChan.recv();
  });
  sleep(600_000);
});
