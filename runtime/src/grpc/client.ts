/**
 * The client side: calls of @grpc/grpc-js in blocking style.
 *
 * A call belongs to the context it is made with: its deadline travels to the server, its end cancels the call, and whoever waits in it wakes with code Canceled or DeadlineExceeded.
 */
import * as grpc from "@grpc/grpc-js";
import type { Context } from "../context/context.js";
import "../core/dispose.js";
import { blocking } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S as registers } from "../core/state.js";
import { stepping, type Steps } from "../io/bodies.js";
import { EOF } from "../io/interfaces.js";
import { ContextEnd, endOf, whenDone } from "../stream/context-end.js";
import { Messages } from "./messages.js";
import { Sender } from "./sender.js";
import { codes, contextError, statusError, StatusError } from "./status.js";
import type { CallOptions, Stub } from "./types.js";

const S = registers;
type AnyMethod = grpc.MethodDefinition<unknown, unknown>;

export interface ClientOptions {
  /** How to connect: TLS with the system's authorities by default; `credentials.createInsecure()` of @grpc/grpc-js for none. */
  readonly credentials?: grpc.ChannelCredentials;
  /** What grpc-js takes: "grpc.max_receive_message_length" … */
  readonly channel?: Readonly<Record<string, string | number>>;
}

/** What every client has beside the methods of its service. */
export interface Closable {
  /** Closes the connection. Calls under way go on. */
  close(): void;
  [Symbol.dispose](): void;
}

/** A call under way: what ends it, and who waits for its headers. */
class Call {
  trailer: grpc.Metadata | undefined = undefined;
  private head: grpc.Metadata | null = null;
  private readonly heads: G[] = [];
  private status: grpc.StatusObject | null = null;
  private drained = false;
  private over: unknown = null;
  private leave: (() => void) | null = null;
  messages: Messages<unknown> | null = null;
  sender: Sender | null = null;

  constructor(readonly path: string) {}

  /** Ties it to grpc-js's call and to the context. `drains`: its messages come as a stream, and are given before the status. */
  tie(call: grpc.ClientUnaryCall & { on(event: string, f: (arg: never) => void): unknown }, ctx: Context, drains: boolean): void {
    this.drained = !drains;
    call.on("metadata", (m: grpc.Metadata) => {
      this.head = m;
      for (const g of this.heads.splice(0)) ready(g, m);
    });
    call.on("error", () => { /* its status comes too */ });
    call.on("status", (s: grpc.StatusObject) => {
      this.status = s;
      this.settle();
    });
    if (drains) call.on("end", () => {
      this.drained = true;
      this.settle();
    });
    this.leave = whenDone(ctx, (why) => {
      this.leave = null;
      this.stop(contextError(why));
      call.cancel();
    });
  }

  private settle(): void {
    const { status } = this;
    if (status === null) return;
    this.trailer = status.metadata;
    // nothing can be sent any more, even while messages are still to be received
    this.sender?.end(status.code === codes.OK ? new StatusError(codes.UNKNOWN, "EOF: the server has ended the stream") : statusError(status));
    if (this.drained) this.end(status.code === codes.OK ? EOF : statusError(status));
  }

  private end(why: unknown): void {
    if (this.over !== null) return;
    this.over = why;
    this.leave?.();
    this.leave = null;
    this.messages?.end(why);
    for (const g of this.heads.splice(0)) {
      if (why === EOF) ready(g, (this.head = new grpc.Metadata()));
      else readyError(g, why);
    }
  }

  /** Ended from this side: what was not received yet is dropped. */
  stop(why: StatusError): void {
    if (this.over !== null) return;
    this.sender?.end(why);
    this.messages?.cut(why);
    this.end(why);
  }

  /** Protocol function. */
  header(): grpc.Metadata {
    if (this.head !== null) return this.head;
    if (this.over !== null) {
      if (this.over === EOF) return (this.head = new grpc.Metadata());
      throw this.over;
    }
    this.heads.push(park(reasons.io, this));
    return undefined as never;
  }

  forget(g: G): void {
    const i = this.heads.indexOf(g);
    if (i >= 0) this.heads.splice(i, 1);
  }
  describe(): string { return `the gRPC call ${this.path}`; }
}

/** The answer of a call that has one: somebody waits for it, or will. */
class Answer {
  g: G | null = null;
  private value: unknown = undefined;
  private error: unknown = null;
  private there = false;
  constructor(private readonly path: string) {}
  came(error: unknown, value: unknown): void {
    if (this.there) return;
    this.there = true;
    this.error = error;
    this.value = value;
    const { g } = this;
    this.g = null;
    if (g === null) return;
    if (error === null) ready(g, value);
    else readyError(g, error);
  }
  wait(): unknown {
    if (!this.there) { this.g = park(reasons.io, this); return undefined; }
    if (this.error !== null) throw this.error;
    return this.value;
  }
  forget(): void { this.g = null; }
  describe(): string { return `the answer of the gRPC call ${this.path}`; }
}

