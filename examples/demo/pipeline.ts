import { chan, go, runMain, sleep, type RecvChan, type SendChan } from "sansync";

function double(out: SendChan<number>, input: RecvChan<number>) {
  for (const value of input) out.send(value * 2); // blocks this goroutine, nobody else
  out.close();
}

runMain(() => {
  const input = chan<number>(), out = chan<number>();
  go(double, out, input);
  go(() => {
    for (let i = 0; i < 5; i++) {
      input.send(i);
      sleep(10);
    }
    input.close();
  });
  for (const value of out) console.log(value);
});
