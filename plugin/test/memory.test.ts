// What the first analysis made the heap grow to is given back. In a process of its own, whose heap is known.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("memory");

/** Small objects that stay among many that do not: half-empty pages. Says what the heap takes when what is dead is gone, and after each of two compactions. */
const program = `
  const { compactHeap } = require(${JSON.stringify(path.resolve(__dirname, "../dist/memory.js"))});
  const all = [];
  for (let i = 0; i < 1_500_000; i++) all.push({ i, text: [i] });
  gc();
  const stays = all.filter((_, i) => i % 8 === 0), mib = () => Math.round(process.memoryUsage().heapTotal / 2 ** 20);
  all.length = 0;
  gc();
  const said = [mib()];
  const next = () => {
    said.push(mib());
    if (said.length < 3) again(); else console.log(JSON.stringify([...said, stays.length]));
  };
  const again = () => { compactHeap(); setTimeout(next, 500); };
  again();
`;

test("what stays is moved together, and the process goes on", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "-e", program], { encoding: "utf8", timeout: 60_000 });
  assert.equal([status, stderr], [0, ""]);
  const [before, once, twice, stays] = JSON.parse(stdout) as [number, number, number, number];
  assert.is(stays, 187_500);
  assert.ok(once < before * 0.6, `${before} MiB, then ${once}`);
  assert.ok(twice < before * 0.6, `a second time: ${twice} MiB`);
});

test.run();
