/** Where functions of the program meet code that is not compiled: as members of objects handed over, and as overrides of its classes. */
import type ts from "typescript";
import { Colour, suspendsCaller } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import type { FunctionId } from "../../analysis/facts";
import { memberFunction } from "../../analysis/1-collect/members";
import { Packages } from "../../analysis/1-collect/packages";
import { isConst, resultIsUsed } from "../../analysis/1-collect/resolve";
import { functionOf, memberName, skipOuter } from "../../analysis/1-collect/program-index";
import type { Finding, RuleContext } from "../define";

/** The function parks whoever calls it. */
function blocks({ analysis }: RuleContext, id: FunctionId | undefined): id is FunctionId {
  const facts = id === undefined ? undefined : analysis.functions.get(id);
  return facts !== undefined && suspendsCaller(facts) && analysis.colours.get(id!)?.colour === Colour.Blocking;
}

/** Objects given to calls of foreign functions and constructors, with methods that may block where the declared type says that their result is used; callbacks given to foreign constructors. */
export function* membersHandedOver(context: RuleContext): Iterable<Finding> {
  const { ts, program, analysis, plan } = context;
  const checker = program.getTypeChecker();
  for (const fn of plan.functions.values())
    for (const call of fn.facts.calls) {
      const { node } = call;
      if (call.callee.kind !== "foreign" || !(ts.isCallExpression(node) || ts.isNewExpression(node))) continue;
      const parameters = checker.getResolvedSignature(node)?.declaration?.parameters.filter((p): p is ts.ParameterDeclaration => ts.isParameter(p) && !(ts.isIdentifier(p.name) && p.name.text === "this")) ?? [];
      for (const [index, argument] of (node.arguments ?? []).entries()) {
        const parameter = parameters[index];
        if (ts.isSpreadElement(argument) || parameter === undefined || parameter.dotDotDotToken !== undefined) break;
        if (ts.isCallExpression(node) && !wantsMembers(context, parameter)) continue;
        const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
        const finding = (at: ts.Node, id: FunctionId, what: string): Finding => ({
          node: at, what: `${what} may block, but \`${call.text}\` is given it and uses its result at once.`,
          why: `It may suspend: ${chainText(whyChain(id, analysis.colours, analysis.functions))}. \`${call.text}\` is not compiled by sansync and cannot wait.`,
        });
        const value = valueOf(context, argument), literal = ts.isNewExpression(node) ? functionOf(ts, value) : undefined;
        const own = literal === undefined ? undefined : [...plan.functions.values()].find((f) => f.facts.node === literal)?.facts.id;
        if (blocks(context, own) && resultIsUsed(ts, checker, type)) yield finding(argument, own, "This callback");
        if (isPrimitive(ts, type)) continue;
        const parts = (type.isUnion() ? type.types : [type]).filter((part) => wantsNamed(context, part));
        if (parts.length === 0) continue;
        const given = checker.getTypeAtLocation(value);
        for (const part of parts)
          for (const { property, declaration, id } of blockingMembers(context, part, given)) {
            if (resultIsUsed(ts, checker, checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, parameter)))) yield finding(declaration.pos >= argument.pos && declaration.end <= argument.end && declaration.getSourceFile() === plan.facts.file ? declaration : argument, id, `\`${checker.symbolToString(property)}\``);
          }
      }
    }
}

const parameters = new WeakMap<object, Map<ts.ParameterDeclaration, boolean>>();

/** Whether there is anything to look for in what a parameter is given: asked for every argument of every foreign call. */
function wantsMembers(context: RuleContext, parameter: ts.ParameterDeclaration): boolean {
  const { ts, program, analysis } = context;
  let known = parameters.get(analysis);
  if (known === undefined) parameters.set(analysis, (known = new Map<ts.ParameterDeclaration, boolean>()));
  let answer = known.get(parameter);
  if (answer === undefined) {
    const checker = program.getTypeChecker(), type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
    known.set(parameter, (answer = !isPrimitive(ts, type) && (type.isUnion() ? type.types : [type]).some((part) => wantsNamed(context, part))));
  }
  return answer;
}

const wanting = new WeakMap<object, { readonly names: ReadonlySet<string>; readonly types: Map<ts.Type, boolean> }>();

/** The type has a member of a name under which the program stores a function that may block. Most have none, and what they are given need not be looked at. */
function wantsNamed(context: RuleContext, type: ts.Type): boolean {
  const { program, analysis } = context;
  let known = wanting.get(analysis);
  if (known === undefined) wanting.set(analysis, (known = { names: blockingNames(context), types: new Map<ts.Type, boolean>() }));
  const { names, types } = known;
  let answer = types.get(type);
  if (answer === undefined) types.set(type, (answer = program.getTypeChecker().getPropertiesOfType(type).some((p) => names.has(p.name) || (p.name.startsWith("__@") && names.has(symbolPrefix(p.name))))));
  return answer;
}

/** `__@iterator@123`, as the checker calls properties under symbols, without the number. */
function symbolPrefix(name: string): string {
  return name.slice(0, name.lastIndexOf("@"));
}

/** Names of the members that may block. */
function blockingNames(context: RuleContext): ReadonlySet<string> {
  const { ts, program, analysis } = context, names = new Set<string>();
  for (const [id, { node }] of analysis.functions) {
    if (!blocks(context, id)) continue;
    let member: ts.Node = node;
    while (!ts.isMethodDeclaration(member) && (ts.isArrowFunction(member) || ts.isFunctionExpression(member) || ts.isParenthesizedExpression(member) || ts.isAsExpression(member) || ts.isSatisfiesExpression(member) || ts.isNonNullExpression(member) || ts.isTypeAssertionExpression(member))) member = member.parent;
    if (!ts.isMethodDeclaration(member) && !ts.isPropertyDeclaration(member) && !ts.isPropertyAssignment(member)) continue;
    const name = memberName(ts, member.name);
    if (name !== undefined) names.add(name);
    if (name !== undefined || !ts.isComputedPropertyName(member.name)) continue;
    // A name that its type does not tell belongs to no property the checker knows.
    const type = program.getTypeChecker().getTypeAtLocation(member.name.expression);
    if (type.isStringLiteral() || type.isNumberLiteral()) names.add(String(type.value));
    else if ((type.flags & ts.TypeFlags.UniqueESSymbol) !== 0) names.add(symbolPrefix((type as ts.UniqueESSymbolType).escapedName as string));
  }
  return names;
}

interface BlockingMember { readonly property: ts.Symbol; readonly declaration: ts.Declaration; readonly id: FunctionId }
const found = new WeakMap<object, Map<ts.Type, Map<ts.Type, readonly BlockingMember[]>>>();

/** The members of `given` that may block and that somebody who expects a `wanted` may call. The same types meet again and again. */
function blockingMembers(context: RuleContext, wanted: ts.Type, given: ts.Type): readonly BlockingMember[] {
  const { ts, program, analysis } = context;
  const checker = program.getTypeChecker();
  let ofAnalysis = found.get(analysis);
  if (ofAnalysis === undefined) found.set(analysis, (ofAnalysis = new Map<ts.Type, Map<ts.Type, readonly BlockingMember[]>>()));
  let ofWanted = ofAnalysis.get(wanted);
  if (ofWanted === undefined) ofAnalysis.set(wanted, (ofWanted = new Map<ts.Type, readonly BlockingMember[]>()));
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
  const checker = program.getTypeChecker(), packages = new Packages(ts, program);
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
