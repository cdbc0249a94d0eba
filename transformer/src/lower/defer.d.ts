/**
 * `defer(fn)`: deferred to the end of the function, last in first out, also when it throws or the goroutine exits (Go spec, "Defer statements").
 *
 * Before
 *   function work() { mu.lock(); defer(() => mu.unlock()); … }
 * After
 *   function* work$frame() {
 *     const $defers = $ss.defers();
 *     try { …; $deferred($defers, () => mu.unlock()); … }
 *     catch ($e) { $failed($defers, $e); }                       // runDefers throws it again, or what replaced it
 *     finally { $runDefers($defers); if ($S.f) yield site; }     // deferred calls may park
 *   }
 * In async functions and async generators: `finally { ($1 = $spotDefers($defers), $pending($1, site)) ? $awaited(await $1) : $1; }`. A generator runs them when it ends or is closed.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function wrapDefers(l: FileLowering, statements: readonly ts.Statement[], list: ts.Identifier, node: ts.Node, scope: Scope): ts.Statement[];
