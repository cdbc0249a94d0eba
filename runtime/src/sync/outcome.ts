/**
 * What a function that was given to a WaitGroup, a Group or a Once came to: where it returned a promise, that is waited for, since an `async` function has not done its work before.
 */
import { isThenable } from "../chan/settlement.js";
import { wait } from "../chan/wait.js";
import { call1 } from "../core/call.js";

/** An entry: parks until `returned` is settled, if it is a promise; throws its reason. */
export function settle(returned: unknown): void {
  if (isThenable(returned)) call1("wait", wait, undefined, returned);
}
