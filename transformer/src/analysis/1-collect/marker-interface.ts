/**
 * `@suspends` in declaration files where no comment can stand (`removeComments`; one of several variables of a statement): an interface per file that nobody can see from outside,
 *
 *   interface sansync$suspends { readonly "total": true; readonly "Store#load": true; readonly "Store.create": true; readonly "Connection#constructor": true; readonly "api.read": true; }
 *   export {};
 *
 * with the names of what would carry the mark: functions and variables by name, members by `Class#name` (static: `Class.name`), constructors by `Class#constructor`, members of objects and
 * namespaces behind a dot.
 * An interface, because declarations of scripts merge; `export {}`, because otherwise all that a declaration file of a module declares is exported.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { isStatic } from "./modifiers";

export const markerInterface = "sansync$suspends";

/** The name of a declaration within its scope, as it stands in the interface. `path`: the namespaces around it, each with a dot behind it. */
export function markerName(ts: Ts, declaration: ts.Node, path: string): string | undefined {
  const own = nameText(ts, (declaration as ts.NamedDeclaration).name);
  if (own === undefined) return undefined;
  if (ts.isConstructorDeclaration(declaration)) return `${path}#constructor`;
  return ts.isMethodDeclaration(declaration) || ts.isPropertyDeclaration(declaration) ? `${path}${isStatic(ts, declaration) ? "." : "#"}${own}` : `${path}${own}`;
}

function nameText(ts: Ts, name: ts.Node | undefined): string | undefined {
  if (name === undefined) return "default";
  if (!ts.isComputedPropertyName(name)) return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;
  if (ts.isStringLiteralLike(name.expression)) return name.expression.text;
  const key = dotted(ts, name.expression);
  return key === undefined ? undefined : `[${key}]`;
}

function dotted(ts: Ts, expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  const object = ts.isPropertyAccessExpression(expression) ? dotted(ts, expression.expression) : undefined;
  return object === undefined ? undefined : `${object}.${(expression as ts.PropertyAccessExpression).name.text}`;
}

const known = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** The names the interfaces of a declaration file list. */
function listed(ts: Ts, file: ts.SourceFile): ReadonlySet<string> {
  let names = known.get(file);
  if (names === undefined) {
    const found = new Set<string>();
    for (const s of file.statements) if (ts.isInterfaceDeclaration(s) && s.name.text === markerInterface) for (const m of s.members) if (m.name !== undefined && ts.isStringLiteral(m.name)) found.add(m.name.text);
    known.set(file, (names = found));
  }
  return names;
}

/** The declaration stands in a file with such an interface, and is in it. */
export function isListed(ts: Ts, declaration: ts.Node): boolean {
  const file = declaration.getSourceFile();
  if (file?.isDeclarationFile !== true) return false;
  const names = listed(ts, file);
  if (names.size === 0) return false;
  let path = "";
  for (let at = declaration.parent; at !== undefined && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isModuleDeclaration(at)) path = `${at.name.text}.${path}`;
    else if ((ts.isVariableDeclaration(at) || ts.isPropertySignature(at)) && ts.isIdentifier(at.name)) path = `${at.name.text}.${path}`;
    else if (ts.isInterfaceDeclaration(at)) path = `${at.name.text}#${path}`;
    else if (ts.isClassLike(at)) path = `${at.name?.text ?? "default"}${path}`;
    else if (!ts.isModuleBlock(at) && !ts.isVariableStatement(at) && !ts.isVariableDeclarationList(at) && !ts.isTypeLiteralNode(at)) return false;
  }
  const name = markerName(ts, declaration, path);
  return name !== undefined && names.has(name);
}
