// How findings look in the terminal and in JSON.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { codeOf, entryOf, frame, report } from "../../src/cli/report";
import { palette } from "../../src/cli/terminal";

const plain = palette({ isTTY: false }, {}), colour = palette({ isTTY: true }, {});
const file = ts.createSourceFile("/p/src/a.ts", "const a = 1;\r\n\tch.recv();\r\nconst b = 2;\r\n", ts.ScriptTarget.ES2022);
const at = (text: string): { file: ts.SourceFile; start: number; length: number } => ({ file, start: file.text.indexOf(text), length: text.length });
const chain = (what: string, ...next: string[]): ts.DiagnosticMessageChain =>
  ({ messageText: what, category: 1, code: 774001, next: next.map((messageText) => ({ messageText, category: 1, code: 774001 })) });

test("six digits of ours are SY codes, the others TypeScript's", () => {
  assert.is(codeOf({ code: 774001, source: "sansync" }), "SY4001");
  assert.is(codeOf({ code: 774001 }), "SY4001");
  assert.is(codeOf({ code: 776007 }), "SY6007");
  assert.is(codeOf({ code: 2322 }), "TS2322");
});

test("an entry counts from 1, and its code is said once", () => {
  const entry = entryOf(ts, { ...at("ch.recv()"), category: ts.DiagnosticCategory.Error, code: 774001, source: "sansync", messageText: chain("`ch.recv` may block. (SY4001)", "Why.", "Do.") }, "/p");
  assert.equal(entry, { code: "SY4001", severity: "error", file: "src/a.ts", line: 2, column: 2, endLine: 2, endColumn: 11, message: "`ch.recv` may block.\n  Why.\n  Do." });
});

test("a frame shows the line, its neighbours, and marks the place, over tabs and CRLF", () => {
  const entry = entryOf(ts, { ...at("ch.recv()"), category: ts.DiagnosticCategory.Warning, code: 774001, messageText: chain("What.", "Why.", "Do.") }, "/p");
  assert.is(frame(entry, file.text, plain), [
    "src/a.ts:2:2 warning SY4001  What.", "", "    1 | const a = 1;", "  > 2 |  ch.recv();", "      |  ^^^^^^^^^", "    3 | const b = 2;", "", "    Why.", "    Do.",
  ].join("\n"));
});

test("a finding over several lines is marked to the end of its first", () => {
  const entry = entryOf(ts, { ...at("ch.recv();\r\nconst"), category: ts.DiagnosticCategory.Error, code: 2322, messageText: "No." }, "/p");
  assert.match(frame(entry, file.text, plain), /\n {6}\| {2}\^{10}\n/);
});

test("a finding about the whole program has no frame; the report counts, and names a code of ours", () => {
  const whole: ts.Diagnostic = { file: undefined, start: undefined, length: undefined, category: ts.DiagnosticCategory.Error, code: 776002, messageText: "Broken." };
  const text = report(ts, [whole, { ...at("b"), category: ts.DiagnosticCategory.Warning, code: 2000, messageText: "Hm." }], "/p", plain);
  assert.match(text, /^error SY6002 {2}Broken\.\n/);
  assert.match(text, /\n1 error, 1 warning +more: npx sansync explain SY6002$/);
  assert.is(report(ts, [], "/p", plain), "0 errors, 0 warnings");
});

test("colour on a terminal only, unless told otherwise", () => {
  assert.is(colour.red("x"), "\u001b[31mx\u001b[39m");
  assert.is(plain.red("x"), "x");
  assert.is(palette({ isTTY: true }, { NO_COLOR: "1" }).red("x"), "x");
  assert.is(palette({}, { FORCE_COLOR: "1" }).red("x"), "\u001b[31mx\u001b[39m");
});

test.run();
