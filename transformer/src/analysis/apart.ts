/**
 * Files that stand apart: no chain of imports, in whatever direction, connects them with a file that uses sansync, and all they call is known by its type. No goroutine gets hold of a function of theirs,
 * nor they of one that blocks, so they are neither analysed nor lowered: TypeScript's own output is what they become.
 *
 *   scripts/release.ts → scripts/changelog.ts            apart
 *   server.ts → sansync; server.ts → store.ts ← admin.ts   all three are connected
 *
 * Believed only of a program that is complete: a tsconfig lists its files and all of them are here, it writes no declarations for others to compile against, and some of it does use sansync. Not of what a
 * language service or ts-node sees, where files arrive one by one. Values travel without imports too, so nothing is left out where a file is a script, adds to global scope or to other modules, or loads
 * what only the run decides (loads.ts); and whoever calls `any` may have been handed what blocks, by a framework that loads a folder, say.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
import { Packages } from "./1-collect/packages";
import { functionOf } from "./1-collect/program-index";
import { isJson, type Loads, loadsOf } from "./loads";
import { optionsOf } from "./options";
import { find } from "./walk";

const none: ReadonlySet<ts.SourceFile> = new Set();
/** What files were found to load. */
const loadsBefore = new WeakMap<ts.SourceFile, Loads>();

/** What the binder and the program know of a file. */
interface Bound {
  readonly imports?: readonly ts.StringLiteralLike[];
  readonly moduleAugmentations?: readonly ts.Node[];
  readonly commonJsModuleIndicator?: ts.Node;
  readonly scriptSnapshot?: unknown;
}

export function filesApart(ts: Ts, program: ts.Program): ReadonlySet<ts.SourceFile> {
  const { stress, whole, open } = optionsOf(program);
  if (whole || stress || open || !isComplete(ts, program)) return none;
  const checker = program.getTypeChecker(); // binds the files
  const own: ts.SourceFile[] = [], packages = Packages.of(ts, program);
  const isPlain = (file: ts.SourceFile): boolean => isPlainFile(program, packages, file);
  for (const file of program.getSourceFiles()) {
    if (isJson(file.fileName)) continue;
    const bound = file as ts.SourceFile & Bound;
    const isModule = ts.isExternalModule(file) || bound.commonJsModuleIndicator !== undefined, isOpen = !isModule || bound.moduleAugmentations?.length !== 0;
    // What the runtime adds to global scope are types.
    if (isOpen && !isPlain(file) && !(file.isDeclarationFile && packages.isRuntime(file))) return none;
    if (!file.isDeclarationFile) own.push(file);
  }

  const groups = new Groups(), kept: ts.SourceFile[] = [];
  let used = false;
  for (const file of own) {
    const loads = loadsOf(ts, checker, file, (declaration) => isPlain(declaration.getSourceFile()));
    loadsBefore.set(file, loads);
    if (loads.anything) return none;
    let uses = packages.isRuntime(file) || marksItself(file), unknown = false;
    const meet = (other: ts.SourceFile | undefined): void => {
      if (other === undefined) unknown = true;
      else if (isJson(other.fileName)) return;
      else if (!other.isDeclarationFile) groups.join(file, other);
      else if (!isPlain(other)) uses = true;
    };
    for (const literal of (file as Bound).imports!) {
      const declarations = literal.pos < 0 ? undefined : checker.getSymbolAtLocation(literal)?.declarations;
      if (declarations === undefined) loaded(literal.text, meet, file);
      else for (const d of declarations) meet(d.getSourceFile());
    }
    for (const name of loads.names) loaded(name, meet, file);
    if (uses || unknown) kept.push(file);
    used ||= uses;
  }
  if (!used) return none;
  const connected = new Set(kept.map((f) => groups.of(f)));
  for (const file of own) if (!connected.has(groups.of(file)) && callsAny(ts, checker, file)) connected.add(groups.of(file));
  return new Set(own.filter((f) => !connected.has(groups.of(f))));

  /** A name that the checker is not asked about: plain JavaScript, `require()` in TypeScript, what TypeScript itself imports (helpers, JSX). */
  function loaded(name: string, meet: (other: ts.SourceFile | undefined) => void, from: ts.SourceFile): void {
    if (name === "tslib") return;
    const ambient = checker.getAmbientModules().find((m) => m.name === `"${name}"`);
    if (ambient !== undefined) return ambient.declarations?.forEach((d) => meet(d.getSourceFile()));
    const file = ts.resolveModuleName(name, from.fileName, program.getCompilerOptions(), ts.sys).resolvedModule?.resolvedFileName;
    if (file !== undefined && isJson(file)) return;
    meet(file === undefined ? undefined : program.getSourceFile(file));
  }
}

