// The key-value service with callbacks: what happens next to a connection is decided by which event comes next, so what must be remembered in between stands in its fields.
//   node callbacks.js [--port=7379 --idle=60000 --grace=10000 --keys=0]
import { createServer, type AddressInfo, type Socket } from "node:net";
import { Database, MAX_LINE, type Change } from "./database";
import { LineBuffer } from "./line-buffer";
import { grace, idle, keys, port } from "./settings";

/** A watcher that is so many bytes behind is cut: it must not fill our memory. */
const BEHIND = 1_000_000;

const database = new Database(keys);
const connections = new Set<Connection>();

class Connection {
  private readonly lines = new LineBuffer(MAX_LINE);
  /** Changes of keys that begin so are told. */
  private watches: string | undefined;
  /** The client has to take what it got before it gets more. */
  private blocked = false;
  /** The client sends no more. */
  private ended = false;
  /** The last word has been said. */
  private finished = false;
  private timer: NodeJS.Timeout;

  constructor(private readonly socket: Socket) {
    connections.add(this);
    database.connections++;
    this.timer = setTimeout(() => this.late(), idle);
    socket.on("data", (chunk: Buffer) => {
      if (this.finished) return;
      this.lines.add(chunk);
      this.serve();
    });
    socket.on("end", () => {
      this.ended = true;
      this.lines.end();
      this.serve();
    });
    socket.on("drain", () => {
      this.blocked = false;
      this.serve();
    });
    socket.on("error", () => { /* "close" follows */ });
    socket.on("close", () => {
      clearTimeout(this.timer);
      connections.delete(this);
      database.connections--;
      if (connections.size === 0) drained();
    });
  }

  /** Answers what there is to answer, until the client has to take answers or send requests. */
  private serve(): void {
    while (!this.blocked && !this.finished) {
      const line = this.lines.take();
      if (line === undefined) {
        if (this.lines.tooLong) this.finish("ERR line too long\n");
        else if (this.ended) this.finish();
        else this.socket.resume();
        return;
      }
      const { answer, change, watches, last } = database.execute(line);
      this.blocked = !this.socket.write(`${answer}\n`);
      if (watches !== undefined) this.watches = watches;
      if (change !== undefined) for (const other of connections) other.tell(change);
      if (last) this.finish();
      else if (this.blocked) this.socket.pause();
      this.timer.refresh();
    }
  }

  tell({ key, text }: Change): void {
    if (this.finished || this.watches === undefined || !key.startsWith(this.watches)) return;
    if (this.socket.writableLength > BEHIND) this.socket.destroy();
    else if (!this.socket.write(`${text}\n`)) this.blocked = true;
  }

  private late(): void {
    if (this.watches !== undefined && !this.blocked) return; // it need not say anything
    if (this.blocked) this.socket.destroy();
    else this.finish("ERR idle\n");
  }

  /** Sends what is not sent yet, and closes when the client has closed its side: a socket closed before with input that nobody has read takes back what it has sent. */
  finish(lastWord = ""): void {
    if (this.finished) return;
    this.finished = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.socket.destroy(), grace);
    this.socket.end(lastWord);
    this.socket.resume();
  }
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => new Connection(socket));
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => console.log(`listening on port ${(server.address() as AddressInfo).port}`));

let drained = (): void => { /* until it stops, connections come and go */ };

function stop(): void {
  server.close();
  drained = () => {
    console.log(`served ${database.served}`);
    process.exit();
  };
  for (const connection of connections) connection.finish();
  if (connections.size === 0) drained();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
