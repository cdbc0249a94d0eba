/**
 * The two functions of the fast form, from the steps of a body.
 *
 * Before                                                   steps
 *   for (let i = 0; i < n; i++) out.send(i);                 loop (let i = 0; i < n; i++) { point 1: $send(…, i); check: point 2 }
 * After
 *   function pump$go(out, n) {
 *     for (let i = 0; i < n; i++) {
 *       $send("out.send", out.send, out, i); if ($S.f !== 0) return $save3(pump$resume, 1, $at, out, n, i);
 *       if ($FL[0] !== 0 && $preempt()) return $save3(pump$resume, 2, $at + 1, out, n, i);
 *     }
 *   }
 *   function pump$resume($fr) {
 *     var $pc = $fr.pc, out = $fr.a, n = $fr.b, i = $fr.c;
 *     if ($pc === 2) { $pc = 0; $taken(); i++; }
 *     for (; $pc !== 0 || i < n; i++) {
 *       if ($pc === 1) { $pc = 0; $taken(); } else { $send(…); if ($S.f !== 0) return $again3($fr, 1, $at, out, n, i); }
 *       if ($FL[0] !== 0 && $preempt()) return $again3($fr, 2, $at + 1, out, n, i);
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
import { type Loop, type Point, rangeOf, rangeOfAll, type Step } from "./steps";

const SLOTS = 6;
const FIELDS = ["a", "b", "c", "d", "e", "f"];

export interface Shape {
  readonly resume: string;
  readonly slots: Slots;
  /** What a function that suspends returns, of the type of its result. */
  readonly dummy: ts.Expression | undefined;
  /** Of a recursive function: the parameter that counts calls on the native stack, and a variable for the count of the goroutine during other calls. */
  readonly depth: { readonly name: string; readonly saved: string } | undefined;
}

abstract class Copy {
  protected readonly ts: FileLowering["ts"];
  protected readonly f: ts.NodeFactory;

  constructor(protected readonly l: FileLowering, protected readonly shape: Shape) {
    this.ts = l.ts;
    this.f = l.f;
  }

  protected name(name: string): ts.Expression { return name === "$this" ? this.self() : this.f.createIdentifier(name); }
  protected abstract self(): ts.Expression;
  protected abstract leave(point: Point): ts.Expression;

  /** `return $save2(…), 0;` */
  protected suspended(point: Point): ts.Statement {
    const value = this.leave(point);
    return this.f.createReturnStatement(this.shape.dummy === undefined ? value : this.f.createComma(value, this.shape.dummy));
  }

  /** What the frame keeps, by slot. */
  protected kept(point: Point): ts.Expression[] {
    const { slots } = this.shape, values: (ts.Expression | undefined)[] = new Array<undefined>(slots.count).fill(undefined);
    for (const name of point.live) values[slots.of.get(name)!] = this.name(name);
    const all = values.map((v) => v ?? this.f.createVoidZero());
    return slots.count > SLOTS ? [this.f.createArrayLiteralExpression(all)] : all;
  }

  protected abi(verb: "save" | "again"): AbiName {
    return (this.shape.slots.count > SLOTS ? `${verb}n` : `${verb}${this.shape.slots.count}`) as AbiName;
  }

  protected flagSet(): ts.Expression { return this.f.createIdentifier(`${(this.l.flag() as ts.Identifier).text} !== 0`); }
  protected flagClear(): ts.Expression { return this.f.createIdentifier(`${(this.l.flag() as ts.Identifier).text} === 0`); }

  protected assign(name: string, value: ts.Expression): ts.Statement {
    return this.f.createExpressionStatement(this.f.createAssignment(this.f.createIdentifier(name), value));
  }

