// The key-value service as an event loop by hand: a table of connections, each in a state; a queue of those that can go on; one step at a time, which never waits.
//   node event-loop.js [--port=7379 --idle=60000 --grace=10000 --keys=0]
import { createServer, type AddressInfo, type Socket } from "node:net";
import { Database, MAX_LINE, type Change } from "./database";
import { LineBuffer } from "./line-buffer";
import { grace, idle, keys, port } from "./settings";

/** A watcher that is so many bytes behind is cut: it must not fill our memory. */
const BEHIND = 1_000_000;
/** Requests of one connection that are answered before others have their turn. */
const BATCH = 16;

/** `reading`: for requests. `blocked`: until the client takes what it got. `finished`: until it closes its side; what it sends is thrown away. */
type State = "reading" | "blocked" | "finished";

interface Connection {
  readonly socket: Socket;
  readonly lines: LineBuffer;
  state: State;
  /** It stands in the queue. */
  queued: boolean;
  /** The client sends no more. */
  ended: boolean;
  watches: string | undefined;
  /** When it has waited long enough in this state. */
  deadline: number;
}

const database = new Database(keys);
const connections = new Set<Connection>();
let queue: Connection[] = [], running = false, stopped = false;

// What wakes a connection

const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  const connection: Connection = { socket, lines: new LineBuffer(MAX_LINE), state: "reading", queued: false, ended: false, watches: undefined, deadline: Date.now() + idle };
  connections.add(connection);
  database.connections++;
  socket.on("readable", () => post(connection));
  socket.on("end", () => {
    connection.ended = true;
    connection.lines.end();
    post(connection);
  });
  socket.on("drain", () => {
    if (connection.state === "blocked") enter(connection, "reading");
    post(connection);
  });
  socket.on("error", () => { /* "close" follows */ });
  socket.on("close", () => {
    connections.delete(connection);
    database.connections--;
    endWhenDrained();
  });
});

function post(connection: Connection): void {
  if (connection.queued) return;
  connection.queued = true;
  queue.push(connection);
  if (running) return;
  running = true;
  setImmediate(loop);
}

function loop(): void {
  const ready = queue;
  queue = [];
  for (const connection of ready) {
    connection.queued = false;
    if (!connection.socket.destroyed) step(connection);
  }
  if (queue.length > 0) setImmediate(loop);
  else running = false;
}

// What a connection does when it is woken

function step(connection: Connection): void {
  switch (connection.state) {
    case "reading": answer(connection); break;
    case "blocked": break; // what came meanwhile stays in the socket
    case "finished": while (connection.socket.read() !== null); break;
  }
}

function answer(connection: Connection): void {
  const { socket, lines } = connection;
  for (let n = 0; n < BATCH; n++) {
    let line = lines.take();
    while (line === undefined && !lines.tooLong) {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) break;
      lines.add(chunk);
      line = lines.take();
    }
    if (line === undefined) {
      if (lines.tooLong) finish(connection, "ERR line too long\n");
      else if (connection.ended) finish(connection);
      return;
    }
    const { answer, change, watches, last } = database.execute(line);
    const taken = socket.write(`${answer}\n`);
    enter(connection, taken ? "reading" : "blocked");
    if (watches !== undefined) connection.watches = watches;
    if (change !== undefined) tell(change);
    if (last) finish(connection);
    if (connection.state !== "reading") return;
  }
  post(connection);
}

function tell({ key, text }: Change): void {
  for (const { socket, state, watches } of connections) {
    if (state === "finished" || watches === undefined || !key.startsWith(watches)) continue;
    if (socket.writableLength > BEHIND) socket.destroy();
    else socket.write(`${text}\n`);
  }
}

/** Sends what is not sent yet; the socket closes when the client has closed its side: one closed before with input that nobody has read takes back what it has sent. */
function finish(connection: Connection, lastWord = ""): void {
  if (connection.state === "finished") return;
  enter(connection, "finished");
  connection.socket.end(lastWord);
  post(connection);
}

function enter(connection: Connection, state: State): void {
  connection.state = state;
  connection.deadline = Date.now() + (state === "finished" ? grace : idle);
}

// What time does

setInterval(() => {
  const now = Date.now();
  for (const connection of connections) {
    if (now < connection.deadline) continue;
    if (connection.state !== "reading") connection.socket.destroy();
    else if (connection.watches === undefined) finish(connection, "ERR idle\n"); // who watches need not say anything
  }
}, Math.min(idle, grace, 4000) / 4).unref();

// The beginning and the end

server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => console.log(`listening on port ${(server.address() as AddressInfo).port}`));

function stop(): void {
  stopped = true;
  server.close();
  for (const connection of connections) finish(connection);
  endWhenDrained();
}

function endWhenDrained(): void {
  if (!stopped || connections.size > 0) return;
  console.log(`served ${database.served}`);
  process.exit();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
