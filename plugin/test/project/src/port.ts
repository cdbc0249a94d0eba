import { chan } from "sansync";

const inbox = chan<number>();

export class Port {
  static first: number | undefined =
    inbox.recv();
}

export const wrong: string = 1;
