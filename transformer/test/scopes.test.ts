/** What a name stands for, as the binder's tables tell it, is what the checker says: of every name in the sources of the compiler, and in code made to be hard. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { symbolAt } from "../src/analysis/1-collect/scopes";
import { quick } from "../src/analysis/typescript";
import { EditedProject } from "../../fixtures/harness/language-service";
import { memory, root } from "./memory-program";

/** @returns how many names were asked for, and how often the checker was */
function compare(program: ts.Program, files: readonly ts.SourceFile[]): { names: number; asked: number } {
  const checker = program.getTypeChecker();
  let names = 0, asked = 0;
  const counting = { ...checker, getSymbolAtLocation: (node: ts.Node) => { asked++; return checker.getSymbolAtLocation(node); } };
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        names++;
        const expected = checker.getSymbolAtLocation(node), { line } = file.getLineAndCharacterOfPosition(node.getStart());
        // In text with errors it may make up a new one each time.
        if (checker.getSymbolAtLocation(node) === expected) assert.ok(symbolAt(quick(ts), counting, node) === expected, `${file.fileName}:${line + 1} ${node.text} of ${node.parent.getText().slice(0, 80)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { names, asked };
}

const hard: Record<string, string> = {
  "parameters.ts": `export const a = 1, x = 2;
    export function f(a: number, b = a, c = () => x) { var x = 3; const b2 = b; return [a, b2, c, x]; }
    export const g = (y = a) => { const a = y; return a; };
    export const h = ({ a: q, r = q } = { a: x, r: a }) => q + r + a;
    export function over(p: string): void; export function over(p: number): void; export function over(p: unknown) { void p; over(1); }`,
  "own-names.ts": `const D = 1, g = 2;
    export const C = class D { m() { return D; } static s = D; };
    export const k = function g(): unknown { return g; };
    export const l = function g(g: number): unknown { return g; };
    export const m = function n(p = n): unknown { return [n, p, g]; };
    class E { m() { return E; } } export { E, D };
    const F = class {}; export const o = [F, D];`,
  "enums.ts": `const A = 5; export enum E { A, B = A, C = B + A } export const a = [A, E.A];
    export const enum K { X = 1, Y = X } const X = "x"; export const y = [X, K.Y];`,
  "types.ts": `export interface Map { readonly own: true } export type Set = 1; export class Promise {} export const made = new Promise();`,
  "imports.ts": `import { Map, Set, Promise } from "./types"; import type { Promise as P } from "./types"; import * as all from "./enums"; import def, { a as renamed } from "./defaults";
    export const m = new Map(), s = new Set(), p = new Promise(), q: P = p, e = all.E.A, d = def(renamed); let un: Map; export { un };
    export { a } from "./enums"; export const b = typeof a;`,
  "defaults.ts": `export default function named(n: unknown): unknown { return n ? named(a) : named; } export const a = 1; export { a as b };`,
  "blocks.ts": `export const x = 1, y = [x];
    { first(() => { const x = 2; return x; }); const x = 3; first(() => x); }
    function first(f: () => number) { for (const x of [f]) x(); for (let x = 0; x < 1; x++) first(() => x); try { f(); } catch (x) { first(() => x as number); } return x; }
    switch (x as number) { case 1: { const y = x; first(() => y); break; } default: const z = x; first(() => z + y.length); }
    label: for (const label of y) { if (label > x) continue label; first(() => label); }
    export class K { [x + 1]() { const x = "m"; return x; } static { const x = 9; first(() => x); } field = x; constructor(private x: number) { first(() => x + this.x); } get y() { return y; } set y(v) { first(() => v.length); } }
    if (x) { var hoisted = x; function inner() { return hoisted; } inner(); } export { hoisted };`,
  "globals.ts": `export const before = () => typeof arguments, g = [undefined, NaN, Math.max(1), globalThis, Object, JSON, typeof nothing]; export function h() { return [arguments, arguments.length, (() => arguments)()]; }
    export function i(): unknown { const Math = { max: 1 }; return Math.max; } export const shorthand = { g, h, Array }; const Array = 3; export let t = 0; [t] = [4]; ({ t } = { t }); ({ g: t } = { g: t }); t++; \`\${t} \${\`\${t}\`}\`;`,
  "merged.ts": `export function fn() { return fn; } export interface fn { a: 1 } export class M { static of() { return M; } } export interface M { b: 2 } declare module "./types" { interface Map { c: 3 } interface Promise { d: 4 } } new M();`,
  "namespaces.ts": `export namespace N { export const inside = 1; export const again = inside; } export namespace N { export const more = inside; const x = more; export function f() { return x; } } export const o = N.inside; export namespace O { export const Object = 1; } export namespace O { export const p = Object; }`,
  "decorators.ts": `const x = 1; function dec(...a: unknown[]): any { return a; } export @dec(x) class C<x> { @dec(() => x) m(@dec(x) x: number) { return x; } }`,
  "generic.ts": `const T = 1; export function f<T>(t: T): unknown { return [t, T]; } export class G<T> { t = T; } export type X<T> = T extends (infer T)[] ? T : typeof T;`,
  "script.ts": `var shared = 1; function own() { return shared; } own();`,
  "plain.js": `const a = require("./enums"); module.exports = { a, b: exports }; function C() { this.x = a; } C.prototype.m = function () { return C; };`,
  "comments.ts": `const A = 1; export const c = class/* */A { m() { return A; } }; export const b = A;`,
  "classes.ts": `const A = 1; export const d = [class A { m() { return A; } }, A];`,
  "with.ts": `const o = { p: 1 }, p = 2; with (o) { p; } export const q = p;`,
  "jsx.tsx": `declare const React: any; const div = 1; const Comp = (p: { x: number }) => <div {...p}>{p.x}{div}</div>; export const e = <Comp x={div} />;`,
};

test("code made to be hard", () => {
  for (const target of [ts.ScriptTarget.ES2022, ts.ScriptTarget.ES5]) for (const legacy of [true, false]) {
    const { files, host } = memory(hard), program = ts.createProgram([...files.keys()], { target, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, allowJs: true, checkJs: true, strict: true, experimentalDecorators: legacy, jsx: ts.JsxEmit.React, lib: ["lib.es2022.d.ts"], types: [] }, host);
    const { names, asked } = compare(program, Object.keys(hard).map((name) => program.getSourceFile(`${root}/${name}`)!));
    assert.ok(names > 300 && asked < names * 0.8, `${asked} of ${names}`);
  }
});

test("the sources of the compiler: the checker is hardly asked for names in expressions", () => {
  const folder = join(__dirname, "..", "src", "analysis"), files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts")).map((f) => join(folder, f));
  const program = ts.createProgram(files, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, strict: true, skipLibCheck: true, noResolve: false, types: ["node"] });
  const { names, asked } = compare(program, program.getSourceFiles().filter((f) => f.fileName.startsWith(folder)));
  assert.ok(names > 20_000, String(names));
  assert.ok(asked < names * 0.75, `${asked} of ${names}`); // members, declarations and types are most of it
});