/** It declares what is outside of the program and of what uses sansync. */
function isPlainFile(program: ts.Program, packages: Packages, file: ts.SourceFile): boolean {
  return file.isDeclarationFile && (program.isSourceFileDefaultLibrary(file) || (packages.isForeign(file) && !packages.isRuntime(file)));
}

/**
 * After an edit of a file that leaves its imports as they are: the same files stand apart, or fewer.
 * @param isApart whether the file did before
 */
export function staysApart(ts: Ts, program: ts.Program, before: ts.SourceFile, after: ts.SourceFile, isApart: boolean): boolean {
  const checker = program.getTypeChecker(), packages = Packages.of(ts, program);
  const loads = loadsOf(ts, checker, after, (declaration) => isPlainFile(program, packages, declaration.getSourceFile()));
  const old = loadsBefore.get(before);
  if (old === undefined || loads.anything !== old.anything || loads.names.join("\n") !== old.names.join("\n")) return false;
  loadsBefore.set(after, loads);
  return !isApart || !(marksItself(after) || callsAny(ts, checker, after));
}

/** Everything its tsconfig lists is in the program, all of it is emitted here, and nothing is compiled against it later. */
function isComplete(ts: Ts, program: ts.Program): boolean {
  const options = program.getCompilerOptions() as ts.CompilerOptions & { configFilePath?: string };
  if (options.configFilePath === undefined || (ts.sys as ts.System | undefined) === undefined || options.declaration === true || options.composite === true) return false;
  const own = program.getSourceFiles().filter((f) => !f.isDeclarationFile) as (ts.SourceFile & Bound)[];
  if (own.some((f) => f.scriptSnapshot !== undefined || f.imports === undefined)) return false;
  const listed = ts.getParsedCommandLineOfConfigFile(options.configFilePath, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  return listed !== undefined && listed.fileNames.length > 0 && listed.fileNames.every((name) => program.getSourceFile(name) !== undefined);
}

/** A declaration in it says that it blocks: `@suspends` in a doc comment. */
function marksItself(file: ts.SourceFile): boolean {
  return /@(suspends|intrinsic)\b/.test(file.text) && /\/\*\*(?:(?!\*\/)[^])*?[\s*]@(?:suspends|intrinsic)\b/.test(file.text);
}

/** Something is called, or stepped through, of which no type is known. */
function callsAny(ts: Ts, checker: ts.TypeChecker, file: ts.SourceFile): boolean {
  const isAny = (expression: ts.Expression): boolean => {
    const type = checker.getTypeAtLocation(expression);
    return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || type.symbol?.name === "Function";
  };
  return find(ts, file, (node) => {
    if (ts.isForOfStatement(node) || ts.isSpreadElement(node)) return isAny(node.expression);
    if (ts.isYieldExpression(node)) return node.asteriskToken !== undefined && isAny(node.expression!);
    if (ts.isVariableDeclaration(node)) return ts.isArrayBindingPattern(node.name) && node.initializer !== undefined && isAny(node.initializer);
    if (ts.isBinaryExpression(node)) return ts.isArrayLiteralExpression(node.left) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isAny(node.right);
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isTaggedTemplateExpression(node)) return false;
    // Resolved when the call was checked; implicit constructors have no declaration either.
    if (checker.getResolvedSignature(node)?.declaration !== undefined) return false;
    const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
    return callee.kind !== ts.SyntaxKind.ImportKeyword && callee.kind !== ts.SyntaxKind.SuperKeyword && functionOf(ts, callee) === undefined && isAny(callee);
  }) !== undefined;
}

/** Files that belong together (union-find, Tarjan 1975). */
class Groups {
  readonly #above = new Map<ts.SourceFile, ts.SourceFile>();

  of(file: ts.SourceFile): ts.SourceFile {
    let root = file;
    for (let up = this.#above.get(root); up !== undefined; up = this.#above.get(root)) root = up;
    for (let at = file; at !== root; ) {
      const up = this.#above.get(at)!;
      this.#above.set(at, root);
      at = up;
    }
    return root;
  }

  join(a: ts.SourceFile, b: ts.SourceFile): void {
    const [x, y] = [this.of(a), this.of(b)];
    if (x !== y) this.#above.set(x, y);
  }
}
