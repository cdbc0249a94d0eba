/** Methods of a service, as its definition has them. */
import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";
import { typeError } from "../core/errors.js";

export type AnyMethod = MethodDefinition<unknown, unknown>;

/** The methods of a service: the name in the definition, the name it has as a method (`getFeature`), the method. Throws TypeError (SY5106) for what is none. */
export function methodsOf(what: string, service: ServiceDefinition): readonly (readonly [name: string, own: string, method: AnyMethod])[] {
  if (typeof service !== "object" || (service as unknown) === null) throw typeError("SY5106", `${what} needs the definition of a service: \`loadPackageDefinition(…).<package>.<Service>.service\``);
  return Object.entries(service as Readonly<Record<string, AnyMethod & { originalName?: string }>>)
    .map(([name, method]) => [name, method.originalName ?? name.charAt(0).toLowerCase() + name.slice(1), method] as const);
}
