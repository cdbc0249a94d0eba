/**
 * Constructors that may suspend: two phases.
 *
 * Before
 *   class Page extends Node { size = 1; constructor(path: string, private depth = 0) { super(load(path)); this.fill(); } }
 * After, direct form
 *   class Page extends Node {
 *     static { $constructs(this, 1, "Page$construct"); }        // ties the generator to the class and takes it from the prototype
 *     constructor(path) { return $made(Page, arguments, new.target); }   // plain callers: the body as a goroutine on the spot
 *     *Page$construct($class, $target, $this, path, depth = 0) {
 *       $this = $bound(($1 = $superCall($class, $target, …), $S.f) ? yield $at : $1, $this);
 *       $define($this, "size", 1); $this.depth = depth;
 *       …
 *       return $this;
 *     }
 *   }
 *
 * The generator is a member of the class, so `#private` works in it; class and new.target are its parameters. A base class gets its object from its native constructor, which runs the native fields
 * and nothing else when the runtime says so; its generator has that object as `this`. What a derived class declares natively is stamped on the parent's object (runtime/src/core/construct.ts).
 *
 * Fields: where TypeScript initialises them in the constructor, the generator does, in the same place. Native fields stay native in a base class unless they may suspend; a derived class initialises
 * them in the generator, unless it has private members or computed names. `return` leaves a labelled block, so that `finally` blocks run before what it gives is judged.
 */
import type ts from "typescript";
import { Colour } from "../analysis/2-infer/infer";
import { constructorKey, type ConstructorShape, constructorShape, usesSuperProperty } from "../analysis/1-collect/constructors";
import { isStatic } from "../analysis/1-collect/modifiers";
import { memberName } from "../analysis/1-collect/program-index";
import { keyOf } from "../analysis/facts";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { ownClass } from "./classes";
import { inferredName } from "./closures";
import { wrapDefers } from "./defer";
import { stampStatements, superOfVariable } from "./derived-constructors";
import { lowerParameters } from "./parameters";
import type { FileLowering, Scope } from "./scope";
import { visitNode, visitStatements } from "./visit";

/** Bits of `constructs`, as in runtime/src/core/construct.ts. */
const derivedBit = 1, argumentsBit = 2, nativeElementsBit = 4;

export interface LoweredConstructor {
  /** Fields that stand before all others. */
  readonly first: readonly ts.ClassElement[];
  /** The native constructor and the generator; they stand where the constructor stood. */
  readonly members: readonly ts.ClassElement[];
  /** Ties them to the class: the first thing its first static block does. */
  readonly attach: ts.Expression;
  /** Fields whose initialisers moved into the generator. */
  readonly moved: ReadonlySet<ts.ClassElement>;
  /** An inner name for a class that has none. */
  readonly name: ts.Identifier | undefined;
}

export function lowerConstructor(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): LoweredConstructor | undefined {
  const { ts, f } = l;
  const original = ts.getOriginalNode(node) as ts.ClassLikeDeclaration;
  const plan = l.plan.functions.get(constructorKey(ts, original));
  if (plan === undefined || plan.form !== "direct") return undefined;
  const shape = constructorShape(ts, l.context.getCompilerOptions(), original);
  const suspends = (field: ts.PropertyDeclaration): boolean => field.initializer !== undefined && l.plan.functions.get(keyOf(field))!.colour !== Colour.Plain;
  const moves = shape.movable && (shape.meaning !== "native" || shape.derived || shape.fields.some(suspends));
  const moved = new Set<ts.ClassElement>(moves ? shape.fields : []);
  const native = shape.branded || (!moves && shape.fields.length > 0);
  const flags = (shape.derived ? derivedBit : 0) | (plan.facts.usesArguments ? argumentsBit : 0) | (native ? nativeElementsBit : 0);

  if (shape.explicit === undefined && shape.derived && !native && !shape.fields.some((m) => m.initializer !== undefined || shape.meaning !== "assigned"))
    return { first: [], members: [], attach: l.abiCall("constructs", [ownClass(l, node), f.createNumericLiteral(flags)]), moved, name: undefined };

  const taken = new Set(node.members.flatMap((m) => (m.name !== undefined && !ts.isComputedPropertyName(m.name) ? [m.name.getText(l.file)] : [])));
  const { inner, shown } = innerName(l, original);
  let key = `${inner.text}$construct`;
  while (taken.has(key)) key += "_";
  const attach = l.abiCall("constructs", [ownClass(l, node), f.createNumericLiteral(flags), f.createStringLiteral(key), ...(shown === undefined ? [] : [shown])]);
  const lowering = new ConstructorLowering(l, shape, plan, scope, moves, native);
  return { first: lowering.fieldsOfParameters(), members: [lowering.native(inner), lowering.generator(key)], attach, moved, name: node.name === undefined ? inner : undefined };
}

