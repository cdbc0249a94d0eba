/**
 * Methods with decorators of the standard (TC39), which are called with the function while the class is made.
 *
 * Before
 *   class Api { @logged list() { return ch.recv(); } }
 * After
 *   class Api { @logged @$privateMethod *list() { … } }
 *
 *   @registered class Store { load() { return ch.recv(); } }
 *   @registered @(($class) => { $methods($class.prototype, "load"); }) class Store { *load() { … } }
 *
 * The innermost decorator is ours: it turns the generator into the plain entry, with the goroutine entry attached, and that is what the user's decorators get and what they may replace. A private
 * method is no generator then, and is called by look-up. TypeScript emits such a class inside arrow functions, where `yield` cannot stand: decorators, computed names and the `extends`
 * clause are plain code there, and a call in them that blocks is SY4001. Of a decorated class the entries are made by a decorator too: the others see its members as users do, and what they give may be another class.
 */
import type ts from "typescript";
import type { FileLowering } from "./scope";

/** The member has decorators that TypeScript calls as the standard says. */
export function hasStandardDecorators(l: FileLowering, member: ts.Node): boolean {
  const { ts } = l;
  return l.context.getCompilerOptions().experimentalDecorators !== true && ts.canHaveDecorators(member) && (ts.getDecorators(member)?.length ?? 0) > 0;
}

/** Of a class: makes the entries of what is called `name` in the statements of `block`. */
export function classDecorator(l: FileLowering, name: string, block: ts.Block): ts.Decorator {
  const { f, ts } = l, parameter = f.createParameterDeclaration(undefined, undefined, name);
  return f.createDecorator(f.createParenthesizedExpression(f.createArrowFunction(undefined, undefined, [parameter], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), block)));
}

export function withLastDecorator(l: FileLowering, modifiers: ts.NodeArray<ts.ModifierLike>, decorator: ts.Decorator): ts.NodeArray<ts.ModifierLike> {
  const { ts, f } = l, last = modifiers.reduce((found, m, i) => (ts.isDecorator(m) ? i + 1 : found), 0);
  return ts.setTextRange(f.createNodeArray([...modifiers.slice(0, last), decorator, ...modifiers.slice(last)]), modifiers);
}

/** Ours, to stand behind the others. */
export function entryDecorator(l: FileLowering): ts.Decorator {
  return l.f.createDecorator(l.abi("privateMethod"));
}
