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

function work(id: number, out: SendChan<string>) {
  for (let n = 0; ; n++) out.send(`result ${n} of ${id}`);
}

runMain(() => {
  const numbers = chan<number>(4), done = chan<boolean>(), results = chan<string>();
  go(produce, numbers);
  go(print, numbers, done);
  for (let id = 1; id <= 3; id++) go(work, id, results);
  for (let i = 0; i < 3000; i++) {
    console.log(results.recv());
    sleep(200);
  }
  done.close();
});