test("after edits, when the parser has moved nodes from one tree into the next", () => {
  const texts = Object.fromEntries(Object.entries(hard).map(([name, text]) => [`${root}/${name}`, text.replace(/;\s/g, ";\n")])), files = Object.keys(texts);
  const pieces = ["log(1);\n", "const fresh = (a: number, b = a) => { const a2 = b; return a2; };\n", "}\n", "{\n", "function fresh2() { for (const x of [1]) x; }\n", "class C9 { m = () => C9; }\n", "(", "return;\n", "enum E9 { A, B = A }\n", "import { after as later9 } from \"sansync\";\n"];
  for (let seed = 1; seed <= (process.env.STRESS ? 200 : 8); seed++) {
    const project = new EditedProject([], { target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], module: ts.ModuleKind.CommonJS, strict: true, types: [], allowJs: true }, texts);
    let state = seed * 2654435761 >>> 0;
    const pick = (below: number): number => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state % below; };
    for (let edit = 0; edit < 25; edit++) {
      const name = files[pick(files.length)]!, text = project.text(name), lines = [...text.matchAll(/^/gm)].map((m) => m.index), at = lines[pick(lines.length)]!;
      if (pick(3) > 0) project.edit(name, at, at, pieces[pick(pieces.length)]!);
      else project.edit(name, at, Math.min(text.length, at + pick(30)), "");
      const program = project.service.getProgram()!;
      compare(program, files.map((f) => program.getSourceFile(f)!));
    }
  }
});

test.run();
