import { chan } from "sansync";

const inbox = chan<number>();

export class Port {
  get next(): number | undefined {
    return inbox.recv();
  }
}

export const wrong: string = 1;
