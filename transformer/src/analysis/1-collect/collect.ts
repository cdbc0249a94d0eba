/**
 * Phase 1: one walk over a file that finds its functions, and in each of them calls, loops and everything else that decides how it can be lowered.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { find } from "../walk";
import { type Argument, type Callee, type CallFacts, type FileFacts, type FunctionFacts, type FunctionId, type FunctionKind, type InertCall, idOf, keyOf } from "../facts";
import { isPatternTarget } from "./assignment-targets";
import { parametersOf } from "./callables";
import { accessOf, matchedType, patternReads, setKey, unframedAccessor } from "./property-access";
import { conversionKey, conversionsOf } from "./conversions";
import { constructorKey, constructorShape, isStaticConstructor, hasImplicitConstructor, parentOf } from "./constructors";
import { asyncSteppingOf, type Stepping, steppingOf } from "./iteration";
import { loopFacts } from "./loops";
import { isInert, OrdinaryCall, short } from "./ordinary-calls";
import { nativeCall, nativeConstruction, nativeParent } from "./native-calls";
import { mayBeReplaced } from "./object-methods";
import { isArgumentsObject, isReference } from "./arguments-object";
import { assignsOwnName, changesArguments, isDeclaredName, isDirectEval, mayReadCallee, namesCallee } from "./opaque";
import { asyncDisposeMember, boundNames, disposeMember, skipOuter } from "./program-index";
import type { Resolver } from "./resolve";
import { lexical, readsNewTarget, readsSuper, readsThis } from "./lexical";
import { isStaticElement, staticsMayWait } from "./statics";
import { functionName } from "./function-names";
import { stableParameters } from "./stable-parameters";
import { isAwaitUsing, isUsed, isUsingList } from "./using";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const none: readonly never[] = [];

export function collectFile(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, file: ts.SourceFile, stress = false, conversions?: ReadonlySet<FunctionId>): FileFacts {
  const asked = resolver.begin();
  const functions: FunctionFacts[] = [];
  const byKey = new Map<string, FunctionFacts>();
  const legacyDecorators = resolver.program.getCompilerOptions().experimentalDecorators === true;
  /** The `with` statement around the node at hand. */
  let within: FunctionFacts["opaque"];
  /** What changes the meaning of `arguments`, by the function from which on, through its arrows, it is changed. */
  const ownArguments = new Map<FunctionFacts, ts.Node>();

  const open = (node: ts.Node, kind: FunctionKind, outer: FunctionFacts | undefined, key = keyOf(node)): Mutable<FunctionFacts> => {
    const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
    const facts: Mutable<FunctionFacts> = {
      id: key === keyOf(node) ? idOf(node) : `${file.fileName}#${key}`, key, kind, name: functionName(ts, node, kind), node, file, outer,
      async: modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
      generator: (node as ts.FunctionLikeDeclaration).asteriskToken !== undefined && (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)),
      calls: none, nativeCalls: none, foreignCalls: none, loops: none, parameters: none,
      usesThis: false, usesArguments: false, usesSuper: false, usesNewTarget: false, defers: false, usesCallee: false,
      opaque: within, redeclared: undefined,
    };
    functions.push(facts);
    byKey.set(facts.key, facts);
    return facts;
  };

  const visitFunction = (node: ts.FunctionLikeDeclaration, kind: FunctionKind, outer: FunctionFacts): void => {
    if (node.body === undefined) return; // a signature
    const facts = open(node, kind, outer);
    if (kind === "accessor") facts.unframed = unframedAccessor(ts, node as ts.AccessorDeclaration);
    const names = parametersOf(ts, node)
      .map((p) => (ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined ? p.name.text : undefined));
    facts.parameters = stableParameters(resolver.index.writtenNames(file)!, node.body, names);
    if (ts.isFunctionExpression(node) && assignsOwnName(checker, node, resolver.index.assignedNames(file)?.get(node.name?.text ?? "") ?? [])) facts.opaque = { node: node.name!, what: "an assignment to the function's own name" };
    for (const parameter of node.parameters) {
      visitDecorators(parameter, facts);
      ts.forEachChild(parameter, (child) => { if (!ts.isDecorator(child)) visit(child, facts, true); });
    }
    if (facts.calls.length > 0) facts.redeclared = findVar(ts, node.body, new Set(node.parameters.flatMap((p) => boundNames(ts, p.name))));
    // The name of a computed member belongs to the code around it: done by the caller.
    visit(node.body, facts, false);
    if (facts.usesSuper && ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent) && mayBeReplaced(ts, node.parent, node)) facts.opaque ??= { node: node.name, what: "`super` in a method that a later property may replace," };
  };

  const initializer = (node: ts.Node, outer: FunctionFacts, body: readonly ts.Node[], kind: "initializer" | "field" | "static" = "initializer"): void => {
    const facts = open(node, kind, outer);
    for (const child of body) visit(child, facts, false);
  };

  const visitDecorators = (node: ts.Node, outer: FunctionFacts): void => {
    for (const decorator of (ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined) ?? []) initializer(decorator, outer, [decorator.expression]);
  };

  const visitClass = (node: ts.ClassLikeDeclaration, facts: FunctionFacts, inParameters: boolean): void => {
    visitDecorators(node, facts);
    // TypeScript emits a class with decorators inside arrow functions: nothing in its head can wait.
    const decorated = !legacyDecorators && [node, ...node.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined);
    for (const clause of node.heritageClauses ?? []) decorated ? initializer(clause, facts, [...clause.types]) : visit(clause, facts, inParameters);
    const shape = constructorShape(ts, resolver.options, node);
    const implicit = hasImplicitConstructor(ts, node) ? open(node, "constructor", facts, constructorKey(ts, node)) : undefined;
    if (implicit !== undefined && shape.derived) {
      const parent = parentOf(ts, node)!;
      const constructed = resolver.constructed(parent, undefined), own = nativeParent(constructed);
      addCall(implicit, { key: `super:${keyOf(parent)}`, node: parent, callee: own?.callee ?? constructed, arguments: own?.args ?? [], spread: true, text: "super", inParameters: false });
    }
    const waits = staticsMayWait(ts, node, facts);
    for (const member of node.members) {
      visitDecorators(member, facts);
      if (member.name !== undefined && ts.isComputedPropertyName(member.name)) decorated ? initializer(member.name, facts, [member.name.expression]) : visit(member.name.expression, facts, inParameters);
      if (ts.isConstructorDeclaration(member)) {
        visitFunction(member, "constructor", facts);
        if (isStaticConstructor(ts, member)) byKey.get(keyOf(member))!.unframed = "TypeScript reads a static method called `constructor` as a constructor";
      }
      else if (ts.isMethodDeclaration(member)) visitFunction(member, "method", facts);
      else if (ts.isAccessor(member)) visitFunction(member, "accessor", facts);
      else if (ts.isPropertyDeclaration(member)) { if (member.initializer !== undefined) initializer(member, facts, [member.initializer], shape.movable && shape.fields.includes(member) ? "field" : waits && isStaticElement(ts, member) ? "static" : "initializer"); }
      else if (ts.isClassStaticBlockDeclaration(member)) initializer(member, facts, [member.body], waits ? "static" : "initializer");
      if (byKey.get(keyOf(member))?.kind === "static")
        addCall(facts, { key: keyOf(member), node: member, callee: { kind: "functions", ids: [idOf(member)], exact: false }, arguments: [], spread: false, text: byKey.get(keyOf(member))!.name, inParameters });
    }
    const own = byKey.get(constructorKey(ts, node));
    if (own === undefined) return;
    if (shape.stays !== undefined) own.unframed = shape.stays;
    for (const arrow of shape.earlyArrows)
      addCall(own, { key: `captured:${keyOf(arrow)}`, node: arrow, callee: { kind: "functions", ids: [idOf(arrow)], exact: false }, arguments: [], spread: false, text: "() => …", inParameters: false });
    // The initialisers run in the constructor.
    if (shape.movable)
      for (const field of shape.fields)
        if (field.initializer !== undefined) addCall(own, { key: keyOf(field), node: field, callee: { kind: "functions", ids: [idOf(field)], exact: false }, arguments: [], spread: false, text: field.name.getText(), inParameters: false });
  };

  /** `operands`: those of a tree of operators still to be visited; such trees are too deep to recur in. No closure in it: V8 would make room for what that captures at every node. */
  const visit = (node: ts.Node, facts: FunctionFacts, inParameters: boolean, operands?: ts.Node[]): void => {
    const { kind } = node;
    if (kind <= ts.SyntaxKind.LastToken) return visitToken(node, facts); // half of all nodes
    if (kind >= ts.SyntaxKind.FirstTypeNode && kind <= ts.SyntaxKind.LastTypeNode) return;
    if (conversions !== undefined) visitConversions(node, facts, inParameters, conversions);
    switch (kind) {
      case ts.SyntaxKind.InterfaceDeclaration:
      case ts.SyntaxKind.TypeAliasDeclaration:
        return;
      case ts.SyntaxKind.FunctionDeclaration:
        return visitFunction(node as ts.FunctionDeclaration, "function", facts);
      case ts.SyntaxKind.FunctionExpression:
        return visitFunction(node as ts.FunctionExpression, "expression", facts);
      case ts.SyntaxKind.ArrowFunction:
        return visitFunction(node as ts.ArrowFunction, "arrow", facts);
      case ts.SyntaxKind.MethodDeclaration: // of an object literal
      case ts.SyntaxKind.GetAccessor:
      case ts.SyntaxKind.SetAccessor: {
        const member = node as ts.MethodDeclaration | ts.AccessorDeclaration;
        if (ts.isComputedPropertyName(member.name)) visit(member.name.expression, facts, inParameters);
        return visitFunction(member, ts.isMethodDeclaration(member) ? "method" : "accessor", facts);
      }
      case ts.SyntaxKind.ClassDeclaration:
      case ts.SyntaxKind.ClassExpression:
        return visitClass(node as ts.ClassLikeDeclaration, facts, inParameters);
      case ts.SyntaxKind.EnumDeclaration:
        return initializer(node, facts, (node as ts.EnumDeclaration).members.flatMap((m) => (m.initializer === undefined ? [] : [m.initializer])));
      case ts.SyntaxKind.ModuleDeclaration: {
        const body = (node as ts.ModuleDeclaration).body;
        if (body === undefined) return;
        if (ts.isModuleBlock(body)) {
          const inner = open(body, "namespace", facts);
          for (const statement of body.statements) visit(statement, inner, false);
        } else visit(body, facts, false);
        return;
      }
      case ts.SyntaxKind.MetaProperty:
        if ((node as ts.MetaProperty).keywordToken === ts.SyntaxKind.NewKeyword) lexical(ts, facts, readsNewTarget);
        return;
      case ts.SyntaxKind.VariableDeclarationList:
        if (isUsingList(ts, node as ts.VariableDeclarationList)) for (const d of (node as ts.VariableDeclarationList).declarations) visitUsing(d, facts);
        break;
      case ts.SyntaxKind.NewExpression:
        visitNew(node as ts.NewExpression, facts, inParameters);
        break;
      case ts.SyntaxKind.CallExpression:
        visitCall(node as ts.CallExpression, facts, inParameters);
        break;
      case ts.SyntaxKind.WithStatement:
        return visitWith(node as ts.WithStatement, facts, inParameters);
      case ts.SyntaxKind.PropertyAccessExpression:
      case ts.SyntaxKind.ElementAccessExpression:
        visitAccess(node as ts.PropertyAccessExpression | ts.ElementAccessExpression, facts, inParameters);
        break;
      case ts.SyntaxKind.TaggedTemplateExpression:
        visitTag(node as ts.TaggedTemplateExpression, facts, inParameters);
        break;
      case ts.SyntaxKind.SpreadElement:
        if (!isPatternTarget(ts, node)) visitSteps(node, (node as ts.SpreadElement).expression, `...${short((node as ts.SpreadElement).expression)}`, facts, inParameters);
        break;
      case ts.SyntaxKind.YieldExpression: {
        const { asteriskToken, expression } = node as ts.YieldExpression;
        if (asteriskToken !== undefined) pushSteps(node, facts.async ? asyncStepsOf(expression!, facts) : stepsOf(expression!, facts), `yield* ${short(expression!)}`, facts, inParameters);
        break;
      }
      case ts.SyntaxKind.ObjectLiteralExpression:
        if (resolver.index.accessors.size > 0 && isPatternTarget(ts, node)) visitReads(node as ts.ObjectLiteralExpression, facts, inParameters);
        break;
      case ts.SyntaxKind.ObjectBindingPattern:
        visitReads(node as ts.ObjectBindingPattern, facts, inParameters);
        break;
      case ts.SyntaxKind.ArrayBindingPattern: {
        const holder = node.parent;
        if (ts.isVariableDeclaration(holder) && holder.initializer !== undefined) visitSteps(node, holder.initializer, `${short(node)} = ${short(holder.initializer)}`, facts, inParameters);
        else pushSteps(node, steppingOf(ts, checker, resolver, checker.getTypeAtLocation(node), undefined, short(node), facts), short(node), facts, inParameters);
        break;
      }
      case ts.SyntaxKind.ArrayLiteralExpression:
        // A nested pattern of an assignment: the checker has no type for what it is matched against.
        if (isPatternTarget(ts, node) && !(ts.isBinaryExpression(node.parent) && !isPatternTarget(ts, node.parent)))
          pushSteps(node, { callee: { kind: "unknown", why: `the iterator behind \`${short(node)}\` is not known here` }, arguments: [], spread: false }, short(node), facts, inParameters);
        break;
      case ts.SyntaxKind.BinaryExpression: {
        const { left, operatorToken, right } = node as ts.BinaryExpression;
        if (operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isArrayLiteralExpression(left) && !isPatternTarget(ts, node)) visitSteps(left, right, `${short(left)} = ${short(right)}`, facts, inParameters);
        if (operands !== undefined) return void operands.push(right, left);
        const rest: ts.Node[] = [right, left];
        for (let at = rest.pop(); at !== undefined; at = rest.pop()) visit(at, facts, inParameters, rest);
        return;
      }
      case ts.SyntaxKind.ForStatement:
      case ts.SyntaxKind.ForInStatement:
      case ts.SyntaxKind.WhileStatement:
      case ts.SyntaxKind.DoStatement:
        facts.loops = add(facts.loops, loopFacts(ts, checker, resolver.loops, node as ts.IterationStatement, undefined));
        break;
      case ts.SyntaxKind.ForOfStatement: {
        const { expression, awaitModifier } = node as ts.ForOfStatement, iterable = resolver.typeOfIterable(expression, awaitModifier !== undefined);
        facts.loops = add(facts.loops, loopFacts(ts, checker, resolver.loops, node as ts.ForOfStatement, iterable));
        visitIteration(node as ts.ForOfStatement, iterable, facts);
        break;
      }
    }
    ts.forEachChild(node, visitorFor(facts, inParameters));
  };

  let visitor: ((child: ts.Node) => void) | undefined, visitedFor: FunctionFacts, visitedIn: boolean;
  /** One closure for each body, and not one for each node. */
  const visitorFor = (facts: FunctionFacts, inParameters: boolean): ((child: ts.Node) => void) => {
    if (visitor === undefined || facts !== visitedFor || inParameters !== visitedIn) {
      [visitedFor, visitedIn] = [facts, inParameters];
      visitor = (child) => visit(child, facts, inParameters);
    }
    return visitor;
  };

  const visitToken = (node: ts.Node, facts: FunctionFacts): void => {
    if (node.kind === ts.SyntaxKind.Identifier) {
      const name = node as ts.Identifier;
      if (isArgumentsObject(ts, name)) visitArguments(name, facts);
      else if (name.escapedText === "yield" && isReference(ts, name)) visitYieldName(name, facts);
    } else if (node.kind === ts.SyntaxKind.ThisKeyword) lexical(ts, facts, readsThis);
    else if (node.kind === ts.SyntaxKind.SuperKeyword) lexical(ts, facts, readsSuper);
  };

  const visitArguments = (name: ts.Identifier, facts: FunctionFacts): void => {
    const callee = mayReadCallee(ts, name);
    lexical(ts, facts, (f) => { f.usesArguments = true; if (callee) f.usesCallee = true; if (namesCallee(ts, name, f.node)) f.opaque ??= { node: name, what: "`arguments.callee`" }; });
    if (!changesArguments(ts, name)) return;
    let from = facts; // a declaration: there
    if (!isDeclaredName(ts, name)) lexical(ts, facts, (f) => { from = f; }); // an assignment: whose object it is
    if (!ownArguments.has(from)) ownArguments.set(from, name);
  };

  /** A name in sloppy code, which no generator can have. */
  const visitYieldName = (node: ts.Identifier, facts: FunctionFacts): void => {
    lexical(ts, facts, (f) => { if (f.kind !== "module") f.opaque ??= { node, what: "`yield` as a name" }; });
  };

  const visitWith = (node: ts.WithStatement, facts: FunctionFacts, inParameters: boolean): void => {
    const around = within, opaque = { node, what: "`with`" };
    lexical(ts, facts, (f) => { f.opaque ??= opaque; });
    visit(node.expression, facts, inParameters);
    within = opaque;
    visit(node.statement, facts, inParameters);
    within = around;
  };

  /** A property that may have an accessor of the program: reading and writing it are calls. */
  const visitAccess = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression, facts: FunctionFacts, inParameters: boolean): void => {
    const access = accessOf(ts, resolver.index, node);
    if (access === undefined) return;
    for (const kind of ["get", "set"] as const) {
      const callee = access[kind] ? resolver.accessors(node, access.name, kind) : undefined;
      if (callee !== undefined) addCall(facts, { key: kind === "get" ? keyOf(node) : setKey(node), node, callee, arguments: [], spread: false, text: short(node), inParameters });
    }
  };

  /** An object pattern reads properties, which may have accessors of the program. */
  const visitReads = (pattern: ts.ObjectBindingPattern | ts.ObjectLiteralExpression, facts: FunctionFacts, inParameters: boolean): void => {
    const holder = pattern.parent;
    const from = (): ts.Type | undefined => (ts.isObjectLiteralExpression(pattern) ? matchedType(ts, checker, pattern) : checker.getTypeAtLocation(ts.isVariableDeclaration(holder) ? holder.initializer ?? pattern : pattern));
    for (const { at, name, type } of patternReads(ts, resolver.index, pattern, from)) {
      const callee = resolver.accessorsOf(type, name, "get");
      if (callee !== undefined) addCall(facts, { key: keyOf(at), node: at, callee, arguments: [], spread: false, text: `{ ${name} }`, inParameters });
    }
  };

  /** Operators and templates that call one of the functions `blocking`. */
  const visitConversions = (node: ts.Node, facts: FunctionFacts, inParameters: boolean, blocking: ReadonlySet<FunctionId>): void => {
    const found = conversionsOf(ts, node);
    for (const operand of found?.operands ?? []) {
      const callee = resolver.conversion(operand, found!.to, blocking);
      if (callee !== undefined) addCall(facts, { key: conversionKey(operand), node: operand, callee, arguments: [], spread: false, text: short(operand), inParameters });
    }
  };

  /** Spread, array patterns and `yield*` step through `iterable`; `at` is what is lowered. */
  const visitSteps = (at: ts.Node, iterable: ts.Expression, text: string, facts: FunctionFacts, inParameters: boolean): void => {
    pushSteps(at, stepsOf(iterable, facts), text, facts, inParameters);
  };

  const pushSteps = (at: ts.Node, known: Stepping | undefined, text: string, facts: FunctionFacts, inParameters: boolean): void => {
    const stepping = known ?? (stress ? { callee: { kind: "unknown", why: "stress mode" } as Callee, arguments: [], spread: false } : undefined);
    if (stepping !== undefined) addCall(facts, { key: keyOf(at), node: at, ...stepping, text, inParameters, steps: true });
  };

  const stepsOf = (iterable: ts.Expression, facts: FunctionFacts, type = resolver.typeOfIterable(iterable)): Stepping | undefined =>
    steppingOf(ts, checker, resolver, type, iterable, short(iterable), facts) ??
    (stress ? { callee: { kind: "unknown", why: "stress mode" }, arguments: [], spread: false } : undefined);

  /** The same for `for await` and the `yield*` of async generators. */
  const asyncStepsOf = (iterable: ts.Expression, facts: FunctionFacts, type = resolver.typeOfIterable(iterable, true)): Stepping | undefined => {
    const stepsAsync = asyncSteppingOf(ts, checker, resolver, type, short(iterable));
    return stepsAsync === undefined ? stepsOf(iterable, facts, type) : stepsAsync === "native" ? undefined : stepsAsync;
  };

  const visitIteration = (node: ts.ForOfStatement, type: ts.Type, facts: FunctionFacts): void => {
    const stepping = node.awaitModifier === undefined ? stepsOf(node.expression, facts, type) : asyncStepsOf(node.expression, facts, type);
    if (stepping === undefined) return;
    addCall(facts, { key: keyOf(node), node, ...stepping, text: `range ${short(node.expression)}`, inParameters: false, steps: true });
  };

  const visitCall = (call: ts.CallExpression, facts: FunctionFacts, inParameters: boolean): void => {
    let callee = resolver.callee(call, facts);
    let args = resolver.arguments(call, callee, facts);
    const target = skipOuter(ts, call.expression);
    // What `f.call(…)`, `f.apply(…)` and `f.bind(…)` are about is their receiver.
    if (callee.kind === "native" && /Function\.(call|apply|bind)$/.test(callee.name) && ts.isPropertyAccessExpression(target)) args.push(resolver.argument(target.expression, facts));
    if (callee.kind === "intrinsic" && callee.name === "defer" && !isUsed(ts, call)) facts.defers = true;
    const usesResult = callee.kind === "foreign" || callee.kind === "native" ? resolver.usesResults(call, args) : undefined;
    if (call.expression.kind === ts.SyntaxKind.SuperKeyword) ({ callee, args } = nativeParent(callee) ?? { callee, args });
    else if (callee.kind === "native" && callee.resumable) ({ callee, args } = nativeCall(ts, checker, resolver, callee, call, args, facts, stress));
    if (isDirectEval(ts, call)) visitEval(call, facts);
    if (call.expression.kind !== ts.SyntaxKind.SuperKeyword && addInert(facts, call, callee, args)) return;
    addCall(facts, new OrdinaryCall(keyOf(call), call, callee, args, call.arguments.some(ts.isSpreadElement), inParameters, usesResult));
  };

  const visitEval = (node: ts.Node, facts: FunctionFacts): void => {
    lexical(ts, facts, (f) => { f.opaque ??= { node, what: "direct `eval`" }; });
  };

  /** Under a hostile scheduler every call suspends. @returns whether the call is one of those of which no more than the node is kept */
  const addInert = (facts: FunctionFacts, call: InertCall, callee: Callee, args: readonly Argument[]): boolean => {
    if (stress || !isInert(callee, args)) return false;
    if (callee.kind === "native") facts.nativeCalls = add(facts.nativeCalls, call);
    else facts.foreignCalls = add(facts.foreignCalls, call);
    return true;
  };

  const visitNew = (node: ts.NewExpression, facts: FunctionFacts, inParameters: boolean): void => {
    const args = node.arguments ?? [];
    const given = args.map((a): Argument => (ts.isSpreadElement(a) ? { kind: "unknown" } : resolver.argument(a, facts)));
    const constructed = resolver.constructed(node.expression, node);
    const seen = constructed.kind === "native" ? nativeConstruction(ts, checker, resolver, constructed, node, given) : { callee: constructed, args: given };
    if (addInert(facts, node, seen.callee, seen.args)) return;
    addCall(facts, { key: keyOf(node), node, callee: seen.callee, arguments: seen.args, spread: args.some(ts.isSpreadElement), text: `new ${short(node.expression)}`, inParameters });
  };

  /** Leaving the block of `using x = …` calls x[Symbol.dispose](); `await using` asks for x[Symbol.asyncDispose] first. */
  const visitUsing = (node: ts.VariableDeclaration, facts: FunctionFacts): void => {
    const names = isAwaitUsing(ts, node) ? [disposeMember, asyncDisposeMember] : [disposeMember];
    const text = `${isAwaitUsing(ts, node) ? "await " : ""}using ${node.name.getText()}`;
    const callee = resolver.disposers(checker.getTypeAtLocation(node), names, text) ?? (stress ? { kind: "unknown", why: "stress mode" } as Callee : undefined);
    if (callee !== undefined) addCall(facts, { key: keyOf(node), node, callee, arguments: [], spread: false, text, inParameters: false });
  };

  const visitTag = (node: ts.TaggedTemplateExpression, facts: FunctionFacts, inParameters: boolean): void => {
    const substitutions = ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => span.expression) : [];
    addCall(facts, {
      key: keyOf(node), node, callee: resolver.callee(node, facts), arguments: [{ kind: "none" }, ...substitutions.map((e) => resolver.argument(e, facts))],
      spread: false, text: short(node.tag), inParameters,
    });
  };

  const module = open(file, "module", undefined);
  for (const statement of file.statements) visit(statement, module, false);
  if (ownArguments.size > 0) for (const f of functions) if (f.usesArguments && f.kind !== "module") {
    lexical(ts, f, (g) => { const node = ownArguments.get(g); if (node !== undefined) f.opaque ??= { node, what: "a variable called `arguments`" }; });
  }
  return { file, functions, byKey, converts: conversions !== undefined, asked, assigned: resolver.index.assignedNames(file)! };
}

/** Functions that have none of something share the empty list. */
function add<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

function addCall(facts: FunctionFacts, call: CallFacts): void {
  facts.calls = add(facts.calls, call);
}

/** A `var` of the function's own that declares one of the names. */
function findVar(ts: Ts, node: ts.Node, names: ReadonlySet<string>): ts.Node | undefined {
  return find(ts, node, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? "skip"
    : ts.isVariableDeclaration(n) && (n.parent.flags & ts.NodeFlags.BlockScoped) === 0 && boundNames(ts, n.name).some((name) => names.has(name))));
}
