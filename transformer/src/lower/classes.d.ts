/**
 * Methods of classes.
 *
 * Before
 *   class Counter { bump(by: number) { this.mu.lock(); this.n += by; this.mu.unlock(); }  #next() { return this.ch.recv(); } }
 * After, direct form
 *   class Counter {
 *     static { $methods(this.prototype, "bump"); }      // replaces the generator method by a plain entry made around it
 *     *bump(by) { … }
 *     *#next() { … }                                    // private methods are called by name: $frame(this.#next())
 *   }
 *
 * A method that can only be preempted keeps its body; its frame stands beside it and is taken away by `$method(this.prototype, "m", "m$frame")`.
 * The generator is a member of the class itself, so `super` and `#private` work in it. The static block comes first, before any static field could call a method.
 * Computed names are evaluated once, into a temporary, and made a property key once.
 */
import type ts from "typescript";
import type { GeneratorParts } from "./fast/fast";
import type { FileLowering, Scope } from "./scope";
/** The class, and for a declaration what stands before and behind it. */
export declare function lowerClass(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): ts.Node | ts.Node[];
/** The class, in its static block. For targets without static blocks TypeScript makes one variable of `this` and of all mentions of the class, which classes in loops would share: there it is named. */
export declare function ownClass(l: FileLowering, node: ts.ClassLikeDeclaration): ts.Expression;
/** The generator method that is the frame; decorators stay on the member that users see. */
export declare function generatorMethod(l: FileLowering, node: ts.MethodDeclaration, name: ts.PropertyName, onClass: boolean, scope: Scope, decorated: boolean, made?: GeneratorParts): ts.MethodDeclaration;
/** The member's name for its declaration, and an expression for the same key. */
export declare function memberKey(l: FileLowering, name: ts.PropertyName, scope: Scope): {
    name: ts.PropertyName;
    key: ts.Expression;
};
