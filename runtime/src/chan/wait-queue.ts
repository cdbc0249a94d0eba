/**
 * Who waits at one side of a channel (or for a promise, a lock, a group): a first-in first-out list with O(1) removal anywhere.
 *
 * The list is intrusive and doubly linked. A goroutine that waits for one thing is its own node: its `next` and `prev` are free, since a parked goroutine
 * stands in no run queue. Who waits for several things (select), or is no goroutine (`for await`, a context that watches another), puts one
 * node of its own per thing into the queues, with `sel` saying whose they are. The fields are those of G (core/goroutine.ts).
 *
 * Invariants
 *  1. Every node in a queue can be served: whoever is served for one node leaves all other queues in the same step (`sel.claim`). So no node is
 *     ever skipped, and a quiet channel keeps no losers.
 *  2. A node stands in one queue at most. Outside a queue its links are null.
 * Cost: a goroutine that waits allocates nothing here.
 * Rejected: an array as queue (`shift` is linear; ring buffers cannot remove from the middle); a flag "already served" in place of removal (leaves dead nodes
 * behind on channels that are never used again).
 */
import type { G } from "../core/goroutine.js";
import { ready, readyError } from "../core/park.js";

/** Owner of nodes that are not goroutines. All calls come with the node already out of its queue. */
export interface NodeOwner {
  /** The node was chosen: take all other nodes of this owner out of their queues. */
  claim(node: WaitNode): void;
  /** A receive got a value (`ok`), or the end of the channel. */
  received(node: WaitNode, value: unknown, ok: boolean): void;
  /** A send was taken. */
  sent(node: WaitNode): void;
  /** The operation failed. */
  failed(node: WaitNode, error: unknown): void;
}

/** A node of a wait queue. Goroutines have these fields too. */
export interface WaitNode {
  next: WaitNode | null;
  prev: WaitNode | null;
  /** Whose node it is; null: it is the goroutine itself. */
  readonly sel: NodeOwner | null;
  /** The value a waiting sender wants to send. */
  v: unknown;
  /** How a waiting receiver wants its value: one of the constants of channel.ts. */
  mode: number;
}

export class WaitQueue {
  first: WaitNode | null = null;
  last: WaitNode | null = null;

  push(node: WaitNode): void {
    const last = this.last;
    node.prev = last;
    node.next = null;
    if (last === null) this.first = node;
    else last.next = node;
    this.last = node;
  }

  /** Takes the node out. It must stand in this queue. */
  remove(node: WaitNode): void {
    const { next, prev } = node;
    if (prev === null) this.first = next;
    else prev.next = next;
    if (next === null) this.last = prev;
    else next.prev = prev;
    node.next = node.prev = null;
  }

  /** Takes the first node out, and its owner out of every other queue. The queue must not be empty. */
  shift(): WaitNode {
    const node = this.first!;
    const next = node.next;
    this.first = next;
    if (next === null) this.last = null;
    else {
      next.prev = null;
      node.next = null;
    }
    if (node.sel !== null) node.sel.claim(node);
    return node;
  }
}

/** A goroutine as the node it is while it waits for one thing. */
export function nodeOf(g: G, mode: number, value: unknown): WaitNode {
  g.mode = mode;
  g.v = value;
  return g as WaitNode;
}

/** Wakes the waiter of a node that is already out of its queue. `value` is what a waiting goroutine gets; owners are told that their send was taken. */
export function wake(node: WaitNode, value: unknown): void {
  if (node.sel === null) ready(node as G, value);
  else node.sel.sent(node);
}

/** Wakes the waiter of a node that is already out of its queue with an error, thrown in its own goroutine. */
export function wakeError(node: WaitNode, error: unknown): void {
  if (node.sel === null) readyError(node as G, error);
  else node.sel.failed(node, error);
}
