/**
 * `for…of` over what does not suspend by itself.
 *
 * Before
 *   for (const x of xs) body
 * After
 *   $a = $steps(xs, "xs"); $i = +$index($a);                          the array and 0, if its iteration is the language's own; if not, a record of the iteration and -1
 *   try {
 *     while (($b = $i < 0 ? $more($a) : $i < $a.length ? $a[$i++] : $DONE) !== $DONE) { const x = $b; body }
 *   } catch ($e) { $failing($a); throw $e; } finally { $stop($a); }
 * After, a body that only computes is run in strips (lower/strips.ts)
 *   {
 *     let $v;
 *     if ($i < 0) {
 *       if ($i < -1 && $a.it.next === $a.next) { const $r = $a.it.next(); if ($r.done) { $a.done = true; break $strip; } $v = $r.value; }       // an iterator of the language: core/steps.ts
 *       else if (($v = $more($a)) === $DONE) break $strip;
 *     } else if ($i < $a.length) $v = $a[$i++]; else break $strip;
 *     const x = $v; body
 *   }
 *
 * `for (const k in o) body` is the same over a generator of the runtime's that does nothing but that: `for (const k of $keysIn(o)) body`.
 *
 * In strips only values of a record are compared with DONE: so V8 keeps the numbers of an array as numbers.
 */
import type ts from "typescript";
import type { FileLowering } from "../scope";
import { Unsupported } from "./steps";

/** One step of a loop, in terms of the temporaries that hold the array or record and the index. */
export class Stepping {
  constructor(private readonly l: FileLowering, private readonly loop: ts.ForOfStatement, private readonly record: string, readonly index: string) {}

  #name(name: string): ts.Identifier { return this.l.f.createIdentifier(name); }
  #isRecord(): ts.Expression { return this.l.f.createLessThan(this.#name(this.index), this.l.f.createNumericLiteral(0)); }
  #hasElement(): ts.Expression { return this.l.f.createLessThan(this.#name(this.index), this.l.f.createPropertyAccessExpression(this.#name(this.record), "length")); }
  #element(): ts.Expression { return this.l.f.createElementAccessExpression(this.#name(this.record), this.l.f.createPostfixIncrement(this.#name(this.index))); }
  #more(): ts.Expression { return this.l.abiCall("more", [this.#name(this.record)]); }

  /** The test of the loop, which takes the step: its value is in `read`. */
  step(read: string): ts.Expression {
    const { f } = this.l;
    const next = f.createConditionalExpression(this.#isRecord(), undefined, this.#more(), undefined, f.createConditionalExpression(this.#hasElement(), undefined, this.#element(), undefined, this.l.abi("DONE")));
    return f.createStrictInequality(f.createParenthesizedExpression(f.createAssignment(this.#name(read), next)), this.l.abi("DONE"));
  }

  /** What a round begins with: the step, or `break label`, and what the head declares or assigns. */
  round(label: string): ts.Statement[] {
    const { ts, f } = this.l, read = (): ts.Identifier => this.#name(this.l.register("$v")), leave = f.createBreakStatement(label);
    const done = f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(read(), this.#more())), this.l.abi("DONE"));
    const of = (o: ts.Expression, name: string): ts.Expression => f.createPropertyAccessExpression(o, name), record = (): ts.Identifier => this.#name(this.record), result = (): ts.Identifier => this.#name(this.l.register("$r"));
    const iterator = (): ts.Expression => of(record(), "it");
    const isDirect = f.createLogicalAnd(f.createLessThan(this.#name(this.index), f.createPrefixMinus(f.createNumericLiteral(1))), f.createStrictEquality(of(iterator(), "next"), of(record(), "next")));
    const direct = f.createBlock([
      f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(result(), undefined, undefined, f.createCallExpression(of(iterator(), "next"), undefined, []))], ts.NodeFlags.Const)),
      f.createIfStatement(of(result(), "done"), f.createBlock([f.createExpressionStatement(f.createAssignment(of(record(), "done"), f.createTrue())), leave])),
      f.createExpressionStatement(f.createAssignment(read(), of(result(), "value"))),
    ], true);
    return [
      f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(read())], ts.NodeFlags.Let)),
      f.createIfStatement(this.#isRecord(), f.createBlock([f.createIfStatement(isDirect, direct, f.createIfStatement(done, leave))], true),
        f.createIfStatement(this.#hasElement(), f.createExpressionStatement(f.createAssignment(read(), this.#element())), leave)),
      this.bind(read()),
    ];
  }

  /** `const x = value;` */
  bind(value: ts.Expression): ts.Statement {
    const { ts, f } = this.l, head = this.loop.initializer;
    return ts.setTextRange(ts.isVariableDeclarationList(head)
      ? f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(head.declarations[0]!.name, undefined, undefined, value)], head.flags))
      : f.createExpressionStatement(f.createAssignment(head, value)), head);
  }
}

export function forInAsForOf(l: FileLowering, node: ts.ForInStatement): ts.ForOfStatement {
  const { ts, f } = l;
  if (ts.isVariableDeclarationList(node.initializer) && node.initializer.declarations.some((d) => d.initializer !== undefined)) throw new Unsupported("a for-in whose variable has a value before");
  const made = f.createForOfStatement(undefined, node.initializer, l.abiCall("keysIn", [node.expression]), node.statement);
  return ts.setOriginalNode(ts.setTextRange(made, node), node);
}
