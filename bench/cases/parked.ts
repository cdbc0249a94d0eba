/** 100,000 goroutines that each wait for one number; used by spawn-park and memory. */
import { type Chan, WaitGroup, chan, go, gosched } from "sansync";
import { PARKED, PARK_PER_CHANNEL } from "../harness/case-list.js";

let sum = 0;
let waiting = 0;

function waiter(ch: Chan<number>, wg: WaitGroup): void {
  waiting++;
  const v = ch.recv()!; // not `sum += ch.recv()`: that reads sum before it waits
  sum += v;
  wg.done();
}

/** Starts them, calls `allParked` when all of them wait, wakes them, waits for them. The sum of what they got. */
export function park(allParked: () => void): number {
  sum = 0;
  waiting = 0;
  const wg = new WaitGroup();
  wg.add(PARKED);
  const channels: Chan<number>[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) channels.push(chan<number>());
    go(waiter, channels[channels.length - 1]!, wg);
  }
  while (waiting < PARKED) gosched();
  allParked();
  for (let i = 0; i < PARKED; i++) channels[Math.floor(i / PARK_PER_CHANNEL)]!.send(i);
  wg.wait();
  return sum;
}
