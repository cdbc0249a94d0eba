/** The public page of `sansync/net`: TCP and unix sockets in blocking style, over node:net. */
export { dial } from "./dial.js";
export type { DialOptions } from "./dial.js";
export { listen } from "./listen.js";
export type { Listener, ListenOptions } from "./listen.js";
export type { Conn } from "./conn.js";
export { AddrError, joinHostPort, splitHostPort } from "./address.js";
export type { Addr } from "./address.js";
export { lookupAddr, lookupHost, lookupTXT } from "./lookup.js";
export { OpError } from "./op-error.js";
export { EOF } from "../io/interfaces.js";
export { ErrClosed, ErrDeadlineExceeded, errorIs } from "../io/errors.js";
