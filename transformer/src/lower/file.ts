/**
 * One source file: header (the runtime's namespace, its names as constants, the site table), statements, and the top level where it may block.
 *
 * Before                                                After, CommonJS
 *   import { chan, go } from "sansync";                   const $ss = require("sansync/internal/1"), $S = $ss.S, $at = $ss.sites("src/main.ts", "…");
 *   const c = chan<number>(); … c.recv();                 const sansync_1 = require("sansync");
 *                                                         $ss.topLevel($at, module, require, (function* () { const c = …; … })());
 *
 * An ES module awaits each call at its top level that may park (a goroutine run on the spot). CommonJS cannot: the statements move into one goroutine, which only a module without
 * exports can do without showing importers a half-made module (SY4008).
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import type { FilePlan } from "../analysis/3-plan/plan";
import { abiModule, type AbiName } from "../emit/abi";
import { methodVariables } from "./method-calls";
import { FileLowering } from "./scope";
import { calleesVariable } from "./unknown-callees";
import { Untouched } from "./untouched";
import { exportsValues } from "../analysis/1-collect/exports";
import { visitStatements } from "./visit";

export function lowerFile(ts: Ts, context: ts.TransformationContext, file: ts.SourceFile, plan: FilePlan, esModule: boolean, shownName: string, inCycle: boolean): ts.SourceFile {
  const module = [...plan.functions.values()].find((fn) => fn.facts.kind === "module")!;
  const untouched = new Untouched(ts, plan);
  if (untouched.everything && module.form === "plain") return file;
  const l = new FileLowering(ts, context, file, plan, esModule, esModule && inCycle, untouched);
  const { f } = l;
  const inGoroutine = module.form === "direct" && ts.isExternalModule(file) && !exportsValues(ts, file);
  const own = l.scopeOf(module.facts, module.form === "awaiting" ? "awaiting" : module.form === "direct" ? "goroutine" : "plain", undefined);
  // Initialisers and parameters that are plain code share the temporaries of the top level.
  const scope = inGoroutine ? own : { ...own, temps: l.moduleTemps };
  const prologue = l.prologueEnd(file.statements);
  let statements: ts.Statement[];
  if (inGoroutine) statements = topLevelGoroutine(l, file, prologue, scope);
  else {
    const visited = visitStatements(l, file.statements.slice(prologue), module.form === "direct" ? { ...scope, mode: "plain" } : scope);
    // The value of a sloppy script is what its last statement gives; in a block V8 takes a function for that.
    statements = l.mayBeSloppy ? [...visited.attach, ...l.after, ...visited.statements] : [...visited.attach, ...visited.statements, ...l.after];
  }
  statements = l.withTemps(statements, l.moduleTemps, l.early);
  if (l.abiUsed.size === 0 && l.sites.count === 0) return f.updateSourceFile(file, ts.setTextRange(f.createNodeArray([...file.statements.slice(0, prologue), ...statements]), file.statements));
  const remembered = calleesVariable(l); // before the header, which binds what is used of the runtime
  const header = [...headerStatements(l, shownName), ...methodVariables(l), ...remembered];
  return f.updateSourceFile(file, ts.setTextRange(f.createNodeArray([...file.statements.slice(0, prologue), ...header, ...statements]), file.statements));
}

/** `(function* () { … })` around everything but imports, types and what has no code. */
function topLevelGoroutine(l: FileLowering, file: ts.SourceFile, prologue: number, scope: ReturnType<FileLowering["scopeOf"]>): ts.Statement[] {
  const { ts, f } = l;
  const outside: ts.Statement[] = [], inside: ts.Statement[] = [];
  for (const statement of file.statements.slice(prologue)) {
    const isDeclared = ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((m) => m.kind === ts.SyntaxKind.DeclareKeyword);
    const typeOnly = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || isDeclared;
    (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || typeOnly ? outside : inside).push(statement);
  }
  const visited = visitStatements(l, inside, scope);
  const body = f.createBlock(l.withTemps([...visited.attach, ...visited.statements], scope.temps), true);
  const generator = f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), undefined, undefined, [], undefined, body);
  const first = inside[0] ?? file;
  const call = l.abiCall("topLevel", [l.site(first, scope, "top level"), f.createIdentifier("module"), f.createIdentifier("require"), f.createCallExpression(f.createParenthesizedExpression(generator), undefined, [])]);
  return [...outside, f.createExpressionStatement(call), ...l.after];
}

/** Where functions of the file may run before it does, its names are there from the beginning: imports, which cost 1.4x on hot code, and a `var`. */
function headerStatements(l: FileLowering, shownName: string): ts.Statement[] {
  const { ts, f, esModule, early } = l;
  const namespace = f.createIdentifier(l.namespace);
  const constant = (name: string, value: ts.Expression): ts.VariableDeclaration => f.createVariableDeclaration(name, undefined, undefined, value);
  const declarations: ts.VariableDeclaration[] = [];
  const statements: ts.Statement[] = [];
  if (early) {
    const names = [...l.abiUsed].map(([name, local]) => f.createImportSpecifier(false, f.createIdentifier(name), f.createIdentifier(local)));
    statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamespaceImport(namespace)), f.createStringLiteral(abiModule)));
    if (names.length > 0) statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamedImports(names)), f.createStringLiteral(abiModule)));
  } else if (esModule) {
    statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamespaceImport(namespace)), f.createStringLiteral(abiModule)));
  } else declarations.push(constant(l.namespace, f.createCallExpression(f.createIdentifier("require"), undefined, [f.createStringLiteral(abiModule)])));
  if (!early) for (const [name, local] of l.abiUsed) declarations.push(constant(local, f.createPropertyAccessExpression(namespace, name satisfies AbiName)));
  if (l.sites.count > 0)
    declarations.push(constant(l.at, f.createCallExpression(f.createPropertyAccessExpression(namespace, "sites"), undefined, [f.createStringLiteral(shownName), f.createStringLiteral(l.sites.table())])));
  if (declarations.length > 0) statements.push(f.createVariableStatement(undefined, f.createVariableDeclarationList(declarations, early ? ts.NodeFlags.None : ts.NodeFlags.Const)));
  return statements;
}
