/** The first of the two functions (copies.ts): the function as it was written, with a test behind each call that may suspend. */
import type ts from "typescript";
import type { FileLowering } from "../scope";
import { Copy, type Shape } from "./copies";
import type { Point, Step } from "./steps";

export class FastCopy extends Copy {
  /** `sources`: the statement of which a step is the first. */
  constructor(l: FileLowering, shape: Shape, private readonly sources: ReadonlyMap<Step, ts.Statement>) { super(l, shape); }

  protected self(): ts.Expression { return this.f.createThis(); }

  protected leave(point: Point): { readonly value: ts.Expression; readonly typed: boolean } {
    const { f } = this, { save, resume } = this.shape, pc = f.createNumericLiteral(point.pc);
    return save === undefined
      ? { value: this.l.abiCall(this.abi("save"), [f.createIdentifier(resume), pc, point.site, ...this.kept(point)]), typed: false }
      : { value: f.createCallExpression(f.createIdentifier(save), undefined, [pc, f.createNumericLiteral(this.l.offsetOf(point.site)), ...this.kept(point)]), typed: true };
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
      case "entry": return [f.createIfStatement(this.l.enters(this.shape.depth!.name), out)];
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
