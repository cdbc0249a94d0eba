/** The towers of Hanoi with n discs, as linked lists. */
class Disc {
  below: Disc | null = null;

  constructor(readonly size: number) {}
}

class Towers {
  private readonly piles: (Disc | null)[] = [null, null, null];
  moves = 0;

  solve(discs: number): void {
    for (let size = discs; size >= 1; size--) this.push(0, new Disc(size));
    this.move(discs, 0, 2);
  }

  /** How many discs lie on a pile. */
  height(pile: number): number {
    let count = 0;
    for (let disc = this.piles[pile]; disc !== null; disc = disc.below) count++;
    return count;
  }

  private move(discs: number, from: number, to: number): void {
    if (discs === 1) {
      this.moveTop(from, to);
      return;
    }
    const other = 3 - from - to;
    this.move(discs - 1, from, other);
    this.moveTop(from, to);
    this.move(discs - 1, other, to);
  }

  private moveTop(from: number, to: number): void {
    this.push(to, this.pop(from));
    this.moves++;
  }

  private push(pile: number, disc: Disc): void {
    const top = this.piles[pile];
    if (top !== null && top.size <= disc.size) throw new Error("a larger disc on a smaller one");
    disc.below = top;
    this.piles[pile] = disc;
  }

  private pop(pile: number): Disc {
    const top = this.piles[pile];
    if (top === null) throw new Error("an empty pile");
    this.piles[pile] = top.below;
    top.below = null;
    return top;
  }
}

export function run(n: number): number {
  const towers = new Towers();
  towers.solve(n);
  return towers.moves * 100 + towers.height(2);
}
