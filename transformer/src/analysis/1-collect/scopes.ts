/**
 * What a name in an expression stands for, as the binder wrote it down: in the innermost scope around it that declares it, or in global scope. The checker says the same, but climbs to the root of the tree several
 * times for each name, and names are most of what it is asked here.
 *
 * This is `resolveNameHelper` of TypeScript's checker as far as it is plain. Everywhere else, and in files of JavaScript, scripts and files with namespaces, the checker is asked:
 *
 *   f(x)                    the binder's tables
 *   (a, b = a) => …         parameters see other scopes than the body
 *   enum E { A, B = A }     members are names inside it
 *   const C = class D {}    so is the name of a class expression, which is in no table
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

/** A table of the binder's, and where it holds. */
interface Scope {
  readonly pos: number;
  readonly end: number;
  /** From where on it is as simple as that: in a function from its body on. */
  readonly from: number;
  readonly locals: ReadonlyMap<string, ts.Symbol> | undefined;
  /** Of a function expression with a name of its own, which is looked up behind its locals. */
  readonly own: ts.Symbol | undefined;
}

interface Scopes {
  /** Those of a file by their position; outer ones first. */
  readonly list: readonly Scope[];
  /** Names of which the checker has to be asked. */
  readonly asked: ReadonlySet<string>;
}

/** What the binder leaves in nodes: scopes as a chain through the file, and the symbols of each. */
interface Container extends ts.Node {
  readonly locals?: ReadonlyMap<string, ts.Symbol>;
  readonly nextContainer?: Container;
  readonly symbol: ts.Symbol;
  readonly body?: ts.Node;
}

const none: Scopes = { list: [], asked: new Set() }, known = new WeakMap<ts.SourceFile, Scopes>(), globals = new WeakMap<ts.TypeChecker, Map<string, ts.Symbol | undefined>>();

/** The same as `checker.getSymbolAtLocation(name)`; `file` is the name's own, where that is at hand. */
export function symbolAt(ts: Ts, checker: ts.TypeChecker, name: ts.Node, file?: ts.SourceFile): ts.Symbol | undefined {
  if (name.kind !== ts.SyntaxKind.Identifier || !isRead(ts, name)) return checker.getSymbolAtLocation(name);
  const text = (name as ts.Identifier).escapedText as string;
  if (text === "arguments" || text === "") return checker.getSymbolAtLocation(name);
  file ??= name.getSourceFile();
  let scopes = known.get(file);
  if (scopes === undefined) known.set(file, (scopes = scopesOf(ts, file)));
  if (scopes === none || scopes.asked.has(text)) return checker.getSymbolAtLocation(name);
  const { list } = scopes, { pos, end } = name, { Value, Alias } = ts.SymbolFlags;
  for (let i = lastUpTo(list, pos); i >= 0; i--) {
    const scope = list[i]!;
    if (scope.end < end) continue;
    const local = scope.locals?.get(text), symbol = local === undefined ? (scope.own?.escapedName === text ? scope.own : undefined) : exported(ts, local);
    if (symbol === undefined || (symbol.flags & (Value | Alias)) === 0) continue;
    // An imported type leaves the name to a value further out.
    if (pos < scope.from || ((symbol.flags & Alias) !== 0 && (checker.getAliasedSymbol(symbol).flags & Value) === 0)) return checker.getSymbolAtLocation(name);
    if (symbol === local && (symbol as { exportSymbol?: ts.Symbol }).exportSymbol !== undefined) return checker.getSymbolAtLocation(name);
    return checker.getExportSymbolOfSymbol(symbol); // with what other files declare of it
  }
  return globalNamed(checker, name, text);
}

/** The index of the last scope that begins at `pos` or before. */
function lastUpTo(list: readonly Scope[], pos: number): number {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.pos <= pos) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What a module exports has a symbol of its own beside that in its locals, which is the one unless, in code with errors, something else is declared by that name. */
function exported(ts: Ts, local: ts.Symbol): ts.Symbol {
  return (local.flags & ts.SymbolFlags.ExportValue) === 0 || (local.flags & ts.SymbolFlags.Value) !== 0 ? local : (local as { exportSymbol?: ts.Symbol }).exportSymbol ?? local;
}

