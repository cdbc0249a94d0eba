/**
 * The control flow of one function: a graph whose points are its calls, declarations and exits, in the order in which they are evaluated. Closures are no part of it: they run when somebody calls them.
 *
 *   mu.lock(); if (failed) return 0; mu.unlock(); return 1;      mu.lock() → ┬→ return 0 → end
 *                                                                           └→ mu.unlock() → return 1 → end
 *
 * Invariants
 *  - Each way a statement can be left by its own words has an edge: falling out of it, break, continue, return, throw. What a call may throw has edges into the `catch` clause of the function itself, and no
 *    others: a rule that asks "on all paths" speaks of the paths on which nothing fails.
 *  - A `finally` block is there once for each way into it, so that paths do not mix behind it.
 *  - A call that gives `never` has no successor.
 *
 * Rejected: TypeScript's own flow nodes. They are made for narrowing (assignments and conditions, backwards), know no calls, and are internal.
 */
import type ts from "typescript";
import { typeOf } from "../../analysis/1-collect/declared-type";
import type { Ts } from "../../analysis/typescript";

export interface Point {
  /** A call or a `new`, a variable declaration (also each round's), a `for…of` that takes its next value, a spread, a `return` or `throw`, or the function itself at its end. Undefined: ways meet or part. */
  readonly node: ts.Node | undefined;
  /** It ends the function. */
  readonly exit: boolean;
  readonly next: Point[];
  readonly before: Point[];
  /** Those of `next` that come when the call throws. */
  fails?: readonly Point[];
  /** What is caught here. */
  catches?: ts.TryStatement;
}

export interface Graph {
  readonly entry: Point;
  /** In an order in which most points come behind those before them. */
  readonly points: readonly Point[];
}

/** More points than this: the function is not looked at (nested `finally` blocks multiply). */
const most = 20_000;

/** Where control goes when a statement is left otherwise than at its end. */
interface Targets {
  readonly up: Targets | undefined;
  readonly label?: string | undefined;
  /** A labelled statement that is no loop: only its name leaves it. */
  readonly isBlock?: boolean;
  readonly breaks?: Point;
  readonly continues?: Point;
  /** Of a `try`: where what is thrown in its block goes. */
  readonly catches?: Point;
  /** Of a `try`: run on the way out. */
  readonly finally?: ts.Block;
}

