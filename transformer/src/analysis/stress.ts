/**
 * Stress mode: every function is at least preemptible, every call goes through its goroutine entry or the look-up, every iteration through the iterator protocol, every loop has a check at each
 * round. Nothing is believed plain, so that any program tests the lowering of every construct it uses. A property of the program, since hosts ask for its analysis in several places.
 */
import type ts from "typescript";

const stressed = new WeakSet<ts.Program>();

/** To be called before the program is analysed. */
export function setStress(program: ts.Program): void {
  stressed.add(program);
}

export function isStressed(program: ts.Program): boolean {
  return stressed.has(program);
}
