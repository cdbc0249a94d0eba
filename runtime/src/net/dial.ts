/**
 * Connecting.
 */
import * as net from "node:net";
import * as tls from "node:tls";
import type { Context } from "../context/context.js";
import { blocking } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { mustBeGoroutine, park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";
import { ErrDeadlineExceeded } from "../io/errors.js";
import { endOf, whenDone } from "../stream/context-end.js";
import { checkMilliseconds } from "../stream/deadline.js";
import { joinHostPort, targetOf, type Target } from "./address.js";
import { SocketConn, type Conn } from "./conn.js";
import { OpError, single } from "./op-error.js";

/** How {@link dial} connects. */
export interface DialOptions {
  /** When it is done, connecting is given up. Once connected, it has no influence any more: that is {@link Conn.setContext}. */
  readonly ctx?: Context;
  /** Give up after so many milliseconds, looking up the name included. No limit of ours by default. */
  readonly timeout?: number;
  /** The IP address to connect from. */
  readonly localAddress?: string;
  /** Send small writes at once: Conn.setNoDelay. Default true, as in Go. */
  readonly noDelay?: boolean;
  /** Probe an idle connection after so many milliseconds; 15,000 by default, as in Go; 0: never. */
  readonly keepAlive?: number;
  /** TLS: what Node's tls.connect takes (ca, servername, rejectUnauthorized …); `true` for none of it. The connection is given when the handshake is done and the certificate right. */
  readonly tls?: object | true;
}

/** A connection under way. */
class Dialing {
  g: G | null = null;
  timer: Timer | null = null;
  leave: (() => void) | null = null;
  over = false;
  constructor(readonly socket: net.Socket, readonly target: Target, readonly text: string) {}

  connected(): void {
    if (this.over) return;
    this.done();
    const { socket, target } = this;
    for (const event of ["connect", "secureConnect", "error", "close"]) socket.removeAllListeners(event);
    const conn = new SocketConn(socket, target.network === "unix" ? "unix" : "tcp", target.host);
    conn.remember();
    ready(this.g!, conn);
  }

  fail(why: unknown): void {
    if (this.over) return;
    this.forget();
    const e = single(why) as { address?: unknown; port?: unknown; syscall?: unknown };
    const addr = typeof e.address === "string" && typeof e.port === "number" ? joinHostPort(e.address, e.port) : e.syscall === "getaddrinfo" ? "" : this.text;
    readyError(this.g!, new OpError("dial", this.target.network, undefined, addr, why));
  }

  /** It is given up, and nobody is told. */
  forget(): void {
    this.done();
    this.socket.on("error", () => { /* after the end */ });
    this.socket.destroy();
  }

  private done(): void {
    this.over = true;
    this.leave?.();
    if (this.timer !== null) stopTimer(this.timer);
  }

  describe(): string { return `dial ${this.target.network} ${this.text}`; }
}

function start(network: string, address: string, options: DialOptions = {}): Conn | undefined {
  const { timeout } = options;
  if (timeout !== undefined) checkMilliseconds("dial: the timeout", timeout);
  const target = targetOf("dial", network, address), end = endOf(options.ctx);
  if (end !== null) throw new OpError("dial", network, undefined, address, end);
  mustBeGoroutine();
  const keepAlive = options.keepAlive ?? 15_000;
  const where = target.network === "unix" ? { path: target.host }
    : { host: target.host === "" ? "localhost" : target.host, port: target.port, ...(target.network === "tcp" ? {} : { family: target.network === "tcp4" ? 4 : 6 }), ...(options.localAddress === undefined ? {} : { localAddress: options.localAddress }) };
  const common = { ...where, allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: keepAlive > 0, keepAliveInitialDelay: keepAlive };
  let socket: net.Socket;
  try {
    socket = options.tls === undefined ? net.connect(common as net.NetConnectOpts)
      : tls.connect({ ...(target.network !== "unix" && net.isIP(target.host) === 0 ? { servername: target.host } : {}), ...common, ...(options.tls === true ? {} : options.tls) } as tls.ConnectionOptions);
  } catch (e) {
    throw new OpError("dial", network, undefined, address, e);
  }
  const dialing = new Dialing(socket, target, address);
  socket.on(options.tls === undefined ? "connect" : "secureConnect", () => dialing.connected());
  socket.on("error", (why) => dialing.fail(why));
  socket.on("close", () => dialing.fail(Object.assign(new Error("the connection was closed before it was established"), { code: "ECONNRESET", syscall: "connect" })));
  dialing.g = park(reasons.io, dialing);
  if (options.ctx !== undefined) dialing.leave = whenDone(options.ctx, (why) => dialing.fail(why));
  if (timeout !== undefined && timeout !== Infinity) dialing.timer = startTimer(host.now() + timeout, late, dialing as unknown);
  return undefined;
}

function late(dialing: unknown): void { (dialing as Dialing).fail(ErrDeadlineExceeded); }

/**
 * Connects.
 * @param network "tcp", "tcp4", "tcp6" or "unix"
 * @param address "host:port"; ":8080": this machine; for "unix" a path
 * @throws OpError "connection refused" (ECONNREFUSED) and its like, with the address; "no such host" (ENOTFOUND); "i/o timeout" (cause ErrDeadlineExceeded); what the context ended with; an address that is none (SY5110)
 * @see Go, net.Dialer.DialContext
 * @suspends
 */
export const dial: (network: string, address: string, options?: DialOptions) => Conn = blocking("dial", start as never) as never;
