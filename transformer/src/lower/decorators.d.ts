/**
 * Methods with decorators of the standard (TC39), which are called with the function while the class is made.
 *
 * Before
 *   class Api { @logged list() { return ch.recv(); } }
 * After
 *   class Api { @logged @$privateMethod *list() { … } }
 *
 * The innermost decorator is ours: it turns the generator into the plain entry, with the goroutine entry attached, and that is what the user's decorators get and what they may replace. A private
 * method is no generator then, and is called by look-up. TypeScript emits such a class inside arrow functions, where `yield` cannot stand: decorators, computed names and the `extends`
 * clause are plain code there, and a call in them that blocks is SY4001.
 */
import type ts from "typescript";
import type { FileLowering } from "./scope";
/** The member has decorators that TypeScript calls as the standard says. */
export declare function hasStandardDecorators(l: FileLowering, member: ts.Node): boolean;
/** Ours, to stand behind the others. */
export declare function entryDecorator(l: FileLowering): ts.Decorator;
