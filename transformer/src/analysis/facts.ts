/**
 * What phase 1 finds out about each file, and why each field is kept. Everything later (inference, plan, lowering, diagnostics, editor) reads these facts and
 * never asks the checker again. Facts about one file depend on that file and on the declarations it refers to, not on who calls it.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
import { walk } from "./walk";

/** `path#kind:pos:end`. Positions, not nodes: a host may hand over another copy of the tree. */
export type FunctionId = string;

/** Stands for all generators of the program, where a value is known to be a generator, and not which. Why-chains show it. */
export const anyGenerator: FunctionId = "a generator";

export type FunctionKind =
  | "function" // declaration
  | "expression" // function expression
  | "arrow"
  | "method" // of a class or an object literal
  | "constructor"
  | "accessor"
  | "field" // initialiser of an instance field, where it may move into the frame of the constructor
  | "static" // static field or block of a class in a function, where it may run behind the class
  | "initializer" // field initialiser, static block, enum member, decorator: code that runs where nobody can wait
  | "namespace" // body of a namespace block
  | "module"; // the top level of a file

/** What a call may reach. */
export type Callee =
  /** Functions of this program. `exact`: one function, named lexically, so its frame can be called by name; else they are reached by look-up. */
  | { readonly kind: "functions"; readonly ids: readonly FunctionId[]; readonly exact: boolean }
  /** A declaration tagged `@suspends`. `direct`: it has an ABI function of its own (`@intrinsic` beside the tag). */
  | { readonly kind: "marked"; readonly name: string; readonly direct?: string }
  /** A parameter of the function the call stands in: its colour is the caller's argument's. */
  | { readonly kind: "parameter"; readonly index: number }
  /** A built-in of the language. It suspends only through a callback, if it has a goroutine entry (see natives.ts). */
  | { readonly kind: "native"; readonly name: string; readonly resumable: boolean }
  /** Declared in a package that does not use sansync: plain, and it calls back as plain code does. `runtime`: the package is sansync itself. */
  | { readonly kind: "foreign"; readonly name: string; readonly runtime?: true }
  /** Anything else: one look-up of the entry decides at run time. */
  | { readonly kind: "unknown"; readonly why: string }
  /** A function of the runtime whose calls the compiler rewrites (`@intrinsic` in its declaration). */
  | { readonly kind: "intrinsic"; readonly name: string };

/** What is known of one argument that may be a function. */
export type Argument =
  | { readonly kind: "none" } // cannot be called
  | { readonly kind: "function"; readonly id: FunctionId }
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "unknown" };

export interface CallFacts {
  /** Key of the node: `kind:pos:end`. */
  readonly key: string;
  readonly node: ts.Node;
  readonly callee: Callee;
  readonly arguments: readonly Argument[];
  /** A spread argument: positions are not known. */
  readonly spread: boolean;
  /** How messages and TypeErrors name the callee. */
  readonly text: string;
  /** In a parameter list, where `yield` is not allowed. */
  readonly inParameters: boolean;
  /** Not a call of the function but an iteration over the generator it makes (or the iterator it is the maker of): what suspends is the step. */
  readonly steps?: true;
  /** Of a call of something outside, per argument that is a function of the program: its result is used at once (for SY4002). */
  readonly usesResult?: readonly boolean[] | undefined;
}

/** Nobody but diagnostics asks about such a call, and nothing but the node. */
export type InertCall = ts.CallExpression | ts.NewExpression;

/** How a `for…of` steps. */
export type Iteration = "native" | "channel" | "generator" | "unknown";

/** A loop whose rounds are checked once per strip, if the body does not suspend. */
export interface Strip {
  /** How many rounds are run between two checks. */
  readonly rounds: number;
}

