/**
 * Connecting.
 */
import * as net from "node:net";
import * as tls from "node:tls";
import type { Context } from "../context/context.js";
import { blocking } from "../core/entry.js";
import { host } from "../core/host.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";
import { ErrDeadlineExceeded } from "../io/errors.js";
import { checkMilliseconds } from "../stream/deadline.js";
import { operation } from "../stream/operation.js";
import { familyOf, joinHostPort, targetOf, type Target } from "./address.js";
import { SocketConn, type Conn } from "./conn.js";
import { namesHost, OpError, single } from "./op-error.js";
import { lookupOf } from "./resolve.js";

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

function start(network: string, address: string, options: DialOptions = {}): Conn {
  const { timeout } = options;
  if (timeout !== undefined) checkMilliseconds("dial: the timeout", timeout);
  if (options.keepAlive !== undefined) checkMilliseconds("dial: keepAlive", options.keepAlive);
  const target = targetOf("dial", network, address);
  return operation(`dial ${network} ${address}`, (why) => new OpError("dial", network, undefined, peerOf(why) ?? address, why), (done) => {
    const socket = connect(target, address, options);
    let timer: Timer | null = null;
    const settled = (): void => {
      if (timer !== null) stopTimer(timer);
      socket.off(ready, connected).off("error", failed).off("close", closed);
    };
    const ready = options.tls === undefined ? "connect" : "secureConnect", connected = (): void => {
      settled();
      const conn = new SocketConn(socket, target.network === "unix" ? "unix" : "tcp", target.host);
      conn.remember();
      done(null, conn);
    };
    const giveUp = (): void => {
      settled();
      socket.on("error", () => { /* after the end */ });
      socket.destroy();
    };
    const failed = (why: unknown): void => { giveUp(); done(why); };
    const closed = (): void => failed(Object.assign(new Error("the connection was closed before it was established"), { code: "ECONNRESET", syscall: "connect" }));
    socket.on(ready, connected).on("error", failed).on("close", closed);
    if (timeout !== undefined && timeout !== Infinity) timer = startTimer(host.now() + timeout, failed, ErrDeadlineExceeded as unknown);
    return giveUp;
  }, options.ctx);
}

function connect(target: Target, address: string, options: DialOptions): net.Socket {
  const keepAlive = options.keepAlive ?? 15_000, family = familyOf(target.network);
  const where = target.network === "unix" ? { path: target.host }
    : { host: target.host === "" ? (family === 4 ? "127.0.0.1" : family === 6 ? "::1" : "localhost") : target.host, port: target.port, ...(family === 0 ? {} : { lookup: lookupOf(family) }), ...(options.localAddress === undefined ? {} : { localAddress: options.localAddress }) };
  const common = { ...where, allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: keepAlive > 0, keepAliveInitialDelay: keepAlive };
  try {
    return options.tls === undefined ? net.connect(common as net.NetConnectOpts)
      : tls.connect({ ...(target.network !== "unix" && net.isIP(target.host) === 0 ? { servername: target.host } : {}), ...common, ...(options.tls === true ? {} : options.tls) } as tls.ConnectionOptions);
  } catch (e) {
    throw new OpError("dial", target.network, undefined, address, e);
  }
}

/** Whom Node tried to connect to; "" where it looked up the name in vain, undefined where it does not say. */
function peerOf(why: unknown): string | undefined {
  const { address, port } = single(why) as { address?: unknown; port?: unknown };
  return typeof address === "string" && typeof port === "number" ? joinHostPort(address, port) : namesHost(why) ? "" : undefined;
}

/**
 * Connects.
 * @param network "tcp", "tcp4", "tcp6" or "unix"
 * @param address "host:port"; ":8080": this machine; for "unix" a path. With "tcp4" and "tcp6" only addresses of that family are tried
 * @throws OpError "connection refused" (ECONNREFUSED) and its like, with the address; "no such host" (ENOTFOUND); "no suitable address found" for a host without one of the family (SY5110); "i/o timeout" (cause ErrDeadlineExceeded); what the context ended with; an address that is none (SY5110)
 * @see Go, net.Dialer.DialContext
 * @suspends
 */
export const dial: (network: string, address: string, options?: DialOptions) => Conn = blocking("dial", start as never) as never;
