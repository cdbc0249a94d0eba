/**
 * A test of the tests: each mutation breaks the runtime in one place, and some test must notice. Runs only in stress runs (STRESS=1), since each mutation runs the suites of
 * channels, time, sync, contexts, behaviours and the model in a process of its own. That the text of each mutation is still there is tested always: the list must not rot. FILTER=text selects.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";

const runtime = path.join(__dirname, "../..");

/** What, file below dist/cjs, text, replacement. */
const mutations: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  ["a served select stays in the other queues", "chan/wait-queue.js", "if (node.sel !== null)\n            node.sel.claim(node);", ""],
  ["removing the last waiter leaves `last`", "chan/wait-queue.js", "if (next === null)\n            this.last = prev;", "if (next === null)\n            ;"],
  ["waiters are served last in, first out", "chan/wait-queue.js", "const node = this.first;\n        const next = node.next;", "const node = this.last; if (node !== this.first) { this.remove(node); if (node.sel !== null) node.sel.claim(node); return node; }\n        const next = node.next;"],
  ["a received slot is not cleared", "chan/channel.js", "ring[head] = undefined;", ""],
  ["the room of a full buffer is not given to the waiting sender", "chan/channel.js", "if (ch.senders.first !== null)\n        append(ch, takeOver(ch));", ""],
  ["close wakes one receiver only", "chan/channel.js", "while (ch.receivers.first !== null)", "if (ch.receivers.first !== null)"],
  ["close leaves waiting senders", "chan/channel.js", "while (ch.senders.first !== null)", "while (false)"],
  ["a sender barges past waiting receivers", "chan/channel.js", "else if (ch.receivers.first !== null)\n        deliver", "else if (ch.receivers.first !== null && ch.cap === 0)\n        deliver"],
  ["growing the ring loses its order", "chan/channel.js", "from = ch.head", "from = 0"],
  ["undefined handed to a waiting range ends it", "chan/channel.js", "case RANGE: return ok ? value : done_js_1.DONE;", "case RANGE: return value === undefined ? done_js_1.DONE : value;"],
  ["the first ready case always wins", "chan/select.js", "k === 1 ? 0 : (0, chooser_js_1.choose)(\"select\", k)", "0"],
  ["a select waits for its first case only", "chan/select.js", "for (let i = 0; i < n; i++)\n            nodes[i].enter();", "nodes[0].enter();"],
  ["a send case on a closed channel is not ready", "chan/select.js", "case SEND: return on.state === CLOSED || (0, channel_js_1.canSend)(on);", "case SEND: return (0, channel_js_1.canSend)(on);"],
  ["the iterator is not closed after break", "chan/range.js", "result = (0, call_js_1.call0)(\"iterator.return\", method, iterator);", "return;"],
  ["an error of return() hides that of the body", "chan/range.js", "if (failed)\n            return;", ""],
  ["unlock frees the lock while somebody waits", "sync/mutex.js", "this.holder = next.id;", "this.holder = -1;"],
  ["a wait group releases one waiter", "sync/wait-group.js", "while (this.waiters.first !== null)", "if (this.waiters.first !== null)"],
  ["a waiting writer lets new readers in", "sync/rw-mutex.js", "if (this.holder !== -1 || this.waiters.first !== null)", "if (this.holder !== -1)"],
  ["a writer that unlocks lets one reader in", "sync/rw-mutex.js", "while (this.reading.first !== null)", "if (this.reading.first !== null)"],
  ["the first reader that leaves lets the writer in", "sync/rw-mutex.js", "if (--this.readers === 0 && this.waiters", "if (--this.readers >= 0 && this.waiters"],
  ["a writer that is given up keeps readers out", "sync/rw-mutex.js", "if (this.holder === -1 && this.waiters.first === null)\n            this.admitReaders();", ""],
  ["a condition wakes without the lock", "sync/cond.js", "(0, call_js_1.call0)(\"lock\", l.lock, l);", ""],
  ["broadcast wakes one", "sync/cond.js", "while (this.waiters.first !== null)", "if (this.waiters.first !== null)"],
  ["a small request passes a large one", "sync/semaphore.js", "if (this.size - this.used < n || this.waiters.first !== null)", "if (this.size - this.used < n)"],
  ["a request whose context ends keeps its place", "sync/semaphore.js", "this.waiters.remove(g);\n        this.grant();", "this.waiters.remove(g);"],
  ["a Once whose function throws is not done", "sync/once.js", "yield -1;\n        }\n    }\n    finally {\n        once.done = true;", "yield -1;\n        }\n        once.done = true;\n    }\n    finally {"],
  ["the last error of a Group wins", "sync/group.js", "if (this.error !== null)\n            return;\n", "\n"],
  ["a forgotten call frees the key of its successor", "sync/single-flight.js", "if (sf.flights.get(key) === this)\n                ", ""],
  ["a dropping buffer says that it kept what it dropped", "chan/lossy.js", "if (!this.slides)\n            return false;", "if (!this.slides)\n            return true;"],
  ["a full buffer that loses values makes a select wait", "chan/channel.js", " || ch.state === LOSSY;", ";"],
  ["a sliding buffer keeps its oldest value", "chan/lossy.js", "(0, channel_js_1.take)(this);\n        (0, channel_js_1.put)(this, value);", ""],
  ["a stopped afterDone is started all the same", "context/after-done.js", "leave();", ""],
  ["a cancelled context stays in its parent's list", "context/cancel.js", "this.leave?.();", ""],
  ["a stopped timer still fires", "time/timer-channel.js", "const was = this.due !== Infinity;\n        this.due = Infinity;", "const was = this.due !== Infinity;"],
  ["a ticker leaves its grid", "time/timer-channel.js", "due + this.period * (1 + Math.floor((now - due) / this.period))", "now + this.period"],
  ["the value of a timer is the time of reading", "time/timer-channel.js", "Date.now() - (now - due)", "Date.now()"],
];

test("the text of every mutation is still there, once", () => {
  for (const [what, file, from] of mutations) assert.is(readFileSync(path.join(runtime, "dist/cjs", file), "utf8").split(from).length, 2, `${what}: ${file}`);
});

for (const [what, file, from, to] of mutations) {
  const run = process.env.STRESS === undefined || !what.includes(process.env.FILTER ?? "") ? test.skip : test;
  run(`noticed: ${what}`, () => {
    const copy = mkdtempSync(path.join(tmpdir(), "sansync-mutation-"));
    try {
      cpSync(path.join(runtime, "dist/cjs"), path.join(copy, "dist/cjs"), { recursive: true });
      cpSync(path.join(runtime, "test"), path.join(copy, "test"), { recursive: true });
      symlinkSync(path.join(runtime, "../node_modules"), path.join(copy, "node_modules"));
      const target = path.join(copy, "dist/cjs", file), text = readFileSync(target, "utf8");
      writeFileSync(target, text.replace(from, () => to));
      const { status, stdout } = spawnSync(process.execPath, [path.join(runtime, "../node_modules/uvu/bin.js"), "-b", "-r", "ts-node/register", "test", "(chan|time|sync|context|model|behaviours)/.*\\.test\\.ts$"], {
        cwd: copy, encoding: "utf8", timeout: 120_000, env: { ...process.env, TS_NODE_PROJECT: path.join(copy, "test/tsconfig.json"), SEEDS: "300", STRESS: undefined, NODE_OPTIONS: "" },
      });
      assert.is.not(status, 0, `no test noticed it\n${stdout}`);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
}

test.run();
