/**
 * The end of a program by an error. (Being written: text rules, dumps and the deadlock report follow.)
 */
import { host } from "./host.js";
import type { G } from "./goroutine.js";

/** An error left the outermost function of g. @internal */
export function uncaught(g: G, error: unknown): void {
  host.fatal(`panic: ${error instanceof Error ? error.stack : String(error)}\n\ngoroutine ${g.id} [running]:\n`, 2);
}

/** A condition no catch may swallow ("sync: unlock of unlocked mutex"): ends the program. @internal */
export function fatal(code: string, message: string): never {
  host.fatal(`fatal error: ${message}  ${code}\n`, 2);
  throw new Error(message);
}