/** The name by which the native constructor finds its class; `shown` is what the class is called if that is another. */
function innerName(l: FileLowering, node: ts.ClassLikeDeclaration): { inner: ts.Identifier; shown: ts.Expression | undefined } {
  const { ts, f } = l;
  if (node.name !== undefined) return { inner: f.createIdentifier(node.name.text), shown: undefined };
  const name = ts.isClassExpression(node) ? inferredName(l, node) ?? "" : "default";
  const mentions = (at: ts.Node): boolean => (ts.isIdentifier(at) && at.text === name) || (ts.forEachChild(at, (child) => mentions(child) || undefined) ?? false);
  if (/^[A-Za-z_$][\w$]*$/.test(name) && name !== "default" && ts.isClassExpression(node) && !isReserved(l, name) && !mentions(node)) return { inner: f.createIdentifier(name), shown: undefined };
  const named = node.members.some((m) => m.name !== undefined && (ts.isIdentifier(m.name) || ts.isStringLiteral(m.name)) && m.name.text === "name" && isStatic(ts, m));
  return { inner: f.createIdentifier(l.names.unique("$Class")), shown: named ? undefined : l.computedNames.get(node) ?? f.createStringLiteral(name) };
}

function isReserved(l: FileLowering, name: string): boolean {
  const kind = (l.ts as unknown as { stringToToken?(text: string): ts.SyntaxKind | undefined }).stringToToken?.(name);
  return (kind !== undefined && kind <= l.ts.SyntaxKind.LastFutureReservedWord) || name === "await" || name === "arguments" || name === "eval";
}

/** `return e` → `{ $value = e; break $body; }` */
export function lowerReturn(l: FileLowering, node: ts.ReturnStatement, scope: Scope): ts.Statement | undefined {
  const { f } = l;
  if (scope.leave === undefined) return undefined;
  const value = node.expression === undefined ? l.undefined() : visitNode(l, node.expression, scope);
  const { result, label } = scope.leave;
  const stored = l.at_(f.createExpressionStatement(f.createAssignment(result, value)), node);
  if (scope.self === undefined) return f.createBlock([stored, f.createBreakStatement(label)], false);
  // V8 takes `this` for undefined where the `return` stands.
  const absent = f.createIfStatement(f.createStrictEquality(result, l.undefined()), f.createExpressionStatement(f.createAssignment(result, l.this_(scope, node))));
  return f.createBlock([...(node.expression === undefined ? [f.createExpressionStatement(f.createAssignment(result, l.this_(scope, node)))] : [stored, absent]), f.createBreakStatement(label)], false);
}

class ConstructorLowering {
  readonly #class: string;
  readonly #target: string;

  constructor(
    private readonly l: FileLowering, private readonly shape: ConstructorShape, private readonly plan: FunctionPlan, private readonly outer: Scope,
    private readonly moves: boolean, private readonly nativeElements: boolean,
  ) {
    this.#class = l.register("$class");
    this.#target = l.register("$target");
  }

