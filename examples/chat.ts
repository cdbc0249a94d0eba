// A chat server. One goroutine per connection reads, another writes; one goroutine owns the room. Try it with: nc localhost 8000
//   sansync run examples/chat.ts [port]
import { chan, go, runMain, select, type Chan, type RecvChan } from "sansync";
import { EOF, listen, OpError, type Conn } from "sansync/net";

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
  using _ = conn;
  untilItBreaks(() => {
    conn.write("* your name?\n");
    const name = conn.readLine();
    if (name === EOF) return;
    const member: Member = { name, inbox: chan<string>(64) };
    go(write, conn, member.inbox);
    joining.send(member);
    try {
      for (const line of conn.lines()) messages.send(`${name}: ${line}`);
    } finally {
      leaving.send(member);
    }
  });
}

function write(conn: Conn, inbox: RecvChan<string>) {
  untilItBreaks(() => {
    for (const text of inbox) conn.write(`${text}\n`);
  });
}

/** A connection that breaks ends like any other. */
function untilItBreaks(f: () => void) {
  try {
    f();
  } catch (e) {
    if (!(e instanceof OpError)) throw e;
  }
}

function main() {
  const listener = listen("tcp", `:${process.argv[2] ?? 8000}`);
  console.log(`listening on port ${listener.addr.port}`);
  go(room);
  for (const conn of listener) go(serve, conn);
}

runMain(main);
