/**
 * The HTTP server: Node's, with a goroutine for each request.
 *
 * A request starts a goroutine that calls the handler; when that returns the answer is ended, when it throws the client gets its status (HTTPError) or 500. A CPU-heavy handler is preempted like any goroutine, so the
 * others go on being answered.
 *
 * Shutting down: the listener closes, idle connections are closed, requests under way are waited for. `close` does not wait: contexts of requests end with ErrServerClosed, connections are cut.
 */
import * as http from "node:http";
import * as https from "node:https";
import { WaitQueue, nodeOf, wake, wakeError, type WaitNode } from "../chan/wait-queue.js";
import { background, withoutCancel } from "../context/background.js";
import { withCancelCause } from "../context/cancel.js";
import type { CancelCauseFunc, Context } from "../context/context.js";
import { withTimeout } from "../context/deadline.js";
import { call2 } from "../core/call.js";
import "../core/dispose.js";
import { blockingMethods } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { spawn } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";
import { bodies, invoke, type Steps } from "../io/bodies.js";
import { mustBeCount } from "../io/data.js";
import { listeningAt, targetOf, type Addr } from "../net/address.js";
import { namesHost, OpError } from "../net/op-error.js";
import { placed } from "../net/resolve.js";
import { endOf, whenDone } from "../stream/context-end.js";
import { checkMilliseconds } from "../stream/deadline.js";
import { operation } from "../stream/operation.js";
import { ErrServerClosed, HTTPError } from "./errors.js";
import { ServerRequest, ServerResponseWriter, type ExchangeOwner, type Request, type ResponseWriter } from "./exchange.js";

/** Answers a request. It runs in a goroutine of its own; when it returns the answer is complete. */
export type Handler = (w: ResponseWriter, r: Request) => void;

export interface ServerOptions {
  /** The largest body of a request, in bytes, however it is read. More is HTTPError 413. No limit by default, but text(), bytes() and json() take 10 MB at most. */
  readonly maxBody?: number;
  /** The largest head of a request, in bytes; 16,384 by default. More is answered with 431. */
  readonly maxHeaderSize?: number;
  /** Milliseconds for the head of a request to arrive; 60,000 by default. Slow clients get 408. */
  readonly headersTimeout?: number;
  /** Milliseconds for all of a request to arrive; 300,000 by default. */
  readonly requestTimeout?: number;
  /** Milliseconds an idle connection is kept; 5,000 by default. */
  readonly keepAliveTimeout?: number;
  /** TLS: what Node's https.createServer takes (key, cert …). */
  readonly tls?: object;
  /** Told what a handler threw that is no HTTPError, and answers nothing. Default: written to stderr, as Go does. */
  readonly onError?: (error: unknown, r: Request) => void;
  /** Contexts of requests derive from it, its cancellation left out: values. */
  readonly ctx?: Context;
}

/** An HTTP server. */
export interface Server {
  /**
   * Starts listening.
   * @param address as for sansync/net: ":8080", "127.0.0.1:0", "[::1]:80"; a path where network is "unix"
   * @param network "tcp", "tcp4", "tcp6" or "unix"; "tcp" by default
   * @throws OpError "address already in use" …
   * @see Go, net.Listen and http.Server.Serve
   * @suspends
   */
  listen(address: string, network?: string): Addr;
  /** Where it listens; undefined: it does not. */
  readonly addr: Addr | undefined;
  /** Requests whose handlers have not returned. */
  readonly active: number;
  /**
   * Stops listening, and waits until the requests under way are answered.
   * @param ctx gives up waiting: throws why it is done; then `close()` ends the rest
   * @see Go, http.Server.Shutdown
   * @suspends
   */
  shutdown(ctx?: Context): void;
  /** Stops at once: contexts of requests end with ErrServerClosed, connections are cut. */
  close(): void;
  [Symbol.dispose](): void;
}

type Leave = (() => void) | null;