  /** Native fields that TypeScript makes of parameter properties, which the native constructor has no longer. */
  fieldsOfParameters(): ts.ClassElement[] {
    const { l, shape } = this;
    if (shape.meaning !== "native" || this.moves) return [];
    return shape.parameterProperties.map((p) => l.f.createPropertyDeclaration(undefined, (p.name as ts.Identifier).text, undefined, undefined, undefined));
  }

  /** `constructor(a, b) { return $made(C, arguments, new.target, this); }` */
  native(inner: ts.Identifier): ts.ConstructorDeclaration {
    const { l, shape } = this;
    const { ts, f } = l;
    const newTarget = f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
    const made = l.abiCall("made", [inner, f.createIdentifier("arguments"), newTarget, ...(shape.derived ? [] : [f.createThis()])]);
    const statements: ts.Statement[] = [f.createReturnStatement(made)];
    if (shape.derived && this.nativeElements) {
      const argument = (n: number): ts.Expression => f.createElementAccessExpression(f.createIdentifier("arguments"), n);
      statements[0] = f.createIfStatement(f.createStrictInequality(argument(0), l.abi("STAMP")), statements[0]!);
      statements.push(f.createExpressionStatement(f.createCallExpression(f.createSuper(), undefined, [argument(1), argument(2)])));
    }
    const body = f.createBlock(statements, true);
    const parameters = this.#nativeParameters(inner.text);
    return shape.explicit === undefined
      ? f.createConstructorDeclaration(undefined, parameters, body)
      : f.updateConstructorDeclaration(shape.explicit, undefined, parameters, body);
  }

  /** As many as `length` counts; all of them, with their types, where decorators may ask for metadata. */
  #nativeParameters(inner: string): ts.ParameterDeclaration[] {
    const { l, shape } = this;
    const { ts, f } = l;
    const own = shape.explicit?.parameters ?? [];
    const decorated = (n: ts.Node): boolean => (ts.canHaveDecorators(n) ? ts.getDecorators(n) ?? [] : []).length > 0;
    const nameOf = (p: ts.ParameterDeclaration, i: number): string => (ts.isIdentifier(p.name) && p.name.text !== inner ? p.name.text : l.names.unique(`$p${i}`));
    if (decorated(shape.node) || own.some(decorated))
      return own.map((p, i) => f.updateParameterDeclaration(p, (ts.getDecorators(p) ?? []).map((d) => visitNode(l, d, this.outer)), p.dotDotDotToken, nameOf(p, i), p.questionToken, p.type, p.initializer && l.undefined()));
    const counted = own.findIndex((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined);
    return own.slice(0, counted < 0 ? own.length : counted).map((p, i) => f.createParameterDeclaration(undefined, undefined, nameOf(p, i)));
  }

