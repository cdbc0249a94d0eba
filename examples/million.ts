// A million goroutines asleep at once, and what one of them costs.
//   sansync run examples/million.ts [how many]
import { go, runMain, sleep, WaitGroup } from "sansync";

const count = Number(process.argv[2] ?? 1_000_000);
const ms = Math.max(100, count / 200); // long enough for all of them to be asleep at the same time
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);

function main() {
  const before = megabytes(), start = Date.now();
  const all = new WaitGroup();
  let awake = 0;
  all.add(count);
  for (let i = 0; i < count; i++) {
    go(() => {
      sleep(ms);
      awake++;
      all.done();
    });
  }
  sleep(1); // everybody has been started, and sleeps
  const used = megabytes() - before;
  console.log(`${count} goroutines asleep after ${Date.now() - start} ms: ${used} MB, ${Math.round((used * 2 ** 20) / count)} bytes each`);
  all.wait();
  console.log(`${awake} woke up`);
}

runMain(main);
