// Declaration files are what TypeScript writes, with `@suspends` before each declaration that may block and nothing else changed.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { patchProgram } from "../src/hosts/patch-program";
import { emitted, memory } from "./memory-program";

const c = 'import { chan, type RecvChan } from "sansync";\nconst ch = chan<number>();\n';
const extra: ts.CompilerOptions = { declaration: true };

function declarations(text: string): { ours: string; plain: string } {
  const ours = emitted(patchProgram(ts, memory({ "main.ts": c + text }).program(extra))).get("main.d.ts")!;
  const plain = emitted(memory({ "main.ts": c + text }).program(extra)).get("main.d.ts")!;
  return { ours, plain };
}

/** The marks taken out again must leave what TypeScript writes. */
function check(text: string, marked: readonly string[]): void {
  const { ours, plain } = declarations(text);
  assert.is(ours.replace(/^ *\/\*\* @suspends \*\/\n/gm, ""), plain);
  const found = [...ours.matchAll(/@suspends \*\/\n(.*)$/gm)].map((m) => m[1]!.trim());
  assert.equal(found, marked);
}

test("functions", () => check(
  "/** Doc. */\nexport function f(): number { return ch.recv()!; }\nexport function p(): number { return 1; }\nexport function loop(): void { while (Math.random()); }\nexport function call(f: () => void): void { f(); }",
  ["export declare function f(): number;"]));

test("constants that hold a function", () => check(
  "export const f = () => ch.recv();\nexport const g = function (): void { ch.send(1); };\nexport const p = () => 1, q = 2;",
  ["export declare const f: () => number | undefined;", "export declare const g: () => void;"]));

test("methods, static and overloaded ones, fields; private ones have no declaration of their own", () => check(
  "export class C { m(): void { ch.recv(); } static s(): void { ch.recv(); } o(x: string): void; o(x: number): void; o(): void { ch.recv(); } f = () => ch.recv(); p(): void {} #x(): void { ch.recv(); } n = 1; }",
  ["m(): void;", "static s(): void;", "o(x: string): void;", "o(x: number): void;", "f: () => number | undefined;"]));

test("overloads of a function", () => check(
  "export function f(x: string): string;\nexport function f(x: number): number;\nexport function f(x: any): any { ch.recv(); return x; }",
  ["export declare function f(x: string): string;", "export declare function f(x: number): number;"]));

test("namespaces, default exports", () => check(
  "export namespace N { export function f(): void { ch.recv(); } export function p(): void {} }\nexport default function (): void { ch.recv(); }",
  ["function f(): void;", "export default function (): void;"]));

test("async functions and generators give their result at once: no mark", () => check(
  "export async function f(): Promise<void> { ch.recv(); }\nexport function* g(): Generator<number> { yield 1; }", []));

test("a declaration that says it already is left as it is", () => {
  const { ours, plain } = declarations("/** Waits.\n * @suspends */\nexport function f(): void { ch.recv(); }");
  assert.is(ours, plain);
  assert.is(ours.split("@suspends").length, 2);
});

test("what is written is read back: an importer of the declarations sees the same colour", () => {
  const { ours } = declarations("/** Doc. */\nexport function f(): number { return ch.recv()!; }\nexport class C { m(): void { ch.recv(); } }\nexport const g = () => ch.recv();");
  const importer = memory({ "main.d.ts": ours, "user.ts": 'import { f, g, C } from "./main";\nexport function a(): void { f(); }\nexport function b(o: C): void { o.m(); }\nexport function d(): void { g(); }' });
  const js = emitted(patchProgram(ts, importer.program())).get("user.js")!;
  for (const name of ["a", "b", "d"]) assert.match(js, new RegExp(`function ${name}\\$go`));
});

test.run();
