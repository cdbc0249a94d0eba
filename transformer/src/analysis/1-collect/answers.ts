/**
 * What was found out about stored members, kept from one program to the next: the checker of each program has types of its own, and asking it again about thousands of members that no edit has touched is
 * most of what analysing a file costs. Types are known by how they are named, `Map<string, Conn>`, where each name is a declaration's; of other types nothing is kept.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { Argument, FunctionId } from "../facts";
import { classMember } from "./program-index";

type Answer = ReadonlySet<FunctionId> | undefined;

/** Declarations have numbers, for all programs they are in. */
const numbers = new WeakMap<ts.Node, number>();
let next = 0;

export class Answers {
  /** What an expression is that is stored. */
  readonly stored = new Map<ts.Expression, Argument>();
  /** Whether the type of a container says nothing (members.ts). */
  readonly open = new WeakMap<ts.Node, boolean>();
  /** By name of the member, by name of the receiver's type. */
  readonly #fitting = new Map<string, Map<string, Answer>>();

  /** @returns undefined: nothing is known */
  of(member: string, type: string): { readonly answer: Answer } | undefined {
    const known = this.#fitting.get(member);
    return known?.has(type) === true ? { answer: known.get(type) } : undefined;
  }

  keep(member: string, type: string, answer: Answer): void {
    const known = this.#fitting.get(member);
    if (known === undefined) this.#fitting.set(member, new Map([[type, answer]]));
    else known.set(type, answer);
  }

  /**
   * After an edit.
   * @param members names under which something else may be stored now; undefined: any
   * @param placed where functions are known now that were known by another place
   * @param gone functions that are no more
   */
  forget(members: ReadonlySet<string> | undefined, placed: ReadonlyMap<FunctionId, FunctionId>, gone: ReadonlySet<FunctionId>): void {
    if (members === undefined || members.has(classMember)) this.#fitting.clear();
    else for (const name of this.#fitting.keys()) if (members.has(name) || members.has(name.slice(name.indexOf(" ") + 1))) this.#fitting.delete(name);
    const isElsewhere = (id: FunctionId): boolean => gone.has(id) || (placed.get(id) ?? id) !== id;
    for (const known of this.#fitting.values())
      for (const [type, answer] of known) {
        if (answer === undefined || !some(answer, isElsewhere)) continue;
        if (some(answer, (id) => gone.has(id))) known.delete(type);
        else known.set(type, new Set([...answer].map((id) => placed.get(id) ?? id)));
      }
    for (const [expression, argument] of this.stored) {
      if (argument.kind !== "function" || !isElsewhere(argument.id)) continue;
      if (gone.has(argument.id)) this.stored.delete(expression);
      else this.stored.set(expression, { kind: "function", id: placed.get(argument.id)! });
    }
  }
}

function some(ids: Iterable<FunctionId>, test: (id: FunctionId) => boolean): boolean {
  for (const id of ids) if (test(id)) return true;
  return false;
}

/** How a type is named, the same in all programs; undefined: it has no name. */
export function typeName(ts: Ts, checker: ts.TypeChecker, type: ts.Type, depth = 0): string | undefined {
  const { TypeFlags, ObjectFlags } = ts;
  if ((type.flags & (TypeFlags.String | TypeFlags.Number | TypeFlags.Boolean | TypeFlags.BigInt | TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Any | TypeFlags.Unknown)) !== 0) return (type as { intrinsicName?: string }).intrinsicName;
  if (depth > 3) return undefined;
  if (type.isUnion()) return joined(type.types.map((t) => typeName(ts, checker, t, depth + 1)), "|", true);
  if ((type.flags & TypeFlags.Object) === 0) return undefined;
  const { objectFlags } = type as ts.ObjectType;
  if ((objectFlags & ObjectFlags.Reference) !== 0) {
    const { target } = type as ts.TypeReference;
    if ((target.objectFlags & ObjectFlags.Tuple) !== 0) return undefined;
    if (target !== type) {
      const name = declarationName(target), args = joined(checker.getTypeArguments(type as ts.TypeReference).map((t) => typeName(ts, checker, t, depth + 1)), ",", false);
      return name === undefined || args === undefined ? undefined : `${name}<${args}>`;
    }
  }
  return (objectFlags & ObjectFlags.ClassOrInterface) !== 0 && ((type as ts.InterfaceType).typeParameters ?? []).length === 0 ? declarationName(type) : undefined;
}

function joined(parts: readonly (string | undefined)[], by: string, sorted: boolean): string | undefined {
  if (parts.includes(undefined)) return undefined;
  return (sorted ? [...parts].sort() : parts).join(by);
}

function declarationName(type: ts.Type): string | undefined {
  const declaration = type.symbol?.declarations?.[0];
  if (declaration === undefined) return undefined;
  let number = numbers.get(declaration);
  if (number === undefined) numbers.set(declaration, (number = next++));
  return `#${number}`;
}
