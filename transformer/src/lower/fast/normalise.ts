/**
 * From a generator body to steps: every suspension point becomes a statement of its own, in front of the statement it stood in, and what that statement evaluates before it is kept in
 * temporaries.
 *
 * Before
 *   return width(a) * (($1 = $frame(height$frame(a)), $S.f) ? yield $at : $1);
 * After
 *   $2 = width(a);
 *   point 1: $3 = $frame(height$frame(a))
 *   return $2 * $3;
 *
 * Evaluation order is the language's (ECMA-262 13): operands that were evaluated before a point are kept, unless nothing can change them (literals, `this`, variables of the function that what
 * follows does not assign to, functions just being made). `&&`, `||`, `??`, `?:` with a point in a part that may not be evaluated become an `if`.
 */
import type ts from "typescript";
import { calleeText } from "../calls";
import type { FileLowering, Temps } from "../scope";
import type { Bindings } from "./bindings";
import { bare, Points } from "./points";
import { type Clause, type Into, type Point, type Step, Unsupported } from "./steps";

interface Target {
  readonly labels: readonly string[];
  readonly kind: "loop" | "switch" | "label";
}

export class Normaliser {
  readonly #ts: FileLowering["ts"];
  readonly #f: ts.NodeFactory;
  #pc = 0;
  /** The statement that a step is the first of: its comments go there. */
  readonly sources = new Map<Step, ts.Statement>();
  /** Temporaries that are assigned once. */
  readonly temporaries = new Set<string>();

  constructor(private readonly l: FileLowering, private readonly points: Points, private readonly bindings: Bindings, private readonly temps: Temps) {
    this.#ts = l.ts;
    this.#f = l.f;
  }

  /** The body of a function: its functions apart, since they are there from the beginning. */
  body(statements: readonly ts.Statement[], entry: ts.Expression | undefined): Step[] {
    const out: Step[] = [];
    if (entry !== undefined) out.push(this.#point("entry", entry, undefined, undefined));
    this.#list(statements, out);
    return out;
  }

  #point(test: Point["test"], site: ts.Expression, call: ts.Expression | undefined, into: Into | undefined): Point {
    return { kind: "point", pc: ++this.#pc, site, test, call, into, live: new Set() };
  }

  #temp(): string {
    const name = this.temps.fresh();
    this.temporaries.add(name);
    return name;
  }

  #name(name: string): ts.Identifier { return this.#f.createIdentifier(name); }

