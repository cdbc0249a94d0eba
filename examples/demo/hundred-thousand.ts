import { chan, go, numGoroutine, runMain, type RecvChan, type SendChan } from "sansync";

const count = 100_000;

/** One link of a chain: receives a number, passes on one more. */
function link(input: RecvChan<number>, output: SendChan<number>) {
  const value = input.recv()!;
  output.send(value + 1);
}

runMain(() => {
  const start = performance.now();
  const first = chan<number>();
  let last = first;
  for (let i = 0; i < count; i++) {
    const next = chan<number>();
    go(link, last, next);
    last = next;
  }
  console.log(`${numGoroutine().toLocaleString("en")} goroutines, each between two channels`);
  first.send(0);
  console.log(`the number that went through all of them: ${last.recv()!.toLocaleString("en")}`);
  console.log(`${Math.round(performance.now() - start)} ms, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB resident`);
});
