/**
 * Everything a program does to an object that it makes and keeps in view: a channel, a lock or a timer held by a constant, or by a field that only its class can see. Names it is given besides, functions it is
 * passed to and closures that capture it are followed.
 *
 * Invariant: if anything else happens to it (it is returned, stored, handed to code that is not known), there is no such object here, and the rules are silent.
 * A use says in which goroutine it happens: that of a `go` (or `WaitGroup.go`, `Group.go`), or the one that made the object.
 */
import type ts from "typescript";
import { keyOf } from "../../analysis/facts";
import { isConst, memberName, skipOuter } from "../../analysis/1-collect/program-index";
import type { RuleContext } from "../define";
import { type RuntimeCall, runtimeType } from "../runtime-calls";
import { functionAround, loopsAround, outermost, usesOf } from "../syntax";
import { calledFunction, contextOf } from "./functions";
import { NodeCache } from "./node-cache";

export interface Use {
  /** A method of the object (`send`, `close`, `add`); `range` and `spread`; `pick`, `offer`, `tryPick`, `tryOffer`: a case of `select` or `trySelect`; `property`: `length` and the like. */
  readonly kind: string;
  /** The call, the loop, or the case. */
  readonly node: ts.Node;
  readonly goroutine: Goroutine;
}

/** Where code runs. */
export interface Goroutine {
  /** What starts it; undefined: it is the one that made the object. */
  readonly spawn: RuntimeCall | undefined;
  /** It may be started several times. */
  readonly many: boolean;
  /** What stands for `spawn` in the function that made the object. */
  readonly from: ts.Node | undefined;
  /** Its function, or the one the object is made in. Undefined: it is not known who calls the code. */
  readonly root: ts.Node | undefined;
  /** What stands for the use in the body of `root`: the use itself, or the call that leads to it. */
  readonly at: ts.Node | undefined;
  /** In a loop of `root`, or below. */
  readonly repeats: boolean;
  /** In a function that is deferred in `root`. */
  readonly deferred: boolean;
  /** Given to a `Once`. */
  readonly once: boolean;
  /** Under a condition in the function it stands in, or one on the way. */
  readonly conditional: boolean;
}

export interface Made {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  /** `chan(…)`, `new Mutex()`. */
  readonly call: RuntimeCall;
  /** The function, class or file it belongs to. */
  readonly owner: ts.Node;
  readonly uses: readonly Use[];
}

const made = new NodeCache<Map<string, readonly Made[]>>();

/** The objects that calls of a name make (`chan`, `new Mutex`) and that stay in view. */
export function madeBy(context: RuleContext, name: string): readonly Made[] {
  const { file } = context.plan.facts;
  let own = made.get(context, file);
  if (own === undefined) made.set(context, file, (own = new Map()));
  let list = own.get(name);
  if (list === undefined) own.set(name, (list = context.calls.filter((c) => c.name === name).flatMap((c) => follow(context, c) ?? [])));
  return list;
}

/** A capacity that stands there as a number: of `chan()` it is 0. */
export function capacityOf({ ts }: RuleContext, { call }: Made): number | undefined {
  // With options it may drop what does not fit.
  if ((call.node.arguments?.length ?? 0) > 1) return undefined;
  const given = call.node.arguments?.[0], inner = given === undefined ? undefined : skipOuter(ts, given);
  return inner === undefined ? 0 : ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}

class Escapes extends Error {}

interface Frame extends Goroutine { readonly owner: ts.Node }