class Stream {
  constructor(protected readonly call: Call, private readonly raw: { cancel(): void; end(): void }, protected readonly answer: Answer | null) {}
  get trailer(): grpc.Metadata | undefined { return this.call.trailer; }
  cancel(): void {
    this.call.stop(new StatusError(codes.CANCELLED, "the call was given up"));
    this.raw.cancel();
  }
  closeSend(): void {
    if (this.call.sender!.ended) return;
    this.call.sender!.end(new StatusError(codes.INTERNAL, "send after closeSend"));
    this.raw.end();
  }
  [Symbol.iterator](): Iterator<unknown> {
    const { messages } = this.call;
    return stepping<unknown>(EOF, function* (): Steps<unknown> {
      let m: unknown = messages!.recv();
      if (S.f !== 0) m = yield -1;
      return m;
    })[Symbol.iterator]();
  }
  /** @internal */
  header_(): unknown { return this.call.header(); }
  /** @internal */
  recv_(): unknown { return this.call.messages!.recv(); }
  /** @internal */
  send_(message: unknown): void { this.call.sender!.send(message); }
  /** @internal */
  closeAndRecv_(): unknown {
    if (S.g === null) park(reasons.io, null); // throws: nobody can wait here
    this.closeSend();
    return this.answer!.wait();
  }
}
for (const name of ["header", "recv", "send", "closeAndRecv"] as const) {
  const go = Stream.prototype[`${name}_`] as (this: Stream, message: unknown) => unknown;
  Object.defineProperty(Stream.prototype, name, { value: blocking(`stream.${name}`, name === "send" ? function (this: Stream, message: unknown) { return go.call(this, message); } : function (this: Stream) { return go.call(this, undefined); }), writable: true, configurable: true });
}

/** @internal */
export function metadataOf(m: CallOptions["metadata"]): grpc.Metadata {
  if (m === undefined) return new grpc.Metadata();
  if (typeof (m as grpc.Metadata).getMap === "function") return m as grpc.Metadata;
  const made = new grpc.Metadata();
  for (const [key, value] of Object.entries(m)) made.set(key, value);
  return made;
}

/**
 * A client of a service: an object with a blocking method for each of the service's.
 * @param service its definition, as @grpc/proto-loader or generated code has it (`pkg.routeguide.RouteGuide.service`)
 * @param address "host:port", or what grpc-js resolves. Connecting waits for the first call
 * @see Go, grpc.NewClient
 */
export function newClient<T>(service: grpc.ServiceDefinition, address: string, options: ClientOptions = {}): Stub<T> & Closable {
  if (typeof address !== "string" || address === "") throw typeError("SY5106", "newClient: the address is no text");
  const channel = new grpc.Client(address, options.credentials ?? grpc.credentials.createSsl(), { ...options.channel });
  const stub: Record<PropertyKey, unknown> = {};
  for (const [name, method] of Object.entries(service) as [string, AnyMethod][]) {
    const f = method.requestStream ? streaming(channel, method) : method.responseStream ? serverStream(channel, method) : unary(channel, method);
    const own = (method as { originalName?: string }).originalName ?? name.charAt(0).toLowerCase() + name.slice(1);
    stub[own] = f;
    stub[name] ??= f;
  }
  stub["close"] = () => { channel.close(); };
  Object.defineProperty(stub, Symbol.dispose, { value: () => { channel.close(); } });
  return stub as never;
}

/** Options of grpc-js, or the reason why the call is not made. */
function callOptions(ctx: Context): { deadline?: Date } {
  if (ctx === null || typeof ctx !== "object" || typeof ctx.done !== "function") throw typeError("SY5106", "a gRPC call takes a context first: `background()`, or the one of your caller");
  const end = endOf(ctx);
  if (end !== null) throw contextError(new ContextEnd(end.error, end.reason));
  const deadline = ctx.deadline();
  return deadline === undefined ? {} : { deadline };
}

function unary(channel: grpc.Client, m: AnyMethod): unknown {
  return blocking(m.path, (ctx: Context, request: unknown, options: CallOptions = {}) => {
    const settings = callOptions(ctx), metadata = metadataOf(options.metadata);
    if (S.g === null) park(reasons.io, null); // throws: nobody can wait here
    const answer = new Answer(m.path), call = new Call(m.path);
    let end: StatusError | null = null;
    const raw = channel.makeUnaryRequest(m.path, m.requestSerialize, m.responseDeserialize, request, metadata, settings, (error, value) => {
      answer.came(error === null ? null : end ?? statusError(error), value);
    });
    if (options.onHeader !== undefined) raw.on("metadata", options.onHeader);
    if (options.onTrailer !== undefined) raw.on("status", (s) => { options.onTrailer!(s.metadata); });
    call.tie(raw as never, ctx, false);
    const stop = call.stop.bind(call);
    call.stop = (why) => { end = why; stop(why); answer.came(why, undefined); };
    return answer.wait();
  });
}

function serverStream(channel: grpc.Client, m: AnyMethod): unknown {
  return (ctx: Context, request: unknown, options: CallOptions = {}) => {
    const call = new Call(m.path), raw = channel.makeServerStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, request, metadataOf(options.metadata), callOptions(ctx));
    call.messages = new Messages(raw as never, () => call.describe());
    call.tie(raw as never, ctx, true);
    return new Stream(call, raw as never, null);
  };
}

function streaming(channel: grpc.Client, m: AnyMethod): unknown {
  return (ctx: Context, options: CallOptions = {}) => {
    const settings = callOptions(ctx), metadata = metadataOf(options.metadata), call = new Call(m.path);
    if (m.responseStream) {
      const raw = channel.makeBidiStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, metadata, settings);
      call.messages = new Messages(raw as never, () => call.describe());
      call.sender = new Sender(raw as never, () => call.describe());
      call.tie(raw as never, ctx, true);
      return new Stream(call, raw, null);
    }
    const answer = new Answer(m.path);
    let end: StatusError | null = null;
    const raw = channel.makeClientStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, metadata, settings, (error, value) => {
      answer.came(error === null ? null : end ?? statusError(error), value);
    });
    call.sender = new Sender(raw as never, () => call.describe());
    call.tie(raw as never, ctx, false);
    const stop = call.stop.bind(call);
    call.stop = (why) => { end = why; stop(why); answer.came(why, undefined); };
    return new Stream(call, raw, answer);
  };
}