  /** The call of a point; where calls on the native stack are counted, the count goes along. */
  protected call(point: Point, made: (call: ts.Expression) => ts.Statement): ts.Statement[] {
    const { ts, f } = this, { depth } = this.shape, call = this.mapped(point.call!);
    if (depth === undefined) return [made(call)];
    if (ts.isCallExpression(call) && call.arguments.length > 0 && this.l.isDepth(call.arguments[0]!))
      return [made(f.updateCallExpression(call, call.expression, undefined, [f.createAdd(f.createIdentifier(depth.name), f.createNumericLiteral(1)), ...call.arguments.slice(1)]))];
    const count = (): ts.Expression => this.l.depth();
    return [
      this.assign(depth.saved, count()),
      this.f.createExpressionStatement(this.f.createAssignment(count(), this.f.createIdentifier(depth.name))),
      made(call),
      this.f.createExpressionStatement(this.f.createAssignment(count(), this.f.createIdentifier(depth.saved))),
    ];
  }

  protected mapped<T extends ts.Node>(node: T): T { return node; }

  protected guarded(finalizer: ts.Block): ts.Block {
    return this.f.createBlock([this.f.createIfStatement(this.flagClear(), this.mapped(finalizer))], true);
  }

  protected block(statements: readonly ts.Statement[]): ts.Block { return this.f.createBlock(statements as ts.Statement[], true); }

  protected labels(labels: readonly string[], statement: ts.Statement): ts.Statement {
    return labels.reduceRight((inner, label) => this.f.createLabeledStatement(label, inner), statement);
  }
}

/** The function as it was written, with a test behind each call. */
export class FastCopy extends Copy {
  /** `sources`: the statement of which a step is the first. */
  constructor(l: FileLowering, shape: Shape, private readonly sources: ReadonlyMap<Step, ts.Statement>) { super(l, shape); }

  protected self(): ts.Expression { return this.f.createThis(); }

  protected leave(point: Point): ts.Expression {
    return this.l.abiCall(this.abi("save"), [this.f.createIdentifier(this.shape.resume), this.f.createNumericLiteral(point.pc), point.site, ...this.kept(point)]);
  }

  list(steps: readonly Step[]): ts.Statement[] { return steps.flatMap((s) => this.step(s)); }

  step(step: Step): ts.Statement[] {
    const made = this.#made(step), source = this.sources.get(step), first = made[0];
    if (source !== undefined && first !== undefined && first.pos < 0) this.ts.setTextRange(first, source);
    return made;
  }

  #made(step: Step): ts.Statement[] {
    const { f } = this;
    switch (step.kind) {
      case "plain": return [step.node];
      case "assign": return [this.assign(step.name, step.value)];
      case "point": return this.#point(step);
      case "block": return [this.block(this.list(step.body))];
      case "if": return [f.createIfStatement(step.test, this.block(this.list(step.then)), step.otherwise.length === 0 ? undefined : this.block(this.list(step.otherwise)))];
      case "loop": {
        const body = this.block([...this.list(step.body), ...(step.check === undefined ? [] : this.#point(step.check))]);
        const loop = step.init === undefined && step.update === undefined && step.test !== undefined ? f.createWhileStatement(step.test, body) : f.createForStatement(step.init, step.test, step.update, body);
        return [this.labels(step.labels, this.ts.setTextRange(loop, step.node))];
      }
      case "do": return [this.labels(step.labels, this.ts.setTextRange(f.createDoStatement(this.block(this.list(step.body)), step.test), step.node))];
      case "labeled": return [f.createLabeledStatement(step.label, this.block(this.list(step.body)))];
      case "switch": return [f.createSwitchStatement(step.value, f.createCaseBlock(step.clauses.map((c) => (c.test === undefined ? f.createDefaultClause(this.list(c.body)) : f.createCaseClause(c.test, this.list(c.body))))))];
      case "try": {
        const { handler } = step;
        let clause: ts.CatchClause | undefined;
        if (handler !== undefined) {
          const variable = handler.node?.variableDeclaration ?? (handler.variable === undefined ? undefined : f.createVariableDeclaration(handler.variable));
          clause = f.createCatchClause(variable, this.block(this.list(handler.body)));
        }
        return [f.createTryStatement(this.block(this.list(step.block)), clause, step.finalizer === undefined ? undefined : this.guarded(step.finalizer))];
      }
    }
  }

  #point(point: Point): ts.Statement[] {
    const { f } = this, out = this.suspended(point);
    switch (point.test) {
      case "check": return [f.createIfStatement(this.l.wanted(), out)];
      case "entry": return [f.createIfStatement(f.createLogicalOr(this.l.wanted(), f.createIdentifier(`${this.shape.depth!.name} > ${depthLimit} && ${this.l.abi("grow").text}()`)), out)];
      case "flag": return [f.createIfStatement(this.flagSet(), out)];
    }
    const { into } = point;
    const statements = this.call(point, (call) =>
      into === undefined ? f.createExpressionStatement(call)
      : into.declares === undefined ? this.assign(into.name, call)
      : f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(into.name, undefined, undefined, call)], into.declares)));
    return [...statements, f.createIfStatement(this.flagSet(), out)];
  }
}

