/** One test for the four servers: what a client may expect, whoever is on the other end. No test looks at a clock. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build, STYLES, type Style } from "./build";

const programOf = build(join(__dirname, "..", ".tmp", "key-value"));
/** How long a server may live: one that hangs must not hang the test. */
const LIMIT = 120_000;

class Server {
  /** Status, and what it printed. */
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly clients: Client[] = [];
  private constructor(readonly child: ChildProcess) {
    let stdout = "", stderr = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => { stdout += text; });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => { stderr += text; });
    const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT);
    this.ended = once(child, "close").then(([status]) => {
      clearTimeout(limit);
      return { status: status as number | null, stdout, stderr };
    });
  }
  port = 0;

  static async start(style: Style, ...options: string[]): Promise<Server> {
    const server = new Server(spawn(process.execPath, [programOf(style), "--port=0", ...options], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_OPTIONS: "" } }));
    const [text] = await Promise.race([once(server.child.stdout!, "data"), server.ended.then(({ stderr }) => { throw new Error(stderr); })]);
    server.port = Number(/^listening on port (\d+)$/m.exec(text as string)![1]);
    return server;
  }

  async connect(): Promise<Client> {
    const socket = connect({ port: this.port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    await once(socket, "connect");
    const client = new Client(socket);
    this.clients.push(client);
    return client;
  }

  stop(): void { this.child.kill("SIGTERM"); }
}

class Client {
  private readonly lines: string[] = [];
  private rest = "";
  private over: "no" | "ended" | "broken" = "no";
  private tell: (() => void) | undefined;
  private reading = true;

  constructor(readonly socket: Socket) {
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      const lines = (this.rest + text).split("\n");
      this.rest = lines.pop()!;
      this.lines.push(...lines);
      this.tell?.();
    });
    socket.on("end", () => { this.over = "ended"; socket.end(); this.tell?.(); });
    socket.on("error", () => { this.over = "broken"; this.tell?.(); });
    socket.on("close", () => { if (this.over === "no") this.over = "broken"; this.tell?.(); });
  }

  say(...lines: string[]): void { this.socket.write(lines.map((line) => `${line}\n`).join("")); }
  stopReading(): void { this.reading = false; this.socket.pause(); }
  read(): void { this.reading = true; this.socket.resume(); }

  /** The next line; "ended": there is none; "broken": the connection was. */
  async hear(): Promise<string> {
    assert.ok(this.reading);
    for (;;) {
      if (this.lines.length > 0) return this.lines.shift()!;
      if (this.over !== "no") return this.rest === "" ? this.over : `torn: ${this.rest}`;
      await new Promise<void>((resolve) => { this.tell = resolve; });
    }
  }
  async hears(...expected: string[]): Promise<void> {
    for (const line of expected) assert.is(await this.hear(), line);
  }
  async asks(request: string): Promise<string> {
    this.say(request);
    return this.hear();
  }
  /** All lines until the connection is over, and how it was. */
  async all(): Promise<{ lines: string[]; end: string }> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.hear();
      if (/^(ended|broken|torn)/.test(line)) return { lines, end: line };
      lines.push(line);
    }
  }
}

const served = (text: string): number => Number(/(\d+) served/.exec(text)![1]);
const connections = (text: string): number => Number(/(\d+) connections/.exec(text)![1]);

/** Asks until nobody but the one who asks has been answered for a hundred requests. @returns how many requests of others were answered since the server started */
async function standingStill(client: Client): Promise<number> {
  let own = 0;
  for (let before = -1; ;) {
    let others = 0;
    for (let i = 0; i < 100; i++) others = served(await client.asks("STATS")) - own++;
    if (others === before) return others;
    before = others;
  }
}

/** A test of each of the servers, which is started with `options`, and has to be alive at the end unless the test has stopped it. */
function forAll(name: string, options: readonly string[], body: (server: Server) => Promise<void>): void {
  for (const style of STYLES) test(`${style}: ${name}`, async () => {
    const server = await Server.start(style, ...options);
    try {
      await body(server);
      if (server.child.killed) {
        const { status, stderr } = await server.ended;
        assert.is(stderr, "");
        assert.is(status, 0);
      } else assert.match(await (await server.connect()).asks("STATS"), /^STATS/);
    } finally {
      server.child.kill("SIGKILL");
      for (const client of server.clients) client.socket.destroy();
      const { stderr } = await server.ended;
      assert.is(stderr, "");
    }
  });
}

