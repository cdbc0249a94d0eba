/**
 * The server side: handlers of @grpc/grpc-js, each call in a goroutine.
 */
import * as grpc from "@grpc/grpc-js";
import { background } from "../context/background.js";
import { withCancelCause } from "../context/cancel.js";
import type { Context } from "../context/context.js";
import { withDeadline } from "../context/deadline.js";
import { ContextKey, withValue } from "../context/value.js";
import { call1, call2 } from "../core/call.js";
import "../core/dispose.js";
import { blockingMethods } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { spawn } from "../core/go.js";
import { park, ready } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S as registers, shared } from "../core/state.js";
import type { Steps } from "../io/bodies.js";
import { EOF } from "../io/interfaces.js";
import { operation } from "../stream/operation.js";
import { Messages } from "./messages.js";
import { methodsOf, type AnyMethod } from "./methods.js";
import { Sender } from "./sender.js";
import { codes, isStatus, StatusError } from "./status.js";
import type { Handlers } from "./types.js";

const S = registers;
const METADATA: ContextKey<grpc.Metadata> = shared("grpc.metadata", () => new ContextKey<grpc.Metadata>("grpc.metadata"));
const CALL: ContextKey<Exchange> = shared("grpc.call", () => new ContextKey<Exchange>("grpc.call"));

/** The headers that came with a call: the context of its handler has them. Go's metadata.FromIncomingContext. */
export function incomingMetadata(ctx: Context): grpc.Metadata {
  return ctx.value(METADATA) ?? new grpc.Metadata();
}
/** Sets headers of the answer to the call that `ctx` belongs to. Go's grpc.SetHeader. */
export function setHeader(ctx: Context, m: grpc.Metadata): void { exchangeOf("setHeader", ctx).setHeader(m); }
/** Sets trailers of the answer. Go's grpc.SetTrailer. */
export function setTrailer(ctx: Context, m: grpc.Metadata): void { exchangeOf("setTrailer", ctx).setTrailer(m); }
function exchangeOf(what: string, ctx: Context): Exchange {
  const e = ctx.value(CALL);
  if (e === undefined) throw typeError("SY5106", `${what}: the context is not that of a gRPC handler`);
  return e;
}

type Raw = grpc.ServerUnaryCall<unknown, unknown> & grpc.ServerDuplexStream<unknown, unknown>;

/** A call, as its handler sees it. */
class Exchange {
  readonly ctx: Context;
  private readonly cancel: (cause?: Error) => void;
  private header: grpc.Metadata | null = null;
  trailer: grpc.Metadata | undefined = undefined;
  messages: Messages<unknown> | null = null;
  sender: Sender | null = null;

  constructor(private readonly raw: Raw, private readonly path: string) {
    const deadline = raw.getDeadline(), time = deadline instanceof Date ? deadline.getTime() : deadline;
    const [base, cancel] = withCancelCause(withValue(withValue(background(), METADATA, raw.metadata), CALL, this as Exchange));
    const [ctx, stop] = time === Infinity ? [base, null] : withDeadline(base, time);
    this.ctx = ctx;
    this.cancel = (cause) => { cancel(cause); stop?.(); };
    (raw as { on(event: string, f: () => void): unknown }).on("cancelled", () => { this.gone(); });
    (raw as { on(event: string, f: () => void): unknown }).on("error", () => { /* the call is over; its status says so */ });
  }

  /** The client has given the call up, or is gone. */
  private gone(): void {
    const why = new StatusError(codes.CANCELLED, "the client has given the call up");
    this.cancel(why);
    this.messages?.cut(why);
    this.sender?.end(why);
  }

  receives(): void {
    this.messages = new Messages(this.raw as never, () => this.describe());
    (this.raw as { on(event: string, f: () => void): unknown }).on("end", () => { this.messages!.end(EOF); });
  }
  sends(): void { this.sender = new Sender(this.raw as never, () => this.describe()); }

  setHeader(m: grpc.Metadata): void { (this.header ??= new grpc.Metadata()).merge(m); }
  setTrailer(m: grpc.Metadata): void { (this.trailer ??= new grpc.Metadata()).merge(m); }
  /** Headers leave with the first message, or with the status. */
  sendHeader(): void {
    if (this.header !== null) this.raw.sendMetadata(this.header);
    this.header = null;
  }
  done(): void {
    this.cancel();
    this.messages?.cut(new StatusError(codes.CANCELLED, "the handler has returned"));
    this.sender?.end(new StatusError(codes.INTERNAL, "the handler has returned"));
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.messages!.iterate();
  }
  describe(): string { return `a stream of the gRPC method ${this.path}`; }
}
blockingMethods(Exchange.prototype, "stream", {
  recv(this: Exchange) { return this.messages!.recv(); },
  send(this: Exchange, message: unknown) { this.sendHeader(); this.sender!.send(message); },
});

