import type ts from "typescript";
import { isNeverCallable } from "../../analysis/1-collect/callables";
import { declaredType, symbolOf, typeOf } from "../../analysis/1-collect/declared-type";
import { skipOuter } from "../../analysis/1-collect/program-index";
import type { Ts } from "../../analysis/typescript";
import { walk } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import { isBlockingCode, isPromise } from "../promises";
import { textOf } from "../syntax";

/** A promise used as if it were its result, in code that can wait. */
export const promiseNotWaited = defineRule({
  code: "SY4003", slug: "promise-not-waited", severity: "error",
  title: "A promise is used as a value in blocking code",
  why: "A promise is not its result. In blocking code nothing has to be async: `wait` parks the goroutine until the promise is settled.",
  todo: "Put `wait(…)` around the promise.",
  bad: "const r = fetch(url); log(r.status);",
  good: "const r = wait(fetch(url)); log(r.status);",
  ofBlocking: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan, calls } = context;
    if (calls.length === 0 && ![...plan.functions.values()].some((f) => f.facts.loops.some((l) => l.iteration === "channel"))) return;
    for (const fn of plan.functions.values()) {
      if (!isBlockingCode(context, fn) || !("body" in fn.facts.node)) continue;
      const uses: Used[] = [];
      walk(ts, (fn.facts.node as ts.FunctionLikeDeclaration).body!, (node) => {
        if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return "skip";
        for (const use of usesAsValue(context, node)) if (use.promise.kind !== ts.SyntaxKind.AwaitExpression && mayHaveThen(context, use.promise) && isPromise(context, typeOf(ts, context.program.getTypeChecker(), use.promise))) uses.push(use);
        return undefined;
      });
      for (const { node, promise, codes, at } of uses.sort((a, b) => a.node.pos - b.node.pos)) {
        const wait = imported(context, plan.facts.file, "wait");
        const made = madeAt(context, promise);
        yield {
          node, replaces: codes, ...(at === undefined ? {} : { replacesAt: at }),
          what: `\`${textOf(promise)}\` is a promise, and is used here as its result.`,
          ...(wait === undefined ? {} : { fixes: [{ title: "Wait for the promise", changes: [replace(made, `${wait.name}(${made.getText()})`), ...wait.changes] }] }),
        };
      }
    }
  },
});

interface Used {
  readonly node: ts.Node;
  readonly promise: ts.Expression;
  /** What TypeScript says there, at `at` if not at the node. */
  readonly codes: readonly number[];
  readonly at?: ts.Node;
}

const none: readonly Used[] = [];

/** Neither by its syntax nor as it is declared a string, a number or the like, whose flow is not asked then. */
function mayHaveThen({ ts, program }: RuleContext, expression: ts.Expression): boolean {
  const checker = program.getTypeChecker();
  if (isNeverCallable(ts, expression)) return false;
  const declared = declaredType(checker, symbolOf(ts, checker, expression));
  return declared === undefined || (declared.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike)) === 0;
}

/** Where the result of a promise is wanted. Asked of every node of code that can wait. */
function usesAsValue({ ts, program }: RuleContext, node: ts.Node): readonly Used[] {
  const { SyntaxKind: K } = ts;
  switch (node.kind) {
    case K.PropertyAccessExpression: return propertyOfPromise(ts, program.getTypeChecker(), node as ts.PropertyAccessExpression);
    case K.BinaryExpression: {
      const { left, right, operatorToken: { kind } } = node as ts.BinaryExpression;
      const codes = kind === K.PlusToken || kind <= K.GreaterThanEqualsToken ? { codes: [2365], at: node } : { codes: [2362, 2363] };
      return (kind >= K.LessThanToken && kind <= K.GreaterThanEqualsToken) || (kind >= K.PlusToken && kind <= K.CaretToken) ? [{ node: left, promise: left, ...codes }, { node: right, promise: right, ...codes }] : none;
    }
    case K.IfStatement:
    case K.WhileStatement:
    case K.DoStatement: return condition((node as ts.IfStatement | ts.WhileStatement | ts.DoStatement).expression, [2801]);
    case K.ConditionalExpression: return condition((node as ts.ConditionalExpression).condition, [2801]);
    case K.TemplateSpan: return condition((node as ts.TemplateSpan).expression, []);
    case K.VariableDeclaration: {
      const { name, type, initializer } = node as ts.VariableDeclaration, checker = program.getTypeChecker();
      return type !== undefined && initializer !== undefined && ts.isIdentifier(name) && isWantedResult(checker, initializer, checker.getTypeFromTypeNode(type)) ? [{ node: name, promise: initializer, codes: [2322, 2739, 2740, 2741] }] : none;
    }
    case K.CallExpression: return argumentsWanted(ts, program.getTypeChecker(), node as ts.CallExpression);
    default: return none;
  }
}

