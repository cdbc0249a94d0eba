import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Names } from "../src/emit/names";

const names = (text: string): Names => new Names(ts, ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true));

test("a free name is taken as it is, and from then on", () => {
  const n = names("const x = 1;");
  assert.is(n.unique("worker$frame"), "worker$frame");
  assert.is(n.unique("worker$frame"), "worker$frame_1");
  assert.is(n.unique("worker$frame"), "worker$frame_2");
});

test("a name that occurs anywhere in the file gives way, whatever it names there", () => {
  for (const text of ["const $1 = 1;", "o.$1;", "type $1 = 1;", "function f($1: number) {}", "({ $1: 2 });", "import { x as $1 } from 'y';", "$1: for (;;) {}", "class C { $1 = 1 }"])
    assert.is(names(text).unique("$1"), "$1_1", text);
  assert.is(names("class C { #m() {} }").unique("#m"), "#m_1");
});

test("what stands in strings and comments is no name", () => assert.is(names("// $1\nconst s = '$1';").unique("$1"), "$1"));

test("a name made unique does not meet one of the file", () => assert.is(names("const a = 1, a_1 = 2;").unique("a"), "a_2"));

test.run();
