/**
 * What a file loads without an import that names it: `require(name)`, `import(name)`, `eval(text)`, `import.meta.glob(…)`.
 *
 *   require("./table.json")                        nothing that runs
 *   require("./store")                             the same as an import
 *   require(file) as typeof import("typescript")   a package that does not use sansync, whatever its path
 *   import(plugin)   (nobody takes the value)      code that gets nothing from this file, nor gives it anything
 *   new Function("a", "return a + 1")              text that is known, and loads nothing
 *   require(file), load(require), eval(text)       may be any file of the program
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
import { resolveAlias, skipOuter } from "./1-collect/program-index";
import { find } from "./walk";

export interface Loads {
  /** Module names as they are written. */
  readonly names: readonly string[];
  /** Some value may come from any file. */
  readonly anything: boolean;
}

const nothing: Loads = { names: [], anything: false };
const harmlessMeta = new Set(["url", "dirname", "filename", "main", "env", "resolve"]);

/** A module of that name, or in that file, is data. */
export function isJson(name: string): boolean {
  return name.endsWith(".json");
}

/** @param isPlain the declaration is outside of the program and of what uses sansync */
export function loadsOf(ts: Ts, checker: ts.TypeChecker, file: ts.SourceFile, isPlain: (declaration: ts.Node) => boolean): Loads {
  const { identifiers } = file as unknown as { identifiers?: ReadonlyMap<string, string> };
  const mentions = ["require", "createRequire", "eval", "Function", "importScripts"].some((name) => identifiers?.has(name) ?? true) || /\bimport\s*[(./]/.test(file.text);
  if (!mentions) return nothing;
  const names: string[] = [];
  const anything = find(ts, file, (node) => {
    if ((ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return "skip";
    if (ts.isMetaProperty(node)) return node.keywordToken === ts.SyntaxKind.ImportKeyword && !(ts.isPropertyAccessExpression(node.parent) && harmlessMeta.has(node.parent.name.text));
    if (node.kind === ts.SyntaxKind.ImportKeyword) return ts.isCallExpression(node.parent) && mayBeAnything(node.parent);
    if (!ts.isIdentifier(node)) return false;
    switch (node.text) {
      case "eval": case "Function": return isPropertyName(ts, node) || runsText(ts, node);
      case "importScripts": return true;
      case "createRequire": return ts.isImportSpecifier(node.parent) ? node.parent.propertyName !== undefined : !makesRequire(ts, node);
      case "require": return useOfRequire(node);
      default: return false;
    }
  }) !== undefined;
  return { names, anything };

  function useOfRequire(node: ts.Identifier): boolean {
    const { parent } = node;
    if (isPropertyName(ts, node)) return true; // module.require
    if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) && parent.name === node) return false;
    if (ts.isTypeOfExpression(parent)) return false;
    if (ts.isPropertyAccessExpression(parent)) return !["resolve", "main"].includes(parent.name.text);
    return !ts.isCallExpression(parent) || parent.expression !== node || mayBeAnything(parent);
  }

  /** `require(…)` or `import(…)`. */
  function mayBeAnything(call: ts.CallExpression): boolean {
    const name = call.arguments[0] === undefined ? undefined : skipOuter(ts, call.arguments[0]);
    // A `require` that was made by createRequire looks from elsewhere.
    if (name !== undefined && ts.isStringLiteralLike(name) && !(name.text.startsWith(".") && identifiers?.has("createRequire") !== false)) {
      if (!isJson(name.text)) names.push(name.text);
      return false;
    }
    let value: ts.Expression = call, type: ts.TypeNode | undefined;
    for (let { parent } = value; isAround(ts, parent); { parent } = value) {
      if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent)) ({ type } = parent);
      value = parent;
    }
    if (ts.isVariableDeclaration(value.parent)) ({ type } = value.parent.type === undefined ? { type } : value.parent);
    return !(type === undefined ? isUnused(ts, value) : isPlainType(ts, checker, type, isPlain));
  }
}

/** `eval(text)`, `new Function("a", text)`; of a text that is written there it is known what it loads. */
function runsText(ts: Ts, node: ts.Identifier): boolean {
  const { parent } = node;
  if ((!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) || parent.expression !== node) return false;
  return !(parent.arguments ?? []).every((a) => ts.isStringLiteralLike(a) && !/\b(import|importScripts|require|process|module|eval|Function|globalThis|global)\b|\\/.test(a.getText()));
}

/** `module.require`, `globalThis.eval` */
function isPropertyName(ts: Ts, node: ts.Identifier): boolean {
  return (ts.isPropertyAccessExpression(node.parent) || ts.isBindingElement(node.parent)) && node.parent.name === node;
}

/** `const require = createRequire(…)`: uses are known by that name. */
function makesRequire(ts: Ts, node: ts.Identifier): boolean {
  const call = ts.isPropertyAccessExpression(node.parent) ? node.parent.parent : node.parent;
  return ts.isCallExpression(call) && ts.isVariableDeclaration(call.parent) && ts.isIdentifier(call.parent.name) && call.parent.name.text === "require";
}

function isAround(ts: Ts, node: ts.Node): node is ts.ParenthesizedExpression | ts.AwaitExpression | ts.AsExpression | ts.TypeAssertion | ts.NonNullExpression {
  return ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node);
}

/** `await import(x);`, `import(x).catch(report);` */
function isUnused(ts: Ts, value: ts.Expression): boolean {
  const { parent } = value;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isVoidExpression(parent)) return isUnused(ts, parent);
  if (!ts.isPropertyAccessExpression(parent) || !/^(catch|finally)$/.test(parent.name.text) || !ts.isCallExpression(parent.parent) || parent.parent.expression !== parent) return false;
  return isUnused(ts, parent.parent);
}

/** A type of a package that does not use sansync, of the language itself, or with nothing to call in it. */
function isPlainType(ts: Ts, checker: ts.TypeChecker, node: ts.TypeNode, isPlain: (declaration: ts.Node) => boolean): boolean {
  if (ts.isParenthesizedTypeNode(node)) return isPlainType(ts, checker, node.type, isPlain);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) return node.types.every((t) => isPlainType(ts, checker, t, isPlain));
  if (ts.isTypeLiteralNode(node)) return node.members.every((m) => ts.isPropertySignature(m) && m.type !== undefined && isPlainType(ts, checker, m.type, isPlain));
  if (ts.isTypeReferenceNode(node) && (node.typeArguments?.length ?? 0) > 0) return false;
  const named = ts.isTypeQueryNode(node) ? node.exprName : ts.isTypeReferenceNode(node) ? node.typeName : ts.isImportTypeNode(node) ? node : undefined;
  if (named === undefined) return [ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword].includes(node.kind as number);
  const symbol = named === node ? checker.getTypeFromTypeNode(node).symbol as ts.Symbol | undefined : resolveAlias(ts, checker, checker.getSymbolAtLocation(named));
  const declarations = symbol?.declarations ?? [];
  return declarations.length > 0 && declarations.every(isPlain);
}