class HTTPServer implements ExchangeOwner {
  readonly base: Context;
  readonly maxBody: number;
  active = 0;
  addr: Addr | undefined = undefined;
  private readonly cancel: CancelCauseFunc;
  private readonly server: http.Server;
  /** Goroutines that wait for the end; `v` is how to leave the context that ends the wait, or null. */
  private readonly waiting = new WaitQueue();
  private kept: ServerResponseWriter[] = [];
  private state: "new" | "listening" | "closing" = "new";
  private down = false;

  constructor(private readonly handler: Handler, private readonly options: ServerOptions) {
    if (typeof handler !== "function") throw typeError("SY5106", "new Server: the handler is no function");
    const { maxBody, ctx, tls, onError: _, ...limits } = options;
    this.maxBody = mustBeCount("new Server: maxBody", maxBody ?? Infinity);
    [this.base, this.cancel] = withCancelCause(ctx === undefined ? background() : withoutCancel(ctx));
    const came = (req: http.IncomingMessage, res: http.ServerResponse): void => {
      this.active++;
      spawn(-1, this.answer(req, res));
    };
    this.server = tls === undefined ? http.createServer({ noDelay: true, ...limits }, came) : https.createServer({ noDelay: true, ...limits, ...tls }, came);
  }

  private *answer(req: http.IncomingMessage, res: http.ServerResponse): Steps<void> {
    const r = new ServerRequest(req, this), w = new ServerResponseWriter(res, this);
    try {
      call2("handler", this.handler, undefined, w, r);
      if (S.f !== 0) yield -1;
      w.finish();
    } catch (e) {
      this.failed(e, w, r);
    } finally {
      if (!w.ended) w.abort(); // goexit
      r.done();
      this.active--;
      if (this.state === "closing") this.server.closeIdleConnections();
    }
  }

  private failed(e: unknown, w: ServerResponseWriter, r: ServerRequest): void {
    const known = typeof e === "object" && e !== null && (e as Error).name === "HTTPError" && typeof (e as HTTPError).status === "number" ? (e as HTTPError) : undefined;
    const gone = r.incoming.socket.destroyed;
    if (known === undefined && !gone) {
      const { onError } = this.options;
      if (onError !== undefined) try { onError(e, r as unknown as Request); } catch { /* it has no say in the answer */ }
      else console.error(`http: handler of ${r.method} ${r.url} (${r.remoteAddr}) threw: ${e instanceof Error ? (e.stack ?? String(e)) : String(e)}`);
    }
    if (w.ended) return;
    if (w.headersSent || gone) { w.abort(); return; } // the client must not take it for complete
    w.discard();
    if (!r.incoming.complete) w.setHeader("Connection", "close");
    w.text(known?.message ?? "Internal Server Error", known?.status ?? 500);
  }

  keeps(w: ServerResponseWriter): void {
    if (this.kept.push(w) === 1) host.macrotask(() => {
      const { kept } = this;
      this.kept = [];
      for (const w of kept) w.late();
    });
  }

  listen(address: string, network = "tcp"): Addr | undefined {
    if (this.state !== "new") throw new OpError("listen", network, undefined, address, this.state === "listening" ? new Error("the server listens already") : ErrServerClosed);
    const target = targetOf("listen", network, address);
    return operation(`listen ${network} ${address}`, (why) => new OpError("listen", network, undefined, namesHost(why) ? "" : address, why), (done) => {
      const { server } = this;
      const failed = (why: unknown): void => { this.state = "new"; done(why); };
      this.state = "listening";
      server.once("error", failed);
      server.once("listening", () => {
        server.off("error", failed);
        server.on("error", () => { /* accepting failed: the client tries again */ });
        done(null, this.addr = listeningAt(server.address()));
      });
      server.once("close", () => {
        this.down = true;
        while (this.waiting.first !== null) {
          const node = this.waiting.shift();
          (node.v as Leave)?.();
          wake(node, undefined);
        }
      });
      placed(target, (why, place) => {
        if (why !== null) failed(why);
        else if (this.state === "listening") server.listen(place);
        else done(ErrServerClosed); // while the name was looked up
      });
      return () => { server.close(); };
    });
  }

