/**
 * The TypeScript instance is always passed in: hosts bring their own, and two versions may live in one process. `Ts` is the type of that instance;
 * the `ts` namespace is imported for types only.
 */
import type ts from "typescript";

/** The module object of TypeScript, as a host hands it over. */
export type Ts = typeof ts;

const views = new WeakMap<Ts, Ts>();

/**
 * The same module with its predicates as plain properties. TypeScript exports everything by getters of an object with thousands of properties: `ts.isIdentifier(node)` costs three times what the
 * test itself does, and the phases ask such things of every node.
 */
export function quick(ts: Ts): Ts {
  let view = views.get(ts);
  if (view === undefined) {
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(ts)) if (/^(is|can|has|get|for|visit|skip)[A-Z]/.test(name) || /^(Syntax|Node|Type|Symbol|Modifier|Emit|Object)(Kind|Flags)$/.test(name)) own[name] = value;
    view = Object.setPrototypeOf(own, ts) as Ts;
    views.set(ts, view).set(view, view);
  }
  return view;
}
