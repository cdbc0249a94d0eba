/**
 * `node client.js PORT CONNECTIONS MESSAGES`: that many connections at the same time, a goroutine each. When all are there it prints "idle" and waits for a line; then each sends its messages one by one, and reads each echo before the next.
 * Prints what it saw. Compiled by measure.ts.
 */
import { chan, go, numGoroutine, runMain, WaitGroup } from "sansync";
import { dial, EOF, type Conn } from "sansync/net";
import { readFull } from "sansync/io";
import { sockets as descriptors } from "./report";

const [port, connections, messages] = process.argv.slice(2).map(Number) as [number, number, number];

runMain(() => {
  const wake = chan<void>();
  process.stdin.once("data", () => { go(() => wake.send()); });
  dial("tcp", `127.0.0.1:${port}`).close(); // what the first one opens for the process stays
  const before = { goroutines: numGoroutine(), descriptors: descriptors() };
  const there = new WaitGroup(), all = new WaitGroup(), start = chan<void>(), dialing = chan<void>(200), errors: string[] = [];
  let echoes = 0;
  function talk(conn: Conn, id: number): void {
    const text = new TextEncoder().encode(`message of connection ${id}: `.padEnd(64, ".")), buf = new Uint8Array(text.length);
    for (let k = 0; k < messages; k++) {
      text[text.length - 1] = k;
      conn.write(text);
      if (readFull(conn, buf) === EOF || buf[text.length - 1] !== k || buf[10] !== text[10]) throw new Error(`connection ${id}: wrong echo ${k}`);
      echoes++;
    }
  }
  there.add(connections);
  // Counted whether it succeeds or not: who waits for all of them goes on.
  const connected = () => {
    dialing.send();
    try { return dial("tcp", `127.0.0.1:${port}`, { keepAlive: 0 }); } finally { dialing.recv(); there.done(); }
  };
  for (let i = 0; i < connections; i++) all.go(() => {
    try {
      using conn = connected();
      start.recv();
      talk(conn, i);
    } catch (e) {
      errors.push(String(e));
    }
  });
  there.wait();
  console.log("idle");
  wake.recv();
  const began = performance.now();
  start.close();
  all.wait();
  const seconds = (performance.now() - began) / 1000;
  console.log(JSON.stringify({ echoes, errors: errors.length, first: errors[0], seconds, goroutines: numGoroutine() - before.goroutines, descriptors: descriptors() - before.descriptors }));
});
