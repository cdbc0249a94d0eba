/** Methods of a service, as its definition has them. */
import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";

export type AnyMethod = MethodDefinition<unknown, unknown>;

/** The methods of a service: the name in the definition, the name it has as a method (`getFeature`), the method. */
export function methodsOf(service: ServiceDefinition): readonly (readonly [name: string, own: string, method: AnyMethod])[] {
  return Object.entries(service as Readonly<Record<string, AnyMethod & { originalName?: string }>>)
    .map(([name, method]) => [name, method.originalName ?? name.charAt(0).toLowerCase() + name.slice(1), method] as const);
}
