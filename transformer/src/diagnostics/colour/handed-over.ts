/** Where functions of the program meet code that is not compiled: as members of objects handed over, and as overrides of its classes. */
import type ts from "typescript";
import { Colour, suspendsCaller } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import type { FunctionFacts, FunctionId, InertCall } from "../../analysis/facts";
import type { FilePlan } from "../../analysis/3-plan/plan";
import { typeOf } from "../../analysis/1-collect/declared-type";
import { memberFunction } from "../../analysis/1-collect/members";
import { calledText } from "../../analysis/1-collect/ordinary-calls";
import { isMarkedSuspends } from "../../analysis/1-collect/marks";
import { Packages } from "../../analysis/1-collect/packages";
import { isNeverCallable, parametersOf, resultIsUsed } from "../../analysis/1-collect/callables";
import { isConst } from "../../analysis/1-collect/program-index";
import { functionOf, memberName, skipOuter } from "../../analysis/1-collect/program-index";
import type { Finding, RuleContext } from "../define";

/** The function parks whoever calls it. */
function blocks({ analysis }: RuleContext, id: FunctionId | undefined): id is FunctionId {
  const facts = id === undefined ? undefined : analysis.functions.get(id);
  return facts !== undefined && suspendsCaller(facts) && analysis.colours.get(id!)?.colour === Colour.Blocking;
}

/** What is asked again for the same declarations and types in every file of a program. */
interface Known {
  /** Names under which the program stores functions that may block. */
  readonly names: ReadonlySet<string>;
  readonly expected: Map<ts.Node, readonly Expected[]>;
  /** Types that have a member of such a name. */
  readonly named: Map<ts.Type, boolean>;
  readonly members: Map<ts.Type, Map<ts.Type, readonly BlockingMember[]>>;
}

/** A parameter of a foreign function. */
interface Expected {
  readonly parameter: ts.ParameterDeclaration;
  readonly type: ts.Type;
  /** Of the type, those that have members worth looking for in what is given. Most have none, and their arguments need not be looked at. */
  readonly parts: readonly ts.Type[];
}

interface BlockingMember { readonly property: ts.Symbol; readonly declaration: ts.Declaration; readonly id: FunctionId }

/** By program: types belong to its checker, and an analysis may be kept longer. */
const caches = new WeakMap<ts.Program, Known>();

function knownOf(context: RuleContext): Known {
  let known = caches.get(context.program);
  if (known === undefined) caches.set(context.program, (known = { names: blockingNames(context), expected: new Map(), named: new Map(), members: new Map() }));
  return known;
}

/** Objects given to calls of foreign functions and constructors, with methods that may block where the declared type says that their result is used; callbacks given to foreign constructors. */
export function* membersHandedOver(context: RuleContext): Iterable<Finding> {
  const { ts, program, analysis, plan } = context;
  const checker = program.getTypeChecker(), known = knownOf(context);
  for (const fn of plan.functions.values())
    for (const node of foreignCalls(context, known, fn.facts)) {
      if (node.arguments === undefined || (ts.isCallExpression(node) ? node.arguments.every((a) => isNoObject(ts, a)) : node.arguments.length === 0)) continue;
      const expected = expectedBy(context, known, node);
      if (ts.isCallExpression(node) && expected.every(({ parts }) => parts.length === 0)) continue;
      for (const [index, argument] of node.arguments.entries()) {
        if (ts.isSpreadElement(argument) || index >= expected.length) break;
        const { parameter, type, parts } = expected[index]!;
        if (ts.isCallExpression(node) && parts.length === 0) continue;
        const finding = (at: ts.Node, id: FunctionId, what: string): Finding => ({
          node: at, what: `${what} may block, but \`${calledText(ts, node)}\` is given it and uses its result at once.`,
          why: `It may suspend: ${chainText(whyChain(id, analysis.colours, analysis.functions))}. \`${calledText(ts, node)}\` is not compiled by sansync and cannot wait.`,
        });
        const value = valueOf(context, argument), literal = ts.isNewExpression(node) ? functionOf(ts, value) : undefined;
        const own = literal === undefined ? undefined : [...plan.functions.values()].find((f) => f.facts.node === literal)?.facts.id;
        if (blocks(context, own) && resultIsUsed(ts, checker, type)) yield finding(argument, own, "This callback");
        if (parts.length === 0) continue;
        const given = typeOf(ts, checker, value);
        for (const part of parts)
          for (const { property, declaration, id } of blockingMembers(context, known, part, given)) {
            if (property.declarations?.some((d) => isMarkedSuspends(ts, d)) === true) continue; // who asks for a method that may block can wait for it
            if (resultIsUsed(ts, checker, checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, parameter)))) yield finding(declaration.pos >= argument.pos && declaration.end <= argument.end && declaration.getSourceFile() === plan.facts.file ? declaration : argument, id, `\`${checker.symbolToString(property)}\``);
          }
      }
    }
}

