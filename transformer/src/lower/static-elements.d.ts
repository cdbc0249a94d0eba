/**
 * Static fields and blocks that may suspend, of classes inside functions.
 *
 * Before
 *   class Config { static a = 1; static port = ports.recv(); static { this.ready = true; } }
 * After, direct form: the elements from the first one that may suspend on become generators, which run behind the class in their order
 *   let Config = ($1 = class Config {
 *     static { $2 = this.$static, delete this.$static, …; }
 *     static a = 1;
 *     static *$static() { $define(this, "port", (($1 = $recv(…), $S.f) ? yield $at : $1)); }
 *     static *$static_1() { this.ready = true; }
 *   }, ($3 = $frame($2.call($1)), $S.f) ? yield $at : $3, …, $1);
 *
 * Inside the class its name is bound, `this`, `super` and `#private` are the class's own; outside, the name is not there before the last element has run. One generator per element, since each has its own `var`s.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export interface MovedStatics {
    /** Holds the class until they have run. */
    readonly own: string;
    readonly elements: readonly MovedStatic[];
    /** For targets without static blocks TypeScript takes static elements out of the class, where its name is not there yet: none is left to it, and what ties the methods to the class stands behind it. */
    readonly all: boolean;
}
export interface MovedStatic {
    readonly member: ts.ClassElement;
    readonly key: string;
    /** Holds the generator, which is no member of the class for anybody else. */
    readonly generator: string;
}
/** The static elements that run behind the class. */
export declare function movedStatics(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): MovedStatics | undefined;
/** `static *$static() { … }` */
export declare function staticGenerator(l: FileLowering, { member, key }: MovedStatic): ts.MethodDeclaration;
/** Takes the generators from the class, before anybody sees it. */
export declare function takeStatics(l: FileLowering, node: ts.ClassLikeDeclaration, { elements }: MovedStatics): ts.Expression[];
/** The class with its static elements behind it: a declaration becomes a variable. */
export declare function runStatics(l: FileLowering, node: ts.ClassLikeDeclaration, made: ts.ClassLikeDeclaration, attach: readonly ts.Expression[], moved: MovedStatics, scope: Scope): ts.Node | ts.Node[];
