/** Every example compiles and does what it says: fixed output, or the properties its output must have whatever the schedule. No test looks at a clock. */
import { compile } from "@sansync/fixtures/harness/compile";
import { runNode, type NodeRun } from "@sansync/fixtures/harness/run-node";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "uvu";
import * as assert from "uvu/assert";

const names = readdirSync(__dirname).filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts")).map((f) => f.replace(".ts", ""));
names.push("route-guide/main");
const rootOf = (name: string) => join(__dirname, `${name}.ts`);
let compiled: ReturnType<typeof compile> | undefined;

function outputOf(name: string): string {
  compiled ??= compile(names.map(rootOf), __dirname, join(__dirname, ".tmp"));
  const errors = compiled.errorsOf(rootOf(name));
  if (errors !== undefined) throw new Error(errors);
  return compiled.outputOf(rootOf(name));
}

const tested = new Set<string>();

/** Runs an example, checks that it ends well, and hands the lines it printed to `check`. */
function example(name: string, check: (lines: string[]) => void, programArgs: readonly string[] = []) {
  tested.add(name);
  test(name, async () => {
    const run: NodeRun = await runNode(outputOf(name), {}, [], programArgs);
    assert.is(run.stderr, "");
    assert.is(run.status, 0);
    check(run.stdout.trimEnd().split("\n"));
  });
}

example("hello", (lines) => assert.equal(lines.sort(), ["hello, Ann", "hello, Bob", "hello, Cleo"]));

example("log-report", (lines) => assert.equal(lines, ["error: 12", "info: 36", "warn: 12", "stored in batches of 5, 5, 2"]));

example("pipeline", (lines) => {
  assert.equal(lines.slice(0, 3), ["0", "2", "4"]);
  assert.equal(lines.slice(3).map((line) => Number(line.split(" ")[1])), [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]);
  assert.is(lines.at(-1), "#################### 100");
});

example("route-guide/main", (lines) => {
  assert.equal(lines.slice(0, 5), [
    "feature: the old mill at (409146138, -746188906)", "feature: nothing at (0, 0)",
    "listed: the old mill at (409146138, -746188906)", "listed: a view of the lake at (411733222, -744228360)", "route: 4 points, 3 features, 8832295 m",
  ]);
  const at = (place: string) => lines.slice(5).filter((l) => l.endsWith(place)).map((l) => /"(.*)"/.exec(l)![1]!.replace(", elsewhere", ""));
  for (const place of ["(0, 1)", "(0, 2)"]) assert.equal(at(place), ["first", "first", "second", "first", "second", "third"]);
}, [join(__dirname, "route-guide", "route_guide.proto")]);

example("sieve", (lines) => assert.is(lines.join(" "), "2 3 5 7 11 13 17 19 23 29"), ["10"]);

example("worker-pool", (lines) => {
  assert.is(lines[0], "1000036000099 = 1000003 * 1000033");
  const [, ranges] = /^4 workers searched (\d+) ranges: context canceled$/.exec(lines[1]!)!;
  assert.ok(Number(ranges) >= 200, "the factor stands in range 201, and ranges are handed out in order");
  assert.is(lines.length, 2);
});

example("ping-pong", (lines) => {
  const hits = lines.slice(0, -1);
  assert.ok(hits.length > 0);
  for (const [i, line] of hits.entries()) assert.match(line, new RegExp(`^(ping|pong) ${i + 1}$`));
  for (const [i, line] of hits.entries()) if (i > 0) assert.is.not(line.slice(0, 4), hits[i - 1]!.slice(0, 4), "the players take turns");
  assert.is(lines.at(-1), `game over after ${hits.length} hits`);
});

example("rate-limiter", (lines) => {
  const at = lines.slice(0, -1).map((line, i) => {
    const [, request, ms] = /^request (\d+) at (\d+) ms$/.exec(line)!;
    assert.is(Number(request), i + 1);
    return Number(ms);
  });
  assert.ok(at.length >= 3, "the burst passes at once");
  assert.equal(at, [...at].sort((a, b) => a - b));
  for (const [i, ms] of at.entries()) assert.ok(ms >= 50 * (i - 2) - 10, `request ${i + 1} came before its permit: ${ms} ms`);
  assert.is(lines.at(-1), "closing time");
});

example("busy-loop", (lines) => {
  assert.is(lines[0], "longest Collatz sequence below 300,000: 230631");
  const [, total, ticks, gap] = /^computed for (\d+) ms, the clock ticked (\d+) times, largest gap (\d+) ms$/.exec(lines[1]!)!;
  assert.ok(Number(ticks) > 1 && Number(gap) < Number(total), "the clock ticked while the goroutine computed");
});

example("crawler", (lines) => assert.equal(lines, [
  "/          200, 2 links",
  "/channels  200, 1 links",
  "/csp       200, 2 links",
  "/go        200, 3 links",
  "/lost      404, 0 links",
  "/select    200, 1 links",
]));

example("million", (lines) => {
  assert.match(lines[0]!, /^20000 goroutines asleep after \d+ ms: -?\d+ MB, -?\d+ bytes each$/);
  assert.is(lines[1], "20000 woke up");
}, ["20000"]);

/** A chat client: what it was told so far, and a wait for the next line. */
class Client {
  readonly #lines: AsyncIterator<string>;
  constructor(readonly socket: Socket) {
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }
  say(text: string) {
    this.socket.write(text + "\n");
  }
  async hears(...expected: string[]) {
    for (const line of expected) assert.is((await this.#lines.next()).value, line);
  }
}

tested.add("chat");
test("chat", async () => {
  const server = spawn(process.execPath, [outputOf("chat"), "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => { stderr += text; });
  const clients: Client[] = [];
  const limit = setTimeout(() => server.kill("SIGKILL"), 30_000); // ends the sockets, so that a client that waits for ever fails
  try {
    const output = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const port = Number(/^listening on port (\d+)$/.exec((await output.next()).value as string)![1]);
    const join = async (name: string) => {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      const client = new Client(socket);
      clients.push(client);
      await client.hears("* your name?");
      client.say(name);
      return client;
    };
    const ann = await join("ann");
    await ann.hears("* welcome, ann; here: ann");
    const bob = await join("bob");
    await bob.hears("* welcome, bob; here: ann, bob");
    await ann.hears("* bob has joined");
    const cleo = await join("cleo");
    await cleo.hears("* welcome, cleo; here: ann, bob, cleo");
    await ann.hears("* cleo has joined");
    await bob.hears("* cleo has joined");

    ann.say("hello");
    for (const client of [ann, bob, cleo]) await client.hears("ann: hello");
    bob.say("one\ntwo\nthree"); // one packet, three lines, in their order
    for (const client of [ann, bob, cleo]) await client.hears("bob: one", "bob: two", "bob: three");
    bob.socket.end();
    for (const client of [ann, cleo]) await client.hears("* bob has left");
    cleo.socket.resetAndDestroy(); // a connection that breaks is a member who leaves
    await ann.hears("* cleo has left");
    ann.say("alone");
    await ann.hears("ann: alone");
    assert.is(server.exitCode, null, `the server goes on; stderr: ${stderr}`);
  } finally {
    clearTimeout(limit);
    for (const client of clients) client.socket.destroy();
    server.kill("SIGKILL");
  }
});

test("every example has a test", () => assert.equal(names.filter((name) => !tested.has(name)), []));

test.run();