/** By its syntax: nothing with methods of the program's. */
function isNoObject(ts: RuleContext["ts"], argument: ts.Expression): boolean {
  return !ts.isObjectLiteralExpression(argument) && !ts.isArrayLiteralExpression(argument) && (isNeverCallable(ts, argument) || ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
}

/** Calls and constructions; calls only if there are methods that may block, since callbacks given to those are looked at elsewhere. */
function foreignCalls({ ts }: RuleContext, { names }: Known, { calls, foreignCalls: inert }: FunctionFacts): readonly InertCall[] {
  const isOne = (node: ts.Node): node is InertCall => ts.isNewExpression(node) || (ts.isCallExpression(node) && names.size > 0);
  const given = calls.flatMap(({ callee, node }) => (callee.kind === "foreign" && isOne(node) ? [node] : []));
  return inert.length === 0 ? given : [...given, ...inert.filter(isOne)];
}

/** The parameters of what is called, up to a rest parameter. */
function expectedBy(context: RuleContext, known: Known, node: ts.CallExpression | ts.NewExpression): readonly Expected[] {
  const { ts, program } = context;
  const checker = program.getTypeChecker(), declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined) return [];
  let expected = known.expected.get(declaration);
  if (expected === undefined) {
    const parameters = parametersOf(ts, declaration);
    const rest = parameters.findIndex((p) => p.dotDotDotToken !== undefined);
    expected = (rest < 0 ? parameters : parameters.slice(0, rest)).map((parameter) => {
      const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
      return { parameter, type, parts: isPrimitive(ts, type) ? [] : (type.isUnion() ? type.types : [type]).filter((part) => hasNamed(context, known, part)) };
    });
    known.expected.set(declaration, expected);
  }
  return expected;
}

/** The type has a member of a name under which the program stores a function that may block. */
function hasNamed({ program }: RuleContext, { names, named }: Known, type: ts.Type): boolean {
  let answer = named.get(type);
  if (answer === undefined) named.set(type, (answer = program.getTypeChecker().getPropertiesOfType(type).some((p) => names.has(p.name) || (p.name.startsWith("__@") && names.has(symbolPrefix(p.name))))));
  return answer;
}

/** `__@iterator@123`, as the checker calls properties under symbols, without the number. */
function symbolPrefix(name: string): string {
  return name.slice(0, name.lastIndexOf("@"));
}

/** By the plan of the file, which is another one when one of its functions begins or ceases to block. */
const namesByPlan = new WeakMap<FilePlan, readonly string[]>();

/** Names of the members that may block. */
function blockingNames(context: RuleContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const plan of context.analysis.files.values()) {
    let own = namesByPlan.get(plan);
    if (own === undefined) namesByPlan.set(plan, (own = blockingNamesIn(context, plan)));
    for (const name of own) names.add(name);
  }
  return names;
}

function blockingNamesIn(context: RuleContext, plan: FilePlan): string[] {
  const { ts, program } = context, names: string[] = [];
  for (const { facts: { id, node } } of plan.functions.values()) {
    if (!blocks(context, id)) continue;
    let member: ts.Node = node;
    while (!ts.isMethodDeclaration(member) && (ts.isArrowFunction(member) || ts.isFunctionExpression(member) || ts.isParenthesizedExpression(member) || ts.isAsExpression(member) || ts.isSatisfiesExpression(member) || ts.isNonNullExpression(member) || ts.isTypeAssertionExpression(member))) member = member.parent;
    if (!ts.isMethodDeclaration(member) && !ts.isPropertyDeclaration(member) && !ts.isPropertyAssignment(member)) continue;
    const name = memberName(ts, member.name);
    if (name !== undefined) names.push(name);
    if (name !== undefined || !ts.isComputedPropertyName(member.name)) continue;
    // A name that its type does not tell belongs to no property the checker knows.
    const type = program.getTypeChecker().getTypeAtLocation(member.name.expression);
    if (type.isStringLiteral() || type.isNumberLiteral()) names.push(String(type.value));
    else if ((type.flags & ts.TypeFlags.UniqueESSymbol) !== 0) names.push(symbolPrefix((type as ts.UniqueESSymbolType).escapedName as string));
  }
  return names;
}