forAll("requests and answers", [], async (server) => {
  const client = await server.connect();
  for (const [request, answer] of [
    ["GET a", "NONE"], ["SET a 1", "OK"], ["GET a", "VALUE 1"], ["SET a two words", "OK"], ["GET a", "VALUE two words"], ["SET kitten x", "OK"], ["NEAR sitting", "NEAREST kitten 3"],
    ["DEL a", "OK"], ["DEL a", "NONE"], ["", "ERR what is that?"], ["GET", "ERR what is that?"], ["LIST", "ERR what is that?"], ["STATS", "STATS 12 served, 1 connections"], ["QUIT", "BYE"],
  ] as const) assert.is(await client.asks(request), answer);
  await client.hears("ended");
});

forAll("many requests in one packet are answered in their order; requests come in pieces, cut anywhere", [], async (server) => {
  const client = await server.connect();
  client.say(...Array.from({ length: 1000 }, (_, i) => `SET key ${i}\nGET key`));
  for (let i = 0; i < 1000; i++) await client.hears("OK", `VALUE ${i}`);
  const bytes = Buffer.from("SET ключ значение\r\nGET ключ\r\nGET key\n");
  for (const byte of bytes) {
    client.socket.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
  await client.hears("OK", "VALUE значение", "VALUE 999");
});

forAll("a client that closes its side gets all answers; its last request needs no line feed", [], async (server) => {
  const client = await server.connect();
  client.say(...Array.from({ length: 2000 }, (_, i) => `SET key ${i}`));
  client.socket.end("GET key");
  const { lines, end } = await client.all();
  assert.is(lines.length, 2001);
  assert.is(lines.at(-1), "VALUE 1999");
  assert.is(end, "ended");
});

forAll("a line that is too long is refused, and the client hears why although it goes on sending; one of the greatest length is not", [], async (server) => {
  const value = "x".repeat(2040);
  for (const [, whole] of [["without an end", false], ["with an end", true]] as const) {
    const client = await server.connect();
    client.say(`SET key ${value}`, "GET key");
    await client.hears("OK", `VALUE ${value}`);
    client.stopReading();
    // all of it is taken, though nobody wants it: a server that closes before takes back what it has said
    await new Promise<void>((resolve) => client.socket.write(`SET key 1\nSET key ${whole ? `${value}x` : "x".repeat(20_000_000)}\nSET key 2\n`, () => resolve()));
    client.read();
    await client.hears("OK", "ERR line too long", "ended");
    assert.is(await (await server.connect()).asks("GET key"), "VALUE 1", "nothing behind it counts");
  }
});

forAll("watchers are told what others change, as long as they are there", [], async (server) => {
  const [ann, bob, cleo] = [await server.connect(), await server.connect(), await server.connect()];
  assert.is(await ann.asks("WATCH fruit:"), "OK");
  assert.is(await bob.asks("WATCH"), "OK");
  cleo.say("SET fruit:apple 1", "SET tree:oak 2", "DEL fruit:apple", "DEL fruit:apple");
  await cleo.hears("OK", "OK", "OK", "NONE");
  await ann.hears("CHANGED fruit:apple 1", "REMOVED fruit:apple");
  await bob.hears("CHANGED fruit:apple 1", "CHANGED tree:oak 2", "REMOVED fruit:apple");
  assert.is(await ann.asks("GET tree:oak"), "VALUE 2", "who watches may ask");
  assert.is(await ann.asks("WATCH tree:"), "OK", "and watch something else");
  assert.is(await bob.asks("QUIT"), "BYE");
  await bob.hears("ended");
  cleo.say("SET fruit:pear 3", "SET tree:oak 4");
  await cleo.hears("OK", "OK");
  await ann.hears("CHANGED tree:oak 4");
});

forAll("who does not read is held back, gets everything in the end, and holds up nobody", [], async (server) => {
  const slow = await server.connect(), other = await server.connect(), requests = 60_000;
  const values = Array.from({ length: 10 }, (_, i) => String(i).repeat(1000));
  for (const [i, value] of values.entries()) assert.is(await slow.asks(`SET ${i} ${value}`), "OK");
  slow.stopReading();
  slow.say(...Array.from({ length: requests }, (_, i) => `GET ${i % 10}`));
  const now = await standingStill(other) - values.length;
  assert.ok(now < requests / 2, `${now} of ${requests} answers of 1,000 bytes were made for somebody who does not read`);
  slow.read();
  for (let i = 0; i < requests; i++) if (await slow.hear() !== `VALUE ${values[i % 10]}`) assert.unreachable(`answer ${i}`);
});

forAll("a watcher that does not read is cut; one that reads misses nothing", [], async (server) => {
  const [silent, reader, writer] = [await server.connect(), await server.connect(), await server.connect()], value = "x".repeat(1000), n = 500;
  assert.is(await silent.asks("WATCH"), "OK");
  silent.stopReading();
  assert.is(await reader.asks("WATCH"), "OK");
  for (let i = 0; connections(await writer.asks("STATS")) === 3; i++) {
    assert.ok(i < 100, "50 MB, and it is still there");
    for (let k = 0; k < n; k++) writer.say(`SET key ${i}:${k}:${value}`);
    for (let k = 0; k < n; k++) await writer.hears("OK");
    for (let k = 0; k < n; k++) await reader.hears(`CHANGED key ${i}:${k}:${value}`);
  }
});

forAll("connections that break are forgotten, whatever they were doing", [], async (server) => {
  const value = "x".repeat(1000), other = await server.connect();
  assert.is(await other.asks(`SET key ${value}`), "OK");
  for (const [before, then] of [
    ["GET key", ""], // in a request
    ["WATCH", ""], // as a watcher
    ["GET key", "GET key\n".repeat(50_000)], // while the server waits for it to read
  ] as const) for (let i = 0; i < 5; i++) {
    const client = await server.connect();
    await client.asks(before);
    client.stopReading();
    client.socket.write(`${then}SET ke`);
    if (then !== "") await standingStill(other);
    client.socket.resetAndDestroy();
  }
  for (let i = 0; connections(await other.asks("STATS")) > 1; i++) {
    assert.ok(i < 10_000, "they are still there");
    await new Promise(setImmediate);
  }
  assert.is(await other.asks("GET key"), `VALUE ${value}`, "half a request counts for nothing");
});

forAll("who is silent, or too slow to ask or to read, is closed; who watches is not", ["--idle=1000"], async (server) => {
  const watcher = await server.connect(), value = "x".repeat(1000);
  watcher.say("WATCH", `SET key ${value}`);
  assert.equal([await watcher.hear(), await watcher.hear(), await watcher.hear()].sort(), [`CHANGED key ${value}`, "OK", "OK"]);
  const silent = await server.connect(), drip = await server.connect(), deaf = await server.connect();
  const dripping = setInterval(() => drip.socket.write("x"), 20);
  deaf.stopReading();
  deaf.say(...Array.from({ length: 60_000 }, () => "GET key"));
  await silent.hears("ERR idle", "ended");
  await drip.hears("ERR idle", "ended");
  clearInterval(dripping);
  while (connections(await watcher.asks("STATS")) > 1) await new Promise((resolve) => setTimeout(resolve, 10));
  deaf.read();
  assert.ok((await deaf.all()).lines.length < 60_000);
});

forAll("at the end what was done is answered, and what is silent is closed", ["--keys=20000"], async (server) => {
  const [busy, slow, silent, watcher] = [await server.connect(), await server.connect(), await server.connect(), await server.connect()];
  assert.is(await watcher.asks("WATCH key"), "OK");
  slow.say(`SET k ${"x".repeat(1000)}`);
  await slow.hears("OK");
  slow.stopReading();
  slow.say(...Array.from({ length: 60_000 }, () => "GET k"));
  busy.say("SET key 1", `NEAR ${"x".repeat(400)}`, "SET key 2");
  await busy.hears("OK");
  server.stop();
  await silent.hears("ended");
  for (;;) {
    const late = await server.connect().then((client) => client.hear(), () => "refused");
    if (late === "refused") break;
    assert.not.match(late, /OK|VALUE/);
  }
  slow.read();
  const of = [await busy.all(), await slow.all(), await watcher.all()];
  for (const { end } of of) assert.is(end, "ended");
  const changes = of[2]!.lines.filter((line) => line.startsWith("CHANGED"));
  assert.is(changes.length, of[0]!.lines.includes("OK") ? 2 : 1);
  const answers = 3 + of.flatMap(({ lines }) => lines).length - changes.length;
  assert.is((await server.ended).stdout.split("\n")[1], `served ${answers}`);
});

forAll("who does not let go is cut in the end", ["--grace=100"], async (server) => {
  const deaf = await server.connect();
  assert.is(await deaf.asks(`SET key ${"x".repeat(1000)}`), "OK");
  deaf.stopReading();
  deaf.say(...Array.from({ length: 60_000 }, () => "GET key"));
  assert.is(await (await server.connect()).asks("GET nothing"), "NONE");
  server.stop();
  assert.is((await server.ended).status, 0);
});

test.run();
