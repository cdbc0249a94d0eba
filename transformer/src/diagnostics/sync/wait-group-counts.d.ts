/** Calls of `WaitGroup.done` by the goroutine that makes them. */
import type ts from "typescript";
import type { Use } from "../flow/uses";
/** @returns for each function that a goroutine runs, its calls; those of goroutines that are not known are left out */
export declare function doneByGoroutine(dones: readonly Use[]): readonly {
    readonly root: ts.Node;
    readonly uses: readonly Use[];
}[];
