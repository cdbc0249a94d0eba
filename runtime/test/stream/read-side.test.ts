/** The reading side of streams, with a stream driven by hand: whatever the sizes and the order, every byte is given once, in order, and before the end. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { gosched } from "../../dist/cjs/core/give-way.js";
import { EOF } from "../../dist/cjs/io/interfaces.js";
import { ReadSide } from "../../dist/cjs/stream/read-side.js";
import { WriteSide } from "../../dist/cjs/stream/write-side.js";
import { random, SEEDS } from "../core/shape";
import { abi, handDriven, op, setChoices, settle, start } from "../hand-driven";

class FakeSource {
  readonly listeners: Record<string, (this: FakeSource, x?: unknown) => void> = {};
  flowing = true;
  pauses = 0;
  on(event: string, f: (this: FakeSource, x?: unknown) => void): void { this.listeners[event] = f; }
  pause(): void { this.flowing = false; this.pauses++; }
  resume(): void { this.flowing = true; }
  emit(event: string, x?: unknown): void { this.listeners[event]!.call(this, x); }
}
const owner = { failure: (op: string, why: unknown) => new Error(`${op}: ${why instanceof Error ? why.message : String(why)}`, { cause: why }), describe: () => "a fake" };
const make = (): [FakeSource, any] => { const s = new FakeSource(); return [s, new ReadSide(s as never, owner)]; };
const bytes = (text: string) => new TextEncoder().encode(text);

handDriven("one reader, random chunks and buffers, bytes and lines mixed: nothing is lost, doubled or out of order", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    setChoices({ seed });
    const rnd = random(seed), [source, side] = make();
    let sent = "", got = "", end: unknown;
    const reader = start(function* () {
      for (;;) {
        if (rnd(2) === 0) {
          const buf = new Uint8Array(1 + rnd(20)), n = yield* abi(() => side.read(buf));
          if (n === EOF) break;
          got += new TextDecoder().decode(buf.subarray(0, n));
        } else {
          const line = yield* side.readLine(100_000);
          if (line === EOF) break;
          // behind the last line there may be no line feed
          got += line as string + (sent.length > got.length + (line as string).length || end === undefined ? "\n" : "");
        }
        if (rnd(3) === 0) yield* op(gosched);
      }
    });
    for (let i = 0; i < 30; i++) {
      const text = Array.from({ length: rnd(30) }, () => "ab\n"[rnd(3)]).join("");
      if (text !== "") { sent += text; source.emit("data", bytes(text)); }
      if (rnd(2) === 0) settle();
    }
    end = EOF;
    source.emit("end");
    settle();
    assert.ok(reader.done, `seed ${seed}`);
    assert.is(got.replace(/\n$/, ""), sent.replace(/\n$/, ""), `seed ${seed}`);
  }
});

handDriven("several readers of lines: each line whole, each once", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    setChoices({ seed });
    const rnd = random(seed), [source, side] = make(), got: string[] = [], lines: string[] = [];
    const readers = Array.from({ length: 1 + rnd(4) }, () => start(function* () {
      for (;;) {
        const line = yield* side.readLine();
        if (line === EOF) return;
        got.push(line as string);
        if (rnd(2) === 0) yield* op(gosched);
      }
    }));
    for (let i = 0; i < 40; i++) lines.push(`${i}${"x".repeat(rnd(40))}`);
    let rest = `${lines.join("\n")}\n`;
    while (rest !== "") {
      const n = 1 + rnd(60);
      source.emit("data", bytes(rest.slice(0, n)));
      rest = rest.slice(n);
      if (rnd(2) === 0) settle();
    }
    source.emit("end");
    settle();
    assert.ok(readers.every((r) => r.done), `seed ${seed}`);
    assert.equal(got.sort(), lines.sort(), `seed ${seed}`);
  }
});

handDriven("what came before an error is read before it, by whoever reads; then everybody gets it", () => {
  const [source, side] = make(), buf = new Uint8Array(10), boom = new Error("boom");
  source.emit("data", bytes("abc"));
  source.emit("error", boom);
  source.emit("close");
  const first = start(() => abi(() => side.read(buf))), second = start(() => abi(() => side.read(buf))), line = start(() => side.readLine());
  settle();
  assert.is(first.value, 3);
  for (const r of [second, line]) assert.is(r.error.cause, boom);
});

handDriven("a stream that closes without an end is no end", () => {
  const [source, side] = make(), r = start(() => abi(() => side.read(new Uint8Array(1))));
  settle();
  source.emit("close");
  settle();
  assert.is(r.error.message, "read: unexpected EOF");
});

handDriven("the stream is paused when much waits, resumed when it is read, and never while a long line is wanted", () => {
  const [source, side] = make(), chunk = new Uint8Array(50_000).fill(65), buf = new Uint8Array(60_000);
  for (let i = 0; i < 2; i++) source.emit("data", chunk);
  assert.not(source.flowing);
  const r = start(() => abi(() => side.read(buf)));
  settle();
  assert.is(r.value, 60_000);
  assert.not(source.flowing, "40,000 are left");
  start(() => abi(() => side.read(buf)));
  settle();
  assert.ok(source.flowing);
  for (let i = 0; i < 2; i++) source.emit("data", chunk);
  const line = start(() => side.readLine(1_000_000));
  settle();
  assert.ok(source.flowing, "it wants more than is kept");
  source.emit("data", bytes("\nrest"));
  settle();
  assert.is((line.value as string).length, 100_000);
});

handDriven("stop wakes all, holds for what comes, and can be taken back", () => {
  const [source, side] = make(), late = new Error("late");
  const waiting = [start(() => abi(() => side.read(new Uint8Array(1)))), start(() => side.readLine())];
  settle();
  side.fail(late);
  settle();
  for (const w of waiting) assert.is(w.error.cause, late);
  source.emit("data", bytes("kept\n"));
  const again = start(() => side.readLine());
  settle();
  assert.is(again.error.cause, late);
  side.fail(null);
  const now = start(() => side.readLine());
  settle();
  assert.is(now.value, "kept");
});

class FakeSink {
  writableLength = 0;
  errored: unknown = null;
  destroyed = false;
  readonly asked: ((e?: Error) => void)[] = [];
  written = 0;
  constructor(public full: boolean) {}
  write(data: Uint8Array | string, done?: (e?: Error) => void): boolean {
    this.written += data.length;
    if (this.full) this.writableLength += data.length;
    if (done !== undefined) this.asked.push(done);
    return !this.full;
  }
}

handDriven("a write returns at once while the system takes it; else each writer wakes when its own bytes are gone", () => {
  const sink = new FakeSink(false), side: any = new WriteSide(sink as never, owner);
  const quick = start(() => abi(() => side.write("abc")));
  settle();
  assert.ok(quick.done);
  assert.is(sink.asked.length, 0, "no callback");
  sink.full = true;
  const slow = [1, 2, 3].map(() => start(() => abi(() => side.write("abc"))));
  settle();
  assert.equal(slow.map((w) => w.done), [false, false, false]);
  sink.asked.shift()!();
  settle();
  assert.equal(slow.map((w) => w.done), [true, false, false]);
});

handDriven("a writer that was woken by its deadline does not take the place of the next one", () => {
  const sink = new FakeSink(true), side: any = new WriteSide(sink as never, owner);
  const first = start(() => abi(() => side.write("abc")));
  settle();
  side.fail(new Error("late"));
  settle();
  assert.is(first.error.message, "write: late");
  side.fail(null);
  const second = start(() => abi(() => side.write("abc")));
  settle();
  sink.asked[0]!();
  settle();
  assert.not(second.done, "that was the first one's");
  sink.asked[1]!();
  settle();
  assert.ok(second.done);
});

handDriven("errors of the sink: for who waits, and for everybody after", () => {
  const sink = new FakeSink(true), side: any = new WriteSide(sink as never, owner), boom = new Error("boom");
  const w = start(() => abi(() => side.write("abc")));
  settle();
  sink.errored = boom;
  sink.asked[0]!(boom);
  settle();
  assert.is(w.error.cause, boom);
  const after = start(() => abi(() => side.write("abc")));
  settle();
  assert.is(after.error.cause, boom);
  sink.errored = null;
  sink.destroyed = true;
  const gone = start(() => abi(() => side.write("abc")));
  settle();
  assert.is(gone.error.message, "write: write: broken pipe");
});

test.run();
