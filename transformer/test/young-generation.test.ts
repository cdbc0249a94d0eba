// Which commands run in a process of their own with a larger young generation.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { wantsRoom } from "../src/cli/young-generation";

const test = suite("young generation");

test("check and build run with more room for what dies young, but for a size that is chosen, a debugger, little memory and watching", () => {
  const much = 8 * 2 ** 30, wants = (args: string[], options: string[] = [], memory = much): boolean => wantsRoom(args, options, memory);
  assert.equal([wants(["check"]), wants(["check", "--json", "-p", "app"]), wants(["build", "app"]), wants(["check"], ["--stack-size=3900"])], [true, true, true, true]);
  assert.equal([wants([]), wants(["run", "check"]), wants(["check", "--watch"]), wants(["build", "-w"]), wants(["check"], ["--max-semi-space-size=16"]), wants(["check"], ["--max_semi_space_size=16"]), wants(["check"], ["--inspect-brk"]), wants(["check"], [], 2 ** 30)], Array(8).fill(false));
});

test.run();