/** Calls that may stand on each other on the native stack before a goroutine's frames move to the heap. */
export const depthLimit = 1000;

/** The function from a point on. */
export class ResumeCopy extends Copy {
  readonly #pc: string;
  readonly #fr: string;

  constructor(l: FileLowering, shape: Shape, private readonly names: { readonly self: string; readonly held: ReadonlySet<string>; readonly temporaries: ReadonlySet<string> }) {
    super(l, shape);
    this.#pc = l.register("$pc");
    this.#fr = l.register("$fr");
  }

  protected self(): ts.Expression { return this.f.createIdentifier(this.names.self); }

  protected leave(point: Point): ts.Expression {
    return this.l.abiCall(this.abi("again"), [this.f.createIdentifier(this.#fr), this.f.createNumericLiteral(point.pc), point.site, ...this.kept(point)]);
  }

  get parameter(): ts.ParameterDeclaration { return this.f.createParameterDeclaration(undefined, undefined, this.#fr); }

  /** `var $pc = $fr.pc, out = $fr.a, …` */
  declaration(variables: Iterable<string>): ts.Statement {
    const { f } = this, { slots } = this.shape;
    const frame = (): ts.Expression => f.createIdentifier(this.#fr);
    const declarations = [f.createVariableDeclaration(this.#pc, undefined, undefined, f.createPropertyAccessExpression(frame(), "pc"))];
    for (const name of variables) {
      const slot = slots.of.get(name);
      const value = slot === undefined ? undefined : slots.count > SLOTS ? f.createElementAccessExpression(f.createPropertyAccessExpression(frame(), "s"), slot) : f.createPropertyAccessExpression(frame(), FIELDS[slot]!);
      declarations.push(f.createVariableDeclaration(name === "$this" ? this.names.self : name, undefined, undefined, value));
    }
    if (this.shape.depth !== undefined) declarations.push(f.createVariableDeclaration(this.shape.depth.name, undefined, undefined, this.l.depth()), f.createVariableDeclaration(this.shape.depth.saved));
    return f.createVariableStatement(undefined, f.createVariableDeclarationList(declarations)); // `var`: one of the same name may stand in a block
  }

  /** `this` of the function is a variable here. */
  protected override mapped<T extends ts.Node>(node: T): T {
    if (!this.shape.slots.of.has("$this")) return node;
    const { ts } = this;
    const visit = (n: ts.Node): ts.Node => {
      if (n.kind === ts.SyntaxKind.ThisKeyword) return this.self();
      if ((ts.isFunctionLike(n) && !ts.isArrowFunction(n)) || ts.isClassLike(n)) return n;
      return ts.visitEachChild(n, visit, this.l.context);
    };
    return visit(node) as T;
  }

  #is(n: number): ts.Expression { return this.f.createIdentifier(`${this.#pc} === ${n}`); }
  #some(): ts.Expression { return this.f.createIdentifier(`${this.#pc} !== 0`); }
  #upTo(n: number): ts.Expression { return this.f.createIdentifier(`${this.#pc} <= ${n}`); }
  /** `$pc = 0; $taken();` */
  #arrived(into: string | undefined): ts.Statement[] {
    const taken = this.l.abiCall("taken", []);
    return [this.assign(this.#pc, this.f.createNumericLiteral(0)), into === undefined ? this.f.createExpressionStatement(taken) : this.assign(into, taken)];
  }

  body(steps: readonly Step[]): ts.Statement[] { return this.#list(steps, false); }

  /** `fresh`: the list may be reached with `$pc === 0`. If not, what stands before its first point is never run here. */
  #list(steps: readonly Step[], fresh: boolean): ts.Statement[] {
    const { f } = this, out: ts.Statement[] = [];
    const lastPointed = steps.reduce((n, s, i) => (rangeOf(s) === undefined ? n : i), -1);
    let group: ts.Statement[] = [];
    steps.forEach((step, i) => {
      const range = rangeOf(step);
      if (range === undefined) {
        if (i > lastPointed) out.push(...this.#plainStep(step));
        else if (fresh) group.push(...this.#plainStep(step));
        return;
      }
      if (group.length > 0) out.push(f.createIfStatement(this.#is(0), this.block(group)));
      group = [];
      const more = i < lastPointed, made = this.#step(step, fresh, more);
      if (more && step.kind !== "point") out.push(f.createIfStatement(this.#upTo(range.last), this.block(made)));
      else out.push(...made);
      fresh = true;
    });
    return out;
  }

  #plainStep(step: Step): ts.Statement[] {
    switch (step.kind) {
      case "plain": return this.#plain(step.node);
      case "assign": return [this.assign(step.name, this.mapped(step.value))];
      case "block": return step.body.flatMap((s) => this.#plainStep(s));
      default: return this.#step(step, true, false);
    }
  }

  /** Declarations are assignments here. */
  #plain(node: ts.Statement): ts.Statement[] {
    const { ts, f } = this;
    if (ts.isFunctionDeclaration(node)) return [];
    if (!ts.isVariableStatement(node)) return [this.mapped(node)];
    const made = this.#declared(node.declarationList);
    return made.map((e) => ts.setTextRange(f.createExpressionStatement(e), node));
  }

  #declared(list: ts.VariableDeclarationList): ts.Expression[] {
    const { ts, f } = this, isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    return list.declarations.flatMap((d): ts.Expression[] => {
      if (d.initializer === undefined) {
        if (isVar || (ts.isIdentifier(d.name) && this.names.temporaries.has(d.name.text))) return [];
        return [f.createAssignment(f.createIdentifier((d.name as ts.Identifier).text), f.createVoidZero())];
      }
      const value = this.mapped(d.initializer);
      if (ts.isIdentifier(d.name)) return [ts.setTextRange(f.createAssignment(f.createIdentifier(d.name.text), value), d)];
      const pattern = this.#target(d.name);
      const assignment = f.createAssignment(pattern, value);
      return [ts.isObjectLiteralExpression(pattern) ? f.createParenthesizedExpression(assignment) : assignment];
    });
  }

  /** The assignment pattern of a binding pattern. */
  #target(name: ts.BindingName): ts.Expression {
    const { ts, f } = this;
    if (ts.isIdentifier(name)) return f.createIdentifier(name.text);
    if (ts.isArrayBindingPattern(name)) {
      return f.createArrayLiteralExpression(name.elements.map((e) => {
        if (ts.isOmittedExpression(e)) return f.createOmittedExpression();
        const target = this.#target(e.name);
        if (e.dotDotDotToken !== undefined) return f.createSpreadElement(target);
        return e.initializer === undefined ? target : f.createAssignment(target, this.mapped(e.initializer));
      }));
    }
    return f.createObjectLiteralExpression(name.elements.map((e) => {
      const target = this.#target(e.name);
      if (e.dotDotDotToken !== undefined) return f.createSpreadAssignment(target);
      const key = e.propertyName ?? f.createIdentifier((e.name as ts.Identifier).text);
      return f.createPropertyAssignment(ts.isComputedPropertyName(key) ? this.mapped(key) : key as ts.PropertyName, e.initializer === undefined ? target : f.createAssignment(target, this.mapped(e.initializer)));
    }));
  }

  #step(step: Step, fresh: boolean, more: boolean): ts.Statement[] {
    const { f } = this;
    switch (step.kind) {
      case "plain": case "assign": return this.#plainStep(step);
      case "point": return this.#point(step, fresh, more);
      case "block": return this.#list(step.body, fresh);
      case "if": return this.#if(step, fresh);
      case "loop": return this.#loop(step, fresh);
      case "do": return [this.labels(step.labels, this.ts.setTextRange(f.createDoStatement(this.block(this.#list(step.body, true)), this.mapped(step.test)), step.node))];
      case "labeled": return [f.createLabeledStatement(step.label, this.block(this.#list(step.body, fresh)))];
      case "switch": return this.#switch(step, fresh);
      case "try": return this.#try(step, fresh);
    }
  }

  #if(step: Extract<Step, { kind: "if" }>, fresh: boolean): ts.Statement[] {
    const { f } = this;
    const then = rangeOfAll(step.then), otherwise = rangeOfAll(step.otherwise);
    if (!fresh && (then === undefined || otherwise === undefined)) return this.#list(then === undefined ? step.otherwise : step.then, false);
    const test = (): ts.Expression => f.createParenthesizedExpression(this.mapped(step.test));
    const taken = !fresh ? this.#upTo(then!.last)
      : then === undefined ? otherwise === undefined ? this.mapped(step.test) : f.createLogicalAnd(this.#is(0), test())
      : otherwise === undefined ? f.createLogicalOr(this.#some(), test()) : f.createConditionalExpression(this.#is(0), undefined, test(), undefined, this.#upTo(then.last));
    return [f.createIfStatement(taken, this.block(this.#list(step.then, fresh)), step.otherwise.length === 0 ? undefined : this.block(this.#list(step.otherwise, fresh)))];
  }

  #point(point: Point, fresh: boolean, more: boolean): ts.Statement[] {
    const { f } = this, out = this.suspended(point);
    const arrived = this.block(this.#arrived(point.into?.name));
    if (!fresh) return more ? [f.createIfStatement(this.#is(point.pc), arrived)] : [...arrived.statements];
    let otherwise: ts.Statement;
    if (point.test === "check" || point.test === "entry") otherwise = f.createIfStatement(more ? f.createLogicalAnd(this.#is(0), this.l.wanted()) : this.l.wanted(), out);
    else if (point.test === "flag") otherwise = f.createIfStatement(more ? f.createLogicalAnd(this.#is(0), this.flagSet()) : this.flagSet(), out);
    else {
      const called = this.call(point, (call) => (point.into === undefined ? f.createExpressionStatement(call) : this.assign(point.into.name, call)));
      const whole = this.block([...called, f.createIfStatement(this.flagSet(), out)]);
      otherwise = more ? f.createIfStatement(this.#is(0), whole) : whole;
    }
    return [f.createIfStatement(this.#is(point.pc), arrived, otherwise)];
  }

  #loop(step: Loop, fresh: boolean): ts.Statement[] {
    const { ts, f } = this;
    const inside = rangeOfAll(step.body), { check } = step;
    const update = step.update === undefined ? undefined : this.mapped(step.update), test = step.test === undefined ? undefined : this.mapped(step.test);
    const before: ts.Statement[] = [];
    if (fresh && step.init !== undefined) {
      const init = ts.isVariableDeclarationList(step.init) ? this.#declared(step.init) : [this.mapped(step.init)];
      if (init.length > 0) before.push(f.createIfStatement(this.#is(0), this.block(init.map((e) => f.createExpressionStatement(e)))));
    }
    if (check !== undefined) {
      const resumed = [...this.#arrived(undefined), ...(update === undefined ? [] : [f.createExpressionStatement(update)])];
      if (fresh || inside !== undefined) before.push(f.createIfStatement(this.#is(check.pc), this.block(resumed)));
      else before.push(...resumed);
    }
    const body = [...this.#list(step.body, true), ...(check === undefined ? [] : [f.createIfStatement(this.l.wanted(), this.suspended(check))])];
    const condition = inside === undefined || test === undefined ? test : f.createLogicalOr(this.#some(), f.createParenthesizedExpression(test));
    const loop = update === undefined && condition !== undefined ? f.createWhileStatement(condition, this.block(body)) : f.createForStatement(undefined, condition, update, this.block(body));
    return [...before, this.labels(step.labels, ts.setTextRange(loop, step.node))];
  }

  #switch(step: Extract<Step, { kind: "switch" }>, fresh: boolean): ts.Statement[] {
    const { f } = this;
    const index = (): ts.Identifier => f.createIdentifier(step.index), number = (n: number): ts.Expression => (n < 0 ? f.createPrefixMinus(f.createNumericLiteral(-n)) : f.createNumericLiteral(n));
    const find = f.createSwitchStatement(this.mapped(step.value), f.createCaseBlock(step.clauses.map((c, i) => {
      const chosen = [this.assign(step.index, number(i)), f.createBreakStatement()];
      return c.test === undefined ? f.createDefaultClause(chosen) : f.createCaseClause(this.mapped(c.test), chosen);
    })));
    // Which clause the point is in.
    let jump: ts.Expression | undefined;
    for (let i = step.clauses.length - 1; i >= 0; i--) {
      const range = rangeOfAll(step.clauses[i]!.body);
      if (range !== undefined) jump = jump === undefined ? number(i) : f.createConditionalExpression(this.#upTo(range.last), undefined, number(i), undefined, jump);
    }
    const jumped = jump === undefined ? undefined : this.assign(step.index, jump);
    const choose = !fresh && jumped !== undefined ? jumped : f.createIfStatement(this.#is(0), this.block([this.assign(step.index, number(-1)), find]), jumped);
    const go = f.createSwitchStatement(index(), f.createCaseBlock(step.clauses.map((c, i) => f.createCaseClause(number(i), this.#list(c.body, fresh || rangeOfAll(c.body) === undefined || step.clauses.slice(0, i).some((b) => b.body.length > 0))))));
    return [choose, go];
  }

  #try(step: Extract<Step, { kind: "try" }>, fresh: boolean): ts.Statement[] {
    const { ts, f } = this, { handler } = step;
    const inBlock = rangeOfAll(step.block), inHandler = handler === undefined ? undefined : rangeOfAll(handler.body);
    const finalizer = step.finalizer === undefined ? undefined : this.guarded(step.finalizer);
    const block = this.#list(step.block, fresh || inBlock === undefined);
    if (handler === undefined) return [f.createTryStatement(this.block(block), undefined, finalizer)];
    if (inHandler === undefined) {
      const pattern = handler.node?.variableDeclaration;
      const own = pattern !== undefined && !ts.isIdentifier(pattern.name) ? pattern : undefined;
      const variable = handler.variable ?? this.l.names.unique("$e");
      // `{ message }`, taken apart behind the test
      const statements = [...(handler.takesAll ? [] : [this.#unlessExit(variable)]),
        ...(own === undefined ? [] : [f.createVariableStatement(undefined, f.createVariableDeclarationList([f.updateVariableDeclaration(own, own.name, undefined, undefined, f.createIdentifier(variable))], ts.NodeFlags.Let))]),
        ...handler.body.flatMap((s) => (s.kind === "plain" ? [this.mapped(s.node)] : this.#plainStep(s)))];
      return [f.createTryStatement(this.block(block), f.createCatchClause(variable, this.block(statements)), finalizer)];
    }
    const error = this.l.names.unique("$e"), caught = (): ts.Expression => f.createIdentifier(step.caught);
    const clause = f.createCatchClause(error, this.block([...(handler.takesAll ? [] : [this.#unlessExit(error)]),
      ...(handler.variable === undefined ? [] : [this.assign(handler.variable, f.createIdentifier(error))]), this.assign(step.caught, f.createTrue())]));
    const guarded = f.createIfStatement(inBlock === undefined ? this.#is(0) : this.#upTo(inBlock.last), this.block([f.createTryStatement(this.block(block), clause, undefined)]));
    const statements = [this.assign(step.caught, f.createFalse()), guarded,
      f.createIfStatement(f.createLogicalOr(caught(), this.#some()), this.block(this.#list(handler.body, true)))];
    return finalizer === undefined ? statements : [f.createTryStatement(this.block(statements), undefined, finalizer)];
  }

  /** The goroutine ends (goexit): `finally` runs, `catch` does not. */
  #unlessExit(variable: string): ts.Statement {
    return this.f.createIfStatement(this.f.createStrictEquality(this.f.createIdentifier(variable), this.l.abi("EXIT")), this.f.createThrowStatement(this.f.createIdentifier(variable)));
  }
}
