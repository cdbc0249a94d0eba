/**
 * Arrow functions and function expressions.
 *
 * Before
 *   const pump = (n: number) => { for (let i = 0; i < n; i++) out.send(i); };
 *   jobs.forEach((job) => this.run(job));
 * After, direct form
 *   const pump = $closure(function* (n) { … }, "pump");            // the runtime makes the plain entry around the generator
 *   … $closure((function* (job) { … }).bind(this));                // an arrow's `this` goes along
 *   const pump$frame = function* (n) { … }; const pump = …;        // where the file calls it by name
 *
 * Breaks   a generator has its own `this` and `arguments`: an arrow takes those of the function around it, `arguments` and `super` under names of their own. `new.target` cannot be
 *          taken along and is reported (SY4017). A named function expression that calls itself sees its own name inside a small scope made for it.
 */
import type ts from "typescript";
import { mentions } from "../analysis/walk";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { memberName, skipOuter } from "../analysis/1-collect/program-index";
import { fieldMeaning } from "../analysis/1-collect/constructors";
import { lowerFastClosure, namedFastClosure } from "./fast/closures";
import type { GeneratorParts } from "./fast/fast";
import { copyFunction, frameName, generatorParts, hasCallee, keepsBody, plainParameters } from "./functions";
import { newTargetBody, readsNewTarget } from "./new";
import { isLoweredGenerator, markInit } from "./generators";
import type { FileLowering, Scope } from "./scope";
import { superRef } from "./super";
import { visitNode } from "./visit";

export type Closure = ts.ArrowFunction | ts.FunctionExpression;

export function lowerClosure(l: FileLowering, node: Closure, scope: Scope): ts.Expression {
  const plan = l.functionPlan(node);
  if (plan?.form === "fast") return lowerFastClosure(l, node, plan, scope);
  if (plan === undefined || plan.form !== "direct") return plan === undefined ? node : copyFunction(l, node, plan, scope);
  return directClosure(l, node, plan, scope, undefined);
}

/** `const f = (…) => …` whose frame is called by name: the frame gets a name first. */
export function namedClosureStatements(l: FileLowering, node: ts.VariableStatement, scope: Scope): ts.Statement[] | undefined {
  const { ts, f } = l;
  if ((ts.getCombinedNodeFlags(node.declarationList) & ts.NodeFlags.Const) === 0) return undefined;
  const out: ts.Statement[] = [];
  const declarations = node.declarationList.declarations.map((d) => {
    const literal = d.initializer === undefined ? undefined : innerClosure(l, d.initializer);
    const plan = literal === undefined ? undefined : l.functionPlan(literal);
    if (literal !== undefined && plan?.form === "fast" && ts.isIdentifier(d.name) && !usesOwnName(l, literal)) {
      const made = namedFastClosure(l, literal, plan, scope, d.name.text);
      out.push(...made.before);
      return f.updateVariableDeclaration(d, d.name, undefined, undefined, made.value);
    }
    if (literal === undefined || plan === undefined || plan.form !== "direct" || !plan.frameNamed || !ts.isIdentifier(d.name) || usesOwnName(l, literal)) return undefined;
    const frame = frameName(l, plan, d.name.text);
    out.push(f.createVariableStatement(undefined, f.createVariableDeclarationList(
      [f.createVariableDeclaration(frame, undefined, undefined, generator(l, literal, plan, scope, undefined))], ts.NodeFlags.Const)));
    return f.updateVariableDeclaration(d, d.name, undefined, undefined, directClosure(l, literal, plan, scope, frame));
  });
  if (out.length === 0) return undefined;
  const list = f.updateVariableDeclarationList(node.declarationList, declarations.map((made, i) => made ?? visitNode(l, node.declarationList.declarations[i]!, scope)));
  return [...out, f.updateVariableStatement(node, node.modifiers, list)];
}

