// The control-flow graph behind the flow rules: per function the ways through it, as the calls and exits in their order. A way goes round a loop once.
import { quick } from "../src/analysis/typescript";
import { graphOf, type Point } from "../src/diagnostics/flow/graph";
import { onAllPathsFrom, onAllPathsTo } from "../src/diagnostics/flow/paths";
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { memory } from "./memory-program";

const declared = "declare function a(): boolean; declare function b(): boolean; declare function c(): boolean; declare function fail(): never;\n";

function graph(body: string) {
  const program = memory({ "main.ts": `${declared}export function f(xs: number[]) { ${body} }` }).program();
  const file = program.getSourceFiles().find((f) => f.fileName.endsWith("main.ts"))!;
  return graphOf(quick(ts), program.getTypeChecker(), file.statements[file.statements.length - 1]!)!;
}

const name = (point: Point): string[] => {
  if (point.node === undefined) return [];
  if (ts.isCallExpression(point.node)) return [point.node.expression.getText()];
  return ts.isFunctionLike(point.node) ? ["end"] : ts.isReturnStatement(point.node) ? ["return"] : ts.isThrowStatement(point.node) ? ["throw"] : [];
};

function ways(body: string): string[] {
  const found = new Set<string>();
  const go = (point: Point, way: readonly string[], seen: ReadonlySet<Point>): void => {
    if (seen.has(point)) return;
    const here = [...way, ...name(point)];
    if (point.next.length === 0) { found.add(here.join(" ")); return; }
    for (const next of point.next) go(next, here, new Set([...seen, point]));
  };
  go(graph(body).entry, [], new Set());
  return [...found].sort();
}

const cases: readonly [string, string, readonly string[]][] = [
  ["a branch that returns", "a(); if (xs.length) return; b();", ["a b end", "a return"]],
  ["operators that leave something out", "a() && b(); c();", ["a b c end", "a c end"]],
  ["a loop that may not run", "while (a()) b(); c();", ["a c end"]],
  ["a loop without an end", "for (;;) { a(); if (b()) break; } c();", ["a b c end"]],
  ["continue of an outer loop", "o: for (const x of xs) { for (;;) { if (a()) continue o; b(); return; } }", ["a b return", "end"]],
  ["a labelled block", "l: { if (a()) break l; b(); } c();", ["a b c end", "a c end"]],
  ["finally on each way out", "try { if (a()) return; b(); } finally { c(); }", ["a b c end", "a c return"]],
  ["finally of a break", "for (;;) { try { if (a()) break; } finally { b(); } return; } c();", ["a b c end", "a b return"]],
  ["a finally that returns", "try { return; } finally { return void a(); }", ["a return"]],
  ["what is caught", "try { a(); throw new Error(); } catch { b(); }", ["a b end", "a throw b end", "b end"]],
  ["cases fall through", "switch (xs.length) { case 1: a(); case 2: b(); break; default: c(); }", ["a b end", "b end", "c end"]],
  ["never comes back", "if (a()) fail(); b();", ["a b end", "a fail"]],
  ["closures are left out", "a(); const g = () => b(); c(); return g;", ["a c return"]],
];
for (const [title, body, expected] of cases) test(title, () => assert.equal(ways(body), expected));

test("what holds on all paths to a point, and what all paths come to", () => {
  const g = graph("if (xs.length) a(); b(); for (;;) { c(); if (xs.length > 1) break; } a();");
  const called = (of: string) => (p: Point) => (name(p)[0] === of ? { adds: [of] } : undefined);
  const at = (of: string, n = 0) => g.points.filter((p) => name(p)[0] === of)[n]!;
  assert.not.ok(onAllPathsTo(g, called("a")).get(at("b"))!.has("a"), "one of two ways");
  assert.ok(onAllPathsTo(g, called("b")).get(at("c"))!.has("b"));
  assert.ok(onAllPathsFrom(g, called("a")).get(at("b"))!.has("a"), "behind the loop");
  assert.ok(onAllPathsFrom(g, called("c")).get(at("b"))!.has("c"));
  assert.not.ok(onAllPathsFrom(g, called("b")).get(at("c"))!.has("b"));
  const half = graph("a(); if (xs.length) for (;;) c(); b();");
  assert.ok(onAllPathsFrom(half, called("b")).get(half.entry)!.has("b"), "a path that never ends is not asked");
});

test.run();
