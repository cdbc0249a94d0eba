/**
 * Callbacks in blocking style: events as a channel, a Node callback as a call that waits.
 *
 *   Before                                  After
 *   source.on("line", (line) => {           go(() => {
 *     handle(line);                           for (const line of events<string>(source, "line")) {
 *   });                                         handle(line);
 *                                             }
 *                                           });
 *
 *   read(path, (err, text) => {             go(() => {
 *     if (err) return fail(err);              let text: string;
 *     show(text);                             try {
 *   });                                         text = waitFor<string>((done) => read(path, done));
 *                                             } catch (err) {
 *                                               return fail(err);
 *                                             }
 *                                             show(text);
 *                                           });
 *
 * It becomes a goroutine, as what stands behind it does not wait for it. An event is handled after the emitter has gone on: handlers that answer it (`preventDefault`) are refused.
 */
import { newLineOf } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { importing, indentAt, indented, leaves, ownNodes, placeOf, type Refactor, type Selection, stepOf } from "./refactor";

export const callbackToChannel: Refactor = {
  name: "sansync-callback-to-channel", description: "Convert the callback to a channel or a call that waits", kind: "refactor.rewrite.sansync.callback",
  find(at) {
    const { ts: t } = at, found = callAt(at);
    if (found === undefined) return undefined;
    const { call, callback } = found;
    if (t.isFunctionExpression(callback) && [...ownNodes(t, callback.body)].some((n) => n.kind === t.SyntaxKind.ThisKeyword || (t.isIdentifier(n) && n.text === "arguments"))) return "the callback uses `this` or `arguments`";
    if (callback.asteriskToken !== undefined || t.getModifiers(callback)?.some((m) => m.kind === t.SyntaxKind.AsyncKeyword) === true) return "the callback is async or a generator: convert that first";
    if (callback.parameters.some((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined)) return "a parameter of the callback has a default, or takes the rest";
    const access = t.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
    if (access !== undefined && /^(on|addListener|addEventListener)$/.test(access.name.text) && call.arguments.length === 2 && call.arguments[1] === callback) return eventsOf(at, call, access, callback);
    return nodeStyle(at, call, callback);
  },
};

type Callback = ts.ArrowFunction | ts.FunctionExpression;

/** The call that is a statement, whose last argument is a function literal; the selection is in its head. */
function callAt({ ts: t, node, start, file }: Selection): { call: ts.CallExpression; callback: Callback } | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    const call = t.isExpressionStatement(at) ? at.expression : undefined;
    if (call !== undefined && t.isCallExpression(call)) {
      const last = call.arguments[call.arguments.length - 1];
      return last !== undefined && (t.isArrowFunction(last) || t.isFunctionExpression(last)) && start <= last.body.getStart(file) ? { call, callback: last } : undefined;
    }
    if (t.isStatement(at)) return undefined;
  }
  return undefined;
}

/** The statements of a callback, one a line, at the margin of the callback's body. */
function bodyText(t: typeof ts, file: ts.SourceFile, { body }: Callback, from = 0): string {
  if (!t.isBlock(body)) return `${body.getText(file)};`;
  const { statements } = body;
  if (statements.length <= from) return "";
  const margin = indentAt(statements[from]!), onOneLine = margin === indentAt(body);
  const text = file.text.slice(statements[from]!.getStart(file), statements[statements.length - 1]!.end);
  return onOneLine ? text : text.replaceAll(`\n${margin}`, "\n");
}

function eventsOf(at: Selection, call: ts.CallExpression, access: ts.PropertyAccessExpression, callback: Callback): (() => ReturnType<ReturnType<typeof eventChanges>>) | string {
  const { ts: t } = at, statements = t.isBlock(callback.body) ? callback.body.statements : [];
  for (const node of ownNodes(t, callback.body)) if (t.isPropertyAccessExpression(node) && /^(preventDefault|stopPropagation|stopImmediatePropagation|returnValue)$/.test(node.name.text)) return `the handler answers the event (${placeOf(node)}), and a goroutine would come too late`;
  const left = leaves(t, statements, (node) => t.isReturnStatement(node) && node.expression === undefined && !insideLoop(t, node, callback));
  if (left !== undefined) return `the handler returns something, or out of a loop (${placeOf(left)})`;
  return eventChanges(at, call, access, callback);
}

