/**
 * `super` in arrow functions that may suspend: a generator function has none of its own.
 *
 * Before
 *   items.map((x) => super.add(x) + super[key]);          super.n += 1;
 * After
 *   items.map((($super) => $closure((function* (x) { … $call1("(intermediate value).add", $super.add, this, x) … $super[key] … }).bind(this)))
 *     ($superRef((k) => super[k], (k, v) => super[k] = v)));
 *                                                          $super.n += 1;
 *
 * `$super` is a proxy whose reads and writes are those of the method around (ECMA-262 13.3.7.3), its `this` included; so every position a super property may stand in works unchanged: destructuring
 * targets, compound assignment, `++`, optional calls. Only calls need their receiver. It is made once, where the outermost such arrow stands; arrows in it share it.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** `$superRef((k) => super[k], (k, v) => super[k] = v)` */
export declare function superRef(l: FileLowering): ts.Expression;
/** The expression is `super.x` or `super[x]`, and `super` has a name of its own here. */
export declare function isRenamedSuper(l: FileLowering, expression: ts.Expression, scope: Scope): boolean;
/** `super` under its own name. Before a key or a value to store `this` must be there (ECMA-262 13.3.7.1): `($self($this), $super)[key]`, where it may not be. `delete` throws behind the key in V8. */
export declare function renamedSuper(l: FileLowering, node: ts.Node, scope: Scope): ts.Expression | undefined;
/** `super.m(x)` where the call stays plain: `$callPlain("(intermediate value).m", $super.m, this, x)`. */
export declare function plainSuperCall(l: FileLowering, node: ts.CallExpression, scope: Scope): ts.Expression | undefined;
