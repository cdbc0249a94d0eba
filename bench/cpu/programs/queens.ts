/** All ways to put n queens on a board of n by n. */
class Board {
  private readonly columns: boolean[];
  private readonly rising: boolean[];
  private readonly falling: boolean[];
  solutions = 0;

  constructor(private readonly size: number) {
    this.columns = new Array<boolean>(size).fill(false);
    this.rising = new Array<boolean>(2 * size).fill(false);
    this.falling = new Array<boolean>(2 * size).fill(false);
  }

  place(row: number): void {
    if (row === this.size) {
      this.solutions++;
      return;
    }
    for (let column = 0; column < this.size; column++) {
      if (!this.isFree(row, column)) continue;
      this.mark(row, column, true);
      this.place(row + 1);
      this.mark(row, column, false);
    }
  }

  private isFree(row: number, column: number): boolean {
    return !this.columns[column] && !this.rising[row + column] && !this.falling[row - column + this.size];
  }

  private mark(row: number, column: number, taken: boolean): void {
    this.columns[column] = taken;
    this.rising[row + column] = taken;
    this.falling[row - column + this.size] = taken;
  }
}

export function run(n: number): number {
  const board = new Board(n);
  board.place(0);
  return board.solutions;
}