/** One that counts up or down to a bound (1-collect/counted-loops.ts): its counter tells where a strip ends. */
export interface CountedLoop extends Strip {
  readonly up: boolean;
  /** By what it counts; undefined: 1. */
  readonly step: ts.Expression | undefined;
  /** The bound is the same all the time. If not, it is read each round. */
  readonly fixed: boolean;
  /** The counter starts so small that adding to it always changes it. */
  readonly small: boolean;
}

export interface LoopFacts {
  readonly key: string;
  readonly node: ts.IterationStatement;
  /** A loop that runs a small constant number of times needs no check. */
  readonly tiny: boolean;
  /** Undefined: it is checked at each round. */
  readonly strip: CountedLoop | Strip | undefined;
  /** Positions of calls inside decide whether it can be strip-mined; calls are found by range. */
  readonly iteration: Iteration | undefined;
}

export interface FunctionFacts {
  readonly id: FunctionId;
  readonly key: string;
  readonly kind: FunctionKind;
  /** For messages and dumps: `worker`, `Counter.bump`, `(anonymous)`. */
  readonly name: string;
  readonly node: ts.Node;
  readonly file: ts.SourceFile;
  readonly outer: FunctionFacts | undefined;
  readonly async: boolean;
  readonly generator: boolean;
  /** Calls that may do something to the function they stand in, or are given a function of the program. */
  calls: readonly CallFacts[];
  /** The others, which are most: of built-ins that call nothing, and of foreign functions. They are plain whatever is found out elsewhere. */
  nativeCalls: readonly InertCall[];
  foreignCalls: readonly InertCall[];
  loops: readonly LoopFacts[];
  /** Names of parameters in order; undefined where the parameter is no plain name or is assigned to. */
  parameters: readonly (string | undefined)[];
  usesThis: boolean;
  usesArguments: boolean;
  usesSuper: boolean;
  usesNewTarget: boolean;
  /** Contains a call of `defer` that is not the initialiser of a `using` declaration. */
  defers: boolean;
  /** It uses `arguments` as an object that may be asked for its `callee` (opaque.ts). */
  usesCallee: boolean;
  /** Its body has to stay as it is written (opaque.ts): the node that says so. */
  opaque: { readonly node: ts.Node; readonly what: string } | undefined;
  /** A `var` of the body that has the name of a parameter, where parameters contain calls: such parameters cannot be moved into the body. */
  redeclared: ts.Node | undefined;
  /** Of a constructor or an accessor: why it cannot run as a frame. */
  unframed?: string;
}

export interface FileFacts {
  readonly file: ts.SourceFile;
  readonly functions: readonly FunctionFacts[];
  /** Names of members whose functions, wherever they are stored, the facts depend on. */
  readonly asked: ReadonlySet<string>;
  /** Conversions of operands are among the calls. */
  readonly converts: boolean;
  /** Variables of these names are assigned to somewhere in the file, after their declaration. */
  readonly assigned: { has(name: string): boolean };
  /** By key of the function node. */
  readonly byKey: ReadonlyMap<string, FunctionFacts>;
}

/** Ids are asked for again and again, and long: one text each, hashed once. */
let ids = new WeakMap<ts.Node, FunctionId>();

/** Before a program is analysed: an editor's parser may have moved nodes of the program before. One that is being analysed in pieces makes the same ids again. */
export function forgetIds(): void {
  ids = new WeakMap<ts.Node, FunctionId>();
}

/** The same for one file of it, of which the former program had another version. */
export function forgetIdsIn(ts: Ts, file: ts.SourceFile): void {
  walk(ts, file, (node) => { ids.delete(node); });
}

/** The key of a node inside its file. */
export function keyOf(node: ts.Node): string {
  return `${node.kind}:${node.pos}:${node.end}`;
}

/** The key of the function in its file. */
export function keyInId(id: FunctionId): string {
  return id.slice(id.lastIndexOf("#") + 1);
}

export function idOf(node: ts.Node): FunctionId {
  let id = ids.get(node);
  if (id === undefined) ids.set(node, (id = `${node.getSourceFile().fileName}#${keyOf(node)}`));
  return id;
}
