/**
 * Constructors that may suspend: two phases.
 *
 * Before
 *   class Page extends Node { size = 1; constructor(path: string, private depth = 0) { super(load(path)); this.fill(); } }
 * After, direct form
 *   class Page extends Node {
 *     static { $constructs(this, 1, "Page$construct"); }        // ties the generator to the class and takes it from the prototype
 *     constructor(path) { return $made(Page, arguments, new.target); }   // plain callers: the body as a goroutine on the spot
 *     *Page$construct($class, $target, $this, path, depth = 0) {
 *       $this = $bound(($1 = $superCall($class, $target, …), $S.f) ? yield $at : $1, $this);
 *       $define($this, "size", 1); $this.depth = depth;
 *       …
 *       return $this;
 *     }
 *   }
 *
 * The generator is a member of the class, so `#private` works in it; class and new.target are its parameters. A base class gets its object from its native constructor, which runs the native fields
 * and nothing else when the runtime says so; its generator has that object as `this`. What a derived class declares natively is stamped on the parent's object (runtime/src/core/construct.ts).
 *
 * Fields: where TypeScript initialises them in the constructor, the generator does, in the same place. Native fields stay native in a base class unless they may suspend; a derived class initialises
 * them in the generator, unless it has private members or computed names. `return` leaves a labelled block, so that `finally` blocks run before what it gives is judged.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export interface LoweredConstructor {
    /** Fields that stand before all others. */
    readonly first: readonly ts.ClassElement[];
    /** The native constructor and the generator; they stand where the constructor stood. */
    readonly members: readonly ts.ClassElement[];
    /** Ties them to the class: the first thing its first static block does. */
    readonly attach: ts.Expression;
    /** Fields whose initialisers moved into the generator. */
    readonly moved: ReadonlySet<ts.ClassElement>;
    /** An inner name for a class that has none. */
    readonly name: ts.Identifier | undefined;
}
export declare function lowerConstructor(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): LoweredConstructor | undefined;
/** `return e` → `{ $value = e; break $body; }` */
export declare function lowerReturn(l: FileLowering, node: ts.ReturnStatement, scope: Scope): ts.Statement | undefined;
