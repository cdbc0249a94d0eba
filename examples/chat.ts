// A chat server. One goroutine per connection reads, another writes; one goroutine owns the room. Try it with: nc localhost 8000
//   sansync run examples/chat.ts [port]
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { chan, go, runMain, select, wait, type Chan, type RecvChan } from "sansync";

/** A socket in blocking style. */
class Conn {
  readonly #socket: Socket;
  readonly #lines: AsyncIterator<string>;

  constructor(socket: Socket) {
    const lines = createInterface({ input: socket });
    socket.on("error", () => lines.close());
    this.#socket = socket;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Blocks until a whole line has come; undefined at the end. */
  readLine(): string | undefined {
    try {
      const next = wait(this.#lines.next());
      return next.done ? undefined : next.value;
    } catch {
      return undefined; // a connection that breaks ends like any other
    }
  }

  /** Blocks while the other side does not keep up. */
  writeLine(text: string) {
    if (this.#socket.destroyed || this.#socket.write(text + "\n")) return;
    wait(Promise.race([once(this.#socket, "drain"), once(this.#socket, "close")]));
  }

  close() {
    this.#socket.end();
  }
}

interface Member {
  readonly name: string;
  readonly inbox: Chan<string>;
}

const joining = chan<Member>(), leaving = chan<Member>(), messages = chan<string>();

/** Only this goroutine touches the set of members: no locks. */
function room() {
  const members = new Set<Member>();
  const tell = (text: string) => {
    for (const member of members) member.inbox.trySend(text); // who does not keep up misses a line
  };
  for (;;) {
    const event = select({ joining, leaving, messages });
    if (!event.ok) return;
    switch (event.case) {
      case "joining":
        tell(`* ${event.value.name} has joined`);
        members.add(event.value);
        event.value.inbox.send(`* welcome, ${event.value.name}; here: ${[...members].map((m) => m.name).join(", ")}`);
        break;
      case "leaving":
        members.delete(event.value);
        event.value.inbox.close();
        tell(`* ${event.value.name} has left`);
        break;
      case "messages":
        tell(event.value);
        break;
    }
  }
}

function serve(conn: Conn) {
  conn.writeLine("* your name?");
  const name = conn.readLine();
  if (name !== undefined) {
    const member: Member = { name, inbox: chan<string>(64) };
    go(write, conn, member.inbox);
    joining.send(member);
    for (let line = conn.readLine(); line !== undefined; line = conn.readLine()) messages.send(`${name}: ${line}`);
    leaving.send(member);
  }
  conn.close();
}

function write(conn: Conn, inbox: RecvChan<string>) {
  for (const text of inbox) conn.writeLine(text);
}

function main() {
  const server = createServer((socket) => void go(serve, new Conn(socket)));
  server.listen(Number(process.argv[2] ?? 8000), () => console.log(`listening on port ${(server.address() as AddressInfo).port}`));
  room();
}

runMain(main);
