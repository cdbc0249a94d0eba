/** Calls of `WaitGroup.done` by the goroutine that makes them. */
import type ts from "typescript";
import type { Use } from "../flow/uses";

/** @returns for each function that a goroutine runs, its calls; those of goroutines that are not known are left out */
export function doneByGoroutine(dones: readonly Use[]): readonly { readonly root: ts.Node; readonly uses: readonly Use[] }[] {
  const byRoot = new Map<ts.Node, Use[]>();
  for (const done of dones) {
    const { root, spawn } = done.goroutine;
    if (spawn === undefined || root === undefined) continue;
    const list = byRoot.get(root);
    if (list === undefined) byRoot.set(root, [done]);
    else if (!list.some((u) => u.node === done.node && u.goroutine.at === done.goroutine.at)) list.push(done);
  }
  return [...byRoot].map(([root, uses]) => ({ root, uses }));
}
