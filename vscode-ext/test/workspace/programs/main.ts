import { chan, go, runMain, select, sleep, type RecvChan, type SendChan } from "sansync";

function produce(out: SendChan<number>) {
  for (let i = 0; ; i++) out.send(i);
}

function print(input: RecvChan<number>, done: RecvChan<boolean>) {
  for (;;) {
    const r = select({ value: input, done });
    if (r.case === "done" || !r.ok) return;
    sleep(r.value % 3);
  }
}

runMain(() => {
  const numbers = chan<number>(4), done = chan<boolean>(), results = chan<string>();
  go(produce, numbers);
  go(print, numbers, done);
  for (let i = 0; i < 3; i++) go(() => { results.send(`result ${i}`); });
  sleep(600_000);
});