  /** `*C$construct($class, $target, …) { … }` */
  generator(key: string): ts.MethodDeclaration {
    const { l, shape, plan } = this;
    const { ts, f } = l;
    const { explicit } = shape;
    const self = shape.derived ? l.register("$this") : undefined;
    const argumentsName = plan.facts.usesArguments ? l.register("$arguments") : undefined;
    const defers = plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined;
    const leave = explicit?.body !== undefined && returns(l, explicit.body) ? { label: f.createIdentifier(l.register("$body")), result: f.createIdentifier(l.register("$value")) } : undefined;
    const superName = self !== undefined && explicit !== undefined && usesSuperProperty(ts, explicit) ? l.register("$super") : undefined;
    const scope: Scope = {
      ...l.scopeOf(plan.facts, "goroutine", undefined, defers), argumentsName, superName, newTarget: this.#target, leave,
      self: self === undefined ? undefined : { name: self, of: this.#class, shape, stamps: this.nativeElements, boundFrom: shape.superStatement?.end ?? Infinity, initialise: (s) => this.#initialise(s) },
    };
    const hidden = [this.#class, this.#target, ...(self === undefined ? [] : [self]), ...(argumentsName === undefined ? [] : [argumentsName])].map((n) => f.createParameterDeclaration(undefined, undefined, n));

    // Native fields come before the parameters.
    const fieldsFirst = !shape.derived && this.moves && shape.meaning === "native" && (explicit?.parameters ?? []).some((p) => p.initializer !== undefined || !ts.isIdentifier(p.name));
    const { parameters, prologue } = explicit === undefined ? { parameters: [], prologue: [] } : lowerParameters(l, explicit, plan, scope, fieldsFirst || (superName !== undefined && explicit.parameters.some((p) => p.initializer !== undefined || !ts.isIdentifier(p.name))) || undefined);
    let statements: ts.Statement[];
    let directives: ts.Statement[] = [];
    if (explicit?.body !== undefined) {
      const visited = visitStatements(l, explicit.body.statements, scope);
      const at = l.prologueEnd(visited.statements);
      directives = visited.statements.slice(0, at);
      statements = [...visited.attach, ...(shape.derived ? [] : fieldsFirst ? this.#parameterProperties(scope) : this.#initialise(scope)), ...visited.statements.slice(at)];
    } else if (shape.derived) {
      parameters.push(f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), l.register("$rest")));
      statements = [...this.#passOn(parameters[0]!.name as ts.Identifier, scope), ...this.#initialise(scope)];
    } else statements = this.#initialise(scope);
    if (defers !== undefined) statements = wrapDefers(l, statements, defers, shape.node, scope);

    const end: ts.Expression = self === undefined ? f.createThis() : shape.superStatement !== undefined || explicit === undefined ? f.createIdentifier(self) : l.abiCall("self", [f.createIdentifier(self)]);
    if (leave !== undefined) {
      const declared = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(leave.result)], ts.NodeFlags.Let));
      const given = l.abiCall("result", [leave.result, self === undefined ? f.createThis() : f.createIdentifier(self), self === undefined ? f.createFalse() : f.createTrue()]);
      statements = [declared, f.createLabeledStatement(leave.label, f.createBlock(statements, true)), f.createReturnStatement(given)];
    } else statements.push(f.createReturnStatement(end));
    if (prologue.length > 0) statements = [...(fieldsFirst ? this.#fields(scope) : []), ...prologue, f.createBlock(statements, true)];
    if (superName !== undefined) statements.unshift(superOfVariable(l, superName, scope.self!));
    const body = f.createBlock(l.withTemps([...directives, ...statements], scope.temps), true);
    const made = f.createMethodDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), key, undefined, undefined, [...hidden, ...parameters], undefined, body);
    if (explicit !== undefined) ts.setTextRange(made, explicit);
    ts.setEmitFlags(made, ts.EmitFlags.NoComments);
    return made;
  }

