/**
 * Getters and setters that may suspend, of classes and object literals.
 *
 * Before
 *   class Config { get port() { return this.ports.recv(); } }
 *   return { get port() { return ports.recv(); } };
 * After: a stub keeps the place of the property; `$accessor` ties the generator to it and takes the helper away
 *   class Config {
 *     static { $accessor(this.prototype, "port", "get", "port$get"); }
 *     get port() { }
 *     *port$get() { return … }
 *   }
 *   return $accessor({ get port() { }, *port$get() { … } }, "port", "get", "port$get");
 *
 * An accessor that can only be preempted (stress mode) keeps its body for plain code. The generator is a member too, so `super` and `#private` work in it.
 */
import type ts from "typescript";
import { isStatic } from "../analysis/1-collect/modifiers";
import { memberKey } from "./classes";
import { copyFunction, generatorParts, keepsBody } from "./functions";
import type { FileLowering, Scope } from "./scope";

export interface LoweredAccessor {
  readonly members: (ts.AccessorDeclaration | ts.MethodDeclaration)[];
  /** Arguments of `$accessor` behind its target. */
  readonly tie: ts.Expression[];
}

export function isLoweredAccessor(l: FileLowering, node: ts.Node): node is ts.AccessorDeclaration {
  return l.ts.isAccessor(node) && node.body !== undefined && l.functionPlan(node)?.form === "direct";
}

export function lowerAccessor(l: FileLowering, node: ts.AccessorDeclaration, scope: Scope): LoweredAccessor {
  const { ts, f } = l;
  const plan = l.functionPlan(node)!;
  const kind = ts.isGetAccessorDeclaration(node) ? "get" : "set";
  const keeps = keepsBody(l, plan);
  const helper = l.names.unique(`${ts.isIdentifier(node.name) ? node.name.text : "accessor"}$${kind}`);
  const { name, key } = memberKey(l, node.name, scope);
  const shown = keeps ? copyFunction(l, node, plan, scope) : node;
  const modifiers = shown.modifiers, body = keeps ? shown.body! : f.createBlock([]);
  const stub = ts.isGetAccessorDeclaration(node)
    ? f.updateGetAccessorDeclaration(node, modifiers, name, keeps ? shown.parameters : [], node.type, body)
    : f.updateSetAccessorDeclaration(node, modifiers, name, keeps ? shown.parameters : [f.createParameterDeclaration(undefined, undefined, "_")], body);
  const parts = generatorParts(l, node, plan, scope);
  const onClass = isStatic(ts, node);
  const generator = ts.setTextRange(f.createMethodDeclaration(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined, f.createToken(ts.SyntaxKind.AsteriskToken), helper, undefined, undefined, parts.parameters, undefined, parts.body), node);
  ts.setEmitFlags(generator, ts.EmitFlags.NoComments);
  return { members: [stub, generator], tie: [key, f.createStringLiteral(kind), f.createStringLiteral(helper), ...(keeps ? [f.createTrue()] : [])] };
}
