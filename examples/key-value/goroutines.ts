// The key-value service with goroutines: a connection reads from top to bottom, and so does the file.
//   sansync run examples/key-value/goroutines.ts [--port=7379 --idle=60000 --grace=10000 --keys=0]
import { after, background, chan, go, runMain, select, WaitGroup, type Chan, type Context, type RecvChan } from "sansync";
import { copy, discard, EOF, ErrDeadlineExceeded, errorIs, ErrTooLong } from "sansync/io";
import { listen, OpError, type Conn } from "sansync/net";
import { notifyContext } from "sansync/process";
import { Database, MAX_LINE, type Change } from "./database";
import { grace, idle, keys, port } from "./settings";

/** A watcher that is so many changes behind is cut: it must not fill our memory. */
const BEHIND = 4096;

interface Watcher {
  readonly conn: Conn;
  readonly changes: Chan<string>;
  prefix: string;
}

const database = new Database(keys);
const conns = new Set<Conn>();
const watchers = new Set<Watcher>();

/** A connection, from the first request to the last. */
function serve(conn: Conn, stopping: Context) {
  conns.add(conn);
  database.connections++;
  try {
    const lastWord = answers(conn, stopping);
    conn.setDeadline(Date.now() + grace);
    conn.write(lastWord);
    conn.closeWrite();
    copy(discard, conn); // a socket closed with input that nobody has read takes back what it has sent
  } catch (e) {
    if (!(e instanceof OpError)) throw e; // one that broke ends like any other
  } finally {
    conn[Symbol.dispose]();
    conns.delete(conn);
    database.connections--;
  }
}

/** Answers request after request. @returns what the client is told at the end */
function answers(conn: Conn, stopping: Context): string {
  const watcher: Watcher = { conn, changes: chan<string>(BEHIND), prefix: "" }, told = new WaitGroup();
  try {
    while (stopping.err() === undefined) {
      conn.setReadDeadline(watchers.has(watcher) ? null : Date.now() + idle); // who watches need not say anything
      const line = conn.readLine(MAX_LINE);
      if (line === EOF) break;
      const { answer, change, watches, last } = database.execute(line);
      conn.setWriteDeadline(Date.now() + idle);
      conn.write(`${answer}\n`);
      if (watches !== undefined) {
        watcher.prefix = watches;
        if (!watchers.has(watcher)) told.go(() => write(conn, watcher.changes));
        watchers.add(watcher);
      }
      if (change !== undefined) tell(change);
      if (last) break;
    }
  } catch (e) {
    if (errorIs(e, ErrTooLong)) return "ERR line too long\n";
    if (!errorIs(e, ErrDeadlineExceeded) || (e as OpError).op === "write") throw e;
    if (stopping.err() === undefined) return "ERR idle\n";
  } finally {
    watchers.delete(watcher);
    watcher.changes.close();
    told.wait();
  }
  return "";
}

function write(conn: Conn, changes: RecvChan<string>) {
  try {
    for (const text of changes) {
      conn.setWriteDeadline(Date.now() + idle);
      conn.write(`${text}\n`);
    }
  } catch (e) {
    if (!(e instanceof OpError)) throw e; // who reads hears of it
  }
}

function tell({ key, text }: Change) {
  for (const { conn, changes, prefix } of watchers) if (key.startsWith(prefix) && !changes.trySend(text)) conn[Symbol.dispose]();
}

function main() {
  const [stopping] = notifyContext(background(), "SIGTERM", "SIGINT"), serving = new WaitGroup(), drained = chan<void>();
  const listener = listen("tcp", `127.0.0.1:${port}`, { ctx: stopping });
  console.log(`listening on port ${listener.addr.port}`);
  for (const conn of listener) serving.go(() => serve(conn, stopping));
  for (const conn of conns) conn.setReadDeadline(Date.now()); // who waits for a request need not wait any longer
  go(() => { serving.wait(); drained.close(); });
  select({ drained, late: after(grace) });
  console.log(`served ${database.served}`);
}

runMain(main);
