/** Module hooks in Node's hook thread, where Node has none in the main thread (before 22.15). */
import { pathToFileURL } from "node:url";
import { type Emitted, emittedSources } from "./emitted";
import { pathOf, type Sources } from "./serve";

let sources: Sources;

/** @param emitted the program to serve; none: what is asked for is compiled here */
export function initialize(emitted: Emitted | undefined): void {
  sources = emitted !== undefined ? emittedSources(emitted) : (require("./sources") as typeof import("./sources")).sources;
}

export async function resolve(specifier: string, context: { parentURL?: string }, next: (specifier: string, context: object) => Promise<object>): Promise<object> {
  const found = sources.resolve(specifier, pathOf(context.parentURL));
  return found === undefined ? next(specifier, context) : { url: pathToFileURL(found).href, shortCircuit: true };
}

export async function load(url: string, context: object, next: (url: string, context: object) => Promise<object>): Promise<object> {
  const found = sources.load(pathOf(url));
  return found === undefined ? next(url, context) : { ...found, shortCircuit: true };
}
