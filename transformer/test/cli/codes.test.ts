// The list behind `sansync explain` and docs/diagnostics.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { allCodes } from "../../src/cli/explain";

test("codes are unique, well formed, in order, and each says what, why and what to do", () => {
  const list = allCodes();
  assert.ok(list.length > 40);
  assert.equal(list.map((c) => c.code), [...new Set(list.map((c) => c.code))].sort());
  for (const c of list) {
    assert.match(c.code, /^SY[1-9]\d{3}$/);
    for (const text of [c.what, c.why, c.todo]) assert.match(text, /^\S[\s\S]*\S$/, c.code);
    for (const text of [c.what, c.why]) assert.match(text, /[.)]$/, `${c.code}: ${text}`);
    assert.not.match(c.title, /\.$/, c.code);
  }
});

test.run();
