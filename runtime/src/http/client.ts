/**
 * The HTTP client: Node's, in blocking style. `fetch` parks until the head of the answer is there; the body is read as it comes, or whole.
 *
 * Connections are kept and used again (an agent per client). A connection goes back when the body has been read to its end; `close()`, or leaving a `using` block, gives it up before.
 * Redirects are followed as browsers do; compressed answers are unpacked where the caller did not ask for an encoding himself.
 */
import * as http from "node:http";
import * as https from "node:https";
import * as zlib from "node:zlib";
import type { Context } from "../context/context.js";
import "../core/dispose.js";
import { typeError } from "../core/errors.js";
import { spawn } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { mustBeGoroutine, park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";
import { bodies, body, type Steps } from "../io/bodies.js";
import { readOnce } from "../io/copy.js";
import { mustBeCount } from "../io/data.js";
import { because, ErrDeadlineExceeded, ErrTooLong, IOError } from "../io/errors.js";
import { EOF, type Reader } from "../io/interfaces.js";
import { endOf, whenDone, type ContextEnd } from "../stream/context-end.js";
import { checkMilliseconds } from "../stream/deadline.js";
import { RequestError } from "./errors.js";
import { BodyReader, Draining, MAX_BODY, Whole, type Body, type Headers, type Message } from "./exchange.js";

export interface RequestInit {
  /** GET by default, POST where there is a body. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number | readonly string[]>>;
  /** Bytes, text, or a reader that is sent as it gives (then the request is not repeated at a redirect). */
  readonly body?: Uint8Array | string | Reader;
  /** Ends the request, also while the body of the answer is read. */
  readonly ctx?: Context;
  /** Milliseconds until the head of the answer is there, redirects included. */
  readonly timeout?: number;
  /** "follow" (default, at most 10), "manual": give the redirect itself, "error": throw. */
  readonly redirect?: "follow" | "manual" | "error";
}

export interface ClientOptions {
  /** Connections per host at the same time; no limit by default. */
  readonly maxConnections?: number;
  /** Idle connections that are kept; 256 by default. */
  readonly maxIdle?: number;
  /** Milliseconds an idle connection is kept; 90,000 by default. */
  readonly idleTimeout?: number;
  /** For requests without their own. */
  readonly timeout?: number;
  /** TLS: what Node's https.Agent takes (ca, cert, rejectUnauthorized …). */
  readonly tls?: object;
  /** Connect to this unix socket, whatever the host. */
  readonly socketPath?: string;
  /** The largest head of an answer, in bytes; 16,384 by default. */
  readonly maxHeaderSize?: number;
}

/** An answer. Read its body, or close it. */
export interface Response extends Message {
  readonly status: number;
  readonly statusText: string;
  /** status is 200 to 299. */
  readonly ok: boolean;
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  /** Gives the connection up, if the body was not read to its end. Reads of the body throw from now on (cause ErrClosed). */
  close(): void;
  [Symbol.dispose](): void;
}

/** Requests over connections that are kept: one per program, or per kind of service. */
export interface Client {
  /** As the function {@link fetch}, over the connections of this client.
   * @suspends */
  fetch(url: string | URL, init?: RequestInit): Response;
  /** Closes idle connections. */
  close(): void;
  [Symbol.dispose](): void;
}

class ClientResponse extends Whole {
  readonly body: Body;
  constructor(private readonly asking: Asking, private readonly incoming: http.IncomingMessage, readonly url: string, readonly redirected: boolean, unpack: boolean) {
    super();
    const { method } = asking, encoding = unpack && method !== "HEAD" && incoming.statusCode !== 204 && incoming.statusCode !== 304 ? incoming.headers["content-encoding"] : undefined;
    let source: unknown = incoming;
    if (encoding === "gzip" || encoding === "deflate" || encoding === "br") {
      const z = encoding === "br" ? zlib.createBrotliDecompress() : zlib.createUnzip();
      const cut = (): void => { if (!incoming.readableEnded) z.destroy(incoming.errored ?? undefined); };
      incoming.on("error", cut).on("close", cut);
      if (incoming.destroyed) cut();
      source = incoming.pipe(z);
      delete incoming.headers["content-encoding"];
      delete incoming.headers["content-length"];
    }
    const reader = new BodyReader(source, `${method} ${url}`, "http: read on closed response body");
    asking.body = reader;
    if (asking.stopped !== null) reader.reading.fail(asking.stopped);
    this.body = reader as unknown as Body;
  }
  get status(): number { return this.incoming.statusCode ?? 0; }
  get statusText(): string { return this.incoming.statusMessage ?? ""; }
  get ok(): boolean { return this.status >= 200 && this.status < 300; }
  get headers(): Headers { return this.incoming.headers; }
  protected get most(): number { return MAX_BODY; }
  protected tooLong(max: number): Error { return because(ErrTooLong, `the body of ${this.url} has more than ${max} bytes`); }
  protected notJson(cause: unknown): Error { return new IOError(`the body of ${this.url} is no JSON: ${(cause as Error).message}`, cause, "SY5123"); }
  close(): void {
    if (!this.incoming.readableEnded) this.incoming.destroy();
    this.asking.body?.close();
    this.asking.release();
  }
  [Symbol.dispose](): void { this.close(); }
}

/** A request on its way, and later the body of its answer. */
class Asking {
  g: G | null = null;
  body: BodyReader | null = null;
  leave: (() => void) | null = null;
  timer: Timer | null = null;
  /** The context is done; perhaps before the goroutine, whose head has come, made a body of it. */
  stopped: ContextEnd | null = null;
  /** What the head came to: the answer, or why there is none. */
  private over = false;
  constructor(readonly request: http.ClientRequest, readonly method: string, readonly url: string) {}

  got(res: http.IncomingMessage): void {
    if (this.over) { res.destroy(); return; }
    this.end();
    res.once("close", () => this.release());
    ready(this.g!, res);
  }

  fail(why: unknown): void {
    if (this.over) return;
    this.end();
    this.release();
    this.request.destroy();
    readyError(this.g!, new RequestError(this.method, this.url, why));
  }

  /** The context is done: the request, or the body that is being read, ends. */
  stop(why: ContextEnd): void {
    this.leave = null;
    this.stopped = why;
    this.fail(why);
    this.body?.reading.fail(why);
    this.request.destroy();
  }

  /** Nothing of it is waited for any more. */
  release(): void {
    this.leave?.();
    this.leave = null;
  }

  private end(): void {
    this.over = true;
    if (this.timer !== null) stopTimer(this.timer);
    this.timer = null;
  }

  forget(): void {
    this.end();
    this.release();
    this.request.destroy();
  }
  describe(): string { return `${this.method} ${this.url}`; }
}

function late(asking: unknown): void { (asking as Asking).fail(ErrDeadlineExceeded); }

function isReader(x: unknown): x is Reader { return typeof x === "object" && x !== null && !(x instanceof Uint8Array); }

/** A goroutine of its own sends what a reader gives. */
function* pump(asking: Asking, from: Reader): Steps<void> {
  const buf = new Uint8Array(32 * 1024), { request } = asking;
  try {
    for (;;) {
      const n = yield* readOnce(from, buf);
      if (request.destroyed) return;
      if (n === EOF) break;
      if (!request.write(buf.slice(0, n))) {
        new Draining(request).wait();
        yield -1;
      }
    }
    request.end();
  } catch (e) {
    if (!request.destroyed) asking.fail(e);
  }
}

/** Methods of requests that may be sent again. */
const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

class HTTPClient {
  private readonly plain: http.Agent;
  private secure: https.Agent | null = null;
  constructor(private readonly options: ClientOptions = {}) {
    this.plain = new http.Agent(this.agent());
  }

  private agent(): http.AgentOptions {
    const { maxConnections = Infinity, maxIdle = 256, idleTimeout = 90_000 } = this.options;
    if (mustBeCount("new Client: maxConnections", maxConnections) === 0) throw typeError("SY5106", "new Client: maxConnections is 0, so no request could be sent");
    mustBeCount("new Client: maxIdle", maxIdle);
    checkMilliseconds("new Client: idleTimeout", idleTimeout);
    return { keepAlive: true, maxSockets: maxConnections, maxFreeSockets: maxIdle, ...(idleTimeout === Infinity ? {} : { timeout: idleTimeout }) };
  }

  *fetch(target: string | URL, init: RequestInit = {}): Steps<Response> {
    let method = (init.method ?? (init.body === undefined ? "GET" : "POST")).toUpperCase(), content = init.body, redirected = false, url: URL;
    try {
      url = new URL(String(target));
    } catch (e) {
      throw new RequestError(method, String(target), new IOError(`${JSON.stringify(String(target))} is no URL`, e, "SY5123"));
    }
    const timeout = init.timeout ?? this.options.timeout, headers: Record<string, string | number | readonly string[]> = {};
    if (timeout !== undefined) checkMilliseconds("fetch: the timeout", timeout);
    for (const [name, value] of Object.entries(init.headers ?? {})) headers[name.toLowerCase()] = value;
    const unpack = headers["accept-encoding"] === undefined;
    if (unpack) headers["accept-encoding"] = "gzip, deflate, br";
    const until = timeout === undefined ? Infinity : host.now() + timeout;
    for (let hops = 0; ; hops++) {
      const end = endOf(init.ctx);
      if (end !== null) throw new RequestError(method, url.href, end);
      const [asking, res] = yield* this.ask(url, method, headers, content, init.ctx, until);
      const status = res.statusCode!, { location } = res.headers;
      const isRedirect = location !== undefined && (status === 301 || status === 302 || status === 303 || status === 307 || status === 308);
      if (!isRedirect || init.redirect === "manual") return new ClientResponse(asking, res, url.href, redirected, unpack) as unknown as Response;
      res.on("error", () => { /* nobody reads it */ });
      res.resume();
      const refuse = (why: string): RequestError => { res.destroy(); return new RequestError(method, url.href, new IOError(why, undefined, "SY5123")); };
      if (init.redirect === "error") throw refuse(`redirected to ${location}, and redirect is "error"`);
      if (hops === 10) throw refuse("stopped after 10 redirects");
      if (status === 303 ? method !== "HEAD" && method !== "GET" : (status === 301 || status === 302) && method === "POST") {
        method = "GET";
        content = undefined;
        for (const name of ["content-length", "content-type", "content-encoding", "transfer-encoding"]) delete headers[name];
      } else if (isReader(content)) throw refuse("redirected, and the body was a reader, which cannot be read again");
      let next: URL;
      try {
        next = new URL(location, url);
      } catch {
        throw refuse(`redirected to ${JSON.stringify(location)}, which is no URL`);
      }
      if (next.origin !== url.origin) for (const name of ["authorization", "cookie", "host", "proxy-authorization"]) delete headers[name];
      url = next;
      redirected = true;
    }
  }

  /**
   * One request. A kept connection may turn out to be closed by the server: then another is taken, until one is new. Not where the server may have acted upon the request, and should not twice (RFC 9110, 9.2.2).
   */
  private *ask(url: URL, method: string, headers: object, content: RequestInit["body"], ctx: Context | undefined, until: number): Steps<readonly [Asking, http.IncomingMessage]> {
    for (;;) {
      const asking = this.start(url, method, headers, content);
      try {
        if (ctx !== undefined) asking.leave = whenDone(ctx, (why) => asking.stop(why));
        if (until !== Infinity) asking.timer = startTimer(until, late, asking as unknown);
        asking.g = park(reasons.io, asking);
        if (isReader(content)) spawn(-1, pump(asking, content));
        const res = (yield -1) as http.IncomingMessage;
        return [asking, res];
      } catch (e) {
        asking.request.destroy();
        if (!asking.request.reusedSocket || !IDEMPOTENT.has(method) || isReader(content) || (e as { code?: unknown }).code !== "ECONNRESET") throw e;
      }
    }
  }

  private start(url: URL, method: string, headers: object, content: RequestInit["body"]): Asking {
    const secure = url.protocol === "https:";
    if (!secure && url.protocol !== "http:") throw new RequestError(method, url.href, new IOError(`unsupported protocol scheme ${JSON.stringify(url.protocol.slice(0, -1))}`, undefined, "SY5123"));
    mustBeGoroutine();
    const { socketPath, maxHeaderSize, tls } = this.options;
    let request: http.ClientRequest;
    try {
      const options = {
        method, headers: headers as http.OutgoingHttpHeaders, agent: secure ? (this.secure ??= new https.Agent({ ...this.agent(), ...tls })) : this.plain,
        ...(socketPath === undefined ? {} : { socketPath }), ...(maxHeaderSize === undefined ? {} : { maxHeaderSize }),
      };
      request = secure ? https.request(url, options) : http.request(url, options);
      request.setNoDelay(true);
    } catch (e) {
      throw new RequestError(method, url.href, e);
    }
    const asking = new Asking(request, method, url.href);
    request.on("response", (res) => asking.got(res));
    request.on("error", (e) => asking.fail(e));
    request.on("close", () => asking.fail(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })));
    if (!isReader(content)) request.end(content);
    return asking;
  }

  close(): void {
    this.plain.destroy();
    this.secure?.destroy();
  }
  [Symbol.dispose](): void { this.close(); }
}
const fetchOf = HTTPClient.prototype.fetch; // eslint-disable-line @typescript-eslint/unbound-method
bodies(HTTPClient.prototype, "fetch");

/** Makes a client: `using client = new Client({ maxConnections: 10 })`. */
export const Client: new (options?: ClientOptions) => Client = class Client extends HTTPClient {
  constructor(options: ClientOptions = {}) { super(options); }
} as never;

const shared = new HTTPClient();

/**
 * Asks a server; parks until the head of its answer is there, whatever its status. Connections are kept and used again.
 * @throws RequestError: what connecting failed with ("connection refused", "no such host"), "i/o timeout" (cause ErrDeadlineExceeded), what the context ended with, a URL that is none (SY5123)
 * @see WHATWG Fetch; Go, http.Client.Do
 * @suspends
 */
export const fetch: (url: string | URL, init?: RequestInit) => Response = body("fetch", function* (url: string | URL, init?: RequestInit): Steps<Response> {
  return yield* fetchOf.call(shared, url, init);
});
