/**
 * The calls of a file that reach the runtime, by what their callees are declared as: a function of the user's that is called `go` is none, one that is imported under another name is one.
 * Values of type `any` are none either: what is not known is not found fault with.
 */
import type ts from "typescript";
import { Packages } from "../analysis/1-collect/packages";
import { resolveAlias, skipOuter } from "../analysis/1-collect/program-index";
import { symbolAt } from "../analysis/1-collect/scopes";
import type { FilePlan, FunctionPlan } from "../analysis/3-plan/plan";
import type { CallFacts } from "../analysis/facts";
import type { Ts } from "../analysis/typescript";

export interface RuntimeCall {
  readonly node: ts.CallExpression | ts.NewExpression;
  /** `go`, `Mutex.lock`, `new Group`. */
  readonly name: string;
  readonly facts: CallFacts;
  /** The function it stands in. */
  readonly within: FunctionPlan;
}

const known = new WeakMap<FilePlan, readonly RuntimeCall[]>();

export function runtimeCalls(ts: Ts, program: ts.Program, plan: FilePlan): readonly RuntimeCall[] {
  let calls = known.get(plan);
  if (calls === undefined) known.set(plan, (calls = usesRuntime(ts, program, plan) ? [...find(ts, program, plan)].sort((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end) : []));
  return calls;
}

/** The file imports the runtime, or calls something that may suspend. Asked of every file. */
function usesRuntime(ts: Ts, program: ts.Program, { facts: { file }, calls }: FilePlan): boolean {
  for (const { facts: { callee } } of calls.values()) if (callee.kind === "marked" || callee.kind === "intrinsic") return true;
  const checker = program.getTypeChecker();
  return file.statements.some((s) => {
    if (!ts.isImportDeclaration(s)) return false;
    const imported = checker.getSymbolAtLocation(s.moduleSpecifier)?.valueDeclaration;
    return imported !== undefined && isRuntimeFile(program, ts, imported.getSourceFile());
  });
}

function isRuntimeFile(program: ts.Program, ts: Ts, file: ts.SourceFile | undefined): boolean {
  return file !== undefined && Packages.of(ts, program).isRuntime(file);
}

function* find(ts: Ts, program: ts.Program, plan: FilePlan): Iterable<RuntimeCall> {
  for (const within of plan.functions.values())
    for (const facts of within.facts.calls) {
      const { node } = facts;
      if (facts.callee.kind === "native" || facts.callee.kind === "functions" || !(ts.isCallExpression(node) || ts.isNewExpression(node))) continue;
      const name = runtimeName(ts, program, node.expression);
      if (name !== undefined) yield { node, name: ts.isNewExpression(node) ? `new ${name}` : name, facts, within };
    }
}

/** What a name or a member is in the runtime: `go`, `Mutex.lock`; undefined: it is not of the runtime. */
export function runtimeName(ts: Ts, program: ts.Program, expression: ts.Expression): string | undefined {
  const inner = skipOuter(ts, expression), checker = program.getTypeChecker();
  if (!ts.isIdentifier(inner) && !ts.isPropertyAccessExpression(inner)) return undefined;
  const symbol = resolveAlias(ts, checker, symbolAt(ts, checker, ts.isIdentifier(inner) ? inner : inner.name));
  return symbol === undefined ? undefined : nameOfSymbol(ts, program, symbol);
}

/** The type is one of the runtime's, by its name: `RecvChan`, `Mutex`. Not that of a union or an intersection, nor the class itself. */
export function runtimeType(ts: Ts, program: ts.Program, type: ts.Type): string | undefined {
  const { Class, Interface, Reference } = ts.ObjectFlags;
  const symbol = (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & (Class | Interface | Reference)) !== 0 ? (type.symbol as ts.Symbol | undefined) : undefined;
  return symbol === undefined ? undefined : nameOfSymbol(ts, program, symbol);
}

function nameOfSymbol(ts: Ts, program: ts.Program, symbol: ts.Symbol): string | undefined {
  const declarations = symbol.declarations;
  if (declarations === undefined || declarations.length === 0 || !declarations.every((d) => isRuntimeFile(program, ts, d.getSourceFile()))) return undefined;
  const owner = declarations[0]!.parent as ts.Node | undefined;
  return owner !== undefined && (ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner)) ? `${owner.name?.text}.${symbol.name}` : symbol.name;
}
