/** Operations on files: as any operation of Node's, with a PathError for what fails. */
import type { Context } from "../context/context.js";
import { operation as operate, type Done } from "../stream/operation.js";
import { PathError } from "./path-error.js";

/** Protocol function. What opens a file and then reads or writes it says which of these failed. */
export function operation(op: string, path: string, start: (done: Done) => void, ctx?: Context, late: ((value: unknown) => void) | null = null): never {
  return operate(`${op} ${path}`, (why) => {
    const { syscall } = (why ?? {}) as { syscall?: unknown };
    return new PathError(op === "open" && (syscall === "read" || syscall === "write") ? syscall : op, path, why);
  }, start, ctx, late);
}
