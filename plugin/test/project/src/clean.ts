import { chan, go } from "sansync";

export function twice(n: number): number | undefined {
  const out = chan<number>();
  go(() => out.send(n * 2));
  return out.recv();
}
