/** Our line among the `plugins` of a tsconfig. */
import type ts from "typescript";

/** An entry of `plugins` that names us, complete or not. */
export function isOurs(entry: unknown): boolean {
  const { name, transform } = (entry ?? {}) as Record<string, unknown>;
  return name === "@sansync/plugin" || transform === "@sansync/transformer";
}

/** The first that does; undefined: there is none. */
export function pluginLineOf(options: ts.CompilerOptions): Readonly<Record<string, unknown>> | undefined {
  return (options.plugins as unknown as readonly Readonly<Record<string, unknown>>[] | undefined)?.find(isOurs);
}
