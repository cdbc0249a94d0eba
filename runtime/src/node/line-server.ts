/**
 * A server of lines over local sockets: TCP, Unix sockets, named pipes.
 *
 * Invariants
 *  1. It never keeps the program alive: server, sockets and timers are unref'd.
 *  2. Hostile peers cost little: a line has at most LONGEST characters, the requests of a peer are read only while it takes what it is sent, it is sent nothing more where BACKLOG bytes wait for it, and there are at most PEERS of them.
 *  3. What is sent just before the program ends arrives as far as the system takes it at once.
 *  4. A socket file is readable for its owner alone, and is gone when the program has ended; one that a killed program left behind is replaced.
 *
 * Node's modules come from process.getBuiltinModule, as in node/install.ts.
 */
import { typeError } from "../core/errors.js";

type Net = NonNullable<ReturnType<typeof process.getBuiltinModule<"node:net">>>;
type Server = InstanceType<Net["Server"]>;
type Socket = InstanceType<Net["Socket"]>;

const LONGEST = 1 << 16, BACKLOG = 32 << 20, PEERS = 32;

/** Where to listen. */
export type Address = { readonly port: number; readonly host: string } | { readonly path: string };

/** What becomes of the connections. */
export interface LineHandlers {
  listening(address: string): void;
  failed(error: Error): void;
  /** A peer is there; `every` calls back again and again and gives what stops that. */
  connected(wire: { send(line: string): void; close(): void }, every: (ms: number, fn: () => void) => () => void): { line(text: string): void; gone(): void };
}

/** A server that can be closed. */
export interface LineServer { close(): void }

/** `4099`, `"4099"`, `"localhost:4099"`, `"[::1]:4099"`, a path, or a folder that ends with a slash. Throws TypeError SY5131. */
export function addressOf(at: number | string): Address {
  const bad = (): TypeError => typeError("SY5131", `serve: the address must be a port (0 to 65535), "host:port" or a path, and it is ${JSON.stringify(at) ?? String(at)}`);
  if (typeof at !== "number" && typeof at !== "string") throw bad();
  const text = String(at).trim(), m = /^(?:(?:\[([^\]]+)\]|([^:/\\]+)):)?(\d+)$/.exec(text);
  if (m !== null) {
    const port = Number(m[3]);
    if (port > 65535) throw bad();
    return { port, host: m[1] ?? m[2] ?? "127.0.0.1" };
  }
  if (typeof at === "number" || text === "" || !/[/\\.]/.test(text) || text.includes("\0")) throw bad();
  return { path: /[/\\]$/.test(text) ? `${text}${nameHere()}.sock` : text };
}

/** Can only this machine connect? */
export function isLocal(address: Address): boolean {
  return "path" in address || /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(address.host);
}

/** What tools are told of this program. */
export function programOf(): { pid: number; host: string; cwd: string; program: string } {
  const p = proc();
  return { pid: p.pid, host: `node ${p.versions.node}`, cwd: p.cwd(), program: p.argv[1] ?? p.title };
}

function proc(): typeof process {
  const p = (globalThis as { process?: typeof process }).process;
  if (p === undefined || typeof p.getBuiltinModule !== "function") throw typeError("SY5131", "serve: this host has no sockets; it needs Node 20.16 or later");
  return p;
}

/** The number of the process, and of the thread where it is not the first. */
function nameHere(): string {
  const { isMainThread, threadId } = proc().getBuiltinModule("node:worker_threads");
  return isMainThread ? String(proc().pid) : `${proc().pid}-${threadId}`;
}

/** Listen. Nothing is thrown: what fails is told to `handlers`. */
export function listenForLines(address: Address, handlers: LineHandlers): LineServer {
  const p = proc(), net = p.getBuiltinModule("node:net"), fs = p.getBuiltinModule("node:fs");
  const sockets = new Set<Socket>(), path = "path" in address ? address.path : undefined, isFile = path !== undefined && p.platform !== "win32";
  let tried = false, closed = false;
  const server: Server = net.createServer((socket) => {
    if (sockets.size >= PEERS) { socket.destroy(); return; }
    sockets.add(socket);
    converse(socket, handlers, () => sockets.delete(socket));
  });
  server.unref();
  const unlink = (): void => {
    try {
      if (isFile) fs.unlinkSync(path);
    } catch { /* it is gone */ }
  };
  const listen = (): void => {
    if (closed) return;
    if (path === undefined) server.listen(address as { port: number; host: string });
    else server.listen(path);
  };
  server.on("listening", () => {
    if (closed) { server.close(); return; }
    const at = server.address();
    if (isFile) {
      try { fs.chmodSync(path, 0o600); } catch { /* the file system knows no modes */ }
      p.once("exit", unlink);
    }
    handlers.listening(path ?? (typeof at === "object" && at !== null ? `${at.family === "IPv6" ? `[${at.address}]` : at.address}:${at.port}` : ""));
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (closed) return;
    if (error.code !== "EADDRINUSE" || !isFile || tried) { handlers.failed(error); return; }
    // is anybody there, or was it left behind?
    tried = true;
    const probe = net.connect(path);
    probe.unref();
    probe.on("connect", () => {
      probe.destroy();
      handlers.failed(error);
    });
    probe.on("error", () => {
      unlink();
      listen();
    });
  });
  listen();
  return {
    close() {
      if (closed) return;
      closed = true;
      p.removeListener("exit", unlink);
      server.close(); // takes the socket file along
      for (const s of sockets) s.destroy();
    },
  };
}

function converse(socket: Socket, handlers: LineHandlers, over: () => void): void {
  let text = "", ended = false;
  const timers = new Set<NodeJS.Timeout>();
  const wire = {
    send(line: string): void {
      if (ended || socket.destroyed) return;
      if (socket.writableLength > BACKLOG) socket.destroy();
      else socket.write(`${line}\n`);
    },
    close(): void {
      if (ended) return;
      ended = true;
      socket.end();
      socket.resume(); // what else it sends is not looked at
    },
  };
  const every = (ms: number, fn: () => void): (() => void) => {
    const timer = setInterval(fn, Math.min(ms, 0x7fffffff)).unref();
    timers.add(timer);
    return () => {
      timers.delete(timer);
      clearInterval(timer);
    };
  };
  const peer = handlers.connected(wire, every);
  /** Serve the lines that are here, while the peer takes the answers. */
  const serve = (): void => {
    while (!ended && !socket.writableNeedDrain) {
      const at = text.indexOf("\n");
      if (at < 0) break;
      const line = text.slice(0, at).replace(/\r$/, "");
      text = text.slice(at + 1);
      if (line.length > LONGEST) { socket.destroy(); return; }
      if (line !== "") peer.line(line);
    }
    if (!text.includes("\n") && text.length > LONGEST) socket.destroy();
    else if (socket.writableNeedDrain || text.length > LONGEST) socket.pause();
    else socket.resume();
  };
  socket.unref();
  socket.setNoDelay(true);
  socket.setEncoding("utf8");
  socket.on("data", (data: string) => {
    if (ended) return;
    text += data;
    serve();
  });
  socket.on("drain", serve);
  socket.on("error", () => { /* `close` follows */ });
  socket.on("close", () => {
    ended = true;
    for (const t of timers) clearInterval(t);
    over();
    peer.gone();
  });
}
