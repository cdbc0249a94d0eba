/** Questions to sorted lists of positions in a file, by binary search. */

/** One of the positions lies in [pos, end). */
export function liesWithin(positions: ArrayLike<number>, pos: number, end: number): boolean {
  let low = 0, high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < pos) low = middle + 1;
    else high = middle;
  }
  return low < positions.length && positions[low]! < end;
}
