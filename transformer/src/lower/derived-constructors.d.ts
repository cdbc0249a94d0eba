/**
 * `super(…)`, `this` and `super.x` in constructors of derived classes that run as frames (constructors.ts). A generator cannot be given a `this` that does not exist yet, so it is a variable.
 *
 * Before
 *   super(load(path), 2);  this.size = super.count();
 * After, direct form
 *   $this = $bound(($1 = $superCall($class, $target, …load…, 2), $S.f) ? yield $at : $1, $this);
 *   $stamp($class, $this);                                                  // native fields and private names of this class, where it has any
 *   $this.size = ($1 = $call0("(intermediate value).count", $super.count, $this), $S.f) ? yield $at + 1 : $1;
 *
 * `this` is bound after the parent has been constructed (ECMA-262 13.3.7.1). Where `super(…)` may not have returned, `this` is `$self($this)`,
 * which throws what the engine throws.
 */
import type ts from "typescript";
import type { FileLowering, Scope, SelfScope } from "./scope";
/** As a statement: fields and parameter properties are initialised behind it. */
export declare function lowerSuperStatement(l: FileLowering, node: ts.ExpressionStatement, call: ts.CallExpression, scope: Scope): ts.Statement[];
/** Anywhere else: its value is `this`. */
export declare function lowerSuperCall(l: FileLowering, call: ts.CallExpression, scope: Scope): ts.Expression;
export declare function stampStatements(l: FileLowering, self: SelfScope): ts.ExpressionStatement[];
/**
 * `const $super = $superRef((k) => $superGet($class, $self($this), k), (k, v) => $superSet($class, $self($this), k, v));`: `super` of a generator whose `this` is a variable (super.ts).
 */
export declare function superOfVariable(l: FileLowering, name: string, self: SelfScope): ts.Statement;
