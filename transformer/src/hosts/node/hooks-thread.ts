/** Module hooks of `sansync/register` in Node's hook thread, where Node has none in the main thread (before 22.15). */
import { pathToFileURL } from "node:url";
import { loadSource, pathOf, resolveSource } from "./sources";

export async function resolve(specifier: string, context: { parentURL?: string }, next: (specifier: string, context: object) => Promise<object>): Promise<object> {
  const found = resolveSource(specifier, pathOf(context.parentURL));
  return found === undefined ? next(specifier, context) : { url: pathToFileURL(found).href, shortCircuit: true };
}

export async function load(url: string, context: object, next: (url: string, context: object) => Promise<object>): Promise<object> {
  const found = loadSource(pathOf(url));
  return found === undefined ? next(url, context) : { ...found, shortCircuit: true };
}
