/**
 * Counted loops: `for (let i = a; i < n; i++)` and its relatives, whose counter, bound and step the body cannot touch.
 *
 * A check stands where a loop may run long. A loop with a small constant number of rounds does not; a counted loop is checked once per 1,024 rounds, or 16 if the body calls
 * something, 256 if that is short (lower/loops.ts), by an inner loop that goes on to `i + 1024 * step`. That is the same loop if
 *  - the counter moves towards the bound: up and `<` or `<=`, or down and `>` or `>=`, by a step that is positive whatever runs;
 *  - nothing but the update writes to the counter: not the body, and no closure that the body might call; no closure in the body sees it, which would have its own each round;
 *  - the bound is the same value all the time, or is the length of an array or a string that is: that is read each round.
 *
 * Any other `for`, `while`, `do` and (in fast form) `for…of` is checked as seldom, by an inner loop that counts its rounds apart. It is the same loop if no `continue` has to reach what stands behind the body of the inner one, and no
 * closure sees a variable of the head.
 */
import type ts from "typescript";
import type { CountedLoop, Strip } from "../facts";
import type { Ts } from "../typescript";
import { liesWithin } from "../positions";
import { find, mentions } from "../walk";
import { type ProgramIndex, skipOuter } from "./program-index";
import { symbolAt } from "./scopes";

/** At most so many rounds count as tiny: of a body that calls something, and of one that only computes. */
const tinyRounds = 16, tinySteps = 256;

/** Rounds between two checks: of bodies that only compute, of those that call functions which only compute, and of those that call what may take longer. */
const strip = 1024, stripOfShortCalls = 256, stripOfCalls = 16;

/** So many nodes of syntax a function has at most that is short, and so deep it may call others. */
const shortNodes = 120, shortDepth = 3;

interface Head {
  readonly counter: ts.Identifier;
  /** Undefined: the loop does not give it its first value. */
  readonly start: ts.Expression | undefined;
  readonly bound: ts.Expression;
  readonly up: boolean;
  /** Undefined: 1. */
  readonly step: ts.Expression | undefined;
}

export class CountedLoops {
  readonly #short = new Map<ts.Node, boolean>();

  constructor(private readonly ts: Ts, private readonly checker: ts.TypeChecker, private readonly index: ProgramIndex) {}