function follow(context: RuleContext, call: RuntimeCall): Made | undefined {
  const { ts, program } = context, { parent } = outermost(ts, call.node), checker = program.getTypeChecker();
  const isVariable = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isConst(ts, parent);
  if (!isVariable && !(ts.isPropertyDeclaration(parent) && (ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name)) && parent.initializer !== undefined)) return undefined;
  const name = parent.name as ts.Identifier | ts.PrivateIdentifier, symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined || isExported(context, parent)) return undefined;
  const owner: ts.Node = ts.isPropertyDeclaration(parent) ? parent.parent : (functionAround(ts, parent) ?? parent.getSourceFile());
  const uses: Use[] = [], seen = new Set<string>(), homeLoops = [...loopsAround(ts, parent)];
  try {
    const start: Frame = { spawn: undefined, many: false, from: undefined, root: owner, at: undefined, repeats: false, deferred: false, once: false, conditional: false, owner };
    if (ts.isPropertyDeclaration(parent)) {
      if ((ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Private) === 0 && !ts.isPrivateIdentifier(parent.name)) return undefined;
      followField(context, parent.parent as ts.ClassLikeDeclaration, name.text, symbol, { ...start, root: undefined });
    } else followName(context, owner, name as ts.Identifier, symbol, start, homeLoops);
  } catch (error) {
    if (error instanceof Escapes) return undefined;
    throw error;
  }
  return { name, call, owner, uses };

  function followField(at: RuleContext, cls: ts.ClassLikeDeclaration, text: string, field: ts.Symbol, frame: Frame): void {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node) && node.name.text === text && checker.getSymbolAtLocation(node.name) === field) useOf(at, node, frame, []);
      else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && memberName(ts, (node.propertyName ?? node.name) as ts.PropertyName) === text && ts.isVariableDeclaration(node.parent.parent)) {
        const own = checker.getSymbolAtLocation(node.name);
        const around = functionAround(ts, node), from = node.parent.parent.initializer;
        if (from !== undefined && checker.getPropertyOfType(checker.getTypeAtLocation(from), text) === field) {
          if (own === undefined || !ts.isIdentifier(node.name) || from.kind !== ts.SyntaxKind.ThisKeyword || around === undefined) throw new Escapes();
          followName(at, around, node.name, own, frame, []);
        }
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(cls, visit);
  }

  /** @param home loops around the declaration: what is in them is made anew each round */
  function followName(at: RuleContext, scope: ts.Node, own: ts.Identifier, of: ts.Symbol, frame: Frame, home: readonly ts.Node[]): void {
    const key = `${scope.getSourceFile().fileName} ${own.pos} ${frame.spawn?.node.pos} ${frame.at?.pos}`;
    if (seen.has(key)) return;
    if (seen.size > 60) throw new Escapes();
    seen.add(key);
    for (const use of usesOf(at, scope, own, of)) {
      if (ts.isExportSpecifier(use.parent) || ts.isExportAssignment(use.parent)) throw new Escapes();
      if (isTypePosition(use)) continue;
      for (const where of framesOf(at, use, scope, frame, home)) useOf(at, use, where, home);
    }
  }

  function isTypePosition(node: ts.Node): boolean {
    return ts.isTypeQueryNode(node.parent) || ts.isTypeNode(node.parent) || ts.isTypeParameterDeclaration(node.parent);
  }

  /** What is done to the object where it is named. */
  function useOf(at: RuleContext, named: ts.Expression, where: Frame, home: readonly ts.Node[]): void {
    const whole = outermost(ts, named), { parent } = whole;
    const add = (kind: string, node: ts.Node): void => { uses.push({ kind, node, goroutine: where.at === undefined ? { ...where, at: node } : where }); };
    if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) {
      const called = outermost(ts, parent).parent;
      if (ts.isCallExpression(called) && skipOuter(ts, called.expression) === parent) return add(parent.name.text, called);
      const type = runtimeType(ts, program, checker.getTypeAtLocation(parent));
      if (type === undefined && (checker.getTypeAtLocation(parent).flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BooleanLike)) !== 0) return add("property", parent);
      // `ticker.c`: whoever has that has the channel, and not the object.
      if (type !== undefined && parent.name.text === "c") return add("c", parent);
      throw new Escapes();
    }
    if (ts.isForOfStatement(parent) && parent.expression === whole) return add("range", parent);
    if (ts.isSpreadElement(parent) && ts.isArrayLiteralExpression(parent.parent)) return add("spread", parent);
    if (ts.isVariableDeclaration(parent) && parent.initializer === whole) {
      const alias = ts.isIdentifier(parent.name) && isConst(ts, parent) && !isExported(at, parent) ? checker.getSymbolAtLocation(parent.name) : undefined;
      if (alias === undefined) throw new Escapes();
      return followName(at, functionAround(ts, parent) ?? parent.getSourceFile(), parent.name as ts.Identifier, alias, where, home);
    }
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return argument(at, parent, whole, where);
    const choice = caseOf(whole);
    if (choice !== undefined) {
      const call = at.calls.find((c) => c.node === choice.call);
      if (call?.name === "select" || call?.name === "trySelect") { uses.push({ kind: call.name === "select" ? "pick" : "tryPick", node: choice.node, goroutine: where.at === undefined ? { ...where, at: choice.call } : where }); return; }
    }
    if (ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText())) return;
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return;
    throw new Escapes();
  }

  /** The case of `select` that an expression is, or may be. */
  function caseOf(whole: ts.Expression): { readonly node: ts.Node; readonly call: ts.Node } | undefined {
    let value: ts.Node = whole;
    while (ts.isConditionalExpression(value.parent) || ts.isParenthesizedExpression(value.parent) || (ts.isBinaryExpression(value.parent) && ts.isBinaryExpression(value.parent) && value.parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)) value = value.parent;
    const { parent } = value;
    if ((ts.isPropertyAssignment(parent) && parent.initializer === value) || ts.isShorthandPropertyAssignment(parent)) {
      const cases = outermost(ts, parent.parent).parent;
      return ts.isCallExpression(cases) ? { node: parent, call: cases } : undefined;
    }
    if (ts.isArrayLiteralExpression(parent) && ts.isCallExpression(parent.parent)) return { node: value, call: parent.parent };
    return undefined;
  }

  function argument(at: RuleContext, taker: ts.CallExpression | ts.NewExpression, given: ts.Expression, where: Frame): void {
    const runtime = at.calls.find((c) => c.node === taker), index = taker.arguments?.indexOf(given) ?? -1;
    if (index < 0) throw new Escapes();
    if (runtime?.name === "send" && index === 0) {
      const choice = caseOf(outermost(ts, taker)), call = at.calls.find((c) => c.node === choice?.call);
      if (choice === undefined || (call?.name !== "select" && call?.name !== "trySelect")) throw new Escapes();
      uses.push({ kind: call.name === "select" ? "offer" : "tryOffer", node: choice.node, goroutine: where.at === undefined ? { ...where, at: choice.call } : where });
      return;
    }
    if (runtime?.name === "new Cond") { uses.push({ kind: "cond", node: taker, goroutine: where.at === undefined ? { ...where, at: taker } : where }); return; }
    const facts = at.plan.calls.get(keyOf(taker))?.facts;
    if (runtime?.name === "go" && index > 0) {
      const first = runtime.facts.arguments[0], fn = first?.kind === "function" ? at.analysis.functions.get(first.id) : undefined;
      if (fn === undefined || fn.async || fn.generator) throw new Escapes();
      return parameter(at, fn.node as ts.SignatureDeclaration, index - 1, spawned(runtime, where, fn.node));
    }
    const fn = facts === undefined || facts.spread ? undefined : calledFunction(at, facts);
    if (fn === undefined || ts.isNewExpression(taker)) throw new Escapes();
    parameter(at, fn, index, { ...where, at: where.at ?? taker, ...inLoops(taker, where, []), conditional: where.conditional || isConditional(taker, functionAround(ts, taker)) });
  }

  function parameter(at: RuleContext, fn: ts.SignatureDeclaration, index: number, frame: Frame): void {
    const own = contextOf(at, fn.getSourceFile()), p = fn.parameters[index];
    if (own === undefined || p === undefined || !ts.isIdentifier(p.name) || p.dotDotDotToken !== undefined || own.plan.facts.assigned.has(p.name.text)) throw new Escapes();
    const symbol = checker.getSymbolAtLocation(p.name);
    if (symbol === undefined) throw new Escapes();
    followName(own, fn, p.name, symbol, frame, []);
  }

  function spawned(spawn: RuntimeCall, where: Frame, root: ts.Node): Frame {
    return { ...where, spawn, from: where.spawn === undefined ? (where.at ?? spawn.node) : where.from, many: where.many || where.repeats || [...loopsAround(ts, spawn.node)].some((l) => !homeLoops.includes(l)), root, at: undefined, repeats: false, deferred: false, conditional: false };
  }

  function inLoops(node: ts.Node, where: Frame, home: readonly ts.Node[]): { repeats: boolean } {
    return { repeats: where.repeats || [...loopsAround(ts, node)].some((l) => !home.includes(l)) };
  }

  /** The goroutines in which the code at `node` may run, as far as `scope`, which runs in `base`. */
  function framesOf(at: RuleContext, node: ts.Node, scope: ts.Node, base: Frame, home: readonly ts.Node[], depth = 0): readonly Frame[] {
    const fn = functionAround(ts, node);
    if (fn === undefined || fn === scope || fn.pos < scope.pos || fn.end > scope.end) return [{ ...base, ...inLoops(node, base, home), conditional: base.conditional || isConditional(node, fn) }];
    if (depth > 8) throw new Escapes();
    const conditional = isConditional(node, fn), loops = [...loopsAround(ts, node)].length > 0;
    const within = (frame: Frame, call: ts.Node): Frame => ({ ...frame, at: frame.at ?? call, repeats: frame.repeats || loops, conditional: frame.conditional || conditional });
    const own = outermost(ts, fn as unknown as ts.Expression), { parent } = own;
    // A function literal that is given to a call.
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return given(at, parent, own, fn, node, scope, base, home, depth, within);
    const name = ts.isFunctionDeclaration(fn) ? fn.name : ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
    const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name);
    if (name === undefined || symbol === undefined || isExported(at, ts.isFunctionDeclaration(fn) ? fn : parent)) return [unknown(base)];
    const around = functionAround(ts, ts.isFunctionDeclaration(fn) ? fn : parent) ?? fn.getSourceFile();
    const frames = usesOf(at, around, name as ts.Identifier, symbol).flatMap((use): readonly Frame[] => {
      if (isTypePosition(use)) return [];
      const whole = outermost(ts, use), taker = whole.parent;
      if (standsIn(use, fn)) return [];
      if (ts.isCallExpression(taker) && skipOuter(ts, taker.expression) === use) return framesOf(at, taker, scope, base, home, depth + 1).map((f) => within(f, taker));
      if (ts.isCallExpression(taker) && taker.arguments.includes(whole)) return given(at, taker, whole, fn, node, scope, base, home, depth, within);
      return [unknown(base)];
    });
    return frames.length === 0 ? [unknown(base)] : frames;
  }

  function given(at: RuleContext, taker: ts.CallExpression | ts.NewExpression, own: ts.Node, fn: ts.Node, node: ts.Node, scope: ts.Node, base: Frame, home: readonly ts.Node[], depth: number, within: (frame: Frame, call: ts.Node) => Frame): readonly Frame[] {
    if (skipOuter(ts, taker.expression) === skipOuter(ts, own as ts.Expression)) return framesOf(at, taker, scope, base, home, depth + 1).map((f) => within(f, taker)); // called at once
    const runtime = at.calls.find((c) => c.node === taker), index = taker.arguments?.indexOf(own as ts.Expression) ?? -1;
    const outer = (): readonly Frame[] => framesOf(at, taker, scope, base, home, depth + 1);
    if (runtime !== undefined) {
      if ((spawners.has(runtime.name) && index === 0) || (runtime.name === "afterFunc" && index === 1) || runtime.name === "afterDone")
        return outer().map((f) => ({ ...spawned(runtime, f, fn), repeats: [...loopsAround(ts, node)].length > 0, conditional: isConditional(node, fn as ts.SignatureDeclaration) }));
      if (runtime.name === "defer") return outer().map((f) => ({ ...within(f, taker), deferred: true }));
      if (runtime.name === "Once.do" || runtime.name === "onceFunc") return outer().map((f) => ({ ...within(f, taker), once: true }));
      if (runtime.name === "run" || runtime.name === "runMain") return outer().map((f) => ({ ...f, root: fn, at: undefined, repeats: [...loopsAround(ts, node)].length > 0, conditional: isConditional(node, fn as ts.SignatureDeclaration) }));
      return [unknown(base)];
    }
    const facts = at.plan.calls.get(keyOf(taker))?.facts;
    if (facts?.callee.kind === "native" && inLine.test(facts.text)) return outer().map((f) => ({ ...within(f, taker), repeats: true }));
    return outer().map((f) => ({ ...within(f, taker), repeats: true, root: undefined }));
  }

  function unknown(base: Frame): Frame {
    return { ...base, root: undefined, at: undefined, conditional: true };
  }

  function standsIn(node: ts.Node, fn: ts.Node): boolean {
    return node.getSourceFile() === fn.getSourceFile() && node.pos >= fn.pos && node.end <= fn.end;
  }

  function isConditional(node: ts.Node, until: ts.Node | undefined): boolean {
    for (let at = node; at.parent !== undefined && at !== until; at = at.parent) {
      const { parent } = at;
      if (ts.isIfStatement(parent) && parent.expression !== at) return true;
      if (ts.isConditionalExpression(parent) && parent.condition !== at) return true;
      if (ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent)) return true;
      if (ts.isBinaryExpression(parent) && parent.right === at && /^(&&|\|\||\?\?)$/.test(parent.operatorToken.getText())) return true;
    }
    return false;
  }
}

