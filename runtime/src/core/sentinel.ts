/** Errors that say what happened and are compared with `===`: frozen, one for all copies of the runtime. They are no errors of the runtime's own: each layer names those it has. */
import { shared } from "./state.js";

/** @param key where all copies find it @internal */
export function sentinel(key: string, name: string, message: string, code?: string): Error {
  return shared(key, () => {
    const error = new Error(message);
    for (const [own, value] of Object.entries({ name, code, stack: `${name}: ${message}` })) if (value !== undefined) Object.defineProperty(error, own, { value, configurable: true, writable: true });
    return Object.freeze(error);
  });
}
