/** An echo server with one goroutine per connection. Prints its port; answers each line on stdin with what it holds. Compiled by measure.ts. */
import { go, numGoroutine, runMain } from "sansync";
import { EOF, listen, type Conn } from "sansync/net";
import { answerReports } from "./report";

function echo(conn: Conn): void {
  const buf = new Uint8Array(256);
  try {
    for (let n; (n = conn.read(buf)) !== EOF;) conn.write(buf.subarray(0, n));
  } finally {
    conn.close();
  }
}

runMain(() => {
  const listener = listen("tcp", "127.0.0.1:0", { backlog: 10_000, keepAlive: 0 });
  answerReports(numGoroutine);
  console.log(listener.addr.port);
  for (const conn of listener) go(echo, conn);
});
