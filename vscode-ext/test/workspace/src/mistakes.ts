import { chan, go } from "sansync";

export function add(n: number) {
  const ch = chan<number>();
  go(() => { ch.send(n); });
  const got = ch.recv();
  ch.close();
  ch.close();
  return got;
}

export function start() {
  go(add(1));
}

export const text: string = 1;
