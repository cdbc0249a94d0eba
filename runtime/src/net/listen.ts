/**
 * Listeners: Node's server with a queue of connections that wait to be accepted.
 *
 * Invariants: at most one of the two queues (connections, goroutines in accept) is not empty. When a listener closes, connections nobody accepted are closed with it.
 */
import * as net from "node:net";
import * as tls from "node:tls";
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import type { Context } from "../context/context.js";
import { blocking, blockingMethods } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { invoke, stepping, type Steps } from "../io/bodies.js";
import { mustBeCount } from "../io/data.js";
import { ErrClosed } from "../io/errors.js";
import type { Closer } from "../io/interfaces.js";
import { Backlog } from "../stream/backlog.js";
import { whenDone, type ContextEnd } from "../stream/context-end.js";
import { checkMilliseconds } from "../stream/deadline.js";
import { operation } from "../stream/operation.js";
import { listeningAt, targetOf, type Addr } from "./address.js";
import { connOf, type Conn } from "./conn.js";
import { namesHost, OpError } from "./op-error.js";
import { placed } from "./resolve.js";

/** How {@link listen} listens. */
export interface ListenOptions {
  /** When it is done the listener closes: {@link Listener.accept} throws, a loop over the listener ends. Connections stay. */
  readonly ctx?: Context;
  /** How many connections the kernel keeps until Node takes them; 511 by default. */
  readonly backlog?: number;
  /** Send small writes at once: Conn.setNoDelay. Default true, as in Go. */
  readonly noDelay?: boolean;
  /** Probe idle connections after so many milliseconds; 15,000 by default, as in Go; 0: never. */
  readonly keepAlive?: number;
  /** Only IPv6, where the address is "[::]:port". */
  readonly ipv6Only?: boolean;
  /** TLS: what Node's tls.createServer takes (key, cert, ca …). Connections are accepted when the handshake is done. */
  readonly tls?: object;
}

/** Waits for connections, Go's net.Listener. In a `for…of` it gives one after the other until it is closed. */
export interface Listener extends Closer {
  /**
   * The next connection; parks until there is one.
   * @throws OpError "use of closed network connection" (cause ErrClosed) once the listener is closed, or its context done (then the cause is that of the context)
   * @see Go, net.Listener.Accept
   * @suspends
   */
  accept(): Conn;
  /** Connections, until the listener is closed. To be used in a goroutine. */
  [Symbol.iterator](): Iterator<Conn, undefined, undefined>;
  /** Where it listens; with the port the system chose for ":0". */
  readonly addr: Addr;
  /**
   * Stops listening. Connections that were accepted stay as they are.
   * @throws OpError (SY5101) if it is closed already. `using` does not mind
   */
  close(): void;
  [Symbol.dispose](): void;
}

class NetListener {
  private readonly waiting = new Backlog<Conn>();
  private readonly acceptors = new WaitQueue();
  private stop: unknown = null;
  private failed: unknown = null;
  leave: (() => void) | null = null;

  constructor(private readonly server: net.Server, private readonly network: string, readonly addr: Addr) {}

  came(socket: net.Socket): void {
    const conn = connOf(socket, this.network, this.addr.host);
    if (this.stop !== null) conn[Symbol.dispose]();
    else if (this.acceptors.first !== null) wake(this.acceptors.shift(), conn);
    else this.waiting.push(conn);
  }

  /** Accepting failed once (too many open files). */
  error(why: unknown): void {
    if (this.acceptors.first !== null) wakeError(this.acceptors.shift(), this.failure("accept", why));
    else this.failed = why;
  }

  next(): Conn | undefined {
    if (this.stop !== null) throw this.failure("accept", this.stop);
    if (this.failed !== null) {
      const why = this.failed;
      this.failed = null;
      throw this.failure("accept", why);
    }
    if (this.waiting.length > 0) return this.waiting.shift();
    this.acceptors.push(nodeOf(park(reasons.io, this), 0, undefined));
    return undefined;
  }