  /** It runs at most a few rounds, whatever is in it. */
  isTiny(node: ts.IterationStatement): boolean {
    const rounds = this.#roundsOf(node);
    return rounds <= tinyRounds || (rounds <= tinySteps && !this.#callsSomething(node.statement));
  }

  /** What strip-mining has to know of it; undefined: it is checked at each round. */
  stripOf(node: ts.IterationStatement): CountedLoop | Strip | undefined {
    return (this.ts.isForStatement(node) ? this.#counted(node) : undefined) ?? this.#uncounted(node);
  }

  /** Undefined: it does not count, or somebody else writes to its counter or bound. */
  #counted(node: ts.ForStatement): CountedLoop | undefined {
    const { ts } = this, head = this.#headOf(node);
    if (head === undefined) return undefined;
    const { counter, start, step, up } = head, bound = skipOuter(ts, head.bound);
    if (!this.#isNumber(counter) || !this.#isNumber(bound) || this.#writes(node.statement, counter.text)) return undefined;
    if (this.#capturedIn(node.statement, counter.text) || this.#continuesOuter(node)) return undefined;
    if (!this.#isSettled(counter, node)) return undefined;
    if (step !== undefined && !(this.#isPositiveLiteral(step) || this.#isPositive(step, node))) return undefined;
    const small = start !== undefined && ts.isNumericLiteral(start) && Math.abs(Number(start.text)) < 2 ** 32 && (step === undefined || ts.isNumericLiteral(step));
    const fixed = this.#isFixed(bound, node);
    if (!fixed && !(ts.isPropertyAccessExpression(bound) && bound.name.text === "length" && this.#isFixed(bound.expression, node) && this.#isArrayLike(bound.expression))) return undefined;
    return { up, step, fixed, small, rounds: this.#rounds(node.statement) };
  }

  /** The rounds that are counted apart; undefined: they cannot be. */
  #uncounted(node: ts.IterationStatement): Strip | undefined {
    const { ts } = this;
    if (ts.isForInStatement(node) || this.#continuesOuter(node)) return undefined;
    if (ts.isDoStatement(node) && this.#continues(node.statement)) return undefined;
    if (ts.isForStatement(node) && node.initializer !== undefined && (node.initializer.flags & ts.NodeFlags.BlockScoped) !== 0 && find(ts, node, (n) => ts.isFunctionLike(n) || ts.isClassLike(n)) !== undefined) return undefined;
    return { rounds: this.#rounds(node) };
  }

  /** A `continue` of the loop whose body it is. */
  #continues(body: ts.Statement): boolean {
    const { ts } = this;
    return find(ts, body, (n) => (ts.isIterationStatement(n, false) || ts.isFunctionLike(n) || ts.isClassLike(n) ? "skip" : ts.isContinueStatement(n))) !== undefined;
  }

  /** The parts of the head, if the loop has that shape. */
  #headOf(node: ts.ForStatement): Head | undefined {
    const { ts } = this, test = node.condition, update = node.incrementor;
    if (test === undefined || update === undefined || !ts.isBinaryExpression(test) || !ts.isIdentifier(test.left)) return undefined;
    const counter = test.left, operator = test.operatorToken.kind;
    const up = operator === ts.SyntaxKind.LessThanToken || operator === ts.SyntaxKind.LessThanEqualsToken;
    if (!up && operator !== ts.SyntaxKind.GreaterThanToken && operator !== ts.SyntaxKind.GreaterThanEqualsToken) return undefined;
    const isCounter = (e: ts.Expression): boolean => ts.isIdentifier(e) && e.text === counter.text;
    let step: ts.Expression | undefined;
    if (ts.isPostfixUnaryExpression(update) || ts.isPrefixUnaryExpression(update)) {
      if (!isCounter(update.operand) || update.operator !== (up ? ts.SyntaxKind.PlusPlusToken : ts.SyntaxKind.MinusMinusToken)) return undefined;
    } else if (ts.isBinaryExpression(update)) {
      if (!isCounter(update.left) || update.operatorToken.kind !== (up ? ts.SyntaxKind.PlusEqualsToken : ts.SyntaxKind.MinusEqualsToken)) return undefined;
      step = update.right;
    } else return undefined;
    return { counter, start: this.#startOf(node.initializer, counter.text), bound: test.right, up, step };
  }

  #startOf(initializer: ts.ForInitializer | undefined, name: string): ts.Expression | undefined {
    const { ts } = this;
    if (initializer === undefined) return undefined;
    if (ts.isVariableDeclarationList(initializer)) return initializer.declarations.find((d) => ts.isIdentifier(d.name) && d.name.text === name)?.initializer;
    return ts.isBinaryExpression(initializer) && initializer.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(initializer.left) && initializer.left.text === name ? initializer.right : undefined;
  }

  /** How often the innermost body runs, at most, where that is written down; Infinity: it is not. */
  #roundsOf(node: ts.IterationStatement): number {
    const { ts } = this;
    if (ts.isForOfStatement(node)) return node.awaitModifier === undefined && ts.isArrayLiteralExpression(node.expression) && !node.expression.elements.some(ts.isSpreadElement) ? node.expression.elements.length * this.#roundsIn(node.statement) : Infinity;
    if (!ts.isForStatement(node)) return Infinity;
    const head = this.#headOf(node);
    if (head?.start === undefined || head.step !== undefined || !ts.isVariableDeclarationList(node.initializer!) || (node.initializer.flags & ts.NodeFlags.Let) === 0) return Infinity;
    const from = this.#valueOf(head.start), to = this.#valueOf(head.bound);
    const operator = (node.condition as ts.BinaryExpression).operatorToken.kind, inclusive = operator === ts.SyntaxKind.LessThanEqualsToken || operator === ts.SyntaxKind.GreaterThanEqualsToken;
    const rounds = (head.up ? to - from : from - to) + (inclusive ? 1 : 0);
    if (!(rounds <= tinySteps) || this.#writes(node.statement, head.counter.text)) return Infinity;
    return rounds * this.#roundsIn(node.statement);
  }

  /** Of the loops in a body. */
  #roundsIn(body: ts.Statement): number {
    const { ts } = this;
    let inside = 1;
    find(ts, body, (n) => {
      if (ts.isIterationStatement(n, false)) {
        inside = Math.max(inside, this.#roundsOf(n));
        return "skip";
      }
      return inside === Infinity;
    });
    return inside;
  }

  /** Of a literal, or of a constant that has the value as its type; NaN: of something else. */
  #valueOf(expression: ts.Expression): number {
    const { ts } = this, e = skipOuter(ts, expression);
    if (ts.isNumericLiteral(e)) return Number(e.text);
    if (!ts.isIdentifier(e) && !ts.isPropertyAccessExpression(e)) return NaN;
    const type = this.checker.getTypeAtLocation(e);
    return type.isNumberLiteral() ? type.value : NaN;
  }

  /** Rounds between two checks of a loop with this body. */
  #rounds(body: ts.Node): number {
    return !this.#callsSomething(body) ? strip : this.#callsSomething(body, shortDepth) ? stripOfCalls : stripOfShortCalls;
  }

  /** What may take long: but for a few built-ins, all calls. (By their names: what else has such a name only delays a check.) With `depth`, calls of short functions do not count either, which call each other so deep at most. */
  #callsSomething(node: ts.Node, depth = 0): boolean {
    const { ts } = this;
    const isShort = (call: ts.CallExpression): boolean => {
      const { expression } = call;
      return (ts.isPropertyAccessExpression(expression) && (/^(charCodeAt|codePointAt)$/.test(expression.name.text) || (ts.isIdentifier(expression.expression) && /^(Math|Number)$/.test(expression.expression.text))))
        || (depth > 0 && ts.isIdentifier(expression) && this.#isShort(expression, depth - 1));
    };
    return find(ts, node, (n) => (ts.isCallExpression(n) && !isShort(n)) || ts.isNewExpression(n) || ts.isTaggedTemplateExpression(n) || ts.isAwaitExpression(n) || ts.isYieldExpression(n) || ts.isSpreadElement(n)) !== undefined;
  }

  /** The name of a function of the file that only computes: a few expressions, no loops. (Of another file, which may change without this one being emitted again, nothing is asked.) */
  #isShort(name: ts.Identifier, depth: number): boolean {
    const { ts } = this, declaration = symbolAt(ts, this.checker, name)?.valueDeclaration;
    const fn = declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 ? skipOuter(ts, declaration.initializer) : declaration;
    if (fn === undefined || !(ts.isFunctionDeclaration(fn) || ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) || fn.body === undefined || fn.getSourceFile() !== name.getSourceFile()) return false;
    let known = this.#short.get(fn);
    if (known === undefined) {
      this.#short.set(fn, false); // while it is looked at: if it calls itself
      let nodes = 0;
      const long = find(ts, fn, (n) => ++nodes > shortNodes || ts.isIterationStatement(n, false) || (n !== fn && (ts.isFunctionLike(n) || ts.isClassLike(n))));
      this.#short.set(fn, (known = long === undefined && !this.#callsSomething(fn, depth)));
    }
    return known;
  }

  /** The same value as long as the loop runs: literals, names that nothing writes to meanwhile, and sums and the like of those. */
  #isFixed(expression: ts.Expression, loop: ts.ForStatement): boolean {
    const { ts } = this, e = skipOuter(ts, expression);
    if (ts.isNumericLiteral(e)) return true;
    if (ts.isIdentifier(e)) return [loop.statement, loop.condition, loop.incrementor].every((part) => part === undefined || !this.#writes(part, e.text)) && this.#isSettled(e, loop);
    if (ts.isPrefixUnaryExpression(e)) return e.operator === ts.SyntaxKind.MinusToken && this.#isNumber(e.operand) && this.#isFixed(e.operand, loop);
    if (!ts.isBinaryExpression(e)) return false;
    switch (e.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken: case ts.SyntaxKind.MinusToken: case ts.SyntaxKind.AsteriskToken: case ts.SyntaxKind.SlashToken: case ts.SyntaxKind.PercentToken:
      case ts.SyntaxKind.GreaterThanGreaterThanToken: case ts.SyntaxKind.LessThanLessThanToken: case ts.SyntaxKind.BarToken: case ts.SyntaxKind.AmpersandToken:
        return [e.left, e.right].every((side) => this.#isNumber(side) && this.#isFixed(side, loop));
    }
    return false;
  }

  #isNumber(e: ts.Expression): boolean {
    return this.ts.isNumericLiteral(e) || (this.checker.getTypeAtLocation(e).flags & this.ts.TypeFlags.NumberLike) !== 0;
  }

  /** A constant; a variable of the loop's head, or a local one or a parameter of a function, that no other function writes to: calls leave it alone. */
  #isSettled(name: ts.Identifier, loop: ts.ForStatement): boolean {
    const { ts } = this, declaration = symbolAt(ts, this.checker, name)?.valueDeclaration;
    if (declaration === undefined || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) || !ts.isIdentifier(declaration.name)) return false;
    if (ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0) return true;
    const owner = declaration.parent === loop.initializer ? loop : this.#containerOf(declaration);
    if (owner === undefined || (ts.isParameter(declaration) && this.#writes(owner, "arguments"))) return false;
    return !this.#assigned(owner, name.text).some((target) => this.#containerOf(target, owner) !== owner);
  }

  /** The function or class around a node; `owner`, if that comes first. */
  #containerOf(node: ts.Node, owner?: ts.Node): ts.Node | undefined {
    const { ts } = this;
    for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (at === owner || ts.isFunctionLike(at) || ts.isClassLike(at)) return at;
    return undefined;
  }

  #isPositiveLiteral(e: ts.Expression): boolean {
    return this.ts.isNumericLiteral(e) && Number(e.text) > 0;
  }

  /** A variable that begins positive and is only ever counted up. */
  #isPositive(e: ts.Expression, loop: ts.ForStatement): boolean {
    const { ts } = this;
    if (!ts.isIdentifier(e) || !this.#isFixed(e, loop)) return false;
    const declaration = symbolAt(ts, this.checker, e)!.valueDeclaration!;
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || !this.#isPositiveLiteral(declaration.initializer)) return false;
    const container = this.#containerOf(declaration);
    if (container === undefined) return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    const grown = this.#assigned(container, e.text).filter((target) => this.#grows(target)).map((target) => target.pos);
    return this.#written(container, e.text).every((pos) => pos === declaration.name.pos || grown.includes(pos));
  }

  /** `name++`, `name += 2` */
  #grows(target: ts.Identifier): boolean {
    const { ts } = this, { parent } = target;
    if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken;
    return ts.isBinaryExpression(parent) && parent.left === target && parent.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && this.#isPositiveLiteral(parent.right);
  }

  #isArrayLike(expression: ts.Expression): boolean {
    const type = this.checker.getTypeAtLocation(expression);
    if ((type.flags & this.ts.TypeFlags.StringLike) !== 0) return true;
    const name = type.symbol?.name;
    return name !== undefined && /^(Readonly|Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32|Float64|BigInt64|BigUint64)?Array$/.test(name);
  }

  /** The name is assigned to in `node`, or declared: a shadowing or re-declared name is taken for a write. */
  #writes(node: ts.Node, name: string): boolean {
    return liesWithin(this.index.writtenNames(node.getSourceFile())?.get(name) ?? [], node.pos, node.end);
  }

  #written(node: ts.Node, name: string): readonly number[] {
    return (this.index.writtenNames(node.getSourceFile())?.get(name) ?? []).filter((pos) => pos >= node.pos && pos < node.end);
  }

  #assigned(node: ts.Node, name: string): readonly ts.Identifier[] {
    return (this.index.assignedNames(node.getSourceFile())?.get(name) ?? []).filter((target) => target.pos >= node.pos && target.pos < node.end);
  }

  /** A function inside the body that sees the counter needs its own binding per round. */
  #capturedIn(node: ts.Node, name: string): boolean {
    const { ts } = this;
    return find(ts, node, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? mentions(ts, n, name) || "skip" : false)) !== undefined;
  }

  /** `continue label` from a nested loop to this one must reach the step of the inner half. */
  #continuesOuter(node: ts.IterationStatement): boolean {
    const { ts } = this, labels = new Set<string>();
    for (let parent: ts.Node = node.parent; ts.isLabeledStatement(parent); parent = parent.parent) labels.add(parent.label.text);
    if (labels.size === 0) return false;
    return find(ts, node.statement, (n) => ts.isContinueStatement(n) && n.label !== undefined && labels.has(n.label.text)) !== undefined;
  }
}
