/** The public page of `sansync/http`: server and client in blocking style, over node:http. */
export { serve, Server } from "./server.js";
export type { Handler, ServeOptions, ServerOptions } from "./server.js";
export type { Body, Headers, Message, Request, ResponseWriter } from "./exchange.js";
export { Client, fetch } from "./client.js";
export type { ClientOptions, RequestInit, Response } from "./client.js";
export { ErrBodyTooLarge, ErrClientGone, ErrServerClosed, HTTPError, RequestError } from "./errors.js";
export { EOF } from "../io/interfaces.js";
export { errorIs } from "../io/errors.js";
