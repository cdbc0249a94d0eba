/** Numbers that look random and are the same in every run: a linear congruential generator with 32 bits of state. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 4294967296) * bound);
  }

  /** From 0 up to 1. */
  fraction(): number {
    return this.below(1_000_000) / 1_000_000;
  }
}
