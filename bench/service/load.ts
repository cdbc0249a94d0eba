/**
 * Clients: connections that ask at fixed times whether they were answered or not, so that a delay is not hidden by the requests it prevents; and, of the key-value service (examples/key-value), slow ones.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Milliseconds between two requests of a connection. */
const EVERY = 10;

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  socket.on("error", () => { /* the server is killed at the end */ });
  return socket;
}

/** Calls `line` with each line that comes. */
function onLines(socket: Socket, line: (text: string) => void): void {
  let rest = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    lines.forEach(line);
  });
}

/** Asks once. @returns the answer, and how many milliseconds it took */
export async function ask(port: number, request: string): Promise<{ readonly answer: string; readonly took: number }> {
  const socket = await open(port), began = performance.now();
  const answer = await new Promise<string>((resolve) => {
    onLines(socket, resolve);
    socket.write(`${request}\n`);
  });
  socket.destroy();
  return { answer, took: performance.now() - began };
}

/** What cheap requests look like. */
export interface Cheap {
  /** The n-th request, over connection i. */
  readonly request: (n: number, i: number) => string;
  /** Is this line the sign of an answer? */
  readonly answered: (line: string) => boolean;
}

export const KEY_VALUE: Cheap = { request: (n, i) => (n % 10 === 0 ? `SET cheap:${i} ${n}\n` : `GET cheap:${i}\n`), answered: () => true };
export const HTTP: Cheap = { request: () => "GET /hello/there HTTP/1.1\r\nHost: localhost\r\n\r\n", answered: (line) => line.includes("HTTP/1.1 200") };

/** Cheap requests over `count` connections until `over` is settled. @returns how many milliseconds each answer took that was asked for before that */
export async function cheap(kind: Cheap, port: number, count: number, over: Promise<unknown>): Promise<number[]> {
  const delays: number[] = [], sockets = await Promise.all(Array.from({ length: count }, () => open(port)));
  const asked: number[][] = sockets.map(() => []);
  let ended = false, missing = 0, allHere = (): void => { /* not yet */ };
  for (const [i, socket] of sockets.entries()) onLines(socket, (line) => {
    if (!kind.answered(line)) return;
    delays.push(performance.now() - asked[i]!.shift()!);
    if (--missing === 0 && ended) allHere();
  });
  const began = performance.now();
  let sent = 0;
  const sending = setInterval(() => {
    for (const due = ((performance.now() - began) / EVERY) * count; sent < due; sent++) {
      const i = sent % count;
      asked[i]!.push(performance.now());
      missing++;
      sockets[i]!.write(kind.request(sent, i));
    }
  }, 1);
  await over;
  clearInterval(sending);
  ended = true;
  if (missing > 0) await new Promise<void>((resolve) => { allHere = resolve; });
  for (const socket of sockets) socket.destroy();
  return delays;
}

/** Clients that ask for much more than they read. @returns to be called at the end */
export async function slow(port: number, count: number): Promise<() => void> {
  await ask(port, `SET slow ${"x".repeat(1000)}`);
  const sockets = await Promise.all(Array.from({ length: count }, () => open(port)));
  for (const socket of sockets) {
    socket.pause();
    socket.write("GET slow\n".repeat(20_000));
  }
  const reading = setInterval(() => { for (const socket of sockets) socket.read(4096); }, 50);
  return () => {
    clearInterval(reading);
    for (const socket of sockets) socket.destroy();
  };
}
