/**
 * What a call of a resumable built-in may call back: the arguments that are callbacks, the steps of an iterable it walks, `toJSON` methods. Everything else it is given is data.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionFacts } from "../facts";
import { iterationOfValue } from "./loops";
import { callbackPosition, walkingNatives } from "./natives";
import { iteratorMember, mayBeFunction, propertyUnder, skipOuter } from "./program-index";
import type { Resolver } from "./resolve";

type Native = Extract<Callee, { kind: "native" }>;

/** The callee and the arguments as inference shall see them. */
export function nativeCall(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, callee: Native, call: ts.CallExpression, args: readonly Argument[], within: FunctionFacts, stress: boolean): { callee: Callee; args: Argument[] } {
  if (/Function\.(call|apply|bind)$|^Reflect\.apply$/.test(callee.name)) return { callee, args: applied(ts, checker, resolver, callee, call, args, within) };
  const at = callbackPosition(callee.name);
  const seen: Argument[] = at === undefined || call.arguments.some(ts.isSpreadElement) ? [...args] : args.map((a, i) => (i === at ? a : { kind: "none" }));
  if (callee.name === "JSON.stringify") seen.push(...resolver.storedUnder("toJSON"));
  if (/^(String|RegExp)\./.test(callee.name)) {
    const target = skipOuter(ts, call.expression);
    const pattern = callee.name.startsWith("String.") ? call.arguments[0] : ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target) ? target.expression : undefined;
    if (pattern !== undefined) seen.push(...patternArguments(ts, checker, resolver, pattern));
  }
  const walked = walkingNatives.get(callee.name);
  if (walked === undefined) return { callee, args: seen };
  const target = skipOuter(ts, call.expression);
  const iterable = walked >= 0 ? call.arguments[walked] : ts.isPropertyAccessExpression(target) ? target.expression : undefined;
  if (iterable === undefined || ts.isSpreadElement(iterable)) return { callee, args: [...seen, { kind: "unknown" }] };
  if (walked < 0) return { callee, args: stress || !isEngineIterator(checker, iterable) ? [...seen, { kind: "unknown" }] : seen };
  if (isArrayLikeOnly(ts, checker, iterable)) return { callee, args: seen };
  const iteration = iterationOfValue(ts, checker, resolver.typeOfIterable(iterable));
  if (iteration === "channel") return { callee: { kind: "marked", name: "RecvChan.[Symbol.iterator]" }, args: seen };
  return { callee, args: iteration === "native" ? seen : [...seen, { kind: "unknown" }] };
}

const walkingConstructors = /^new (Set|Map|WeakSet|WeakMap|(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float16|Float32|Float64|BigInt64|BigUint64)Array)$/;

/** `super(…)` into a built-in that has a construct entry: it calls `add` or `set` of the subclass, an executor, the steps of an iterable. Undefined for any other parent. */
export function nativeParent(callee: Callee): { callee: Callee; args: Argument[] } | undefined {
  return callee.kind === "native" && (walkingConstructors.test(callee.name) || callee.name === "new Promise") ? { callee: { ...callee, resumable: true }, args: [{ kind: "unknown" }] } : undefined;
}

/** What `new Set(it)`, `new Promise(executor)` and their like may call: they have construct entries in the runtime (natives/collections.ts, promises.ts). */
export function nativeConstruction(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, callee: Native, node: ts.NewExpression, args: readonly Argument[]): { callee: Callee; args: Argument[] } {
  const resumable: Callee = { ...callee, resumable: true };
  const [first] = node.arguments ?? [];
  if (callee.name === "new Promise") return { callee: resumable, args: [...args] };
  if (!walkingConstructors.test(callee.name) || first === undefined) return { callee, args: [...args] };
  if (ts.isSpreadElement(first)) return { callee: resumable, args: [{ kind: "unknown" }] };
  const type = resolver.typeOfIterable(first);
  if ((type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0 || isArrayLikeOnly(ts, checker, first)) return { callee: resumable, args: [] };
  const iteration = iterationOfValue(ts, checker, type);
  if (iteration === "channel") return { callee: { kind: "marked", name: "RecvChan.[Symbol.iterator]" }, args: [] };
  return { callee: resumable, args: iteration === "native" ? [] : [{ kind: "unknown" }] };
}

/** call, apply, bind: the function they are used on is the last of `args`; what it is given may be called by it. */
function applied(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, callee: Native, call: ts.CallExpression, args: readonly Argument[], within: FunctionFacts): Argument[] {
  const access = skipOuter(ts, call.expression), reflect = callee.name === "Reflect.apply";
  const target = reflect ? call.arguments[0] : ts.isPropertyAccessExpression(access) ? access.expression : undefined;
  const seen = [...args];
  if (target === undefined || ts.isSpreadElement(target)) return seen;
  const resumable = resolver.isResumable(target);
  // A bound built-in keeps its entry.
  if (/bind$/.test(callee.name)) return resumable ? [...seen.slice(0, -1), { kind: "unknown" }] : seen;
  const list = /apply$/.test(callee.name) ? call.arguments[reflect ? 2 : 1] : undefined;
  if (list === undefined || ts.isSpreadElement(list)) return seen;
  const known = reflect ? args[0] : args.at(-1);
  if (known?.kind === "none" && !resumable) return seen;
  const inner = skipOuter(ts, list);
  if (ts.isArrayLiteralExpression(inner) && !inner.elements.some(ts.isSpreadElement)) return [...seen, ...inner.elements.map((e) => resolver.argument(e, within))];
  const element = checker.getIndexTypeOfType(checker.getTypeAtLocation(inner), ts.IndexKind.Number);
  return element !== undefined && !mayBeFunction(ts, checker, element) ? seen : [...seen, { kind: "unknown" }];
}

/** A pattern of the user's brings its own methods; a regular expression those `exec` methods of the program that a RegExp may have. */
export function patternArguments(ts: Ts, checker: ts.TypeChecker, resolver: Resolver, pattern: ts.Expression): Argument[] {
  const type = checker.getTypeAtLocation(pattern);
  return (type.isUnion() ? type.types : [type]).flatMap((part): Argument[] => {
    if ((part.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0) return [];
    if (part.symbol?.name !== "RegExp" || ts.isRegularExpressionLiteral(skipOuter(ts, pattern))) return part.symbol?.name === "RegExp" ? [] : [{ kind: "unknown" }];
    return resolver.membersOf("exec", part);
  });
}

/** An iterator only the engine makes: nothing of the user's is called when it steps. */
function isEngineIterator(checker: ts.TypeChecker, iterator: ts.Expression): boolean {
  return /^(ArrayIterator|MapIterator|SetIterator|StringIterator|RegExpStringIterator)$/.test(checker.getTypeAtLocation(iterator).symbol?.name ?? "");
}

/** An object literal without `[Symbol.iterator]` (`{ length: n }`), or a number: there is nothing to step. */
function isArrayLikeOnly(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const inner = skipOuter(ts, expression);
  if (!ts.isObjectLiteralExpression(inner)) return false;
  return propertyUnder(checker, checker.getTypeAtLocation(inner), iteratorMember) === undefined;
}
