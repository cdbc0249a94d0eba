/**
 * Methods of classes.
 *
 * Before
 *   class Counter { bump(by: number) { this.mu.lock(); this.n += by; this.mu.unlock(); }  #next() { return this.ch.recv(); } }
 * After, direct form
 *   class Counter {
 *     static { $methods(this.prototype, "bump"); }      // replaces the generator method by a plain entry made around it
 *     *bump(by) { … }
 *     *#next() { … }                                    // private methods are called by name: $frame(this.#next())
 *   }
 *
 * A method that can only be preempted keeps its body; its frame stands beside it and is taken away by `$method(this.prototype, "m", "m$frame")`.
 * The generator is a member of the class itself, so `super` and `#private` work in it. The static block comes first, before any static field could call a method.
 * Computed names are evaluated once, into a temporary, and made a property key once.
 */
import type ts from "typescript";
import { explicitConstructor } from "../analysis/1-collect/constructors";
import { isStatic } from "../analysis/1-collect/modifiers";
import { memberName } from "../analysis/1-collect/program-index";
import { isResumable } from "../analysis/3-plan/plan";
import { isLoweredAccessor, lowerAccessor } from "./accessors";
import { lowerConstructor } from "./constructors";
import { classDecorator, entryDecorator, hasStandardDecorators, withLastDecorator } from "./decorators";
import { fastMethod } from "./fast/closures";
import type { GeneratorParts } from "./fast/fast";
import { countsOf } from "./fast/functions";
import { copyFunction, generatorParts, keepsBody } from "./functions";
import { generatorDecorators, isLoweredGenerator, markInitKey } from "./generators";
import type { FileLowering, Scope } from "./scope";
import { keepMethod } from "./method-calls";
import { keyThatNames } from "./object-literals";
import { movedStatics, runStatics, staticGenerator, takeStatics } from "./static-elements";
import { visitNode } from "./visit";

