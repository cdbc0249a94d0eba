/**
 * A function that is started when a context is done.
 */
import { typeError } from "../core/errors.js";
import { go } from "../core/go.js";
import { dependOn, type Child } from "./cancel.js";
import type { Context } from "./context.js";
import { parentOf } from "./derived.js";

class Starter implements Child {
  /** Started, or stopped. */
  over = false;
  constructor(readonly f: () => void) {}
  parentDone(): void {
    if (this.over) return;
    this.over = true;
    go(-1, this.f);
  }
}

/**
 * Calls `f` in a goroutine of its own when `ctx` is done; at once if it is done already.
 * @returns stop: true if it prevented the call; false if `f` was started or stopped before. It does not wait for `f`.
 * @see Go, context.AfterFunc
 */
export function afterDone(ctx: Context, f: () => void): () => boolean {
  if (typeof f !== "function") throw typeError("SY5043", "afterDone needs a function");
  const starter = new Starter(f);
  const leave = dependOn(parentOf(ctx), starter);
  return () => {
    if (starter.over) return false;
    starter.over = true;
    leave();
    return true;
  };
}
