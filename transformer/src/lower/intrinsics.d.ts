/**
 * Calls of runtime functions that the compiler knows (`@intrinsic` in their declaration), in every mode.
 *
 * Before
 *   go(() => jobs.send(1));  go(worker, 1, jobs);  const jobs = chan<number>(4);  defer(() => mu.unlock());  group.go(work);
 * After
 *   $spawnFast($at, false, (() => { const $resume = …, $go = () => { … }; return $go; })());  $go($at + 1, worker, 1, jobs);  const jobs = $chan($at + 2, 4);  $deferred($defers, () => mu.unlock());  group.go($startedAt($at + 3, work));
 * After, direct form
 *   $spawn($at, (function* () { … })());  $spawn($at + 1, worker$frame(1, jobs));
 *
 * A frame is started by name only if its parameters are plain names: defaults and destructuring must run in the new goroutine, not at the call.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerIntrinsic(l: FileLowering, node: ts.CallExpression, name: string, scope: Scope): ts.Expression | undefined;
/** The arguments of a method that starts a goroutine: the function it is given passes by the runtime on its way, together with the place of the call. */
export declare function startedAt(l: FileLowering, node: ts.CallExpression, args: readonly ts.Expression[], scope: Scope): readonly ts.Expression[];