  /** Protocol function: stops listening, and parks until the server is closed and its connections are. */
  shutdown(ctx?: Context): void {
    if (this.state === "new") { this.state = "closing"; this.down = true; return; }
    if (this.state === "listening") {
      this.state = "closing";
      this.server.close();
    }
    if (this.down) return;
    this.server.closeIdleConnections();
    const end = endOf(ctx);
    if (end !== null) throw this.late(end);
    const node = this.end();
    if (ctx !== undefined) node.v = whenDone(ctx, (why) => {
      this.waiting.remove(node);
      wakeError(node, this.late(why));
    });
  }

  /** Protocol function: parks until the server is closed and its connections are. */
  end(): WaitNode {
    const node = nodeOf(park(reasons.io, this), 0, null);
    this.waiting.push(node);
    return node;
  }

  private late(why: unknown): OpError { return new OpError("shutdown", "tcp", undefined, this.addr, why); }

  close(): void {
    const listened = this.state === "listening";
    this.state = "closing";
    if (listened) this.server.close();
    this.cancel(ErrServerClosed);
    this.server.closeAllConnections();
  }
  [Symbol.dispose](): void { this.close(); }

  forget(g: G): void {
    const node = g as WaitNode;
    this.waiting.remove(node);
    (node.v as Leave)?.();
  }
  describe(): string { return `an HTTP server at ${String(this.addr)} with ${this.active} requests under way`; }
}

const { listen, shutdown } = HTTPServer.prototype; // eslint-disable-line @typescript-eslint/unbound-method
blockingMethods(HTTPServer.prototype, "Server", { listen: listen as never, shutdown: shutdown as never });

/** Makes an HTTP server: `const server = new Server(handler); server.listen(":8080")`. */
export const Server: new (handler: Handler, options?: ServerOptions) => Server = class Server extends HTTPServer {
  constructor(handler: Handler, options: ServerOptions = {}) { super(handler, options); }
} as never;

export interface ServeOptions extends ServerOptions {
  /** When it is done the server shuts down, and serve returns. */
  readonly ctx?: Context;
  /** How long requests under way may take then, in milliseconds; 10,000 by default. After that they are cut. */
  readonly grace?: number;
  /** Called with the address when the server listens. */
  readonly onListen?: (addr: Addr) => void;
}

function* serving(address: string, handler: Handler, options: ServeOptions = {}): Steps<void> {
  const { grace = 10_000, onListen, ...rest } = options;
  checkMilliseconds("serve: grace", grace);
  const server = new HTTPServer(handler, rest);
  const addr = yield* invoke<Addr>(server, "listen", address);
  onListen?.(addr);
  try {
    const done = options.ctx === undefined ? null : options.ctx.done();
    if (done !== null) yield* invoke(done, "recv");
    else {
      server.end();
      yield -1;
    }
    const [late, cancel] = withTimeout(background(), grace);
    try {
      yield* invoke(server, "shutdown", late);
    } catch (e) {
      if (late.err() === undefined) throw e;
    } finally {
      cancel();
    }
  } finally {
    server.close();
  }
}

const wrapped = { *serve(address: string, handler: Handler, options?: ServeOptions): Steps<void> { yield* serving(address, handler, options); } };
bodies(wrapped, "serve");

/**
 * Listens at `address` and answers requests, each in a goroutine of its own. Returns when `options.ctx` is done and the requests under way are answered, or `options.grace` is over.
 * @throws OpError "address already in use" …
 * @see Go, http.ListenAndServe
 * @suspends
 */
export const serve: (address: string, handler: Handler, options?: ServeOptions) => void = wrapped.serve as never;