/** The class, and for a declaration what stands before and behind it. */
export function lowerClass(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): ts.Node | ts.Node[] {
  const { ts, f } = l;
  const own = new Set(node.members.flatMap((m) => (m.name !== undefined && !ts.isComputedPropertyName(m.name) ? [m.name.getText(l.file)] : [])));
  const members: ts.ClassElement[] = [];
  const before: ts.Statement[] = []; // of declarations only
  const attach: ts.Expression[] = [];
  const replaced: { static: boolean; generator: boolean; key: ts.Expression }[] = [];
  const last = lastOfTheirNames(l, node), isLast = (member: ts.MethodDeclaration, onClass: boolean): boolean => {
    const name = memberName(ts, member.name);
    return name === undefined || last.get(`${onClass} ${name}`) === member;
  };
  // TypeScript applies the decorators of a class first in it, and `this` of static blocks is what they give.
  const undecorated = hasStandardDecorators(l, node) ? l.names.unique("$class") : undefined;
  if (undecorated !== undefined) l.classes.set(node, undecorated);
  const statics = movedStatics(l, node, scope);
  if (statics !== undefined) attach.push(...takeStatics(l, node, statics));
  // TypeScript makes functions of static blocks for older targets, and one variable for all mentions of the class in them, which classes in loops would share.
  const hasStaticBlocks = (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) >= ts.ScriptTarget.ES2022;
  let inside = false;
  const constructed = lowerConstructor(l, node, scope), written = explicitConstructor(ts, node);
  if (constructed !== undefined) {
    attach.push(constructed.attach);
    members.push(...constructed.first);
    if (written === undefined) members.push(...constructed.members);
  }
  for (const member of node.members) {
    const plan = l.functionPlan(member);
    const moved = statics?.elements.find((m) => m.member === member);
    if (moved !== undefined) {
      members.push(staticGenerator(l, moved));
      continue;
    }
    if (constructed !== undefined && member === written) {
      members.push(...constructed.members);
      continue;
    }
    if (constructed?.moved.has(ts.getOriginalNode(member) as ts.ClassElement) === true) {
      const field = member as ts.PropertyDeclaration;
      const modifiers = ts.visitNodes(field.modifiers, (m) => visitNode(l, m, scope)) as ts.NodeArray<ts.ModifierLike> | undefined;
      if (ts.isPrivateIdentifier(field.name) || (ts.getDecorators(field) ?? []).length > 0)
        members.push(f.updatePropertyDeclaration(field, modifiers, field.name, field.questionToken, field.type, undefined));
      continue;
    }
    if (ts.isMethodDeclaration(member) && member.body !== undefined && isResumable(plan)) {
      const onClass = isStatic(ts, member);
      const parts = plan.form === "fast" && isLast(member, onClass) ? generatorParts(l, member, plan, scope) : undefined;
      const fast = parts === undefined ? undefined : fastMethod(l, member, plan, parts, hasStaticBlocks);
      if (fast !== undefined) {
        const { name, key } = memberKey(l, member.name, scope);
        before.push(...fast.before);
        attach.push(...fast.inside);
        inside ||= fast.inside.length > 0;
        const counts = countsOf(l, plan);
        let tie: ts.Expression;
        const entryMethod = (own: ts.PropertyName): ts.MethodDeclaration => {
          const made = f.createMethodDeclaration(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined, undefined, own, undefined, undefined, fast.parameters, undefined, fast.body);
          return ts.setEmitFlags(ts.setTextRange(made, member), own === member.name ? ts.EmitFlags.None : ts.EmitFlags.NoComments);
        };
        if (keepsBody(l, plan)) {
          let goKey = `${(member.name as ts.Identifier).text}${plan.guessed ? "$call" : "$go"}`;
          while (own.has(goKey)) goKey += "_";
          own.add(goKey);
          members.push(copyFunction(l, member, plan, scope), entryMethod(f.createIdentifier(goKey)));
          tie = l.abiCall("goMethod", [target(l, node, onClass), key, f.createStringLiteral(goKey), counts]);
        } else {
          members.push(entryMethod(name));
          tie = l.abiCall(plan.guessed ? "goBetween" : "goMethods", [target(l, node, onClass), counts, key]);
        }
        attach.push(...keepMethod(l, plan, () => target(l, node, onClass), tie));
        continue;
      }
      const isPrivate = ts.isPrivateIdentifier(member.name);
      if (hasStandardDecorators(l, member)) {
        members.push(generatorMethod(l, member, visitNode(l, member.name, scope), onClass, scope, true));
        continue;
      }
      const { name, key } = memberKey(l, member.name, scope);
      if (!isPrivate && keepsBody(l, plan) && !isLast(member, onClass)) {
        // Nobody can call it.
        const copied = copyFunction(l, member, plan, scope);
        members.push(f.updateMethodDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.questionToken, copied.typeParameters, copied.parameters, copied.type, copied.body));
      } else if (!isPrivate && keepsBody(l, plan)) {
        let frame = `${ts.isIdentifier(member.name) ? member.name.text : "method"}$frame`;
        while (own.has(frame)) frame += "_";
        own.add(frame);
        const copied = copyFunction(l, member, plan, scope);
        members.push(f.updateMethodDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.questionToken, copied.typeParameters, copied.parameters, copied.type, copied.body));
        members.push(generatorMethod(l, member, f.createIdentifier(frame), onClass, scope, false, parts));
        attach.push(isLoweredGenerator(plan)
          ? l.abiCall("generatorMethod", [target(l, node, onClass), markInitKey(l, plan, key), f.createStringLiteral(frame)])
          : l.abiCall("method", [target(l, node, onClass), key, f.createStringLiteral(frame)]));
      } else {
        members.push(generatorMethod(l, member, name, onClass, scope, true, parts));
        if (!isPrivate && isLast(member, onClass)) replaced.push({ static: onClass, generator: isLoweredGenerator(plan), key: isLoweredGenerator(plan) ? markInitKey(l, plan, key) : key });
      }
    } else if (isLoweredAccessor(l, member)) {
      const lowered = lowerAccessor(l, member, scope);
      members.push(...lowered.members);
      const onClass = isStatic(ts, member);
      attach.push(l.abiCall("accessor", [target(l, node, onClass), ...lowered.tie]));
    } else if (ts.isPropertyDeclaration(member)) {
      const facts = plan?.facts;
      const inner: Scope = facts === undefined ? scope : { ...l.scopeOf(facts, "plain", scope), temps: l.moduleTemps };
      const modifiers = ts.visitNodes(member.modifiers, (m) => visitNode(l, m, scope)) as ts.NodeArray<ts.ModifierLike> | undefined;
      const name = (member.initializer && keyThatNames(l, member.name, member.initializer, scope)) ?? visitNode(l, member.name, scope);
      members.push(f.updatePropertyDeclaration(member, modifiers, name, member.questionToken ?? member.exclamationToken, member.type,
        member.initializer && visitNode(l, member.initializer, inner)));
    } else if (ts.isClassStaticBlockDeclaration(member) && plan !== undefined) {
      const inner = l.scopeOf(plan.facts, "plain", scope);
      const body = visitNode(l, member.body, inner);
      members.push(f.updateClassStaticBlockDeclaration(member, f.updateBlock(body, l.withTemps(body.statements, inner.temps))));
    } else members.push(visitNode(l, member, scope));
  }
  for (const onClass of [false, true])
    for (const generator of [false, true]) {
      const keys = replaced.filter((r) => r.static === onClass && r.generator === generator).map((r) => r.key);
      if (keys.length > 0) attach.push(l.abiCall(generator ? "generatorMethods" : "methods", [target(l, node, onClass), ...keys]));
    }
  const block = f.createBlock(attach.map((e) => f.createExpressionStatement(e)), inside);
  if (attach.length > 0 && undecorated === undefined && statics?.all !== true) members.unshift(f.createClassStaticBlockDeclaration(block));
  const asWritten = ts.visitNodes(node.modifiers, (m) => visitNode(l, m, scope)) as ts.NodeArray<ts.ModifierLike> | undefined;
  const modifiers = attach.length > 0 && undecorated !== undefined ? withLastDecorator(l, asWritten!, classDecorator(l, undecorated, block)) : asWritten;
  const heritage = ts.visitNodes(node.heritageClauses, (h) => visitNode(l, h, scope)) as ts.NodeArray<ts.HeritageClause> | undefined;
  const list = ts.setTextRange(f.createNodeArray(members), node.members);
  const made = ts.isClassDeclaration(node)
    ? f.updateClassDeclaration(node, modifiers, node.name ?? constructed?.name, node.typeParameters, heritage, list)
    : f.updateClassExpression(node, modifiers, node.name ?? constructed?.name, node.typeParameters, heritage, list);
  const all = statics === undefined ? made : runStatics(l, node, made, attach, statics, scope);
  return before.length === 0 ? all : [...before, ...(Array.isArray(all) ? all : [all])];
}

