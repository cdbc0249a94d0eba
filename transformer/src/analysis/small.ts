/** Small code: functions that may suspend keep the direct form, one generator each, where the fast form has two functions. A property of the program, as stress mode is. */
import type ts from "typescript";

const small = new WeakSet<ts.Program>();

/** To be called before the program is analysed. */
export function setSmall(program: ts.Program): void {
  small.add(program);
}

export function isSmall(program: ts.Program): boolean {
  return small.has(program);
}
