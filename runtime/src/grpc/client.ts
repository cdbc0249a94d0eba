/**
 * The client side: calls of @grpc/grpc-js in blocking style.
 *
 * A call belongs to the context it is made with: its deadline travels to the server, its end cancels the call, and whoever waits in it wakes with code Canceled or DeadlineExceeded.
 */
import * as grpc from "@grpc/grpc-js";
import type { Context } from "../context/context.js";
import "../core/dispose.js";
import { blocking, blockingMethods } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { mustBeGoroutine } from "../core/park.js";
import { EOF } from "../io/interfaces.js";
import { endOf, whenDone } from "../stream/context-end.js";
import { Messages } from "./messages.js";
import { methodsOf, type AnyMethod } from "./methods.js";
import { Reply } from "./reply.js";
import { Sender } from "./sender.js";
import { codes, contextError, statusError, StatusError } from "./status.js";
import type { CallOptions, Stub } from "./types.js";

/** What calls of all four kinds are to grpc-js. */
type RawCall = grpc.ClientUnaryCall & { on(event: string, f: (arg: never) => void): unknown };

export interface ClientOptions {
  /** How to connect: TLS with the system's authorities by default; `credentials.createInsecure()` of @grpc/grpc-js for none. */
  readonly credentials?: grpc.ChannelCredentials;
  /** What grpc-js takes: "grpc.max_receive_message_length" … */
  readonly channel?: Readonly<Record<string, string | number>>;
}

/** What every client has beside the methods of its service. */
export interface Closable {
  /** Closes the connection. Calls under way go on; calls that begin after it are Canceled. A second close does nothing. */
  close(): void;
  [Symbol.dispose](): void;
}

/** A call under way: what it is answered with, and what ends it. */
class Call {
  trailer: grpc.Metadata | undefined = undefined;
  /** Its headers. */
  readonly head: Reply<grpc.Metadata>;
  /** The message it is answered with, where that is no stream. */
  readonly answer: Reply<unknown> | null;
  private status: grpc.StatusObject | null = null;
  /** All messages have come. */
  private drained: boolean;
  private over: unknown = null;
  private leave: (() => void) | null = null;
  messages: Messages<unknown> | null = null;
  sender: Sender | null = null;

  constructor(private readonly method: AnyMethod) {
    const { path, responseStream } = method;
    this.head = new Reply("the gRPC call", path);
    this.answer = responseStream ? null : new Reply("the answer of the gRPC call", path);
    this.drained = !responseStream;
  }

  /** grpc-js's callback for the answer. */
  readonly answered = (error: grpc.ServiceError | null, value?: unknown): void => {
    if (error === null) this.answer!.came(value);
    else this.answer!.failed(statusError(error));
  };

