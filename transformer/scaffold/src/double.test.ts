import assert from "node:assert/strict";
import { test } from "node:test";
import { chan, go } from "sansync";
import { double } from "./double.js";

test("double", () => {
  const input = chan<number>(), output = chan<number>();
  go(double, output, input);
  go(() => {
    input.send(21);
    input.close();
  });
  assert.deepEqual([...output], [42]);
});
