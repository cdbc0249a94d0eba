/**
 * `using` and `await using` whose disposal may suspend.
 *
 * Before
 *   { using lock = acquire(); work(); }
 * After, direct form (TypeScript's own emit for targets without `using`, with a disposal that waits)
 *   {
 *     const $env = $disposables();
 *     try { const lock = $use($env, acquire()); work(); }
 *     catch ($e) { $failed($env, $e); }                    // dispose throws it again, or a SuppressedError
 *     finally { $dispose($env); if ($S.f) yield site; }
 *   }
 * After, awaiting form: `finally { if ($1 = $spotDispose($env)) await $1; }`
 *
 *   for (using a = f(); test; step) body      { using a = f(); for (; test; step) body }
 *   for (using v of things) body              for (const $v of things) { using v = $v; body }
 *   switch (v) { case 1: using a = f(); }     one list of resources around the whole `switch`
 *
 * If one declaration of a block may suspend all of them are lowered, since they are disposed of in one order. Targets do not matter: nothing of `using` is left for TypeScript.
 * At the top level of an ES module, imports and exports cannot stand in a `try`: there TypeScript (or the engine) does it, given a resource that waits:
 *   using a = f();                            const a = f(); await using $resource = $asyncResource(a);
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** The names the resources of these statements get, given before they are visited; undefined: nothing to do. */
export declare function openResources(l: FileLowering, statements: readonly ts.Statement[], scope: Scope): Resources | undefined;
export interface Resources {
    readonly env: ts.Identifier;
    /** For the site of the disposal. */
    readonly node: ts.VariableDeclaration;
    readonly awaits: boolean;
}
/** `const $env = …; try { … } catch … finally …` around statements that were visited. */
export declare function wrapUsing(l: FileLowering, statements: readonly ts.Statement[], { env, node }: Resources, scope: Scope): ts.Statement[];
/** One of the declarations of a block whose resources are ours, whether its own may suspend or not. */
export declare function isOfResources(l: FileLowering, node: ts.Node): boolean;
/** `using x = e;` of a list whose resources are ours. */
export declare function lowerUsingStatement(l: FileLowering, node: ts.VariableStatement, scope: Scope): ts.Statement | ts.Statement[] | undefined;
/** The head of a `for` with such declarations, apart from the loop. */
export declare function usingOfFor(l: FileLowering, node: ts.ForStatement, scope: Scope): {
    list: ts.VariableDeclarationList;
    resources: Resources;
} | undefined;
/** `{ const $env …; try { const a = …; <loop> } … }` */
export declare function wrapFor(l: FileLowering, { list, resources }: {
    list: ts.VariableDeclarationList;
    resources: Resources;
}, loop: () => ts.Statement, scope: Scope): ts.Statement;
/** `for (using v of things)` whose resources are ours. */
export declare function usingOfHead(l: FileLowering, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): Resources | undefined;
/** `const v = $use($env, value);` and the body, in the block of resources. */
export declare function wrapBody(l: FileLowering, head: ts.VariableDeclarationList, value: ts.Expression, resources: Resources, body: readonly ts.Statement[], scope: Scope): ts.Statement;
/** `using` in the clauses of a `switch` (which the language forbids since, and TypeScript takes). */
export declare function usingOfSwitch(l: FileLowering, node: ts.SwitchStatement, scope: Scope): Resources | undefined;
