import { chan, go, runMain, sleep } from "sansync";
import { double } from "./double.js";

runMain(() => {
  const input = chan<number>(), output = chan<number>();
  go(double, output, input);
  go(() => {
    for (let i = 1; i <= 3; i++) {
      input.send(i);
      sleep(10);
    }
    input.close();
  });
  for (const value of output) console.log(value);
});