/** By whether they are static and by name, the methods and accessors that no later one of the same name takes the place of. */
function lastOfTheirNames(l: FileLowering, node: ts.ClassLikeDeclaration): ReadonlyMap<string, ts.ClassElement> {
  const { ts } = l, last = new Map<string, ts.ClassElement>();
  for (const m of node.members) {
    const name = (ts.isMethodDeclaration(m) && m.body !== undefined) || ts.isAccessor(m) ? memberName(ts, m.name) : undefined;
    if (name !== undefined) last.set(`${isStatic(ts, m)} ${name}`, m);
  }
  return last;
}

function target(l: FileLowering, node: ts.ClassLikeDeclaration, onClass: boolean): ts.Expression {
  return onClass ? ownClass(l, node) : l.f.createPropertyAccessExpression(ownClass(l, node), "prototype");
}

/** The class, in its static block. For targets without static blocks TypeScript makes one variable of `this` and of all mentions of the class, which classes in loops would share: there it is named. */
export function ownClass(l: FileLowering, node: ts.ClassLikeDeclaration): ts.Expression {
  const { ts, f } = l;
  const held = l.classes.get(node);
  if (held !== undefined) return f.createIdentifier(held);
  return ts.isClassDeclaration(node) && node.name !== undefined && (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) < ts.ScriptTarget.ES2022 ? f.createIdentifier(node.name.text) : f.createThis();
}