/** The generator function that is the frame, `this` bound for arrows. */
export function generator(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, name: string | undefined, made?: GeneratorParts): ts.Expression {
  const { ts, f } = l;
  const { facts } = plan;
  const takesArguments = ts.isArrowFunction(node) && facts.usesArguments && scope.argumentsName === undefined;
  const argumentsName = takesArguments ? l.names.unique("$arguments") : undefined;
  const superName = ts.isArrowFunction(node) && facts.usesSuper && scope.superName === undefined ? l.names.unique("$super") : undefined;
  const targetName = ts.isArrowFunction(node) && facts.usesNewTarget && scope.newTarget === undefined ? l.register("$target") : undefined;
  const parts = made ?? generatorParts(l, node, plan, superName === undefined ? scope : { ...scope, superName }, argumentsName, targetName);
  const ownName = name ?? l.register("$maker");
  let body: ts.Expression = l.at_(readsNewTarget(facts)
    ? f.createFunctionExpression(undefined, undefined, ownName, undefined, plainParameters(l, node), undefined, newTargetBody(l, ownName, parts))
    : f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), name, undefined, parts.parameters, undefined, parts.body), node);
  if (ts.isArrowFunction(node) && facts.usesThis && scope.self === undefined)
    body = f.createCallExpression(f.createPropertyAccessExpression(f.createParenthesizedExpression(body), "bind"), undefined, [f.createThis()]);
  const taken: [string, ts.Expression][] = [];
  if (argumentsName !== undefined) taken.push([argumentsName, f.createIdentifier("arguments")]);
  if (superName !== undefined) taken.push([superName, superRef(l)]);
  if (targetName !== undefined) taken.push([targetName, f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"))]);
  if (taken.length > 0) {
    // (($arguments, $super) => function* …)(arguments, …)
    const take = f.createArrowFunction(undefined, undefined, taken.map(([name]) => f.createParameterDeclaration(undefined, undefined, name)), undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body);
    body = f.createCallExpression(f.createParenthesizedExpression(take), undefined, taken.map(([, value]) => value));
  }
  return body;
}

/** The closure around its generator. `frame`: the name of the generator, if it has one already; `parts`: what it is made of, if that is known already. */
export function directClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, frame: string | undefined, parts?: GeneratorParts): ts.Expression {
  const { f } = l;
  const own = usesOwnName(l, node) ? (node as ts.FunctionExpression).name!.text : undefined;
  const ownFrame = own !== undefined && plan.frameNamed ? frameName(l, plan, own) : undefined;
  const body = frame !== undefined ? f.createIdentifier(frame) : generator(l, node, plan, scope, ownFrame ?? shownAs(l, closureName(l, node)), parts);
  const made = tiedClosure(l, node, plan, scope, body);
  return own === undefined ? l.at_(made, node) : inScope(l, node, [], made);
}

/** The closure in a scope of its own: `(() => { before; const fact = $fn(function* fact$frame(n) { … fact … }, "fact"); return fact; })()`. */
export function inScope(l: FileLowering, node: Closure, before: readonly ts.Statement[], made: ts.Expression): ts.Expression {
  const { ts, f } = l;
  const own = usesOwnName(l, node) ? (node as ts.FunctionExpression).name!.text : undefined;
  const end: ts.Statement[] = own === undefined ? [f.createReturnStatement(made)] : [
    f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(own, undefined, undefined, made)], own === "let" ? ts.NodeFlags.None : ts.NodeFlags.Const)), // `let` is a name of `var` alone
    f.createReturnStatement(f.createIdentifier(own))];
  const scope = f.createArrowFunction(undefined, undefined, [], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), f.createBlock([...before, ...end], true));
  return l.at_(f.createCallExpression(f.createParenthesizedExpression(scope), undefined, []), node);
}

/** The name that the function will have, as far as the text tells. */
export function closureName(l: FileLowering, node: Closure): string | undefined {
  return l.ts.isFunctionExpression(node) && node.name !== undefined ? node.name.text : inferredName(l, node);
}

