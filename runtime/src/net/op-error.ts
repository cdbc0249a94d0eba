/**
 * The error of everything that fails in sansync/net: what was tried, between whom, and why, in Go's words.
 */
import { hide } from "../core/errors.js";
import { ContextEnd, failureOf, withReason } from "../stream/context-end.js";
import type { Addr } from "./address.js";

/** What Go says for an errno. */
const TEXTS: Readonly<Record<string, string>> = {
  EACCES: "permission denied", EADDRINUSE: "address already in use", EADDRNOTAVAIL: "cannot assign requested address", EAFNOSUPPORT: "address family not supported by protocol",
  ECONNABORTED: "software caused connection abort", ECONNREFUSED: "connection refused", ECONNRESET: "connection reset by peer", EHOSTUNREACH: "no route to host", EINVAL: "invalid argument",
  EMFILE: "too many open files", ENETUNREACH: "network is unreachable", ENOBUFS: "no buffer space available", ENOENT: "no such file or directory", ENOTCONN: "transport endpoint is not connected",
  ENOTDIR: "not a directory", ENFILE: "too many open files in system", EPERM: "operation not permitted", EPIPE: "broken pipe", EPROTOTYPE: "protocol wrong type for socket", ETIMEDOUT: "connection timed out",
};
/** Node's names of system calls that Go calls otherwise. */
const CALLS: Readonly<Record<string, string>> = { listen: "bind", shutdown: "shutdown", connect: "connect", read: "read", write: "write", accept: "accept", bind: "bind" };

interface SystemError { readonly code?: unknown; readonly syscall?: unknown; readonly message?: unknown; readonly hostname?: unknown; readonly errors?: unknown }

/** An error of sansync/net, Go's net.OpError. */
export class OpError extends Error {
  /** Node's code of the error ("ECONNREFUSED"), or ours: SY5101 for what was closed here, SY5102 for a deadline, "ABORT_ERR" and "ETIMEDOUT" for a context that was cancelled or timed out. */
  readonly code: string;
  /** True for deadlines of all kinds: of the connection, of a context, of the system. */
  readonly timeout: boolean;
  /** The cause a context was cancelled with, where it says more than `cause`. */
  readonly reason?: Error;

  constructor(
    /** "dial", "listen", "accept", "read", "write", "close", "set". */
    readonly op: string,
    /** "tcp", "unix" … */
    readonly net: string,
    /** Our address, if it is known. */
    readonly source: Addr | undefined,
    /** The address of the peer, or of the listener. */
    readonly addr: Addr | string | undefined,
    why: unknown,
  ) {
    const failure = failureOf(single(why)), looks = op === "lookup";
    const from = source === undefined ? "" : ` ${String(source)}`, to = addr === undefined || addr === "" ? "" : `${source === undefined ? " " : "->"}${String(addr)}`;
    const text = why instanceof ContextEnd && (looks || op === "dial") ? (failure.timeout ? "i/o timeout" : "operation was canceled") : textOf(failure.cause, looks);
    super(`${op}${net === "" ? "" : ` ${net}`}${from}${to}: ${text}${failure.more}`, { cause: failure.cause });
    this.timeout = failure.timeout;
    this.code = failure.code;
    withReason(this, failure);
    hide(this, "name", "OpError");
  }
}

/** Of several attempts (IPv4 and IPv6) the first one's error, as in Go. */
export function single(why: unknown): unknown {
  const { errors } = (why ?? {}) as SystemError;
  return Array.isArray(errors) && errors.length > 0 ? errors[0] : why;
}

/** The reason names the host itself, which was not found or has no fitting address: there is no peer or place to name besides. */
export function namesHost(why: unknown): boolean {
  const { syscall, name } = (single(why) ?? {}) as { syscall?: unknown; name?: unknown };
  return syscall === "getaddrinfo" || name === "AddrError";
}

/** @param looks the operation is a look-up itself, and names the host */
function textOf(why: unknown, looks: boolean): string {
  const { code, syscall, message, hostname } = why as SystemError;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_NODATA" || code === "EAI_FAIL")
    return `${looks ? "" : `lookup ${String(hostname)}: `}${code === "EAI_AGAIN" ? "temporary failure in name resolution" : code === "EAI_FAIL" ? "server misbehaving" : "no such host"}`;
  const text = typeof code === "string" ? TEXTS[code] : undefined;
  if (text === undefined || typeof syscall !== "string") return String(message ?? why);
  return `${CALLS[syscall] ?? syscall}: ${text}`;
}