  /** `super(...args)` of a constructor that is not written. */
  #passOn(rest: ts.Identifier, scope: Scope): ts.Statement[] {
    const { l } = this;
    const { f } = l;
    const self = scope.self!;
    const made = l.abiCall("superCall", [f.createIdentifier(self.of), f.createIdentifier(this.#target), f.createSpreadElement(rest)]);
    return [f.createExpressionStatement(f.createAssignment(f.createIdentifier(self.name), l.suspend(made, this.shape.node, scope, "super")))];
  }

  /** What happens when the object is there: native elements, parameter properties, fields. */
  #initialise(scope: Scope): ts.Statement[] {
    const stamps = scope.self === undefined ? [] : stampStatements(this.l, scope.self);
    // TypeScript assigns parameter properties before it initialises fields; the language has its fields when the parent returns.
    return this.shape.meaning === "native" ? [...stamps, ...this.#fields(scope), ...this.#parameterProperties(scope)] : [...stamps, ...this.#parameterProperties(scope), ...this.#fields(scope)];
  }

  #parameterProperties(scope: Scope): ts.Statement[] {
    const { l, shape } = this;
    return shape.parameterProperties.map((p) => {
      const { text } = p.name as ts.Identifier;
      return shape.meaning === "defined" ? this.#define(scope, l.f.createStringLiteral(text), l.f.createIdentifier(text)) : this.#assign(scope, p.name as ts.Identifier, l.f.createIdentifier(text), p);
    });
  }

  #fields(scope: Scope): ts.Statement[] {
    const { l, shape } = this;
    const { ts, f } = l;
    if (!this.moves) return [];
    const inner: Scope = { ...scope, self: scope.self && { ...scope.self, boundFrom: -1 }, newTarget: shape.meaning === "native" ? undefined : scope.newTarget };
    const out: ts.Statement[] = shape.meaning === "native" ? shape.parameterProperties.map((p) => this.#define(scope, f.createStringLiteral((p.name as ts.Identifier).text), l.undefined())) : [];
    for (const field of shape.fields) {
      const isPrivate = ts.isPrivateIdentifier(field.name);
      if (field.initializer === undefined && (shape.meaning === "assigned" || isPrivate)) continue;
      const value = field.initializer === undefined ? l.undefined() : this.#named(field, visitNode(l, field.initializer, inner));
      if (shape.meaning === "assigned" || isPrivate) out.push(this.#assign(scope, field.name, value, field));
      else out.push(l.at_(this.#define(scope, keyOfName(l, field.name), value), field));
    }
    return out;
  }

  /** An anonymous function or class is named as it would be where it stood. */
  #named(field: ts.PropertyDeclaration, value: ts.Expression): ts.Expression {
    const { l, shape } = this;
    const { ts, f } = l;
    if (shape.meaning === "assigned" || ts.isPrivateIdentifier(field.name)) return value;
    let inner = value;
    while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
    const anonymous = ts.isArrowFunction(inner) || ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined);
    if (!anonymous) return value;
    const key = (): ts.Expression => (shape.meaning === "defined" ? f.createStringLiteral("value") : keyOfName(l, field.name));
    return f.createElementAccessExpression(f.createParenthesizedExpression(f.createObjectLiteralExpression([f.createPropertyAssignment(f.createComputedPropertyName(key()), value)])), key());
  }

  #this(scope: Scope): ts.Expression {
    return scope.self === undefined ? this.l.f.createThis() : this.l.f.createIdentifier(scope.self.name);
  }

  #define(scope: Scope, key: ts.Expression, value: ts.Expression): ts.Statement {
    return this.l.f.createExpressionStatement(this.l.abiCall("define", [this.#this(scope), key, value]));
  }

  #assign(scope: Scope, name: ts.PropertyName, value: ts.Expression, at: ts.Node): ts.Statement {
    const { l } = this;
    const { ts, f } = l;
    const place = ts.isIdentifier(name) || ts.isPrivateIdentifier(name)
      ? f.createPropertyAccessExpression(this.#this(scope), ts.isIdentifier(name) ? f.createIdentifier(name.text) : f.createPrivateIdentifier(name.text))
      : f.createElementAccessExpression(this.#this(scope), keyOfName(l, name));
    return l.at_(f.createExpressionStatement(f.createAssignment(place, value)), at);
  }
}

function keyOfName(l: FileLowering, name: ts.PropertyName): ts.Expression {
  const { ts, f } = l;
  if (ts.isComputedPropertyName(name)) return name.expression; // a literal
  return ts.isNumericLiteral(name) ? f.createNumericLiteral(name.text) : f.createStringLiteral(memberName(ts, name)!);
}

/** The constructor has `return` statements of its own. */
function returns(l: FileLowering, node: ts.Node): boolean {
  const { ts } = l;
  if (ts.isReturnStatement(node)) return true;
  return !ts.isFunctionLike(node) && !ts.isClassLike(node) && (ts.forEachChild(node, (child) => returns(l, child) || undefined) ?? false);
}
