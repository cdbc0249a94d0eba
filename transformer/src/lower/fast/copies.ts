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
import { methodTemp, triesShallow } from "../method-calls";
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
  /** Of a recursive function: the parameter that says how deep the native stack is, what a call of the function adds to that, and a variable for the depth the goroutine had during other calls. */
  readonly depth: { readonly name: string; readonly weight: number; readonly saved: string } | undefined;
}

/** `this` of the function is a variable there: the node with the name of that. */
export function withSelf<T extends ts.Node>(l: FileLowering, node: T, self: string): T {
  const { ts } = l;
  const visit = (n: ts.Node): ts.Node => {
    if (n.kind === ts.SyntaxKind.ThisKeyword) return l.f.createIdentifier(self);
    // What has a `this` of its own: but for the expressions that name it, and the class it extends.
    if ((ts.isFunctionLike(n) && !ts.isArrowFunction(n)) || ts.isClassElement(n)) return ts.visitEachChild(n, (child) => (ts.isComputedPropertyName(child) ? visit(child) : child), l.context);
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
    if (slots.count > FIELDS.length) return [this.f.createArrayLiteralExpression(all)];
    while (all.length > 0 && this.ts.isVoidExpression(all[all.length - 1]!)) all.pop(); // an argument that is not given is undefined
    return all;
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
    if (depth === undefined) return [made(this.tried(call) ?? call)];
    if (ts.isCallExpression(call) && call.arguments.length > 0 && this.l.isDepth(call.arguments[0]!)) {
      const counted = f.updateCallExpression(call, call.expression, undefined, [f.createAdd(f.createIdentifier(depth.name), f.createNumericLiteral(depth.weight)), ...call.arguments.slice(1)]);
      return [made(this.tried(counted) ?? counted)];
    }
    if (ts.isCallExpression(call) && ts.isIdentifier(call.expression) && this.l.shallow.has(call.expression.text)) return [made(call)];
    // By the register.
    const saved = (): ts.Expression => f.createIdentifier(depth.saved), count = (): ts.Expression => this.l.depth();
    const tell = [f.createAssignment(saved(), count()), f.createAssignment(count(), f.createIdentifier(depth.name))], untell = f.createAssignment(count(), saved());
    if (triesShallow(this.l, call)) {
      const other = (helper: ts.Expression): ts.Expression => {
        const result = (): ts.Expression => f.createIdentifier(methodTemp(this.l));
        return f.createParenthesizedExpression([...tell, f.createAssignment(result(), helper), untell, result()].reduce((all, e) => f.createComma(all, e)));
      };
      const tried = this.tried(call, other);
      if (tried !== undefined) return [made(tried)];
    }
    const statement = (e: ts.Expression): ts.Statement => f.createExpressionStatement(e);
    return [...tell.map(statement), made(this.tried(call) ?? call), statement(untell)];
  }

  /** The call, with the method that it most likely reaches in front; `told`: what becomes of the call of any other. Undefined: there is none. */
  protected tried(_call: ts.Expression, _told?: (other: ts.Expression) => ts.Expression): ts.Expression | undefined { return undefined; }

  protected mapped<T extends ts.Node>(node: T): T { return node; }

  protected guarded(finalizer: ts.Block): ts.Block {
    return this.f.createBlock([this.f.createIfStatement(this.flagClear(), this.mapped(finalizer))], true);
  }

  protected block(statements: readonly ts.Statement[]): ts.Block { return this.f.createBlock(statements as ts.Statement[], true); }

  protected labels(labels: readonly string[], statement: ts.Statement): ts.Statement {
    return labels.reduceRight((inner, label) => this.f.createLabeledStatement(label, inner), statement);
  }
}