  #keep(value: ts.Expression, out: Step[]): ts.Expression {
    const name = this.#temp();
    out.push({ kind: "assign", name, value });
    return this.#name(name);
  }

  #list(statements: readonly ts.Statement[], out: Step[]): void {
    for (let i = 0; i < statements.length; i++) {
      const s = statements[i]!, next = statements[i + 1];
      // `$send(…); if ($S.f) yield site;`
      const behind = next !== undefined && this.#ts.isExpressionStatement(s) && !this.points.in(s) ? this.points.statement(next) : undefined;
      if (behind?.test === "flag") {
        const point = this.#point("call", behind.site, (s as ts.ExpressionStatement).expression, undefined);
        this.sources.set(point, s);
        out.push(point);
        i++;
      } else this.#statement(s, out, []);
    }
  }

  /** A block without points keeps what it declares to itself. */
  #steps(statement: ts.Statement): Step[] {
    const out: Step[] = [];
    if (!this.points.in(statement)) return [{ kind: "plain", node: statement }];
    if (this.#ts.isBlock(statement)) this.#list(statement.statements, out);
    else this.#statement(statement, out, []);
    return out;
  }

  #statement(s: ts.Statement, out: Step[], labels: readonly string[]): void {
    const start = out.length;
    this.#lower(s, out, labels);
    const first = out[start];
    if (first !== undefined && first.kind !== "plain" && !this.#ts.isLabeledStatement(s)) this.sources.set(first, s);
  }

  #lower(s: ts.Statement, out: Step[], labels: readonly string[]): void {
    const ts = this.#ts;
    if (!this.points.in(s)) {
      const node = labels.reduceRight<ts.Statement>((inner, label) => this.#f.createLabeledStatement(label, inner), s);
      out.push({ kind: "plain", node });
      return;
    }
    if (labels.length > 0 && !ts.isLabeledStatement(s) && !ts.isIterationStatement(s, false)) {
      const body: Step[] = [];
      this.#statement(s, body, []);
      out.push(labels.reduceRight<readonly Step[]>((inner, label) => [{ kind: "labeled", label, body: inner }], body)[0]!);
      return;
    }
    const point = this.points.statement(s);
    if (point !== undefined) {
      out.push(this.#point(point.test, point.site, undefined, undefined));
      return;
    }
    switch (s.kind) {
      case ts.SyntaxKind.Block: {
        const body: Step[] = [];
        this.#list((s as ts.Block).statements, body);
        out.push({ kind: "block", body });
        return;
      }
      case ts.SyntaxKind.ExpressionStatement: {
        const value = this.#effect((s as ts.ExpressionStatement).expression, out);
        if (value !== undefined) out.push(this.#plain(this.#ts.setTextRange(this.#f.createExpressionStatement(value), s)));
        return;
      }
      case ts.SyntaxKind.VariableStatement: return this.#variables(s as ts.VariableStatement, out);
      case ts.SyntaxKind.ReturnStatement: {
        const expression = (s as ts.ReturnStatement).expression!, inner = bare(this.l, expression);
        if (ts.isConditionalExpression(inner) && this.points.call(inner) === undefined && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
          const test = this.#value(inner.condition, out), branch = (e: ts.Expression): Step[] => this.#returned(e, s);
          out.push(this.#if(test, branch(inner.whenTrue), branch(inner.whenFalse)));
        } else out.push(...this.#returned(expression, s));
        return;
      }
      case ts.SyntaxKind.ThrowStatement: {
        const value = this.#value((s as ts.ThrowStatement).expression, out);
        out.push(this.#plain(ts.setTextRange(this.#f.createThrowStatement(this.#onOneLine(value)), s)));
        return;
      }
      case ts.SyntaxKind.IfStatement: {
        const node = s as ts.IfStatement, test = this.#value(node.expression, out);
        out.push(this.#if(test, this.#steps(node.thenStatement), node.elseStatement === undefined ? [] : this.#steps(node.elseStatement)));
        return;
      }
      case ts.SyntaxKind.LabeledStatement: return this.#statement((s as ts.LabeledStatement).statement, out, [...labels, (s as ts.LabeledStatement).label.text]);
      case ts.SyntaxKind.ForStatement: return this.#for(s as ts.ForStatement, out, labels);
      case ts.SyntaxKind.WhileStatement: {
        const node = s as ts.WhileStatement;
        return this.#for(ts.setTextRange(this.#f.createForStatement(undefined, node.expression, undefined, node.statement), node), out, labels);
      }
      case ts.SyntaxKind.DoStatement: return this.#do(s as ts.DoStatement, out, labels);
      case ts.SyntaxKind.ForOfStatement: return this.#forOf(s as ts.ForOfStatement, out, labels);
      case ts.SyntaxKind.SwitchStatement: return this.#switch(s as ts.SwitchStatement, out);
      case ts.SyntaxKind.TryStatement: return this.#try(s as ts.TryStatement, out);
    }
    throw new Unsupported(`a point in a ${ts.SyntaxKind[s.kind]}`);
  }

  #returned(e: ts.Expression, at: ts.Node): Step[] {
    const out: Step[] = [];
    const value = this.#value(e, out);
    out.push(this.#plain(this.#ts.setTextRange(this.#f.createReturnStatement(this.#onOneLine(value)), at)));
    return out;
  }

  /** What follows `return` or `throw` must begin on the same line: a comment in front of it could end that. */
  #onOneLine(e: ts.Expression): ts.Expression {
    const ts = this.#ts;
    for (let at: ts.Node | undefined = e; at !== undefined; at = ts.forEachChild(at, (child) => child)) {
      if (at.pos >= 0) return ts.getLeadingCommentRanges(this.l.file.text, at.pos) === undefined ? e : this.#f.createParenthesizedExpression(e);
      if (ts.isParenthesizedExpression(at)) return e;
    }
    return e;
  }

  #plain(node: ts.Statement): Step {
    if (this.points.in(node)) throw new Unsupported("a point that stands where it cannot be taken out");
    return { kind: "plain", node };
  }

  #if(test: ts.Expression, then: readonly Step[], otherwise: readonly Step[]): Step {
    return { kind: "if", test, then, otherwise };
  }

  #variables(s: ts.VariableStatement, out: Step[]): void {
    const ts = this.#ts, { flags, declarations } = s.declarationList;
    for (const d of declarations) {
      if (this.points.in(d.name)) throw new Unsupported("a pattern with steps that may suspend");
      let initializer = d.initializer;
      if (initializer !== undefined && this.points.in(initializer)) {
        initializer = this.#value(initializer, out);
        const last = out[out.length - 1];
        if (ts.isIdentifier(d.name) && last?.kind === "point" && ts.isIdentifier(initializer) && last.into?.name === initializer.text && last.into.declares === undefined) {
          last.into = { name: d.name.text, declares: flags };
          continue;
        }
      }
      out.push({ kind: "plain", node: ts.setTextRange(this.#f.createVariableStatement(undefined, this.#f.createVariableDeclarationList(
        [initializer === d.initializer ? d : this.#f.updateVariableDeclaration(d, d.name, undefined, undefined, initializer)], flags)), s) });
    }
  }

  // Loops

  #for(s: ts.ForStatement, out: Step[], labels: readonly string[]): void {
    const ts = this.#ts, f = this.#f;
    let init = s.initializer, update = s.incrementor, list = out;
    if (init !== undefined && this.points.in(init)) {
      // What the head declares is in scope in the head.
      list = [];
      if (ts.isVariableDeclarationList(init)) this.#variables(f.createVariableStatement(undefined, init), list);
      else {
        const value = this.#effect(init, list);
        if (value !== undefined) list.push(this.#plain(f.createExpressionStatement(value)));
      }
      init = undefined;
    }
    let site: ts.Expression | undefined;
    if (update !== undefined && this.points.in(update)) {
      const outer = bare(this.l, update);
      if ((site = this.points.check(outer)) !== undefined) update = undefined;
      else if (ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.CommaToken && (site = this.points.check(outer.right)) !== undefined) update = outer.left;
    }
    const stepped = update !== undefined && this.points.in(update);
    const body: Step[] = [];
    let test = s.condition;
    if (test !== undefined && this.points.in(test)) {
      const value = this.#value(test, body);
      body.push({ kind: "plain", node: f.createIfStatement(f.createLogicalNot(f.createParenthesizedExpression(value)), f.createBreakStatement()) });
      test = undefined;
    }
    this.#round(s.statement, body, labels, site !== undefined || stepped);
    if (stepped) {
      const value = this.#effect(update!, body);
      if (value !== undefined) body.push(this.#plain(f.createExpressionStatement(value)));
      update = undefined;
      if (init !== undefined && ts.isVariableDeclarationList(init) && (init.flags & ts.NodeFlags.BlockScoped) !== 0) {
        list = [];
        list.push({ kind: "plain", node: f.createVariableStatement(undefined, init) });
        init = undefined;
      }
    }
    let check = site === undefined ? undefined : this.#point("check", site, undefined, undefined);
    // A strip-mined loop: its check ends the body.
    const last = body[body.length - 1];
    if (check === undefined && update === undefined && last?.kind === "point" && last.test === "check") {
      check = last;
      body.pop();
    }
    list.push({ kind: "loop", labels, init, test, update, body, check, node: s });
    if (list !== out) out.push({ kind: "block", body: list });
  }

  /** The body of a loop; where something follows it in the round, `continue` leads there. */
  #round(statement: ts.Statement, out: Step[], labels: readonly string[], follows: boolean): void {
    const label = follows ? this.#continues(statement, labels) : undefined;
    if (label === undefined) {
      for (const step of this.#steps(statement)) out.push(step);
      return;
    }
    out.push({ kind: "labeled", label: label.name, body: this.#steps(label.statement) });
  }

  /** The statement with `continue` of this loop as `break` of a label around it. */
  #continues(statement: ts.Statement, labels: readonly string[]): { name: string; statement: ts.Statement } | undefined {
    const ts = this.#ts, f = this.#f;
    let name: string | undefined;
    const visit = (node: ts.Node, own: boolean): ts.Node => {
      if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return node;
      if (ts.isContinueStatement(node)) {
        if (node.label === undefined ? !own : !labels.includes(node.label.text)) return node;
        name ??= this.l.names.unique("$next");
        return ts.setTextRange(f.createBreakStatement(name), node);
      }
      const inside = own && !ts.isIterationStatement(node, false);
      return ts.visitEachChild(node, (child) => visit(child, inside), this.l.context);
    };
    const made = visit(statement, true) as ts.Statement;
    return name === undefined ? undefined : { name, statement: made };
  }

  #do(s: ts.DoStatement, out: Step[], labels: readonly string[]): void {
    const ts = this.#ts;
    const body: Step[] = [];
    let test = s.expression;
    const outer = bare(this.l, test);
    const site = ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.CommaToken ? this.points.check(outer.left) : undefined;
    if (site !== undefined) test = (outer as ts.BinaryExpression).right;
    this.#round(s.statement, body, labels, true);
    if (site !== undefined) body.push(this.#point("check", site, undefined, undefined));
    if (this.points.in(test)) test = this.#value(test, body);
    out.push({ kind: "do", labels, body, test, node: s });
  }

  /**
   * for (const x of xs) body
   *   $a = $steps(xs, "xs")                                             a record of the iteration; over an array whose iteration is the language's own it holds an index
   *   try { for (; $more($a); ) { const x = $a.value; body } } catch ($e) { $failing($a); throw $e; } finally { $stop($a); }
   */
  #forOf(s: ts.ForOfStatement, out: Step[], labels: readonly string[]): void {
    const ts = this.#ts, f = this.#f;
    if (s.awaitModifier !== undefined) throw new Unsupported("for await");
    const value = this.points.in(s.expression) ? this.#value(s.expression, out) : s.expression;
    const record = this.#temp();
    const read = f.createPropertyAccessExpression(this.#name(record), "value");
    let bind: ts.Statement;
    if (ts.isVariableDeclarationList(s.initializer)) {
      if (this.points.in(s.initializer)) throw new Unsupported("a pattern with steps that may suspend");
      const d = s.initializer.declarations[0]!;
      bind = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(d.name, undefined, undefined, read)], s.initializer.flags));
    } else {
      if (this.points.in(s.initializer)) throw new Unsupported("a target of a loop that may suspend");
      bind = f.createExpressionStatement(f.createAssignment(s.initializer, read));
    }
    ts.setTextRange(bind, s.initializer);
    const rest: Step[] = [];
    this.#statement(s.statement, rest, []);
    const body: Step[] = [{ kind: "plain", node: bind }, ...(rest.length === 1 && rest[0]!.kind === "block" && !this.#declares(s.statement) ? rest[0]!.body : rest)];
    const last = body[body.length - 1]!;
    let check: Point | undefined;
    if (last.kind === "point" && last.test === "check") {
      check = last;
      body.pop();
    }
    const loop: Step = { kind: "loop", labels, init: undefined, test: this.l.abiCall("more", [this.#name(record)]), update: undefined, body, check, node: s };
    const error = this.l.names.unique("$e");
    out.push({ kind: "assign", name: record, value: this.l.abiCall("steps", [value, f.createStringLiteral(calleeText(this.l, s.expression, "(intermediate value)"))]) });
    out.push({
      kind: "try", block: [loop], caught: this.#temp(),
      handler: { variable: error, node: undefined, takesAll: true, body: [this.#plain(f.createExpressionStatement(this.l.abiCall("failing", [this.#name(record)]))), this.#plain(f.createThrowStatement(this.#name(error)))] },
      finalizer: f.createBlock([f.createExpressionStatement(this.l.abiCall("stop", [this.#name(record)]))]),
    });
  }

  #declares(s: ts.Statement): boolean {
    const ts = this.#ts;
    return ts.isBlock(s) && s.statements.some((c) => ts.isVariableStatement(c) || ts.isFunctionDeclaration(c) || ts.isClassDeclaration(c));
  }

  #switch(s: ts.SwitchStatement, out: Step[]): void {
    const value = this.#value(s.expression, out);
    const clauses = s.caseBlock.clauses.map((c): Clause => {
      if (this.#ts.isCaseClause(c) && this.points.in(c.expression)) throw new Unsupported("a case that may suspend");
      const body: Step[] = [];
      this.#list(c.statements, body);
      return { test: this.#ts.isCaseClause(c) ? c.expression : undefined, body };
    });
    out.push({ kind: "switch", value, clauses, index: this.#temp() });
  }

  #try(s: ts.TryStatement, out: Step[]): void {
    const ts = this.#ts;
    const clause = s.catchClause;
    if (s.finallyBlock !== undefined && this.points.in(s.finallyBlock)) return this.#finally(s, out);
    const block = this.#steps(s.tryBlock);
    let handler: Extract<Step, { kind: "try" }>["handler"];
    if (clause !== undefined) {
      const variable = clause.variableDeclaration?.name;
      if (this.points.in(clause) && variable !== undefined && !ts.isIdentifier(variable)) throw new Unsupported("a pattern of a catch clause that may suspend");
      const body: Step[] = [];
      this.#list(clause.block.statements, body);
      handler = { variable: variable !== undefined && ts.isIdentifier(variable) ? variable.text : undefined, node: clause, body, takesAll: false };
    }
    out.push({ kind: "try", block, handler, finalizer: s.finallyBlock, caught: this.#temp() });
  }

  /**
   * try { A } finally { C }, where C may suspend: how A ended is kept (ECMA-262 6.2.4, completion records).
   *   $k = 0; $done: { try { A with `return v` as { $v = v; $k = 1; break $done; } } catch ($e) { $v = $e; $k = -1; } }
   *   C
   *   if ($k === -1) throw $v; if ($k === 1) return $v; if ($k === 2) break outer; …
   */
  #finally(s: ts.TryStatement, out: Step[]): void {
    const ts = this.#ts, f = this.#f;
    const kind = this.#temp(), held = this.#temp(), label = this.l.names.unique("$done"), error = this.l.names.unique("$e");
    const exits: ts.Statement[] = [];
    const assign = (name: string, value: ts.Expression): ts.Statement => f.createExpressionStatement(f.createAssignment(this.#name(name), value));
    const leave = (exit: ts.Statement, value?: ts.Expression): ts.Statement => {
      exits.push(exit);
      return f.createBlock([...(value === undefined ? [] : [assign(held, value)]), assign(kind, f.createNumericLiteral(exits.length)), f.createBreakStatement(label)], true);
    };
    const visit = (node: ts.Node, inside: readonly Target[]): ts.Node => {
      if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return node;
      if (ts.isReturnStatement(node)) return leave(f.createReturnStatement(this.#name(held)), node.expression ?? f.createVoidZero());
      if (ts.isBreakOrContinueStatement(node)) {
        const own = node.label === undefined
          ? inside.some((t) => t.kind === "loop" || (t.kind === "switch" && ts.isBreakStatement(node)))
          : inside.some((t) => t.labels.includes(node.label!.text));
        return own ? node : leave(node);
      }
      let within = inside;
      if (ts.isIterationStatement(node, false)) within = [...inside, { kind: "loop", labels: [] }];
      else if (ts.isSwitchStatement(node)) within = [...inside, { kind: "switch", labels: [] }];
      else if (ts.isLabeledStatement(node)) within = [...inside, { kind: "label", labels: [node.label.text] }];
      return ts.visitEachChild(node, (child) => visit(child, within), this.l.context);
    };
    const block = visit(s.tryBlock, []) as ts.Block, clause = s.catchClause === undefined ? undefined : visit(s.catchClause, []) as ts.CatchClause;
    const inner: Step[] = [];
    if (clause === undefined) this.#list(block.statements, inner);
    else this.#statement(f.createTryStatement(block, clause, undefined), inner, []);
    out.push({ kind: "assign", name: kind, value: f.createNumericLiteral(0) });
    out.push({ kind: "assign", name: held, value: f.createVoidZero() });
    out.push({ kind: "labeled", label, body: [{
      kind: "try", block: inner, caught: this.#temp(), finalizer: undefined,
      handler: { variable: error, node: undefined, takesAll: true, body: [{ kind: "assign", name: held, value: this.#name(error) }, { kind: "assign", name: kind, value: f.createPrefixMinus(f.createNumericLiteral(1)) }] },
    }] });
    const end: Step[] = [];
    this.#list(s.finallyBlock!.statements, end);
    out.push({ kind: "block", body: end });
    const when = (n: ts.Expression, then: ts.Statement): Step => ({ kind: "plain", node: f.createIfStatement(f.createStrictEquality(this.#name(kind), n), then) });
    out.push(when(f.createPrefixMinus(f.createNumericLiteral(1)), f.createThrowStatement(this.#name(held))));
    exits.forEach((exit, i) => out.push(when(f.createNumericLiteral(i + 1), exit)));
  }

  // Expressions

  /** Evaluates for its effect; what is left to do, undefined: nothing. */
  #effect(e: ts.Expression, out: Step[]): ts.Expression | undefined {
    const ts = this.#ts;
    if (!this.points.in(e)) return e;
    const inner = bare(this.l, e);
    const point = this.points.call(inner);
    if (point !== undefined) {
      const call = this.#operands(point.call, out);
      out.push(this.#point("call", point.site, call, undefined));
      return undefined;
    }
    const check = this.points.check(inner);
    if (check !== undefined) {
      out.push(this.#point("check", check, undefined, undefined));
      return undefined;
    }
    if (ts.isBinaryExpression(inner)) {
      const operator = inner.operatorToken.kind;
      if (operator === ts.SyntaxKind.CommaToken) {
        const left = this.#effect(inner.left, out);
        if (!this.points.in(inner.right)) return left === undefined ? inner.right : this.#f.createComma(left, inner.right);
        if (left !== undefined) out.push(this.#plain(this.#f.createExpressionStatement(left)));
        return this.#effect(inner.right, out);
      }
      if (this.#isLogical(operator) && this.points.in(inner.right)) {
        const test = this.#value(inner.left, out), then: Step[] = [];
        const value = this.#effect(inner.right, then);
        if (value !== undefined) then.push(this.#plain(this.#f.createExpressionStatement(value)));
        out.push(this.#if(this.#taken(operator, test), then, []));
        return undefined;
      }
    }
    if (ts.isConditionalExpression(inner) && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
      const test = this.#value(inner.condition, out), branch = (b: ts.Expression): Step[] => {
        const steps: Step[] = [], value = this.#effect(b, steps);
        if (value !== undefined) steps.push(this.#plain(this.#f.createExpressionStatement(value)));
        return steps;
      };
      out.push(this.#if(test, branch(inner.whenTrue), branch(inner.whenFalse)));
      return undefined;
    }
    return this.#value(e, out);
  }

  #isLogical(operator: ts.SyntaxKind): boolean {
    const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = this.#ts.SyntaxKind;
    return operator === AmpersandAmpersandToken || operator === BarBarToken || operator === QuestionQuestionToken;
  }

  /** Is the right operand evaluated, after the left gave `value`? */
  #taken(operator: ts.SyntaxKind, value: ts.Expression): ts.Expression {
    const f = this.#f, { SyntaxKind } = this.#ts;
    if (operator === SyntaxKind.AmpersandAmpersandToken) return value;
    if (operator === SyntaxKind.BarBarToken) return f.createLogicalNot(f.createParenthesizedExpression(value));
    return f.createLogicalOr(f.createStrictEquality(value, f.createNull()), f.createStrictEquality(value, f.createVoidZero()));
  }

  /** The value, without points: everything up to the last one has been evaluated by `out`. */
  #value(e: ts.Expression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f;
    if (!this.points.in(e)) return e;
    const inner = bare(this.l, e);
    const point = this.points.call(inner);
    if (point !== undefined) {
      const call = this.#operands(point.call, out), name = this.#temp();
      out.push(this.#point("call", point.site, call, { name, declares: undefined }));
      return this.#name(name);
    }
    if (ts.isConditionalExpression(inner) && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
      const test = this.#value(inner.condition, out), name = this.#temp();
      out.push(this.#if(test, this.#into(inner.whenTrue, name), this.#into(inner.whenFalse, name)));
      return this.#name(name);
    }
    if (ts.isBinaryExpression(inner)) {
      const operator = inner.operatorToken.kind;
      if (operator === ts.SyntaxKind.CommaToken) {
        if (this.points.in(inner.right)) {
          const left = this.#effect(inner.left, out);
          if (left !== undefined) out.push(this.#plain(f.createExpressionStatement(left)));
          return this.#value(inner.right, out);
        }
        const left = this.#effect(inner.left, out);
        return left === undefined ? inner.right : f.createParenthesizedExpression(f.createComma(left, inner.right));
      }
      if (this.#isLogical(operator) && this.points.in(inner.right)) {
        const name = this.#temp();
        for (const step of this.#into(inner.left, name)) out.push(step);
        out.push(this.#if(this.#taken(operator, this.#name(name)), this.#into(inner.right, name), []));
        return this.#name(name);
      }
      if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return this.#assignment(inner, out);
    }
    return this.#operands(inner, out);
  }

  #into(e: ts.Expression, name: string): Step[] {
    const out: Step[] = [];
    const value = this.#value(e, out), last = out[out.length - 1];
    this.temporaries.delete(name); // assigned in two places
    if (last?.kind === "point" && this.#ts.isIdentifier(value) && last.into?.name === value.text && last.into.declares === undefined) last.into = { name, declares: undefined };
    else out.push({ kind: "assign", name, value });
    return out;
  }

  #assignment(e: ts.BinaryExpression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f, operator = e.operatorToken.kind;
    const target = bare(this.l, e.left);
    const update = (left: ts.Expression, right: ts.Expression): ts.Expression => f.updateBinaryExpression(e, left, e.operatorToken, right);
    if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
      if (this.points.in(target)) throw new Unsupported("a pattern with steps that may suspend");
      return update(e.left, this.#value(e.right, out));
    }
    if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken || operator === ts.SyntaxKind.QuestionQuestionEqualsToken) throw new Unsupported("a logical assignment of something that may suspend");
    const plain = operator === ts.SyntaxKind.EqualsToken;
    if (ts.isIdentifier(target)) {
      if (plain) return update(e.left, this.#value(e.right, out));
      const before = this.#keep(target, out);
      const right = this.#value(e.right, out);
      return f.createAssignment(target, f.createBinaryExpression(before, this.#operatorOf(operator), right));
    }
    if (ts.isPropertyAccessExpression(target) && !ts.isOptionalChain(target)) {
      if (target.expression.kind === ts.SyntaxKind.SuperKeyword) throw new Unsupported("an assignment to a property of super");
      const object = this.#held(target.expression, [e.right], out), place = f.updatePropertyAccessExpression(target, object, target.name);
      if (plain) return update(place, this.#value(e.right, out));
      const before = this.#keep(place, out);
      return f.createAssignment(f.createPropertyAccessExpression(object, target.name), f.createBinaryExpression(before, this.#operatorOf(operator), this.#value(e.right, out)));
    }
    if (ts.isElementAccessExpression(target) && !ts.isOptionalChain(target)) {
      if (target.expression.kind === ts.SyntaxKind.SuperKeyword) throw new Unsupported("an assignment to a property of super");
      const object = this.#held(target.expression, [target.argumentExpression, e.right], out), key = this.#held(target.argumentExpression, [e.right], out);
      if (plain) return update(f.updateElementAccessExpression(target, object, key), this.#value(e.right, out));
      const before = this.#keep(f.createElementAccessExpression(object, key), out);
      return f.createAssignment(f.createElementAccessExpression(object, key), f.createBinaryExpression(before, this.#operatorOf(operator), this.#value(e.right, out)));
    }
    throw new Unsupported("an assignment to something else than a variable or property");
  }

  #operatorOf(assignment: ts.SyntaxKind): ts.BinaryOperator {
    const k = this.#ts.SyntaxKind;
    const of: Partial<Record<ts.SyntaxKind, ts.BinaryOperator>> = {
      [k.PlusEqualsToken]: k.PlusToken, [k.MinusEqualsToken]: k.MinusToken, [k.AsteriskEqualsToken]: k.AsteriskToken, [k.AsteriskAsteriskEqualsToken]: k.AsteriskAsteriskToken, [k.SlashEqualsToken]: k.SlashToken,
      [k.PercentEqualsToken]: k.PercentToken, [k.LessThanLessThanEqualsToken]: k.LessThanLessThanToken, [k.GreaterThanGreaterThanEqualsToken]: k.GreaterThanGreaterThanToken,
      [k.GreaterThanGreaterThanGreaterThanEqualsToken]: k.GreaterThanGreaterThanGreaterThanToken, [k.AmpersandEqualsToken]: k.AmpersandToken, [k.BarEqualsToken]: k.BarToken, [k.CaretEqualsToken]: k.CaretToken,
    };
    return of[assignment]!;
  }

  /** A value that is evaluated now, and used after `later` has been evaluated. */
  #held(e: ts.Expression, later: readonly ts.Node[], out: Step[]): ts.Expression {
    const value = this.#value(e, out);
    return this.#isFixed(value, later) ? value : this.#keep(value, out);
  }

  /** Nothing in `later` can change what the expression gives. */
  #isFixed(e: ts.Expression, later: readonly ts.Node[]): boolean {
    const ts = this.#ts, inner = bare(this.l, e);
    if (ts.isIdentifier(inner)) {
      const { text } = inner;
      if (this.temporaries.has(text)) return true;
      if (this.l.isOurs(inner)) return true;
      return this.bindings.held.has(text) && !later.some((n) => this.#assigns(n, text));
    }
    switch (inner.kind) {
      case ts.SyntaxKind.ThisKeyword: case ts.SyntaxKind.NumericLiteral: case ts.SyntaxKind.StringLiteral: case ts.SyntaxKind.NoSubstitutionTemplateLiteral: case ts.SyntaxKind.BigIntLiteral:
      case ts.SyntaxKind.TrueKeyword: case ts.SyntaxKind.FalseKeyword: case ts.SyntaxKind.NullKeyword: case ts.SyntaxKind.ArrowFunction: case ts.SyntaxKind.FunctionExpression: case ts.SyntaxKind.OmittedExpression:
        return true;
      case ts.SyntaxKind.VoidExpression: return ts.isNumericLiteral((inner as ts.VoidExpression).expression);
      case ts.SyntaxKind.PrefixUnaryExpression: return ts.isNumericLiteral((inner as ts.PrefixUnaryExpression).operand);
    }
    return false;
  }

  /** Assigned to anywhere in the node, functions included: a variable of ours that closures assign to has the direct form. */
  #assigns(node: ts.Node, name: string): boolean {
    const ts = this.#ts;
    if (ts.isFunctionLike(node)) return false;
    if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && this.#mentions(node.left, name)) return true;
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && this.#mentions(node.operand, name) && (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) return true;
    return ts.forEachChild(node, (c) => this.#assigns(c, name) || undefined) ?? false;
  }

  #mentions(node: ts.Node, name: string): boolean {
    if (this.#ts.isIdentifier(node)) return node.text === name;
    return this.#ts.forEachChild(node, (c) => this.#mentions(c, name) || undefined) ?? false;
  }

  /** Operands from left to right; those before the last point are kept. */
  #all(operands: readonly ts.Expression[], out: Step[]): ts.Expression[] {
    const last = operands.reduce((n, e, i) => (this.points.in(e) ? i : n), -1);
    return operands.map((e, i) => {
      if (i > last) return e;
      if (this.#ts.isSpreadElement(e)) {
        if (i < last) throw new Unsupported("a spread in front of something that may suspend");
        return this.#f.updateSpreadElement(e, this.#value(e.expression, out));
      }
      return i === last ? this.#value(e, out) : this.#held(e, operands.slice(i + 1, last + 1), out);
    });
  }

  /** An expression whose operands are always evaluated, without points. */
  #operands(e: ts.Expression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f;
    if (!this.points.in(e)) return e;
    switch (e.kind) {
      case ts.SyntaxKind.ParenthesizedExpression: return f.updateParenthesizedExpression(e as ts.ParenthesizedExpression, this.#value((e as ts.ParenthesizedExpression).expression, out));
      case ts.SyntaxKind.BinaryExpression: {
        const b = e as ts.BinaryExpression;
        if (b.operatorToken.kind === ts.SyntaxKind.CommaToken || this.#isLogical(b.operatorToken.kind) && this.points.in(b.right) || (b.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && b.operatorToken.kind <= ts.SyntaxKind.LastAssignment)) return this.#value(e, out);
        const [left, right] = this.#all([b.left, b.right], out) as [ts.Expression, ts.Expression];
        return f.updateBinaryExpression(b, left, b.operatorToken, right);
      }
      case ts.SyntaxKind.ConditionalExpression: {
        const c = e as ts.ConditionalExpression;
        if (this.points.in(c.whenTrue) || this.points.in(c.whenFalse)) return this.#value(e, out);
        return f.updateConditionalExpression(c, this.#value(c.condition, out), c.questionToken, c.whenTrue, c.colonToken, c.whenFalse);
      }
      case ts.SyntaxKind.PrefixUnaryExpression: {
        const u = e as ts.PrefixUnaryExpression;
        if (u.operator === ts.SyntaxKind.PlusPlusToken || u.operator === ts.SyntaxKind.MinusMinusToken) return f.updatePrefixUnaryExpression(u, this.#place(u.operand, out) as ts.UnaryExpression);
        return f.updatePrefixUnaryExpression(u, this.#value(u.operand, out) as ts.UnaryExpression);
      }
      case ts.SyntaxKind.PostfixUnaryExpression: return f.updatePostfixUnaryExpression(e as ts.PostfixUnaryExpression, this.#place((e as ts.PostfixUnaryExpression).operand, out) as ts.LeftHandSideExpression);
      case ts.SyntaxKind.DeleteExpression: return f.updateDeleteExpression(e as ts.DeleteExpression, this.#place((e as ts.DeleteExpression).expression, out) as ts.UnaryExpression);
      case ts.SyntaxKind.TypeOfExpression: return f.updateTypeOfExpression(e as ts.TypeOfExpression, this.#value((e as ts.TypeOfExpression).expression, out) as ts.UnaryExpression);
      case ts.SyntaxKind.VoidExpression: return f.updateVoidExpression(e as ts.VoidExpression, this.#value((e as ts.VoidExpression).expression, out) as ts.UnaryExpression);
      case ts.SyntaxKind.PropertyAccessExpression: case ts.SyntaxKind.ElementAccessExpression: return this.#place(e, out);
      case ts.SyntaxKind.ArrayLiteralExpression: return f.updateArrayLiteralExpression(e as ts.ArrayLiteralExpression, this.#all((e as ts.ArrayLiteralExpression).elements, out));
      case ts.SyntaxKind.ObjectLiteralExpression: return this.#object(e as ts.ObjectLiteralExpression, out);
      case ts.SyntaxKind.TemplateExpression: return this.#template(e as ts.TemplateExpression, out);
      case ts.SyntaxKind.NewExpression: {
        const n = e as ts.NewExpression, [callee, ...args] = this.#all([n.expression, ...(n.arguments ?? [])], out);
        return f.updateNewExpression(n, callee!, undefined, args);
      }
      case ts.SyntaxKind.CallExpression: return this.#call(e as ts.CallExpression, out);
    }
    const inner = bare(this.l, e);
    if (inner !== e) return this.#value(inner, out);
    throw new Unsupported(`a point in a ${ts.SyntaxKind[e.kind]}`);
  }

  /** A property whose object and key are evaluated. */
  #place(e: ts.Expression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f, inner = bare(this.l, e);
    if (!this.points.in(inner)) return e;
    if (ts.isPropertyAccessExpression(inner) && !ts.isOptionalChain(inner)) return f.updatePropertyAccessExpression(inner, this.#value(inner.expression, out) as ts.LeftHandSideExpression, inner.name);
    if (ts.isElementAccessExpression(inner) && !ts.isOptionalChain(inner) && inner.expression.kind !== ts.SyntaxKind.SuperKeyword) {
      const [object, key] = this.#all([inner.expression, inner.argumentExpression], out) as [ts.LeftHandSideExpression, ts.Expression];
      return f.updateElementAccessExpression(inner, object, key);
    }
    throw new Unsupported("an optional chain with something in it that may suspend");
  }

  #object(e: ts.ObjectLiteralExpression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f;
    const last = e.properties.reduce((n, p, i) => (this.points.in(p) ? i : n), -1);
    const properties = e.properties.map((p, i): ts.ObjectLiteralElementLike => {
      if (i > last) return p;
      if (p.name !== undefined && ts.isComputedPropertyName(p.name)) throw new Unsupported("a computed key in front of something that may suspend");
      if (ts.isMethodDeclaration(p) || ts.isAccessor(p)) return p;
      const later = e.properties.slice(i + 1, last + 1);
      if (ts.isPropertyAssignment(p)) return f.updatePropertyAssignment(p, p.name, i === last ? this.#value(p.initializer, out) : this.#held(p.initializer, later, out));
      if (ts.isShorthandPropertyAssignment(p)) return this.#isFixed(p.name, later) ? p : f.createPropertyAssignment(p.name.text, this.#keep(f.createIdentifier(p.name.text), out));
      if (i === last && ts.isSpreadAssignment(p)) return f.updateSpreadAssignment(p, this.#value(p.expression, out));
      throw new Unsupported("a spread in front of something that may suspend");
    });
    return f.updateObjectLiteralExpression(e, properties);
  }

  /** Each value is converted to a string before the next is evaluated (13.2.8.6). */
  #template(e: ts.TemplateExpression, out: Step[]): ts.Expression {
    const f = this.#f;
    const spans = e.templateSpans, last = spans.reduce((n, s, i) => (this.points.in(s) ? i : n), -1);
    let head = e.head, pending: ts.TemplateSpan[] = [];
    let start: ts.Expression | undefined;
    spans.forEach((s, i) => {
      if (i <= last && this.points.in(s.expression) && pending.length > 0) {
        // What stands before it, as a string.
        const lastSpan = pending[pending.length - 1]!;
        pending[pending.length - 1] = f.createTemplateSpan(lastSpan.expression, f.createTemplateTail(lastSpan.literal.text, lastSpan.literal.rawText));
        const text = f.createTemplateExpression(start === undefined ? head : f.createTemplateHead("", ""), start === undefined ? pending : [f.createTemplateSpan(start, f.createTemplateMiddle("", "")), ...pending]);
        start = this.#keep(text, out);
        pending = [];
        head = f.createTemplateHead("", "");
      }
      pending.push(this.points.in(s.expression) ? f.updateTemplateSpan(s, this.#value(s.expression, out), s.literal) : s);
    });
    return start === undefined ? f.updateTemplateExpression(e, head, pending) : f.createTemplateExpression(f.createTemplateHead("", ""), [f.createTemplateSpan(start, f.createTemplateMiddle("", "")), ...pending]);
  }

  #call(e: ts.CallExpression, out: Step[]): ts.Expression {
    const ts = this.#ts, f = this.#f;
    if (e.questionDotToken !== undefined || ts.isOptionalChain(e)) throw new Unsupported("an optional call with something in it that may suspend");
    const callee = bare(this.l, e.expression);
    if (callee.kind === ts.SyntaxKind.SuperKeyword || callee.kind === ts.SyntaxKind.ImportKeyword) throw new Unsupported("super or import with something that may suspend");
    if (!e.arguments.some((a) => this.points.in(a))) {
      if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) return f.updateCallExpression(e, this.#place(e.expression, out), undefined, e.arguments);
      return f.updateCallExpression(e, this.#value(e.expression, out), undefined, e.arguments);
    }
    if (ts.isIdentifier(callee)) {
      if (this.#isFixed(callee, e.arguments)) return f.updateCallExpression(e, callee, undefined, this.#all(e.arguments, out));
      const [held, ...args] = this.#all([callee, ...e.arguments], out);
      return f.updateCallExpression(e, held!, undefined, args);
    }
    if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
      if (callee.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isOptionalChain(callee)) throw new Unsupported("a call of a method of super with something that may suspend");
      const key = ts.isElementAccessExpression(callee) ? [callee.argumentExpression] : [];
      const object = this.#held(callee.expression, [...key, ...e.arguments], out);
      const method = this.#keep(ts.isElementAccessExpression(callee)
        ? f.updateElementAccessExpression(callee, object, this.#value(callee.argumentExpression, out))
        : f.updatePropertyAccessExpression(callee, object, callee.name), out);
      return this.l.abiCall("callPlain", [f.createStringLiteral(this.#textOf(e)), method, object, ...this.#all(e.arguments, out)]);
    }
    const [held, ...args] = this.#all([e.expression, ...e.arguments], out);
    return f.updateCallExpression(e, held!, undefined, args);
  }

  #textOf(e: ts.CallExpression): string {
    const original = this.#ts.getOriginalNode(e);
    return this.#ts.isCallExpression(original) && original.pos >= 0 ? calleeText(this.l, original.expression, "(intermediate value)") : "(intermediate value)";
  }
}
