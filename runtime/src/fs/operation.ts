/** Operations on files: as any operation of Node's, with a PathError for what fails. */
import type { Context } from "../context/context.js";
import { operation as operate, type Done } from "../stream/operation.js";
import { PathError } from "./path-error.js";

/** Protocol function. */
export function operation(op: string, path: string, start: (done: Done) => void, ctx?: Context, late: ((value: unknown) => void) | null = null): never {
  return operate(`${op} ${path}`, (why) => new PathError(op, path, why), start, ctx, late);
}