function eventChanges(at: Selection, call: ts.CallExpression, access: ts.PropertyAccessExpression, callback: Callback) {
  return () => {
    const { ts: t, file, program } = at, newLine = newLineOf(file), indent = indentAt(call), step = stepOf(file), imports = importing(at, file, "go", "events"), [go, events] = imports.names;
    const checker = program.getTypeChecker(), { parameters } = callback, many = parameters.length > 1;
    const typeOf = (p: ts.ParameterDeclaration): string => p.type?.getText(file) ?? checker.typeToString(checker.getTypeAtLocation(p), p);
    const types = parameters.map(typeOf), known = types.every((x) => x !== "any");
    const element = parameters.length === 0 || !known ? "" : many ? `<[${types.join(", ")}]>` : `<${types[0]!}>`;
    const name = parameters.length === 0 ? "_" : many ? `[${parameters.map((p) => p.name.getText(file)).join(", ")}]` : parameters[0]!.name.getText(file);
    let body = bodyText(t, file, callback);
    body = body.replace(/\breturn\s*;/g, "continue;");
    const inner = indent + step + step, source = access.expression.getText(file), event = call.arguments[0]!.getText(file);
    const text = [`${go}(() => {`, `${indent}${step}for (const ${name} of ${events}${element}(${source}, ${event}${many ? ", { args: true }" : ""})) {`, ...(body === "" ? [] : [`${inner}${indented(body, inner)}`]), `${indent}${step}}`, `${indent}});`].join(newLine);
    return [...imports.changes, { file, start: call.parent.getStart(file), end: call.parent.end, text }];
  };
}

function insideLoop(t: typeof ts, node: ts.Node, until: ts.Node): boolean {
  for (let at = node.parent; at !== until; at = at.parent) if (t.isIterationStatement(at, false)) return true;
  return false;
}

/** `(err, value) => { if (err) …; … }` */
function nodeStyle(at: Selection, call: ts.CallExpression, callback: Callback): (() => { file: ts.SourceFile; start: number; end: number; text: string }[]) | string | undefined {
  const { ts: t, file, program } = at, [error, value, more] = callback.parameters;
  if (error === undefined || more !== undefined || !t.isIdentifier(error.name) || !/^(e|er|err|error)$/i.test(error.name.text) || !t.isBlock(callback.body)) return undefined;
  const first = callback.body.statements[0], name = error.name.text;
  const isTest = first !== undefined && t.isIfStatement(first) && first.elseStatement === undefined && new RegExp(`^(${name}|${name} (!=|!==) (null|undefined))$`).test(first.expression.getText(file));
  if (!isTest) return `the callback does not begin with \`if (${name}) …\`, so it is not known what it does with an error`;
  const then = first.thenStatement, handler = t.isBlock(then) ? [...then.statements] : [then], last = handler[handler.length - 1];
  if (last === undefined || !(t.isReturnStatement(last) || t.isThrowStatement(last))) return `the callback goes on after an error (${placeOf(first)})`;
  const rest = callback.body.statements.slice(1);
  let uses: ts.Node | undefined;
  for (const s of rest) for (const node of ownNodes(t, s)) if (t.isIdentifier(node) && node.text === name) uses ??= node;
  if (uses !== undefined) return `the error is used where there is none (${placeOf(uses)})`;
  if (value !== undefined && !t.isIdentifier(value.name)) return "the value is taken apart in the parameters";
  return () => {
    const newLine = newLineOf(file), indent = indentAt(call), step = stepOf(file), imports = importing(at, file, "go", "waitFor"), [go, waitFor] = imports.names, checker = program.getTypeChecker();
    const type = value === undefined ? undefined : value.type?.getText(file) ?? checker.typeToString(checker.getNonNullableType(checker.getTypeAtLocation(value)), value);
    const start = call.getStart(file), begun = `${file.text.slice(start, callback.getStart(file))}done${file.text.slice(callback.end, call.end)}`;
    const waits = `${waitFor}${type === undefined || type === "any" ? "" : `<${type}>`}((done) => ${begun})`;
    const one = indent + step, two = one + step;
    const handled = handler.map((s) => { const margin = indentAt(s); return s.getText(file).replaceAll(`\n${margin}`, "\n"); });
    const lines = [`${go}(() => {`, ...(value === undefined ? [] : [`${one}let ${value.name.getText(file)}${type === undefined || type === "any" ? "" : `: ${type}`};`]), `${one}try {`, `${two}${value === undefined ? "" : `${value.name.getText(file)} = `}${waits};`, `${one}} catch (${name}: any) {`,
      ...handled.map((s) => two + indented(s, two)), `${one}}`];
    const after = bodyText(t, file, callback, 1);
    if (after !== "") lines.push(one + indented(after, one));
    lines.push(`${indent}});`);
    return [...imports.changes, { file, start: call.parent.getStart(file), end: call.parent.end, text: lines.join(newLine) }];
  };
}
