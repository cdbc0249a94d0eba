/**
 * The two functions of the fast form, from the steps of a body.
 *
 * Before                                                   steps
 *   for (let i = 0; i < n; i++) out.send(i);                 loop (let i = 0; i < n; i++) { point 1: $send(…, i); check: point 2 }
 * After
 *   function pump$go(out, n) {
 *     for (let i = 0; i < n; i++) {
 *       $send("out.send", out.send, out, i); if ($S.f !== 0) return pump$save(1, 0, out, n, i);
 *       if ($FL[0] < 0 && $preempt()) return pump$save(2, 1, out, n, i);
 *     }
 *   }
 *   function pump$save(pc, at, a, b, c) { $save3(pump$resume, pc, $at + at, a, b, c); }
 *   function pump$resume($fr) {
 *     var $pc = $fr.pc, out = $fr.a, n = $fr.b, i = $fr.c;
 *     if ($pc === 2) { $pc = 0; $taken(); i++; }
 *     for (; $pc !== 0 || i < n; i++) {
 *       if ($pc === 1) { $pc = 0; $taken(); } else { $send(…); if ($S.f !== 0) return $again3($fr, 1, $at, out, n, i); }
 *       if ($FL[0] < 0 && $preempt()) return $again3($fr, 2, $at + 1, out, n, i);
 *     }
 *   }
 *
 * In the resume function `$pc` is the point it is on its way to, and 0 from there on. In a list of steps: what stands before a step with points runs if `$pc === 0`, a step with points
 * if `$pc` is 0 or not behind it. A loop that can only stop at its check is entered behind the update: the loop itself has no guard.
 *
 * Breaks   a suspension leaves by `return`, and is no way out of a `try`: `finally { if ($S.f === 0) … }`. goexit comes as an error that no `catch` of the user sees.
 */
import type ts from "typescript";
import type { AbiName } from "../../emit/abi";
import type { FileLowering } from "../scope";
import type { Slots } from "./liveness";
import type { Point } from "./steps";

/** Fields of a frame; more variables go into a list. */
export const FIELDS = ["a", "b", "c", "d", "e", "f"];

export interface Shape {
  readonly resume: string;
  /** The function that leaves a frame for all points, if there is one. */
  readonly save: string | undefined;
  readonly slots: Slots;
  /** What a function that suspends returns, of the type of its result. */
  readonly dummy: ts.Expression | undefined;
  /** Of a recursive function: the parameter that counts calls on the native stack, and a variable for the count of the goroutine during other calls. */
  readonly depth: { readonly name: string; readonly saved: string } | undefined;
}

/** `this` of the function is a variable there: the node with the name of that. */
export function withSelf<T extends ts.Node>(l: FileLowering, node: T, self: string): T {
  const { ts } = l;
  const visit = (n: ts.Node): ts.Node => {
    if (n.kind === ts.SyntaxKind.ThisKeyword) return l.f.createIdentifier(self);
    if ((ts.isFunctionLike(n) && !ts.isArrowFunction(n)) || ts.isClassLike(n)) return n;
    return ts.visitEachChild(n, visit, l.context);
  };
  return visit(node) as T;
}

/** What both copies have in common. */
export abstract class Copy {
  protected readonly ts: FileLowering["ts"];
  protected readonly f: ts.NodeFactory;

  constructor(protected readonly l: FileLowering, protected readonly shape: Shape) {
    this.ts = l.ts;
    this.f = l.f;
  }

  protected name(name: string): ts.Expression { return name === "$this" ? this.self() : this.f.createIdentifier(name); }
  protected abstract self(): ts.Expression;
  /** `$save2(…)` */
  protected abstract leave(point: Point): ts.Expression;

  /** `return $save2(…), 0;` */
  protected suspended(point: Point): ts.Statement {
    const { dummy } = this.shape, value = this.leave(point);
    return this.f.createReturnStatement(dummy === undefined ? value : this.f.createComma(value, dummy));
  }

  /** What the frame keeps, by slot. */
  protected kept(point: Point): ts.Expression[] {
    const { slots } = this.shape, values: (ts.Expression | undefined)[] = new Array<undefined>(slots.count).fill(undefined);
    for (const name of point.live) values[slots.of.get(name)!] = this.name(name);
    const all = values.map((v, slot) => v ?? (slots.numeric.has(slot) ? this.f.createNumericLiteral(0) : this.f.createVoidZero()));
    return slots.count > FIELDS.length ? [this.f.createArrayLiteralExpression(all)] : all;
  }

  protected abi(verb: "save" | "again"): AbiName {
    return (this.shape.slots.count > FIELDS.length ? `${verb}n` : `${verb}${this.shape.slots.count}`) as AbiName;
  }

  protected flagSet(): ts.Expression { return this.f.createIdentifier(`${(this.l.flag() as ts.Identifier).text} !== 0`); }
  protected flagClear(): ts.Expression { return this.f.createIdentifier(`${(this.l.flag() as ts.Identifier).text} === 0`); }

  protected assign(name: string, value: ts.Expression): ts.Statement {
    return this.f.createExpressionStatement(this.f.createAssignment(this.f.createIdentifier(name), value));
  }

  /** The call of a point; where calls on the native stack are counted, the count goes along. */
  protected call(point: Point, made: (call: ts.Expression) => ts.Statement): ts.Statement[] {
    const { ts, f } = this, { depth } = this.shape, call = this.mapped(point.call!);
    if (depth === undefined) return [made(this.tried(call))];
    if (ts.isCallExpression(call) && call.arguments.length > 0 && this.l.isDepth(call.arguments[0]!))
      return [made(this.tried(f.updateCallExpression(call, call.expression, undefined, [f.createAdd(f.createIdentifier(depth.name), f.createNumericLiteral(1)), ...call.arguments.slice(1)])))];
    const count = (): ts.Expression => this.l.depth();
    return [
      this.assign(depth.saved, count()),
      this.f.createExpressionStatement(this.f.createAssignment(count(), this.f.createIdentifier(depth.name))),
      made(this.tried(call)),
      this.f.createExpressionStatement(this.f.createAssignment(count(), this.f.createIdentifier(depth.saved))),
    ];
  }

  /** The call, with what it most likely reaches in front. */
  protected tried(call: ts.Expression): ts.Expression { return call; }

  protected mapped<T extends ts.Node>(node: T): T { return node; }

  protected guarded(finalizer: ts.Block): ts.Block {
    return this.f.createBlock([this.f.createIfStatement(this.flagClear(), this.mapped(finalizer))], true);
  }

  protected block(statements: readonly ts.Statement[]): ts.Block { return this.f.createBlock(statements as ts.Statement[], true); }

  protected labels(labels: readonly string[], statement: ts.Statement): ts.Statement {
    return labels.reduceRight((inner, label) => this.f.createLabeledStatement(label, inner), statement);
  }
}
