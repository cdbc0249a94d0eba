/**
 * What has come and nobody has taken yet, first in, first out: taking is O(1), and what was taken can be collected.
 */

/** So many places may be empty at the front before they are given back. */
const SLACK = 1000;

export class Backlog<T> {
  private list: T[] = [];
  private head = 0;

  get length(): number { return this.list.length - this.head; }

  push(x: T): void { this.list.push(x); }

  /** The first one. There must be one. */
  shift(): T {
    const x = this.list[this.head]!;
    this.list[this.head++] = undefined as never;
    if (this.head === this.list.length) {
      this.list = [];
      this.head = 0;
    } else if (this.head > SLACK) {
      this.list.splice(0, this.head);
      this.head = 0;
    }
    return x;
  }

  /** All of it. */
  clear(): T[] {
    const { list, head } = this;
    this.list = [];
    this.head = 0;
    return head === 0 ? list : list.slice(head);
  }
}
