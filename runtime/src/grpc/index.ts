/** The public page of `sansync/grpc`: clients and servers of @grpc/grpc-js (a peer dependency) in blocking style. */
export { newClient } from "./client.js";
export type { ClientOptions, Closable } from "./client.js";
export { incomingMetadata, Server, setHeader, setTrailer } from "./server.js";
export type { ServerOptions } from "./server.js";
export { codeOf, codes, StatusError } from "./status.js";
export type {
  BidiCall, BidiMethod, BidiStream, BidiStreaming, CallOptions, ClientCall, ClientStream, ClientStreamCall, ClientStreaming, ClientStreamMethod, Handlers, Receiver, SenderOf, ServerCall, ServerStream, ServerStreamCall, ServerStreaming,
  ServerStreamMethod, Stub, Unary, UnaryMethod,
} from "./types.js";
export { EOF } from "../io/interfaces.js";
export { errorIs } from "../io/errors.js";
