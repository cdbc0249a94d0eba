/**
 * Types of services, clients and handlers. A service is an interface with one of four kinds per method:
 *
 *   interface RouteGuide {
 *     getFeature: Unary<Point, Feature>;
 *     listFeatures: ServerStreaming<Rectangle, Feature>;
 *     recordRoute: ClientStreaming<Point, RouteSummary>;
 *     routeChat: BidiStreaming<RouteNote, RouteNote>;
 *   }
 */
import type { Metadata } from "@grpc/grpc-js";
import type { Context } from "../context/context.js";
import type { EOF } from "../io/interfaces.js";

declare const kind: unique symbol;
/** One message there, one back. */
export interface Unary<Req, Res> { readonly [kind]: "unary"; readonly req: Req; readonly res: Res }
/** One message there, any number back. */
export interface ServerStreaming<Req, Res> { readonly [kind]: "server"; readonly req: Req; readonly res: Res }
/** Any number there, one back. */
export interface ClientStreaming<Req, Res> { readonly [kind]: "client"; readonly req: Req; readonly res: Res }
/** Any number there and back, in any order. */
export interface BidiStreaming<Req, Res> { readonly [kind]: "bidi"; readonly req: Req; readonly res: Res }

/** What a stream of messages is received from. */
export interface Receiver<T> {
  /**
   * The next message; parks until it is there.
   * @returns the message, or {@link EOF} when the other side has ended the stream well
   * @throws StatusError if it ended otherwise
   * @see Go, grpc ClientStream.RecvMsg
   * @suspends
   */
  recv(): T | EOF;
  /** The messages up to the end, for a `for…of` in a goroutine. */
  [Symbol.iterator](): Iterator<T, undefined, undefined>;
}

/** What messages are sent to. */
export interface SenderOf<T> {
  /**
   * Sends a message; parks while the other side takes none.
   * @throws StatusError if the call has ended
   * @suspends
   */
  send(message: T): void;
}

/** What all streams of a client have. */
export interface ClientCall {
  /** The headers of the answer; parks until they are there.
   * @suspends */
  header(): Metadata;
  /** The trailers; undefined until the call has ended. */
  readonly trailer: Metadata | undefined;
  /** Gives the call up. A call whose messages are not received to the end must be given up, here or by its context. */
  cancel(): void;
}
export interface ServerStreamCall<Res> extends ClientCall, Receiver<Res> {}
export interface ClientStreamCall<Req, Res> extends ClientCall, SenderOf<Req> {
  /** No more is sent; parks until the answer is there. @throws StatusError
   * @suspends */
  closeAndRecv(): Res;
}
export interface BidiCall<Req, Res> extends ClientCall, SenderOf<Req>, Receiver<Res> {
  /** No more is sent. Receiving goes on. */
  closeSend(): void;
}

/** Settings of one call. Deadline and cancellation come from its context. */
export interface CallOptions {
  readonly metadata?: Metadata | Readonly<Record<string, string>>;
  /** Called with the headers and the trailers of a unary call. */
  readonly onHeader?: (m: Metadata) => void;
  readonly onTrailer?: (m: Metadata) => void;
}

export interface UnaryMethod<Req, Res> {
  /** @suspends */
  (ctx: Context, request: Req, options?: CallOptions): Res;
}
export interface ServerStreamMethod<Req, Res> { (ctx: Context, request: Req, options?: CallOptions): ServerStreamCall<Res> }
export interface ClientStreamMethod<Req, Res> { (ctx: Context, options?: CallOptions): ClientStreamCall<Req, Res> }
export interface BidiMethod<Req, Res> { (ctx: Context, options?: CallOptions): BidiCall<Req, Res> }

/** The methods of a service, as a client calls them. */
export type Stub<S> = {
  readonly [K in keyof S]: S[K] extends Unary<infer Q, infer R> ? UnaryMethod<Q, R>
    : S[K] extends ServerStreaming<infer Q, infer R> ? ServerStreamMethod<Q, R>
    : S[K] extends ClientStreaming<infer Q, infer R> ? ClientStreamMethod<Q, R>
    : S[K] extends BidiStreaming<infer Q, infer R> ? BidiMethod<Q, R> : never;
};

/** What all streams of a handler have. */
export interface ServerCall {
  /** Done when the client gives the call up, its deadline passes, or the handler has returned. */
  readonly ctx: Context;
  /** Headers to send with the first message. */
  setHeader(m: Metadata): void;
  /** Trailers to send at the end. */
  setTrailer(m: Metadata): void;
}
export interface ServerStream<Res> extends ServerCall, SenderOf<Res> {}
export interface ClientStream<Req> extends ServerCall, Receiver<Req> {}
export interface BidiStream<Req, Res> extends ServerCall, SenderOf<Res>, Receiver<Req> {}

/** What answers the calls of a service: each runs in a goroutine of its own. A StatusError it throws is what the client gets; anything else is code Unknown. */
export type Handlers<S> = {
  readonly [K in keyof S]: S[K] extends Unary<infer Q, infer R> ? (ctx: Context, request: Q) => R
    : S[K] extends ServerStreaming<infer Q, infer R> ? (request: Q, stream: ServerStream<R>) => void
    : S[K] extends ClientStreaming<infer Q, infer R> ? (stream: ClientStream<Q>) => R
    : S[K] extends BidiStreaming<infer Q, infer R> ? (stream: BidiStream<Q, R>) => void : never;
};
