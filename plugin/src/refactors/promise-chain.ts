/**
 * A chain of `then`, `catch` and `finally` as statements that wait.
 *
 *   Before                                  After
 *   load(id)                                go(() => {
 *     .then((user) => show(user))             try {
 *     .catch((e) => report(e));                 const user = wait(load(id));
 *                                               show(user);
 *                                             } catch (e) {
 *                                               report(e);
 *                                             }
 *                                           });
 *
 * Where nobody waits for the chain it becomes a goroutine, as what stands behind it runs before. Where it is awaited, its statements stand in its place.
 */
import { freeName, newLineOf } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { importing, indentAt, isPromise, leaves, placeOf, type Refactor, Refused, type Selection, stepOf, waited } from "./refactor";

interface Step { readonly kind: "then" | "catch" | "finally"; readonly callback: ts.Expression }

export const promiseChain: Refactor = {
  name: "sansync-promise-chain", description: "Convert the promise chain to blocking statements", kind: "refactor.rewrite.sansync.promiseChain",
  find(at) {
    const { ts: t, program } = at, found = chainAt(at), checker = program.getTypeChecker();
    if (found === undefined) return undefined;
    const { root, steps, statement, awaited } = found;
    if (isPromise(t, checker, root) !== "yes") return undefined;
    if (statement === undefined) return "its promise is used for more than awaiting it";
    for (const { callback, kind } of steps) {
      const fn = functionOf(t, callback);
      if (fn === undefined) continue;
      if (fn.parameters.length > 1 || fn.parameters.some((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined)) return `a callback takes more than one value (${placeOf(fn)})`;
      if (fn.asteriskToken !== undefined) return `a callback is a generator (${placeOf(fn)})`;
      if (t.isFunctionExpression(fn)) return `a callback is no arrow function: it may have a \`this\` of its own (${placeOf(fn)})`;
      if (!t.isBlock(fn.body)) continue;
      const last = fn.body.statements[fn.body.statements.length - 1], isAsync = t.getModifiers(fn)?.some((m) => m.kind === t.SyntaxKind.AsyncKeyword) === true;
      if (isAsync) return `a callback is async: convert that first (${placeOf(fn)})`;
      const early = leaves(t, fn.body.statements, (node) => t.isReturnStatement(node) && node === last);
      if (early !== undefined) return `a callback returns in several places (${placeOf(early)})`;
      if (kind !== "then" && awaited !== "nothing" && last !== undefined && t.isReturnStatement(last)) return `the value of \`${kind}\` is used`;
    }
    const firstCatch = steps.findIndex((s) => s.kind !== "then");
    if (firstCatch >= 0 && steps.slice(firstCatch).some((s) => s.kind === "then")) return "a `then` stands behind a `catch` or `finally`";
    if (steps.filter((s) => s.kind === "catch").length > 1 || steps.filter((s) => s.kind === "finally").length > 1 || (steps.some((s) => s.kind === "catch") && steps.findIndex((s) => s.kind === "finally") >= 0 && steps.findIndex((s) => s.kind === "finally") < steps.findIndex((s) => s.kind === "catch"))) return "its `catch` and `finally` stand in an order that one `try` has not";
    return () => {
      const { file } = at, newLine = newLineOf(file), indent = indentAt(statement), step = stepOf(file);
      const imports = importing(at, file, ...(awaited === "floating" ? ["wait", "go"] : ["wait"])), [wait, go] = imports.names;
      const body = statementsOf(at, root, steps, wait!);
      const render = (lines: readonly string[], by: string): string => lines.map((line) => (line === "" ? "" : by + line)).join(newLine);
      const text = awaited === "floating" ? `${go}(() => {${newLine}${render(body, indent + step)}${newLine}${indent}});` : render(body, indent).trimStart();
      return [...imports.changes, { file, start: statement.getStart(file), end: statement.end, text }];
    };
  },
};

function functionOf(t: typeof ts, callback: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | undefined {
  let inner = callback;
  while (t.isParenthesizedExpression(inner)) inner = inner.expression;
  return t.isArrowFunction(inner) || t.isFunctionExpression(inner) ? inner : undefined;
}

/** The chain around the selection: all of it. `statement` is what it is the whole of. */
function chainAt({ ts: t, node, start, end }: Selection): { root: ts.Expression; steps: Step[]; statement: ts.ExpressionStatement | undefined; awaited: "floating" | "nothing" } | undefined {
  let top: ts.CallExpression | undefined;
  for (let at: ts.Node | undefined = node; at !== undefined && !t.isStatement(at) && !(t.isFunctionLike(at) && top === undefined && at.end < end); at = at.parent) if (isStep(t, at)) top = at;
  if (top === undefined && t.isExpressionStatement(node)) top = isStep(t, node.expression) ? node.expression : undefined;
  if (top === undefined) return undefined;
  const steps: Step[] = [];
  let root: ts.Expression = top;
  while (isStep(t, root)) {
    const access = root.expression as ts.PropertyAccessExpression;
    steps.unshift({ kind: access.name.text as Step["kind"], callback: root.arguments[0]! });
    root = access.expression;
  }
  if (start > top.end) return undefined;
  const { parent } = top;
  if (t.isExpressionStatement(parent)) return { root, steps, statement: parent, awaited: "floating" };
  if (t.isVoidExpression(parent) && t.isExpressionStatement(parent.parent)) return { root, steps, statement: parent.parent, awaited: "floating" };
  if (t.isAwaitExpression(parent) && t.isExpressionStatement(parent.parent)) return { root, steps, statement: parent.parent, awaited: "nothing" };
  return { root, steps, statement: undefined, awaited: "nothing" };
}

function isStep(t: typeof ts, node: ts.Node): node is ts.CallExpression {
  return t.isCallExpression(node) && node.arguments.length === 1 && t.isPropertyAccessExpression(node.expression) && /^(then|catch|finally)$/.test(node.expression.name.text);
}

/** Lines, from the margin on. */
function statementsOf({ ts: t, program, file }: Selection, root: ts.Expression, steps: readonly Step[], wait: string): string[] {
  const checker = program.getTypeChecker(), step = stepOf(file), used = new Set<string>();
  const fresh = (wanted: string): string => {
    let name = freeName(file, wanted);
    for (let n = 2; used.has(name); n++) name = `${wanted}${n}`;
    used.add(name);
    return name;
  };
  const lines: string[] = [];
  let value = `${wait}(${root.getText(file)})`;
  const thens = steps.filter((s) => s.kind === "then");
  thens.forEach(({ callback }, n) => {
    const fn = functionOf(t, callback), isLast = n === thens.length - 1;
    if (fn === undefined) {
      if (!t.isIdentifier(callback) && !t.isPropertyAccessExpression(callback)) throw new Refused(`what is given to \`then\` is no function that is written there (${placeOf(callback)})`);
      const type = checker.getTypeAtLocation(callback).getCallSignatures()[0]?.getReturnType(), promised = type !== undefined && checker.getPropertyOfType(type, "then") !== undefined;
      value = promised ? `${wait}(${callback.getText(file)}(${value}))` : `${callback.getText(file)}(${value})`;
      if (isLast) lines.push(`${value};`);
      return;
    }
    const parameter = fn.parameters[0];
    if (parameter === undefined) lines.push(`${value};`);
    else {
      const name = parameter.name.getText(file);
      if (t.isIdentifier(parameter.name) && used.has(name)) throw new Refused(`two callbacks call their value \`${name}\` (${placeOf(fn)})`);
      used.add(name);
      lines.push(`const ${name}${parameter.type === undefined ? "" : `: ${parameter.type.getText(file)}`} = ${value};`);
    }
    value = "";
    const result = (expression: ts.Expression): void => {
      const text = waited(t, checker, expression, expression.getText(file), wait);
      if (isLast) lines.push(`${text};`); else value = text;
    };
    if (!t.isBlock(fn.body)) return result(fn.body);
    const { statements } = fn.body, last = statements[statements.length - 1];
    lines.push(...block(t, file, last !== undefined && t.isReturnStatement(last) ? statements.slice(0, -1) : statements));
    if (last !== undefined && t.isReturnStatement(last) && last.expression !== undefined) result(last.expression);
    else if (!isLast) value = "undefined";
  });
  if (thens.length === 0) lines.push(`${value};`);
  const rest = (kind: Step["kind"]): { head: string; body: string[] } | undefined => {
    const callback = steps.find((s) => s.kind === kind)?.callback;
    if (callback === undefined) return undefined;
    const fn = functionOf(t, callback), own = kind === "catch" ? fn === undefined ? fresh("error") : fn.parameters[0]?.name.getText(file) : undefined;
    if (fn?.parameters[0]?.type !== undefined && !/^(any|unknown)$/.test(fn.parameters[0].type.getText(file))) throw new Refused(`the error is given a type (${placeOf(fn)}), which \`catch\` does not take`);
    const body = fn === undefined ? [`${callback.getText(file)}(${own ?? ""});`] : t.isBlock(fn.body) ? block(t, file, fn.body.statements) : [`${waited(t, checker, fn.body, fn.body.getText(file), wait)};`];
    return { head: own === undefined ? "" : ` (${own})`, body };
  };
  const caught = rest("catch"), last = rest("finally");
  if (caught === undefined && last === undefined) return lines;
  const inside = (own: readonly string[]): string[] => own.map((line) => (line === "" ? "" : step + line));
  return ["try {", ...inside(lines), ...(caught === undefined ? [] : [`} catch${caught.head} {`, ...inside(caught.body)]), ...(last === undefined ? [] : ["} finally {", ...inside(last.body)]), "}"];
}

/** The lines of statements, moved to the margin; what a `return` at the end gives is only evaluated. */
function block(t: typeof ts, file: ts.SourceFile, statements: readonly ts.Statement[]): string[] {
  return statements.flatMap((s) => {
    if (t.isReturnStatement(s)) return s.expression === undefined ? [] : [`${s.expression.getText(file)};`];
    const lines = s.getText(file).split(/\r?\n/), margin = indentAt(s);
    return lines.map((line, n) => (n > 0 && line.startsWith(margin) ? line.slice(margin.length) : line));
  });
}