/** `$closure(generator, "name")`, and its relatives. */
export function tiedClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, body: ts.Expression): ts.Expression {
  const { ts, f } = l;
  const name = closureName(l, node);
  const computed = l.computedNames.get(ts.getOriginalNode(node));
  const names = computed !== undefined ? [computed] : name === undefined ? [] : [f.createStringLiteral(name)];
  const tied = isLoweredGenerator(plan)
    ? keepsBody(l, plan) ? l.abiCall("generatorEntry", [copyFunction(l, node, plan, scope), markInit(l, plan, body), ...names]) : l.abiCall("generator", [markInit(l, plan, body), ...names])
    : keepsBody(l, plan)
    ? l.abiCall("entry", [namedCopy(l, node, plan, scope), body, ...(computed === undefined ? [] : names)])
    : l.abiCall(ts.isArrowFunction(node) ? "closure" : "fn", [body, ...names]);
  return hasCallee(l, node, plan) ? l.abiCall("knowsCallee", [tied]) : tied;
}

/**
 * The function as it is, under its name: `{ add: (x) => … }.add`. (To name a function that exists takes V8 a microsecond, and makes each look-up of its entry slow.) One with a computed name has none yet.
 */
export function namedCopy(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope): ts.Expression {
  const { ts, f } = l, copy = copyFunction(l, node, plan, scope), name = closureName(l, node);
  if (name === undefined || name === "" || (ts.isFunctionExpression(node) && node.name !== undefined) || l.computedNames.has(ts.getOriginalNode(node))) return copy;
  const isIdentifier = /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__";
  const key = isIdentifier ? f.createIdentifier(name) : f.createComputedPropertyName(f.createStringLiteral(name));
  const object = f.createObjectLiteralExpression([f.createPropertyAssignment(key, copy)]);
  return isIdentifier ? f.createPropertyAccessExpression(object, name) : f.createElementAccessExpression(object, f.createStringLiteral(name));
}

/** The generator's own name, so that stacks show the function under the name it has (core/traces.ts cuts `$frame` off). */
function shownAs(l: FileLowering, name: string | undefined): string | undefined {
  return name === undefined || name === "" ? undefined : l.names.unique(`${asIdentifier(name)}$frame`);
}

export function asIdentifier(name: string): string {
  return name.replace(/^(?=\d)/, "_").replace(/\W+/g, "_");
}

/** The name an anonymous function gets from where it stands (ECMA-262, NamedEvaluation). */
export function inferredName(l: FileLowering, node: Closure | ts.ClassExpression): string | undefined {
  const { ts } = l;
  let child: ts.Node = ts.getOriginalNode(node);
  let parent = child.parent;
  while (parent !== undefined && (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isTypeAssertionExpression(parent))) {
    child = parent;
    parent = parent.parent;
  }
  if (parent === undefined) return undefined;
  if ((ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) && parent.initializer === child) return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  // A field that TypeScript assigns in the constructor names nothing.
  if (ts.isPropertyDeclaration(parent) && fieldMeaning(ts, l.context.getCompilerOptions()) !== "native") return fieldMeaning(ts, l.context.getCompilerOptions()) === "defined" && !ts.isPrivateIdentifier(parent.name) ? "value" : undefined;
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === child) {
    const name = parent.name;
    // `__proto__: value` sets the prototype, and names nothing.
    if (ts.isPropertyAssignment(parent) && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === "__proto__") return undefined;
    if (ts.isComputedPropertyName(name)) return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
    if (ts.isBigIntLiteral(name)) return memberName(ts, name);
    return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name) ? name.text : undefined;
  }
  if (ts.isShorthandPropertyAssignment(parent) && parent.objectAssignmentInitializer === child) return parent.name.text;
  if (ts.isBinaryExpression(parent) && parent.right === child && ts.isIdentifier(parent.left)) {
    const operator = parent.operatorToken.kind;
    const names = [ts.SyntaxKind.EqualsToken, ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken];
    return names.includes(operator as ts.SyntaxKind.EqualsToken) ? parent.left.text : undefined;
  }
  if (ts.isExportAssignment(parent) && !parent.isExportEquals) return "default";
  return undefined;
}

function innerClosure(l: FileLowering, expression: ts.Expression): Closure | undefined {
  const { ts } = l, inner = skipOuter(l.ts, expression);
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : undefined;
}

/** A function expression whose body or parameters use its name, which is bound to the plain entry inside it. */
export function usesOwnName(l: FileLowering, node: ts.Node): boolean {
  return l.ts.isFunctionExpression(node) && node.name !== undefined && [node.body, ...node.parameters].some((part) => mentions(l.ts, part, node.name!.text));
}