/** What the client gets for what a handler threw. */
function statusFor(e: unknown, trailer: grpc.Metadata | undefined): { code: codes; details: string; metadata?: grpc.Metadata } {
  const { name, message } = e instanceof Error ? e : { name: "", message: String(e) };
  const metadata = isStatus(e) && e.metadata !== undefined ? e.metadata : trailer;
  const code = isStatus(e) ? e.code : name === "AbortError" ? codes.CANCELLED : name === "TimeoutError" ? codes.DEADLINE_EXCEEDED : codes.UNKNOWN;
  return { code: code === codes.OK ? codes.UNKNOWN : code, details: isStatus(e) ? e.details : message, ...(metadata === undefined ? {} : { metadata }) };
}

export interface ServerOptions {
  /** What grpc-js takes: "grpc.max_receive_message_length" … */
  readonly channel?: Readonly<Record<string, string | number>>;
}

/** A gRPC server, Go's grpc.Server. */
export interface Server {
  /** Handlers for the methods of a service. Those that are missing answer Unimplemented. */
  addService<T>(service: grpc.ServiceDefinition, handlers: Partial<Handlers<T>>): void;
  /**
   * Listens; parks until it does.
   * @param address "host:port", with port 0 for one the system chooses
   * @param credentials none by default: `ServerCredentials.createSsl(…)` of @grpc/grpc-js for TLS
   * @returns the port
   * @throws StatusError Unavailable if it cannot be bound, or the server has been stopped
   * @suspends
   */
  listen(address: string, credentials?: grpc.ServerCredentials): number;
  /** Takes no more calls, and parks until those under way have ended. Go's GracefulStop.
   * @suspends */
  gracefulStop(): void;
  /** Ends everything at once. Go's Stop. */
  stop(): void;
  [Symbol.dispose](): void;
}

class GRPCServer {
  private readonly server: grpc.Server;
  private stopped = false;
  constructor(options: ServerOptions = {}) { this.server = new grpc.Server({ ...options.channel }); }

  addService(service: grpc.ServiceDefinition, handlers: Record<string, ((...args: unknown[]) => unknown) | undefined>): void {
    const implementation: Record<string, unknown> = {};
    for (const [name, own, method] of methodsOf("addService", service)) {
      if (handlers[own] === undefined && handlers[name] === undefined) continue;
      // looked up at each call, as methods are
      const handler = (): ((...args: unknown[]) => unknown) => handlers[own] ?? handlers[name]!;
      implementation[name] = (raw: Raw, callback?: grpc.sendUnaryData<unknown>) => { spawn(-1, answer(raw, callback, method, handlers, handler)); };
    }
    this.server.addService(service, implementation as grpc.UntypedServiceImplementation);
  }

  listen(address: string, credentials: grpc.ServerCredentials = grpc.ServerCredentials.createInsecure()): number {
    if (typeof address !== "string" || address === "") throw typeError("SY5106", "Server.listen: the address is no text");
    if (this.stopped) throw new StatusError(codes.UNAVAILABLE, "grpc: the server has been stopped");
    return operation(`a gRPC server that is to listen at ${address}`, (error) => new StatusError(codes.UNAVAILABLE, (error as Error).message, undefined, { cause: error }),
      (done) => { this.server.bindAsync(address, credentials, done); });
  }

  gracefulStop(): void {
    this.stopped = true;
    const g = park(reasons.io, { describe: () => "a gRPC server that stops" });
    this.server.tryShutdown(() => { ready(g, undefined); });
  }

  stop(): void {
    this.stopped = true;
    this.server.forceShutdown();
  }
  [Symbol.dispose](): void { this.stop(); }
}
const { listen, gracefulStop } = GRPCServer.prototype; // eslint-disable-line @typescript-eslint/unbound-method
blockingMethods(GRPCServer.prototype, "Server", { listen: listen as never, gracefulStop });

function* answer(raw: Raw, callback: grpc.sendUnaryData<unknown> | undefined, method: AnyMethod, self: unknown, handler: () => unknown): Steps<void> {
  const x = new Exchange(raw, method.path), text = method.path;
  if (method.requestStream) x.receives();
  if (method.responseStream) x.sends();
  let value: unknown, failed = true, error: unknown = new StatusError(codes.ABORTED, "the handler ended by goexit");
  try {
    value = method.requestStream ? call1(text, handler(), self, x) : method.responseStream ? call2(text, handler(), self, raw.request, x) : call2(text, handler(), self, x.ctx, raw.request);
    if (S.f !== 0) value = yield -1;
    failed = false;
  } catch (e) {
    error = e;
  } finally {
    if (!raw.cancelled) {
      x.sendHeader();
      if (callback !== undefined) {
        if (failed) callback(statusFor(error, x.trailer) as never);
        else callback(null, value, x.trailer);
      } else if (failed) raw.emit("error", statusFor(error, x.trailer));
      else raw.end(x.trailer);
    }
    x.done();
  }
}

/** Makes a gRPC server: `const server = new Server(); server.addService<RouteGuide>(definition, handlers); server.listen("0.0.0.0:50051")`. */
export const Server: new (options?: ServerOptions) => Server = class Server extends GRPCServer {
  constructor(options: ServerOptions = {}) { super(options); }
} as never;