/** @returns undefined: it has no body, or too large a one */
export function graphOf(ts: Ts, checker: ts.TypeChecker, fn: ts.Node): Graph | undefined {
  const { body } = fn as ts.FunctionLikeDeclaration;
  if (!ts.isFunctionLike(fn) || body === undefined) return undefined;
  const points: Point[] = [];
  const make = (node?: ts.Node, exit = false): Point => {
    const point: Point = { node, exit, next: [], before: [] };
    points.push(point);
    if (points.length > most) throw new RangeError("too many points");
    return point;
  };
  const link = (from: Point | undefined, to: Point): void => {
    if (from === undefined || from.next.includes(to)) return;
    from.next.push(to);
    to.before.push(from);
  };
  /** Where the walk is: undefined behind what is never left. */
  let at: Point | undefined = make();
  const entry = at, top: Targets = { up: undefined };
  let targets = top;
  const step = (node: ts.Node, exit = false): Point => {
    const point = make(node, exit);
    link(at, point);
    return (at = point);
  };

  /** Leaves towards `to`, by way of the `finally` blocks between. */
  const leave = (to: Targets, point: Point | undefined): void => {
    const saved = targets;
    for (let t: Targets | undefined = targets; t !== undefined && t !== to; t = t.up) {
      if (t.finally === undefined) continue;
      targets = t.up!;
      statement(t.finally);
    }
    targets = saved;
    if (point !== undefined) link(at, point);
    else if (at !== undefined) link(at, make(undefined, true));
    at = undefined;
  };
  const within = (added: Omit<Targets, "up">, body: () => void): void => {
    const saved = targets;
    targets = { ...added, up: saved };
    body();
    targets = saved;
  };
  const catching = (): Targets | undefined => {
    for (let t: Targets | undefined = targets; t !== undefined; t = t.up) if (t.catches !== undefined) return t;
    return undefined;
  };

  const isTrue = (node: ts.Expression | undefined): boolean => node === undefined || node.kind === ts.SyntaxKind.TrueKeyword;
  /** Evaluates one way and the other from the same place; both meet behind. */
  const either = (one: () => void, other: () => void): void => {
    const from = at, join = make();
    one();
    link(at, join);
    at = from;
    other();
    link(at, join);
    at = join.before.length > 0 ? join : undefined;
  };

  const expression = (node: ts.Node | undefined): void => {
    if (node === undefined || at === undefined || ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    if (ts.isClassLike(node)) return; // what its evaluation runs is a function of its own
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken, { SyntaxKind: K } = ts;
      if (kind === K.AmpersandAmpersandToken || kind === K.BarBarToken || kind === K.QuestionQuestionToken || kind === K.AmpersandAmpersandEqualsToken || kind === K.BarBarEqualsToken || kind === K.QuestionQuestionEqualsToken) {
        expression(node.left);
        return either(() => expression(node.right), () => undefined);
      }
    }
    if (ts.isConditionalExpression(node)) {
      expression(node.condition);
      return either(() => expression(node.whenTrue), () => expression(node.whenFalse));
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      expression(node.expression);
      const call = (): void => {
        node.arguments?.forEach(expression);
        const point = step(node), failing = catching();
        if (failing !== undefined) throwTo(failing, point);
        // A call that does not come back stands by itself; the type of every call would cost more than the graph.
        if ((ts.isExpressionStatement(node.parent) || ts.isReturnStatement(node.parent) || node.parent === fn) && (typeOf(ts, checker, node).flags & ts.TypeFlags.Never) !== 0) at = undefined;
      };
      if (ts.isCallChain(node)) either(call, () => undefined);
      else call();
      return;
    }
    ts.forEachChild(node, expression);
    if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isSpreadElement(node)) step(node);
  };
  /** What a call throws is caught in the function: by way of the `finally` blocks between. */
  const throwTo = (to: Targets, from: Point): void => {
    const saved = at;
    at = from;
    leave(to, to.catches!);
    from.fails = [...from.next];
    at = saved;
  };

  const loop = (label: string | undefined, node: ts.IterationStatement): void => {
    const out = make(), again = make();
    if (ts.isForStatement(node)) {
      if (node.initializer !== undefined) expression(node.initializer);
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) expression(node.expression);
    const head = make();
    link(at, head);
    at = head;
    if (ts.isDoStatement(node)) {
      within({ label, breaks: out, continues: again }, () => statement(node.statement));
      link(at, again);
      at = again.before.length > 0 ? again : undefined;
      expression(node.expression);
      if (!isTrue(node.expression)) link(at, out);
      link(at, head);
    } else {
      const condition = ts.isForStatement(node) ? node.condition : ts.isWhileStatement(node) ? node.expression : undefined;
      const endless = !ts.isForOfStatement(node) && !ts.isForInStatement(node) && isTrue(condition);
      expression(condition);
      // Each round of a `for…of` takes a value first; the last one finds none.
      if (ts.isForOfStatement(node)) step(node);
      if (!endless) link(at, out);
      if (ts.isForOfStatement(node) || ts.isForInStatement(node)) expression(node.initializer);
      within({ label, breaks: out, continues: again }, () => statement(node.statement));
      link(at, again);
      at = again.before.length > 0 ? again : undefined;
      if (ts.isForStatement(node)) expression(node.incrementor);
      link(at, head);
    }
    at = out.before.length > 0 ? out : undefined;
  };

  const tried = (node: ts.TryStatement): void => {
    const { tryBlock, catchClause, finallyBlock } = node, join = make();
    const behind = (): void => {
      if (finallyBlock !== undefined) statement(finallyBlock);
      link(at, join);
    };
    const handler = catchClause === undefined ? undefined : make();
    if (handler !== undefined) handler.catches = node;
    within(finallyBlock === undefined ? {} : { finally: finallyBlock }, () => within(handler === undefined ? {} : { catches: handler }, () => {
      // It may fail before anything in it is done.
      if (handler !== undefined) link(at, handler);
      statement(tryBlock);
    }));
    behind();
    if (handler !== undefined && catchClause !== undefined) {
      at = handler.before.length > 0 ? handler : undefined;
      within(finallyBlock === undefined ? {} : { finally: finallyBlock }, () => statement(catchClause.block));
      behind();
    }
    at = join.before.length > 0 ? join : undefined;
  };

  const switched = (label: string | undefined, node: ts.SwitchStatement): void => {
    expression(node.expression);
    const out = make();
    let test = at, fallen: Point | undefined, otherwise: Point | undefined;
    within({ label, breaks: out }, () => {
      for (const clause of node.caseBlock.clauses) {
        at = test;
        if (ts.isCaseClause(clause)) expression(clause.expression);
        test = at;
        const begin = make();
        if (ts.isCaseClause(clause)) link(test, begin);
        else otherwise = begin;
        link(fallen, begin);
        at = begin;
        for (const s of clause.statements) statement(s);
        fallen = at;
      }
    });
    link(fallen, out);
    link(test, otherwise ?? out);
    at = out.before.length > 0 ? out : undefined;
  };

  const jump = (node: ts.BreakOrContinueStatement): void => {
    const label = node.label?.text, isBreak = ts.isBreakStatement(node);
    for (let t: Targets | undefined = targets; t !== undefined; t = t.up) {
      const point = isBreak ? t.breaks : t.continues;
      if (point === undefined || (label === undefined ? t.isBlock === true : t.label !== label)) continue;
      return leave(t, point);
    }
    at = undefined;
  };

  const statement = (node: ts.Statement, label?: string): void => {
    if (at === undefined || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return;
    if (ts.isBlock(node)) node.statements.forEach((s) => statement(s));
    else if (ts.isIfStatement(node)) {
      expression(node.expression);
      const { elseStatement } = node;
      either(() => statement(node.thenStatement), () => { if (elseStatement !== undefined) statement(elseStatement); });
    } else if (ts.isIterationStatement(node, false)) loop(label, node);
    else if (ts.isLabeledStatement(node)) {
      const inner = node.statement;
      if (ts.isIterationStatement(inner, true) || ts.isSwitchStatement(inner)) return statement(inner, node.label.text);
      const out = make();
      within({ label: node.label.text, isBlock: true, breaks: out }, () => statement(inner));
      link(at, out);
      at = out.before.length > 0 ? out : undefined;
    } else if (ts.isSwitchStatement(node)) switched(label, node);
    else if (ts.isTryStatement(node)) tried(node);
    else if (ts.isBreakOrContinueStatement(node)) jump(node);
    else if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) {
      expression(node.expression);
      if (at === undefined) return;
      const to = ts.isThrowStatement(node) ? catching() : undefined;
      if (to !== undefined) { step(node); leave(to, to.catches); return; }
      leave(top, make(node, true));
    } else ts.forEachChild(node, expression);
  };

  try {
    for (const p of fn.parameters) expression(p);
    if (ts.isBlock(body)) statement(body);
    else expression(body);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  if (at !== undefined) link(at, make(fn, true));
  return { entry, points };
}
