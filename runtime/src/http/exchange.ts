/**
 * One request and its answer, as a handler sees them: Node's objects, read from and written to in blocking style. What few handlers need (body, context) is made when it is asked for.
 *
 * A first small write is kept until the handler returns, so that most answers go out in one piece and with a length; it leaves at the end of the turn in which the handler parks.
 * Bytes are copied: Node writes them in a later turn.
 */
import type { IncomingMessage, OutgoingMessage, ServerResponse } from "node:http";
import { withCancelCause } from "../context/cancel.js";
import type { CancelCauseFunc, Context } from "../context/context.js";
import { blockingMethods } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { mustBeGoroutine, park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";
import { bodies, type Steps } from "../io/bodies.js";
import { mustBeCount, mustBeData, textOf } from "../io/data.js";
import { because, ErrClosed, ErrTooLong, ErrUnexpectedEOF, errorIs, IOError } from "../io/errors.js";
import { EOF, type LineReader, type Reader, type Writer } from "../io/interfaces.js";
import { joinHostPort } from "../net/address.js";
import { ContextEnd, failureOf, withReason } from "../stream/context-end.js";
import { LineSource } from "../stream/line-source.js";
import { ReadSide } from "../stream/read-side.js";
import { ErrClientGone, HTTPError, tooLarge } from "./errors.js";

/** Headers as Node gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A body: read it as it comes, or whole. */
export interface Body extends Reader, LineReader {
  /** Bytes of the body; parks until there are some. @throws an error whose cause is ErrUnexpectedEOF (SY5104) if the other side went away in the middle
   * @suspends */
  read(buf: Uint8Array): number | EOF;
}

/** What both a request of a client and an answer to ours have. */
export interface Message {
  readonly headers: Headers;
  /** One header; several of the same name joined by ", ". */
  header(name: string): string | undefined;
  readonly body: Body;
  /**
   * The whole body.
   * @param max the most bytes that are taken; by default the limit of the server or client (10 MB)
   * @throws HTTPError 413 (of a request) or an error whose cause is ErrTooLong (of an answer) if it is longer
   * @suspends
   */
  bytes(max?: number): Uint8Array;
  /** The whole body as text.
   * @suspends */
  text(max?: number): string;
  /** The whole body as JSON. @throws HTTPError 400 (of a request) or SyntaxError (of an answer) if it is none
   * @suspends */
  json(max?: number): any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** A request as a handler gets it. */
export interface Request extends Message {
  readonly method: string;
  /** Path and query: "/search?q=go". */
  readonly url: string;
  /** The path, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Done when the client goes away (cause ErrClientGone), the server is closed (cause ErrServerClosed), or the handler has returned. Go's Request.Context. */
  readonly ctx: Context;
  readonly remoteAddr: string;
  /** Node's object beneath. */
  readonly incoming: unknown;
}

/** What a handler answers with. */
export interface ResponseWriter extends Writer {
  /** For the head of the answer; no effect once something has been sent. */
  setHeader(name: string, value: string | number | readonly string[]): void;
  /** The status, 200 if it is never called. @throws TypeError (SY5124) for a status that is none, or when the head has been sent already */
  writeHeader(status: number): void;
  /**
   * Writes bytes, or text as UTF-8; parks while the client does not take what was written.
   * @throws an error whose cause is ErrClientGone (SY5120)
   * @suspends
   */
  write(data: Uint8Array | string): void;
  /** Answers with text: type text/plain unless set. */
  text(body: string, status?: number): void;
  /** Answers with JSON. */
  json(value: unknown, status?: number): void;
  /** Sends what is kept now. */
  flush(): void;
  /** Something has been sent. */
  readonly headersSent: boolean;
  /** Node's object beneath. */
  readonly outgoing: unknown;
}

/** The largest body that is taken whole, by default. */
export const MAX_BODY = 10 * 1024 * 1024;
/** A first write of at most so many bytes is kept. */
const SMALL = 2048;

export class BodyReader extends LineSource {
  readonly reading: ReadSide;
  private count = 0;
  /** @param closed what reads say once the side is closed here, in Go's words */
  constructor(source: unknown, private readonly what: string, private readonly closed: string, readonly max: number = Infinity) {
    super();
    this.reading = new ReadSide(source as never, this);
  }
  *read(buf: Uint8Array): Steps<number | EOF> {
    let n = this.reading.read(buf);
    if (S.f !== 0) n = yield -1;
    if (n !== EOF && (this.count += n) > this.max) throw tooLarge(this.max);
    return n;
  }
  /** All that is left, as ReadSide.rest. */
  *rest(max: number): Steps<Uint8Array> {
    const bytes = yield* this.reading.rest(Math.min(max, this.max - this.count));
    this.count += bytes.length;
    return bytes;
  }
  failure(_: string, why: unknown): Error {
    if (why instanceof ContextEnd) {
      const failure = failureOf(why, "ABORT_ERR");
      return withReason(new IOError(`the body of ${this.what}: ${failure.cause.message}${failure.more}`, failure.cause, failure.code), failure);
    }
    if (why === ErrClosed) return new IOError(this.closed, why);
    if ((why as { code?: unknown }).code === "ECONNRESET" || why === ErrUnexpectedEOF) return new IOError(`${ErrUnexpectedEOF.message}: the body of ${this.what} broke off`, ErrUnexpectedEOF);
    return why instanceof Error ? new IOError(`the body of ${this.what}: ${why.message}`, why) : because(ErrUnexpectedEOF);
  }
  describe(): string { return `the body of ${this.what}`; }
  /** Reads fail from now on; what still comes is dropped. */
  close(): void {
    this.reading.fail(ErrClosed);
    this.reading.drain();
  }
}
bodies(BodyReader.prototype, "read");

/** bytes, text, json over `body`. `wrong` makes the error for a body that is no JSON. */
export abstract class Whole {
  abstract readonly body: Body;
  protected abstract readonly most: number;
  protected abstract tooLong(max: number, cause: unknown): Error;
  protected abstract notJson(cause: unknown): Error;
  abstract readonly headers: Headers;

  header(name: string): string | undefined {
    const v = this.headers[name.toLowerCase()];
    return typeof v === "object" ? v.join(", ") : v;
  }

  protected *whole(max: number = this.most): Steps<Uint8Array> {
    const body = this.body as unknown as BodyReader;
    mustBeCount("the limit of a body", max);
    try {
      return yield* body.rest(max);
    } catch (e) {
      throw errorIs(e, ErrTooLong) ? this.tooLong(Math.min(max, body.max), e) : e;
    }
  }
  *bytes(max?: number): Steps<Uint8Array> { return new Uint8Array(yield* this.whole(max)); }
  *text(max?: number): Steps<string> { return textOf(yield* this.whole(max)); }
  *json(max?: number): Steps<unknown> {
    const text = textOf(yield* this.whole(max));
    try {
      return JSON.parse(text);
    } catch (e) {
      throw this.notJson(e);
    }
  }
}
bodies(Whole.prototype, "bytes", "text", "json");

export class ServerRequest extends Whole {
  private reader: BodyReader | null = null;
  private context: Context | null = null;
  private cancel: CancelCauseFunc | null = null;
  private gone: (() => void) | null = null;

  constructor(readonly incoming: IncomingMessage, private readonly server: ExchangeOwner) { super(); }

  get method(): string { return this.incoming.method ?? ""; }
  get url(): string { return this.incoming.url ?? ""; }
  get path(): string {
    const { url } = this, q = url.indexOf("?");
    return q < 0 ? url : url.slice(0, q);
  }
  get query(): URLSearchParams {
    const { url } = this, q = url.indexOf("?");
    return new URLSearchParams(q < 0 ? "" : url.slice(q + 1));
  }
  get headers(): Headers { return this.incoming.headers; }
  get remoteAddr(): string {
    const { remoteAddress: host, remotePort: port } = this.incoming.socket;
    return host === undefined ? "" : joinHostPort(host, String(port));
  }
  get body(): Body { return (this.reader ??= new BodyReader(this.incoming, `${this.method} ${this.url}`, "http: invalid Read on closed Body", this.server.maxBody)) as unknown as Body; }
  get ctx(): Context {
    if (this.context === null) {
      [this.context, this.cancel] = withCancelCause(this.server.base);
      const { socket } = this.incoming;
      if (socket.destroyed) this.cancel(ErrClientGone);
      else {
        const { cancel } = this;
        socket.once("close", (this.gone = () => cancel(ErrClientGone)));
      }
    }
    return this.context;
  }
  protected get most(): number { return Math.min(MAX_BODY, this.server.maxBody); }
  protected tooLong(max: number): Error { return tooLarge(max); }
  protected notJson(cause: unknown): Error { return new HTTPError(400, `the body is no JSON: ${(cause as Error).message}`, { cause }); }

  /** The handler has returned. The connection may be kept: it must not keep the request. */
  done(): void {
    if (this.gone !== null) this.incoming.socket.off("close", this.gone);
    this.cancel?.();
    this.reader?.close();
  }
}

/** What an exchange needs of its server. */
export interface ExchangeOwner {
  readonly base: Context;
  readonly maxBody: number;
  /** Answers that kept a first write in this turn. */
  keeps(w: ServerResponseWriter): void;
}

export class ServerResponseWriter {
  private kept: Uint8Array | string | null = null;
  private over = false;

  constructor(readonly outgoing: ServerResponse, private readonly server: ExchangeOwner) {}

  get headersSent(): boolean { return this.outgoing.headersSent; }
  get ended(): boolean { return this.over; }

  setHeader(name: string, value: string | number | readonly string[]): void {
    if (!this.outgoing.headersSent) this.outgoing.setHeader(name, value);
  }
  writeHeader(status: number): void {
    if (!Number.isInteger(status) || status < 200 || status > 999) throw typeError("SY5124", `writeHeader: ${String(status)} is no status of an answer; it is an integer from 200 to 999`);
    if (this.outgoing.headersSent) throw typeError("SY5124", "http: superfluous writeHeader call: the head of the answer has been sent");
    this.outgoing.statusCode = status;
  }
  text(body: string, status = 200): void { this.whole(body, status, "text/plain; charset=utf-8"); }
  json(value: unknown, status = 200): void { this.whole(JSON.stringify(value) ?? "null", status, "application/json"); }

  private whole(body: string, status: number, type: string): void {
    this.writeHeader(status);
    if (!this.outgoing.hasHeader("content-type")) this.outgoing.setHeader("Content-Type", type);
    this.finish(body);
  }

  /** Protocol function. */
  write(data: Uint8Array | string): void {
    mustBeData(data);
    const { outgoing } = this;
    if (this.over) throw typeError("SY5124", "http: the answer has been sent: text() and json() send all of it");
    if (outgoing.destroyed || outgoing.socket?.destroyed === true) throw because(ErrClientGone);
    if (data.length === 0) { if (this.kept === null && !outgoing.headersSent) this.keep(""); return; }
    if (!outgoing.headersSent && this.kept === null && data.length <= SMALL) { this.keep(typeof data === "string" ? data : data.slice()); return; }
    mustBeGoroutine();
    this.flush();
    if (outgoing.write(typeof data === "string" ? data : data.slice())) return;
    new Draining(outgoing).wait();
  }

  private keep(data: Uint8Array | string): void {
    this.kept = data;
    this.server.keeps(this);
  }

  flush(): void {
    const { kept } = this;
    if (this.over) return;
    this.kept = null;
    if (kept !== null && kept.length > 0) this.outgoing.write(kept);
    else if (!this.outgoing.headersSent) this.outgoing.flushHeaders();
  }

  /** The turn is over and the handler parks: what is kept leaves. */
  late(): void {
    if (this.kept !== null && !this.over && !this.outgoing.destroyed) this.flush();
  }

  finish(body?: Uint8Array | string): void {
    if (this.over) return;
    this.over = true;
    const { kept, outgoing } = this;
    this.kept = null;
    if (kept !== null && body !== undefined) outgoing.write(kept);
    const last = body ?? kept;
    if (last === null || last.length === 0) outgoing.end();
    else outgoing.end(last);
  }

  /** The handler failed before anything was sent: its headers and what it kept are dropped. */
  discard(): void {
    this.kept = null;
    for (const name of this.outgoing.getHeaderNames()) this.outgoing.removeHeader(name);
  }

  abort(): void {
    this.over = true;
    this.outgoing.destroy();
  }
}

const writeTo = ServerResponseWriter.prototype.write; // eslint-disable-line @typescript-eslint/unbound-method
blockingMethods(ServerResponseWriter.prototype, "ResponseWriter", { write(this: ServerResponseWriter, data: Uint8Array | string) { writeTo.call(this, data); } });

/** A writer that waits until the other side has taken what was written, or has gone. */
export class Draining {
  private g: G | null = null;
  private readonly drained = (): void => { this.leave(); ready(this.g!, undefined); };
  private readonly gone = (): void => { this.leave(); readyError(this.g!, because(ErrClientGone)); };
  constructor(private readonly outgoing: OutgoingMessage) {}
  wait(): void {
    this.outgoing.on("drain", this.drained);
    this.outgoing.on("close", this.gone);
    this.g = park(reasons.io, this);
  }
  private leave(): void {
    this.outgoing.off("drain", this.drained);
    this.outgoing.off("close", this.gone);
  }
  forget(): void { this.leave(); }
  describe(): string { return "an HTTP message the other side does not read"; }
}
