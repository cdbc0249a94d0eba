/** All permutations of n numbers, by exchanging in place. */
class Permutations {
  private readonly items: number[];
  count = 0;
  check = 0;

  constructor(n: number) {
    this.items = Array.from({ length: n }, (_, i) => i);
  }

  permute(n: number): void {
    if (n === 0) {
      this.visit();
      return;
    }
    const last = n - 1;
    for (let i = 0; i <= last; i++) {
      this.exchange(i, last);
      this.permute(last);
      this.exchange(i, last);
    }
  }

  private visit(): void {
    this.count++;
    this.check = (this.check * 3 + this.items[0] * 7 + this.items[this.items.length - 1]) % 1_000_003;
  }

  private exchange(i: number, j: number): void {
    const item = this.items[i];
    this.items[i] = this.items[j];
    this.items[j] = item;
  }
}

export function run(n: number): number {
  const all = new Permutations(n);
  all.permute(n);
  return all.count * 1_000_003 + all.check;
}