  close(): void {
    if (this.stop !== null) throw this.failure("close", ErrClosed);
    this.release(ErrClosed);
  }

  [Symbol.dispose](): void {
    if (this.stop === null) this.release(ErrClosed);
  }

  release(why: unknown): void {
    this.stop = why;
    this.leave?.();
    this.leave = null;
    this.server.close();
    while (this.acceptors.first !== null) wakeError(this.acceptors.shift(), this.failure("accept", why));
    for (const conn of this.waiting.clear()) conn[Symbol.dispose]();
  }

  forget(g: G): void { this.acceptors.remove(g as WaitNode); }
  describe(): string { return `a listener (${this.network}) at ${String(this.addr)}`; }
  get closed(): boolean { return this.stop !== null; }
  private failure(op: string, why: unknown): OpError { return new OpError(op, this.network, undefined, this.addr, why); }
}

blockingMethods(NetListener.prototype, "Listener", { accept(this: NetListener) { return this.next(); } });
Object.defineProperties(NetListener.prototype, {
  [Symbol.iterator]: { value(this: NetListener): Iterator<Conn> {
    return stepping<Conn>(undefined, function* (this: NetListener): Steps<Conn> {
      try {
        return yield* invoke<Conn>(this, "accept");
      } catch (e) {
        if (this.closed && e instanceof OpError) return undefined as never;
        throw e;
      }
    }.bind(this))[Symbol.iterator]();
  }, writable: true, configurable: true },
});

function start(network: string, address: string, options: ListenOptions = {}): Listener {
  if (options.keepAlive !== undefined) checkMilliseconds("listen: keepAlive", options.keepAlive);
  if (options.backlog !== undefined) mustBeCount("listen: the backlog", options.backlog);
  const target = targetOf("listen", network, address);
  return operation(`listen ${network} ${address}`, (why) => new OpError("listen", network, undefined, namesHost(why) ? "" : address, why), (done) => {
    const keepAlive = options.keepAlive ?? 15_000;
    const common = { allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: keepAlive > 0, keepAliveInitialDelay: keepAlive };
    let listener: NetListener | null = null, over = false;
    const server: net.Server = options.tls === undefined ? net.createServer(common) : tls.createServer({ ...common, allowHalfOpen: false, ...options.tls });
    server.on(options.tls === undefined ? "connection" : "secureConnection", (socket: net.Socket) => {
      socket.allowHalfOpen = true; // not before the handshake: a client that gives up in it must not leave a socket behind
      if (listener === null) socket.destroy();
      else listener.came(socket);
    });
    server.on("error", (why) => {
      if (listener !== null) { listener.error(why); return; }
      server.close();
      done(why);
    });
    server.on("listening", () => {
      const made = (listener = new NetListener(server, network, listeningAt(server.address())));
      if (options.ctx !== undefined) made.leave = whenDone(options.ctx, (why: ContextEnd) => { made.leave = null; if (!made.closed) made.release(why); });
      done(null, made);
    });
    placed(target, (why, place) => {
      if (over) return;
      if (why !== null) { done(why); return; }
      try {
        server.listen({ ...place, ...(options.backlog === undefined ? {} : { backlog: options.backlog }), ...(options.ipv6Only === undefined ? {} : { ipv6Only: options.ipv6Only }) });
      } catch (e) {
        process.nextTick(done, e);
      }
    });
    return () => {
      over = true;
      server.close();
    };
  }, options.ctx, (late) => { (late as Listener)[Symbol.dispose](); });
}

/**
 * Listens.
 * @param network "tcp", "tcp4", "tcp6" or "unix"
 * @param address "host:port"; ":8080": every interface; ":0": a port the system chooses ({@link Listener.addr}); for "unix" a path
 * @throws OpError "address already in use" (EADDRINUSE), "permission denied" (EACCES), an address that is none or not of the family (SY5110), a network that is none (SY5111), a context that is done
 * @see Go, net.Listen
 * @suspends
 */
export const listen: (network: string, address: string, options?: ListenOptions) => Listener = blocking("listen", start as never) as never;