  /** Ties it to grpc-js's call and to the context. Messages that come as a stream are given before the status. */
  tie(raw: unknown, ctx: Context): void {
    const call = raw as RawCall, { requestStream, responseStream } = this.method, what = (): string => this.describe();
    if (requestStream) this.sender = new Sender(raw as never, what);
    if (responseStream) this.messages = new Messages(raw as never, what);
    call.on("metadata", (m: grpc.Metadata) => { this.head.came(m); });
    call.on("error", () => { /* its status comes too */ });
    call.on("status", (s: grpc.StatusObject) => {
      this.status = s;
      this.settle();
    });
    if (responseStream) call.on("end", () => {
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
    if (why === EOF) this.head.came(new grpc.Metadata());
    else this.head.failed(why);
  }

  /** Ended from this side: what was not received yet is dropped. */
  stop(why: StatusError): void {
    if (this.over === null) {
      this.sender?.end(why);
      this.messages?.cut(why);
      this.end(why);
    }
    this.answer?.failed(why);
  }

  describe(): string { return this.head.describe(); }
}

class Stream {
  constructor(readonly call: Call, private readonly raw: { cancel(): void; end?(): void }) {}
  get trailer(): grpc.Metadata | undefined { return this.call.trailer; }
  cancel(): void {
    this.call.stop(new StatusError(codes.CANCELLED, "the call was given up"));
    this.raw.cancel();
  }
  closeSend(): void {
    if (this.call.sender!.ended) return;
    this.call.sender!.end(new StatusError(codes.INTERNAL, "send after closeSend"));
    this.raw.end!();
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.call.messages!.iterate();
  }
}
blockingMethods(Stream.prototype, "stream", {
  header(this: Stream) { return this.call.head.wait(); },
  recv(this: Stream) { return this.call.messages!.recv(); },
  send(this: Stream, message: unknown) { this.call.sender!.send(message); },
  closeAndRecv(this: Stream) {
    mustBeGoroutine();
    this.closeSend();
    return this.call.answer!.wait();
  },
});

/** @internal */
export function metadataOf(m: CallOptions["metadata"]): grpc.Metadata {
  if (m === undefined) return new grpc.Metadata();
  if (typeof (m as grpc.Metadata).getMap === "function") return m as grpc.Metadata;
  const made = new grpc.Metadata();
  try {
    for (const [key, value] of Object.entries(m)) made.set(key, value);
  } catch (e) {
    throw new StatusError(codes.INTERNAL, (e as Error).message, undefined, { cause: e });
  }
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
  const methods = methodsOf("newClient", service), connection = new Connection(address, options), stub: Record<PropertyKey, unknown> = {};
  for (const [name, own, method] of methods) {
    const f = method.requestStream ? streaming(connection, method) : method.responseStream ? serverStream(connection, method) : unary(connection, method);
    stub[own] = f;
    stub[name] ??= f;
  }
  stub["close"] = () => { connection.close(); };
  Object.defineProperty(stub, Symbol.dispose, { value: () => { connection.close(); } });
  return stub as never;
}

class Connection {
  private readonly channel: grpc.Client;
  private closed = false;
  constructor(address: string, options: ClientOptions) {
    this.channel = new grpc.Client(address, options.credentials ?? grpc.credentials.createSsl(), { ...options.channel });
  }
  /** What calls are made with. */
  get open(): grpc.Client {
    if (this.closed) throw new StatusError(codes.CANCELLED, "grpc: the client connection is closing");
    return this.channel;
  }
  close(): void {
    this.closed = true;
    this.channel.close();
  }
}

/** Options of grpc-js, or the reason why the call is not made. */
function callOptions(ctx: Context): { deadline?: Date } {
  if (ctx === null || typeof ctx !== "object" || typeof ctx.done !== "function") throw typeError("SY5106", "a gRPC call takes a context first: `background()`, or the one of your caller");
  const end = endOf(ctx);
  if (end !== null) throw contextError(end);
  const deadline = ctx.deadline();
  return deadline === undefined ? {} : { deadline };
}

function unary(connection: Connection, m: AnyMethod): unknown {
  return blocking(m.path, (ctx: Context, request: unknown, options: CallOptions = {}) => {
    const settings = callOptions(ctx), metadata = metadataOf(options.metadata);
    mustBeGoroutine();
    const call = new Call(m), raw = connection.open.makeUnaryRequest(m.path, m.requestSerialize, m.responseDeserialize, request, metadata, settings, call.answered);
    if (options.onHeader !== undefined) raw.on("metadata", options.onHeader);
    if (options.onTrailer !== undefined) raw.on("status", (s) => { options.onTrailer!(s.metadata); });
    call.tie(raw, ctx);
    return call.answer!.wait();
  });
}

function serverStream(connection: Connection, m: AnyMethod): unknown {
  return (ctx: Context, request: unknown, options: CallOptions = {}) => {
    const call = new Call(m), raw = connection.open.makeServerStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, request, metadataOf(options.metadata), callOptions(ctx));
    call.tie(raw, ctx);
    return new Stream(call, raw);
  };
}

function streaming(connection: Connection, m: AnyMethod): unknown {
  return (ctx: Context, options: CallOptions = {}) => {
    const settings = callOptions(ctx), metadata = metadataOf(options.metadata), call = new Call(m);
    const channel = connection.open, raw = m.responseStream ? channel.makeBidiStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, metadata, settings)
      : channel.makeClientStreamRequest(m.path, m.requestSerialize, m.responseDeserialize, metadata, settings, call.answered);
    call.tie(raw, ctx);
    return new Stream(call, raw);
  };
}