/** Built-ins that call what they are given before they return. */
const inLine = /\.(forEach|map|flatMap|filter|find|findIndex|findLast|findLastIndex|some|every|reduce|reduceRight|sort)$/;

/** Calls that start a goroutine with their first argument. */
export const spawners: ReadonlySet<string> = new Set(["go", "WaitGroup.go", "Group.go", "Group.tryGo"]);

function isExported({ ts }: RuleContext, declaration: ts.Node): boolean {
  return (ts.getCombinedModifierFlags(declaration as ts.Declaration) & ts.ModifierFlags.Export) !== 0;
}

export const sending: ReadonlySet<string> = new Set(["send", "trySend", "offer", "tryOffer"]);
export const receiving: ReadonlySet<string> = new Set(["recv", "recvOk", "tryRecv", "range", "spread", "pick", "tryPick"]);

export function usesOfKind({ uses }: Made, kinds: ReadonlySet<string>): readonly Use[] {
  return uses.filter((u) => kinds.has(u.kind));
}

/** The function in which the goroutine that made the object does everything that it does to it itself, and starts the others. */
export function homeOf({ uses, owner }: Made): ts.Node | undefined {
  const roots = new Set(uses.filter((u) => u.goroutine.spawn === undefined).map((u) => u.goroutine.root));
  if (roots.size === 0) return owner;
  return roots.size === 1 ? [...roots][0] : undefined;
}
