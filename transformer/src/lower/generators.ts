/**
 * User generators whose body may suspend.
 *
 * Before
 *   function* lines(ch: RecvChan<string>) { for (const l of ch) yield l.trim(); yield* rest(); }
 * After, direct form: the body has two kinds of `yield`, with the flag set a suspension, else the user's
 *   $generatorFunction(lines, lines$frame);
 *   function lines(ch) { return $generated(lines$frame, new.target, this, arguments); }
 *   function* lines$frame(ch) { … yield l.trim(); … yield* $delegate(rest()); }
 * After, a generator that can only be preempted: plain code makes native generators, goroutine code those over the frame
 *   $generatorEntry(walk, walk$frame);
 *   function* walk(tree) { … }
 *   function* walk$frame(tree) { … }
 * Expressions become `$generator(function* … )` or `$generatorEntry(function* …, function* …)`; methods are replaced in place by `$generatorMethods(this.prototype, "m")`, private ones where they are
 * read (`$privateGenerator(this.#m)`).
 *
 * Parameters are evaluated at the call (ECMA-262 15.5.2). If they may suspend they are part of the body, which then yields once behind them: such a frame is marked by `$init(…)`, a method by `["m"]`.
 */
import type ts from "typescript";
import { isGenerator } from "../analysis/2-infer/infer";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { lookUpCall } from "./calls";
import { frameName, generatorParts, keepsBody, plainParameters } from "./functions";
import { suspendsInParameters } from "./parameters";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** The function is a generator in direct form. */
export function isLoweredGenerator(plan: FunctionPlan | undefined): plan is FunctionPlan & { readonly facts: { readonly generator: true } } {
  return plan !== undefined && plan.form === "direct" && isGenerator(plan.facts);
}

/** The frame as the runtime takes it. */
export function markInit(l: FileLowering, plan: FunctionPlan, frame: ts.Expression): ts.Expression {
  return suspendsInParameters(l, plan) ? l.abiCall("init", [frame]) : frame;
}

/** The key of a method as `$generatorMethods` takes it. */
export function markInitKey(l: FileLowering, plan: FunctionPlan, key: ts.Expression): ts.Expression {
  return suspendsInParameters(l, plan) ? l.f.createArrayLiteralExpression([key]) : key;
}

/** What stands behind the standard decorators of a generator method (decorators.ts). */
export function generatorDecorators(l: FileLowering, plan: FunctionPlan): ts.Decorator[] {
  const made = l.f.createDecorator(l.abi("privateGenerator"));
  return suspendsInParameters(l, plan) ? [made, l.f.createDecorator(l.abi("init"))] : [made];
}

/** `copy` is the declaration with its plain body. */
export function lowerGeneratorDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope, copy: () => ts.FunctionDeclaration): { statements: ts.Statement[]; attach: ts.Statement[] } {
  const { ts, f } = l;
  const name = node.name ?? f.createIdentifier(l.names.unique("default_1"));
  const frame = frameName(l, plan, name.text);
  const keeps = keepsBody(l, plan);
  let plain: ts.FunctionDeclaration;
  if (keeps) {
    const copied = copy();
    plain = f.updateFunctionDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.typeParameters, copied.parameters, copied.type, copied.body);
  } else {
    const target = f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
    const made = l.abiCall("generated", [f.createIdentifier(frame), target, f.createThis(), f.createIdentifier("arguments")]);
    plain = f.updateFunctionDeclaration(node, node.modifiers, undefined, name, undefined, plainParameters(l, node), undefined, f.createBlock([f.createReturnStatement(made)], false));
  }
  const parts = generatorParts(l, node, plan, scope);
  const body = l.at_(f.createFunctionDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), frame, undefined, parts.parameters, undefined, parts.body), node);
  const tie = l.abiCall(keeps ? "generatorEntry" : "generatorFunction", [name, markInit(l, plan, f.createIdentifier(frame)), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
  if (!keeps && l.mayBeSloppy && isInBlock(l, node)) {
    // Sloppy code takes an ordinary function out of its block (Annex B.3.2), and no generator.
    const value = f.createFunctionExpression(undefined, undefined, undefined, undefined, plain.parameters, undefined, plain.body!);
    if (!ts.isBlock(ts.getOriginalNode(node).parent)) {
      // A clause of a `switch` has no place for a `let`: an empty generator keeps the name.
      const holder = f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, undefined, [], undefined, f.createBlock([], false));
      return { statements: [holder, body], attach: [f.createExpressionStatement(f.createAssignment(name, value)), f.createExpressionStatement(tie)] };
    }
    const declared = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(name, undefined, undefined, value)], ts.NodeFlags.Let));
    return { statements: [body], attach: [declared, f.createExpressionStatement(tie)] };
  }
  return { statements: [plain, body], attach: [f.createExpressionStatement(tie)] };
}

/** In a block that is no body of a function, or in a clause of a `switch`. */
function isInBlock(l: FileLowering, node: ts.FunctionDeclaration): boolean {
  const { parent } = l.ts.getOriginalNode(node);
  return parent !== undefined && ((l.ts.isBlock(parent) && !l.ts.isFunctionLike(parent.parent)) || l.ts.isCaseOrDefaultClause(parent));
}

/** `yield* x` where stepping through x may suspend. */
export function lowerDelegate(l: FileLowering, node: ts.YieldExpression, scope: Scope): ts.Expression | undefined {
  if (node.asteriskToken === undefined || scope.mode === "plain" || (l.callPlan(node)?.mode ?? "plain") === "plain") return undefined;
  const operand = visitNode(l, node.expression!, scope);
  if (scope.mode === "awaiting") return l.f.updateYieldExpression(node, node.asteriskToken, asyncIterable(l, node, operand, scope));
  return isGenerator(scope.facts) ? l.f.updateYieldExpression(node, node.asteriskToken, l.abiCall("delegate", [operand])) : undefined;
}

/** What `for await` and the `yield*` of an async generator iterate over: `$asyncIterate(x)`, awaited if it parks. */
export function asyncIterable(l: FileLowering, at: ts.Node, x: ts.Expression, scope: Scope): ts.Expression {
  const { text } = l.callPlan(at)!.facts;
  return l.suspend(lookUpCall(l, l.abi("asyncIterate"), l.undefined(), [x], text, "spot"), at, scope, text);
}