/** A name that no scope of the file declares means the same in all modules. */
function globalNamed(checker: ts.TypeChecker, name: ts.Node, text: string): ts.Symbol | undefined {
  let symbols = globals.get(checker);
  if (symbols === undefined) globals.set(checker, (symbols = new Map<string, ts.Symbol | undefined>()));
  let symbol = symbols.get(text);
  if (symbol === undefined && !symbols.has(text)) symbols.set(text, (symbol = checker.getSymbolAtLocation(name)));
  return symbol;
}

/** The name is an expression of its own, in TypeScript, and not within `with`. */
function isRead(ts: Ts, name: ts.Node): boolean {
  const { SyntaxKind: K, NodeFlags } = ts, { parent } = name;
  if ((name.flags & (NodeFlags.JavaScriptFile | (NodeFlags as unknown as { InWithStatement: number }).InWithStatement)) !== 0) return false;
  switch (parent.kind) {
    case K.CallExpression:
    case K.NewExpression:
    case K.ElementAccessExpression:
    case K.BinaryExpression:
    case K.ConditionalExpression:
    case K.PrefixUnaryExpression:
    case K.PostfixUnaryExpression:
    case K.ParenthesizedExpression:
    case K.NonNullExpression:
    case K.AsExpression:
    case K.SatisfiesExpression:
    case K.TypeOfExpression:
    case K.AwaitExpression:
    case K.SpreadElement:
    case K.ArrayLiteralExpression:
    case K.TaggedTemplateExpression:
    case K.TemplateSpan:
    case K.ReturnStatement:
    case K.ThrowStatement:
    case K.ExpressionStatement:
    case K.IfStatement:
    case K.ForOfStatement:
    case K.ForInStatement:
      return true;
    case K.PropertyAccessExpression: return (parent as ts.PropertyAccessExpression).expression === name;
    case K.VariableDeclaration:
    case K.PropertyAssignment: return (parent as ts.VariableDeclaration | ts.PropertyAssignment).initializer === name;
    case K.ArrowFunction: return (parent as ts.ArrowFunction).body === name;
    default: return false;
  }
}

function scopesOf(ts: Ts, file: ts.SourceFile): Scopes {
  const { text } = file, list: Scope[] = [], asked = new Set<string>();
  // Nobody promises that the chain is there: a file with functions and none in it was bound in another way.
  if ((file as ts.Node as Container).nextContainer === undefined && /=>|\bfunction\b|\bclass\b/.test(text)) return none;
  if (!ts.isExternalModule(file) || (file.flags & ts.NodeFlags.JavaScriptFile) !== 0 || /\bclass\s*[/\\]/.test(text)) return none;
  // The last one keeps what followed it in the tree that an editor's parser took it from.
  const seen = new Set<Container>();
  for (let node: Container | undefined = file as ts.Node as Container; node !== undefined && !seen.has(node) && node.getSourceFile() === file; node = node.nextContainer) {
    seen.add(node);
    if (ts.isModuleDeclaration(node)) return none;
    const own = ts.isFunctionExpression(node) && node.name !== undefined ? (node as Container).symbol : undefined;
    if (node.locals === undefined && own === undefined) continue;
    list.push({ pos: node.pos, end: node.end, from: ts.isFunctionLike(node) ? (node as Container).body?.pos ?? node.end : node.pos, locals: node.locals, own });
  }
  list.sort((a, b) => a.pos - b.pos || b.end - a.end);
  const { Enum, Class } = ts.SymbolFlags;
  if (/\benum\b/.test(text))
    for (const { locals } of list) locals?.forEach((local) => { if ((exported(ts, local).flags & Enum) !== 0) exported(ts, local).exports?.forEach((_, member) => asked.add(member as string)); });
  // A class expression is in no table: its name is found in the text, as often as it is not that of a declaration.
  const classes = new Map<string, number>();
  for (const [, name] of text.matchAll(/\bclass\s+([\w$]+)/g)) classes.set(name!, (classes.get(name!) ?? 0) + 1);
  for (const [name, written] of classes) {
    let declared = 0;
    for (const { locals } of list) {
      const local = locals?.get(name);
      if (local !== undefined && (exported(ts, local).flags & Class) !== 0) declared++;
    }
    if (written > declared) asked.add(name);
  }
  return { list, asked };
}