/** The generator method that is the frame; decorators stay on the member that users see. */
export function generatorMethod(l: FileLowering, node: ts.MethodDeclaration, name: ts.PropertyName, onClass: boolean, scope: Scope, decorated: boolean, made?: GeneratorParts): ts.MethodDeclaration {
  const { ts, f } = l;
  const plan = l.functionPlan(node)!;
  const parts = made ?? generatorParts(l, node, plan, scope);
  const decorators = decorated ? (ts.getDecorators(node) ?? []).map((d) => visitNode(l, d, scope)) : [];
  if (hasStandardDecorators(l, node)) decorators.push(...(isLoweredGenerator(plan) ? generatorDecorators(l, plan) : [entryDecorator(l)]));
  const modifiers: ts.ModifierLike[] = [...decorators, ...(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : [])];
  // Decorators and types of parameters stay: TypeScript makes metadata of them.
  const parameters = !decorated || parts.parameters.length !== node.parameters.length ? parts.parameters : parts.parameters.map((p, i) => {
    const own = ts.getDecorators(node.parameters[i]!);
    return own === undefined ? p : ts.setOriginalNode(f.updateParameterDeclaration(p, own.map((d) => visitNode(l, d, scope)), p.dotDotDotToken, p.name, p.questionToken, p.type, p.initializer), node.parameters[i]!);
  });
  const method = f.createMethodDeclaration(modifiers.length > 0 ? modifiers : undefined, f.createToken(ts.SyntaxKind.AsteriskToken), name, undefined, undefined, parameters, decorated ? node.type : undefined, parts.body);
  if (decorated) ts.setOriginalNode(method, node);
  ts.setTextRange(method, node);
  if (!decorated) ts.setEmitFlags(method, ts.EmitFlags.NoComments);
  return method;
}

/** The member's name for its declaration, and an expression for the same key. */
export function memberKey(l: FileLowering, name: ts.PropertyName, scope: Scope): { name: ts.PropertyName; key: ts.Expression } {
  const { ts, f } = l;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return { name, key: f.createStringLiteral(name.text) };
  if (ts.isStringLiteral(name)) return { name, key: f.createStringLiteral(name.text) };
  if (ts.isNumericLiteral(name)) return { name, key: f.createStringLiteral(String(Number(name.text))) };
  if (ts.isBigIntLiteral(name)) return { name, key: f.createStringLiteral(memberName(ts, name)!) };
  if (ts.isComputedPropertyName(name)) {
    const facts = l.functionPlan(name)?.facts; // of a class with decorators: plain code
    const expression = visitNode(l, name.expression, facts === undefined ? scope : { ...scope, mode: "plain", facts });
    if (ts.isStringLiteralLike(name.expression)) return { name, key: f.createStringLiteral(name.expression.text) };
    const temp = f.createIdentifier(scope.temps.fresh());
    const key = isKey(l, name.expression) ? expression : l.abiCall("propertyKey", [expression]);
    return { name: f.updateComputedPropertyName(name, f.createAssignment(temp, key)), key: temp };
  }
  return { name, key: f.createStringLiteral((name as { text?: string }).text ?? "") };
}

/** What it gives is a key as it is: a string, a number, or a symbol of the language. Anything else may be an object with a `toString` of its own, which is called once. */
function isKey(l: FileLowering, expression: ts.Expression): boolean {
  const { ts } = l;
  if (ts.isParenthesizedExpression(expression)) return isKey(l, expression.expression);
  if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression) || ts.isTemplateExpression(expression)) return true;
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) return ts.isStringLiteralLike(expression.left) || ts.isStringLiteralLike(expression.right);
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text === "Symbol";
}
