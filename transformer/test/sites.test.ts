import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Sites } from "../src/emit/sites";

const file = ts.createSourceFile("a.ts", "const a = 1;\n  call(a |\n b);\nlast();\n", ts.ScriptTarget.Latest, true);
const [first, second, third] = file.statements as unknown as [ts.Statement, ts.Statement, ts.Statement];

test("numbers count up in order of need; the table is what `sites` of the runtime takes", () => {
  const sites = new Sites(ts, file);
  assert.is(sites.count, 0);
  assert.is(sites.table(), "");
  assert.is(sites.add("main", third, "last"), 0);
  assert.is(sites.add("main", first, ""), 1);
  assert.is(sites.count, 2);
  assert.is(sites.table(), "main 4:1 last|main 1:1");
});

test("one place with one text is one site", () => {
  const sites = new Sites(ts, file);
  assert.is(sites.add("f", first, "x.recv"), sites.add("f", first, "x.recv"));
  assert.is.not(sites.add("f", first, "x.recv"), sites.add("f", first, "preempted"));
  assert.is(sites.count, 2);
});

test("lines and columns begin at 1, without leading blanks", () => {
  const sites = new Sites(ts, file);
  sites.add("f", second, "");
  assert.is(sites.table(), "f 2:3");
});

test("neither separator gets into an entry: a function's name is one word, a text has no bar", () => {
  const sites = new Sites(ts, file);
  sites.add("C.static block", first, "a | b\n  c");
  const entries = sites.table().split("|");
  assert.is(entries.length, 1);
  assert.match(entries[0]!, /^\S+ \d+:\d+ \S/);
});

test.run();
