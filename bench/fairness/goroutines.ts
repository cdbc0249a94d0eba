/** `node goroutines.js loop|channel`: a goroutine sleeps 1 ms again and again and notes how late it wakes, by the clock and by the CPU time of the process, while another computes, or two exchange numbers, for SECONDS. Prints both lists in ms. */
import { chan, go, runMain, sleep, type RecvChan, type SendChan } from "sansync";
import { BUFFER, SECONDS } from "./sizes";

let end = 0;
const delays: number[] = [], cpuDelays: number[] = [];

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function watch(): void {
  while (performance.now() < end) {
    const due = performance.now() + 1, before = cpu();
    sleep(1);
    delays.push(performance.now() - due);
    cpuDelays.push(Math.max(0, cpu() - before - 1));
  }
}

function compute(): number {
  let x = 1;
  while (performance.now() < end) for (let i = 0; i < 1_000_000; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

function produce(out: SendChan<number>): void {
  for (let i = 0; i % 1024 !== 0 || performance.now() < end; i++) out.send(i);
  out.close();
}

function consume(input: RecvChan<number>): number {
  let sum = 0;
  for (const v of input) sum = (sum + v) | 0;
  return sum;
}

runMain(() => {
  end = performance.now() + SECONDS * 1000;
  go(watch);
  sleep(20);
  if (process.argv[2] === "loop") compute();
  else {
    const ch = chan<number>(BUFFER);
    go(produce, ch);
    consume(ch);
  }
  sleep(30); // whoever is late gets to note it
  console.log(JSON.stringify([delays, cpuDelays]));
});
