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
import type { FileLowering, Scope } from "./scope";
export interface LoweredAccessor {
    readonly members: (ts.AccessorDeclaration | ts.MethodDeclaration)[];
    /** Arguments of `$accessor` behind its target. */
    readonly tie: ts.Expression[];
}
export declare function isLoweredAccessor(l: FileLowering, node: ts.Node): node is ts.AccessorDeclaration;
export declare function lowerAccessor(l: FileLowering, node: ts.AccessorDeclaration, scope: Scope): LoweredAccessor;