function condition(promise: ts.Expression, codes: readonly number[]): readonly Used[] {
  return [{ node: promise, promise, codes }];
}

function propertyOfPromise(ts: Ts, checker: ts.TypeChecker, node: ts.PropertyAccessExpression): readonly Used[] {
  // A property that is there is no mistake, and nearly all are.
  if (checker.getSymbolAtLocation(node.name)?.declarations !== undefined) return none;
  const type = checker.getTypeAtLocation(node.expression), wanted = (type.flags & ts.TypeFlags.Object) === 0 || type.symbol?.name !== "Promise" ? undefined : resultOf(checker, type);
  return wanted !== undefined && checker.getPropertyOfType(type, node.name.text) === undefined && checker.getPropertyOfType(checker.getApparentType(wanted), node.name.text) !== undefined ? [{ node: node.name, promise: node.expression, codes: [2339, 2551] }] : none;
}

function argumentsWanted(ts: Ts, checker: ts.TypeChecker, call: ts.CallExpression): readonly Used[] {
  const found: Used[] = [];
  for (const argument of call.arguments) {
    // What is no promise is asked first: it is nearly everything, and the type that is wanted costs more.
    const wanted = ts.isSpreadElement(argument) || !mayBePromise(ts, checker, argument) ? undefined : checker.getContextualType(argument);
    if (wanted !== undefined && isWantedResult(checker, argument, wanted)) found.push({ node: argument, promise: argument, codes: [2345] });
  }
  return found;
}

function mayBePromise(ts: Ts, checker: ts.TypeChecker, argument: ts.Expression): boolean {
  if (isNeverCallable(ts, argument) || ts.isFunctionExpression(argument) || ts.isArrowFunction(argument)) return false;
  const declared = declaredType(checker, symbolOf(ts, checker, argument));
  // Its flow makes it narrower, which only a union can be.
  if (declared !== undefined && (declared.flags & (ts.TypeFlags.Object | ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0) return declared.symbol?.name === "Promise";
  return typeOf(ts, checker, argument).symbol?.name === "Promise";
}

function resultOf(checker: ts.TypeChecker, promise: ts.Type): ts.Type | undefined {
  return checker.getTypeArguments(promise as ts.TypeReference)[0];
}

/** What is wanted is the result, and not the promise. */
function isWantedResult(checker: ts.TypeChecker, promise: ts.Expression, wanted: ts.Type): boolean {
  const { isTypeAssignableTo } = checker as { isTypeAssignableTo?(from: ts.Type, to: ts.Type): boolean };
  const type = checker.getTypeAtLocation(promise);
  if (isTypeAssignableTo === undefined || type.symbol?.name !== "Promise") return false;
  const result = resultOf(checker, type);
  return result !== undefined && !isTypeAssignableTo.call(checker, type, wanted) && isTypeAssignableTo.call(checker, result, wanted);
}

/** Where the promise is made: of a constant, its initialiser, so that one `wait` serves all its uses. */
function madeAt({ ts, program }: RuleContext, promise: ts.Expression): ts.Expression {
  const inner = skipOuter(ts, promise);
  const declaration = ts.isIdentifier(inner) ? program.getTypeChecker().getSymbolAtLocation(inner)?.valueDeclaration : undefined;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && declaration.type === undefined && declaration.getSourceFile() === promise.getSourceFile() ? declaration.initializer : promise;
}
