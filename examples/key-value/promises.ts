// The key-value service with promises: a connection reads from top to bottom again, once whatever waits is async, awaited, and told by a signal when to give up.
//   node promises.js [--port=7379 --idle=60000 --grace=10000 --keys=0]
import { on, once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Database, MAX_LINE, type Change } from "./database";
import { LineBuffer } from "./line-buffer";
import { grace, idle, keys, port } from "./settings";

/** A watcher that is so many bytes behind is cut: it must not fill our memory. */
const BEHIND = 1_000_000;

const database = new Database(keys);
const clients = new Set<Client>();
let stopping = false;

class Late extends Error {}
class LineTooLong extends Error {}

class Client {
  watches: string | undefined;
  /** Ends what waits for a request. */
  private readonly reading = new AbortController();
  /** Ends what waits for the client to take what it got. */
  private readonly writing = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly socket: Socket) {
    this.timer = setTimeout(() => this.late(), idle);
    socket.on("error", () => { /* "close" follows */ });
    socket.on("close", () => {
      clearTimeout(this.timer);
      this.writing.abort();
    });
  }

  /** Requests, until the client sends no more. */
  async *requests(): AsyncGenerator<string> {
    const lines = new LineBuffer(MAX_LINE);
    for await (const [chunk] of on(this.socket, "data", { signal: this.reading.signal, close: ["end", "close"], highWaterMark: 1 })) {
      lines.add(chunk as Buffer);
      for (let line; (line = lines.take()) !== undefined;) {
        yield line;
        this.timer.refresh();
      }
      if (lines.tooLong) throw new LineTooLong();
    }
    if (!this.socket.readableEnded) return;
    lines.end();
    for (let line; (line = lines.take()) !== undefined;) yield line;
  }

  async write(text: string): Promise<void> {
    this.timer.refresh();
    if (!this.socket.write(text)) await once(this.socket, "drain", { signal: this.writing.signal });
  }

  tell({ key, text }: Change): void {
    if (this.watches === undefined || !key.startsWith(this.watches)) return;
    if (this.socket.writableLength > BEHIND) this.socket.destroy();
    else this.socket.write(`${text}\n`);
  }

  /** Who waits for a request need not wait any longer. */
  stopReading(why?: Error): void {
    this.reading.abort(why);
  }

  /** Sends what is not sent yet, and closes when the client has closed its side: a socket closed before with input that nobody has read takes back what it has sent. */
  async finish(lastWord: string): Promise<void> {
    clearTimeout(this.timer);
    this.watches = undefined;
    if (this.socket.closed) return;
    this.socket.end(lastWord);
    this.socket.resume();
    const given = new AbortController();
    await Promise.race([once(this.socket, "close"), delay(grace, undefined, { signal: given.signal })]);
    given.abort();
    this.socket.destroy();
  }

  private late(): void {
    if (this.socket.writableNeedDrain) this.socket.destroy();
    else if (this.watches === undefined) this.stopReading(new Late());
  }
}

/** A connection, from the first request to the last. */
async function serve(socket: Socket): Promise<void> {
  const client = new Client(socket);
  clients.add(client);
  database.connections++;
  try {
    await client.finish(await answers(client));
  } catch (e) {
    if (!socket.destroyed) throw e; // one that broke ends like any other
  } finally {
    socket.destroy();
    clients.delete(client);
    database.connections--;
  }
}

/** Answers request after request. @returns what the client is told at the end */
async function answers(client: Client): Promise<string> {
  try {
    for await (const line of client.requests()) {
      const { answer, change, watches, last } = database.execute(line);
      if (watches !== undefined) client.watches = watches;
      if (change !== undefined) for (const other of clients) other.tell(change);
      await client.write(`${answer}\n`);
      if (last || stopping) break;
    }
  } catch (e) {
    if (e instanceof LineTooLong) return "ERR line too long\n";
    if (e instanceof Error && e.cause instanceof Late) return "ERR idle\n";
    if (!stopping) throw e;
  }
  return "";
}

async function main(): Promise<void> {
  const serving = new Set<Promise<void>>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const served = serve(socket).finally(() => serving.delete(served));
    serving.add(served);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  console.log(`listening on port ${(server.address() as AddressInfo).port}`);

  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  stopping = true;
  server.close();
  for (const client of clients) client.stopReading();
  await Promise.race([Promise.all(serving), delay(grace)]);
  console.log(`served ${database.served}`);
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
