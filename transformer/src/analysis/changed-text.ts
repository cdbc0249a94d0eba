/** Where two versions of a text differ: all between what they have in common at the head and at the tail. */
export interface ChangedText {
  /** Length of what they begin with. */
  readonly head: number;
  /** Length of what they end with; it does not overlap the head in either. */
  readonly tail: number;
}

export function changedText(before: string, after: string): ChangedText {
  const shortest = Math.min(before.length, after.length);
  let head = 0, tail = 0;
  while (head < shortest && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  while (tail < shortest - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { head, tail };
}
