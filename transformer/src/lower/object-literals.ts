/**
 * Methods of object literals.
 *
 * Before
 *   return { next() { return ch.recv(); }, name };
 * After
 *   return $methods({ *next() { … }, name }, "next");
 */
import type ts from "typescript";
import { constructorKey } from "../analysis/1-collect/constructors";
import { mayBeReplaced } from "../analysis/1-collect/object-methods";
import { functionOf, skipOuter } from "../analysis/1-collect/program-index";
import { isLoweredAccessor, lowerAccessor } from "./accessors";
import { generatorMethod, memberKey } from "./classes";
import { isLoweredGenerator, markInitKey } from "./generators";
import { isResumable } from "../analysis/3-plan/plan";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

export function lowerObjectLiteral(l: FileLowering, node: ts.ObjectLiteralExpression, scope: Scope): ts.Expression {
  const { ts, f } = l;
  const keys: ts.Expression[] = [], generators: ts.Expression[] = [];
  const ties: ts.Expression[][] = [];
  const properties = node.properties.flatMap((p): ts.ObjectLiteralElementLike | readonly ts.ObjectLiteralElementLike[] => {
    if (isLoweredAccessor(l, p)) {
      const lowered = lowerAccessor(l, p, scope);
      ties.push(lowered.tie);
      return lowered.members;
    }
    const named = computedName(l, p, scope);
    if (named !== undefined) return named;
    const plan = l.functionPlan(p);
    if (!ts.isMethodDeclaration(p) || plan?.form !== "direct") return visitNode(l, p, scope);
    const generator = isLoweredGenerator(plan);
    const { name, key } = memberKey(l, p.name, scope);
    // What a later element may replace gets its plain entry before it is stored.
    if (mayBeReplaced(l.ts, node, p)) {
      const own = f.createObjectLiteralExpression([generatorMethod(l, p, ts.isComputedPropertyName(name) ? f.createComputedPropertyName(key) : name, false, scope, true)]);
      // A plain property called __proto__ would set the prototype.
      const shown = ts.isStringLiteral(key) && key.text === "__proto__" ? f.createComputedPropertyName(key) : name;
      return f.createPropertyAssignment(shown, f.createElementAccessExpression(l.abiCall(generator ? "generatorMethods" : "methods", [own, generator ? markInitKey(l, plan, key) : key]), key));
    }
    if (generator) generators.push(markInitKey(l, plan, key));
    else keys.push(key);
    return generatorMethod(l, p, name, false, scope, true);
  });
  const plainLiteral = f.updateObjectLiteralExpression(node, ts.setTextRange(f.createNodeArray(properties, node.properties.hasTrailingComma), node.properties));
  const literal = ties.reduce<ts.Expression>((made, tie) => l.at_(l.abiCall("accessor", [made, ...tie]), node), plainLiteral);
  const withMethods = keys.length === 0 ? literal : l.at_(l.abiCall("methods", [literal, ...keys]), node);
  return generators.length === 0 ? withMethods : l.at_(l.abiCall("generatorMethods", [withMethods, ...generators]), node);
}

/** `[key]: () => …`: the closure is named after the key, which is evaluated once. */
function computedName(l: FileLowering, p: ts.ObjectLiteralElementLike, scope: Scope): ts.ObjectLiteralElementLike | undefined {
  const { ts, f } = l;
  if (!ts.isPropertyAssignment(p)) return undefined;
  const name = keyThatNames(l, p.name, p.initializer, scope);
  return name === undefined ? undefined : f.updatePropertyAssignment(p, name, visitNode(l, p.initializer, scope));
}

/** The computed name of a property or field whose value is a lowered closure without a name: keeps the key in a temporary, by which the closure is then named. */
export function keyThatNames(l: FileLowering, name: ts.PropertyName, value: ts.Expression, scope: Scope): ts.PropertyName | undefined {
  const { ts } = l;
  if (!ts.isComputedPropertyName(name) || ts.isStringLiteralLike(name.expression)) return undefined;
  const inner = skipOuter(l.ts, value);
  if (ts.isClassExpression(inner) && inner.name === undefined && l.plan.functions.get(constructorKey(ts, ts.getOriginalNode(inner) as ts.ClassExpression))?.form === "direct") {
    const kept = memberKey(l, name, scope);
    l.computedNames.set(ts.getOriginalNode(inner), kept.key);
    return kept.name;
  }
  const literal = functionOf(ts, value);
  if (literal === undefined || !isResumable(l.functionPlan(literal)) || (ts.isFunctionExpression(literal) && literal.name !== undefined)) return undefined;
  const kept = memberKey(l, name, scope);
  l.computedNames.set(literal, kept.key);
  return kept.name;
}
