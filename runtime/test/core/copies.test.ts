// Several copies of the runtime in one process: they join one scheduler, or refuse.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERSION } from "../../dist/cjs/core/state.js";

const cjs = join(dirname(require.resolve("sansync/internal/1")), "..");

test("the version in the code is the package's", () => {
  assert.is(VERSION, (JSON.parse(readFileSync(join(cjs, "../../package.json"), "utf8")) as { version: string }).version);
});

function withCopy(change: (dir: string) => void, program: string): { status: number | null; text: string } {
  const dir = mkdtempSync(join(tmpdir(), "sansync-copy-"));
  try {
    cpSync(cjs, join(dir, "copy"), { recursive: true });
    change(join(dir, "copy"));
    writeFileSync(join(dir, "main.cjs"), `const A = ${JSON.stringify(join(cjs, "internal/v1.js"))}, B = ${JSON.stringify(join(dir, "copy/internal/v1.js"))}, ESM = ${JSON.stringify(`file://${join(cjs, "../esm/internal/v1.js")}`)};\n${program}`);
    const r = spawnSync(process.execPath, [join(dir, "main.cjs")], { encoding: "utf8", timeout: 30_000 });
    return { status: r.status, text: r.stdout + r.stderr };
  } finally { rmSync(dir, { recursive: true }); }
}

test("three copies (CommonJS twice, ES modules) drive one scheduler: goroutines of one talk to those of another", () => {
  const r = withCopy(() => undefined, `
    import(ESM).then((e) => {
      const a = require(A), b = require(B);
      const c = a.chan(-1, 0);
      function* send($ss, x) { let $1; for (let i = 0; i < 3; i++) ($1 = $ss.call1("c.send", c.send, c, x + i), $ss.S.f) ? yield -1 : $1; }
      function* recv($ss) { let $1; for (let i = 0; i < 6; i++) console.log($1 = ($1 = $ss.call0("c.recv", c.recv, c), $ss.S.f) ? yield -1 : $1); }
      b.spawn(-1, send(b, "b")); e.spawn(-1, send(e, "e")); a.spawn(-1, recv(a));
      console.log(\`one: \${a.S === b.S && b.S === e.S && a.FL === e.FL}\`);
    });`);
  const lines = r.text.trim().split("\n");
  assert.is(r.status, 0, r.text);
  assert.is(lines[0], "one: true");
  assert.equal(lines.slice(1).sort(), ["b0", "b1", "b2", "e0", "e1", "e2"]);
});

test("two versions: SY6004 when the second is loaded, naming both and the cure", () => {
  const r = withCopy((dir) => {
    const file = join(dir, "core/state.js");
    writeFileSync(file, readFileSync(file, "utf8").replace(`VERSION = "${VERSION}"`, 'VERSION = "9.9.9"'));
  }, "require(A); try { require(B); } catch (e) { console.log(e.code); console.log(e.message); }");
  assert.match(r.text, /^SY6004\nSY6004: two versions of sansync/);
  assert.ok(r.text.includes(VERSION) && r.text.includes("9.9.9") && r.text.includes("npm ls sansync"), r.text);
  assert.ok(r.text.includes("core/state.js"), "both places are named");
});

test.run();