/** The members of `given` that may block and that somebody who expects a `wanted` may call. The same types meet again and again. */
function blockingMembers(context: RuleContext, known: Known, wanted: ts.Type, given: ts.Type): readonly BlockingMember[] {
  const { ts, program } = context;
  const checker = program.getTypeChecker();
  let ofWanted = known.members.get(wanted);
  if (ofWanted === undefined) known.members.set(wanted, (ofWanted = new Map<ts.Type, readonly BlockingMember[]>()));
  let members = ofWanted.get(given);
  if (members === undefined) {
    members = checker.getPropertiesOfType(wanted).flatMap((property) => (propertyOf(checker, given, property)?.declarations ?? []).flatMap((declaration): BlockingMember[] => {
      const id = declaration.getSourceFile().isDeclarationFile ? undefined : memberFunction(ts, declaration);
      return blocks(context, id) ? [{ property, declaration, id }] : [];
    }));
    ofWanted.set(given, members);
  }
  return members;
}

/** The property of `type` that has the name of `wanted`; by symbols the checker's own look-up finds none. */
function propertyOf(checker: ts.TypeChecker, type: ts.Type, wanted: ts.Symbol): ts.Symbol | undefined {
  return wanted.name.startsWith("__@") ? checker.getPropertiesOfType(type).find((p) => p.escapedName === wanted.escapedName) : checker.getPropertyOfType(type, wanted.name);
}

function isPrimitive(ts: RuleContext["ts"], type: ts.Type): boolean {
  return type.isUnion() ? type.types.every((t) => isPrimitive(ts, t)) : (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.ESSymbolLike | ts.TypeFlags.VoidLike | ts.TypeFlags.Null)) !== 0;
}

/** A constant stands for what it was made as: its declared type says less. */
function valueOf({ ts, program }: RuleContext, expression: ts.Expression): ts.Expression {
  let value = skipOuter(ts, expression);
  for (let i = 0; i < 10 && ts.isIdentifier(value); i++) {
    const declaration: ts.Declaration | undefined = program.getTypeChecker().getSymbolAtLocation(value)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isConst(ts, declaration) || declaration.initializer === undefined) break;
    value = skipOuter(ts, declaration.initializer);
  }
  return value;
}

/** Methods that may block and override, or implement, one of a class that is not compiled, where its type says that the result is used. */
export function* foreignOverrides(context: RuleContext): Iterable<Finding> {
  const { ts, program, analysis, plan } = context;
  const checker = program.getTypeChecker(), packages = Packages.of(ts, program);
  for (const { facts } of plan.functions.values()) {
    const { node } = facts;
    if (!ts.isMethodDeclaration(node) || !ts.isClassLike(node.parent) || !blocks(context, facts.id)) continue;
    const extended = node.parent.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    const symbol = checker.getSymbolAtLocation(node.name);
    const property = extended === undefined || symbol === undefined ? undefined : checker.getPropertyOfType(checker.getTypeAtLocation(extended), symbol.name);
    const declaration = property?.declarations?.[0], owner = declaration?.parent;
    if (property === undefined || declaration === undefined || owner === undefined || !ts.isClassLike(owner)) continue;
    const file = declaration.getSourceFile();
    if (!file.isDeclarationFile || program.isSourceFileDefaultLibrary(file) || !packages.isForeign(file) || !resultIsUsed(ts, checker, checker.getTypeOfSymbolAtLocation(property, node))) continue;
    yield {
      node: node.name, what: `\`${facts.name}\` may block, and overrides a method of \`${owner.name?.text ?? "a class"}\`, which is not compiled by sansync.`,
      why: `It may suspend: ${chainText(whyChain(facts.id, analysis.colours, analysis.functions))}. Where \`${owner.name?.text ?? "that class"}\` calls the method itself, it gets a promise for its result.`,
    };
  }
}
