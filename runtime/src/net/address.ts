/**
 * Addresses as text, after Go's package net: "host:port", "[::1]:80", ":80", and the path of a unix socket.
 */
import { isIP, type AddressInfo } from "node:net";
import { hide } from "../core/errors.js";
import { IOError } from "../io/errors.js";
import { OpError } from "./op-error.js";

/** One end of a connection, or where a listener listens. */
export interface Addr {
  /** "tcp" or "unix". */
  readonly network: string;
  /** The IP address; of a unix socket its path ("" for the unnamed end of a client). */
  readonly host: string;
  /** The port; 0 for unix sockets. */
  readonly port: number;
  /** "127.0.0.1:8080", "[::1]:8080", or the path. */
  toString(): string;
}

export class Address implements Addr {
  constructor(readonly network: string, readonly host: string, readonly port: number) {}
  toString(): string { return this.network === "unix" ? (this.host === "" ? "@" : this.host) : joinHostPort(this.host, this.port); }
}

/** Where a server of Node's listens that does. @param at its address() */
export function listeningAt(at: AddressInfo | string | null): Addr {
  return typeof at === "string" ? new Address("unix", at, 0) : new Address("tcp", at!.address, at!.port);
}

/** Why a text is no address. */
export class AddrError extends IOError {
  constructor(message: string, readonly addr: string) {
    super(message, undefined, "SY5110");
    hide(this, "name", "AddrError");
  }
}

/**
 * Takes "host:port" apart; the brackets of "[::1]:80" are left out.
 * @throws AddrError (SY5110) with Go's words: "missing port in address", "too many colons in address", "missing ']' in address"
 * @see Go, net.SplitHostPort
 */
export function splitHostPort(address: string): readonly [host: string, port: string] {
  const wrong = (why: string): AddrError => new AddrError(`address ${address}: ${why}`, address);
  const last = address.lastIndexOf(":");
  if (last < 0) throw wrong("missing port in address");
  let host: string, j = 0, k = 0;
  if (address.startsWith("[")) {
    const end = address.indexOf("]");
    if (end < 0) throw wrong("missing ']' in address");
    if (end + 1 === address.length) throw wrong("missing port in address");
    if (end + 1 !== last) throw wrong(address[end + 1] === ":" ? "too many colons in address" : "missing port in address");
    host = address.slice(1, end);
    j = 1;
    k = end + 1;
  } else {
    host = address.slice(0, last);
    if (host.includes(":")) throw wrong("too many colons in address");
  }
  if (address.indexOf("[", j) >= 0) throw wrong("unexpected '[' in address");
  if (address.indexOf("]", k) >= 0) throw wrong("unexpected ']' in address");
  return [host, address.slice(last + 1)];
}

/**
 * Puts host and port together, with brackets around an IPv6 address.
 * @see Go, net.JoinHostPort
 */
export function joinHostPort(host: string, port: string | number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Names of ports that Go knows without asking the system, and that have a use here. */
const SERVICES: Readonly<Record<string, number>> = { domain: 53, ftp: 21, ftps: 990, gopher: 70, http: 80, https: 443, imap2: 143, imap3: 220, imaps: 993, pop3: 110, pop3s: 995, smtp: 25, submissions: 465, ssh: 22, telnet: 23 };

/** Where to connect to, or to listen at. */
export interface Target {
  readonly network: "tcp" | "tcp4" | "tcp6" | "unix";
  /** "": every interface, or the machine itself; of a unix socket the path. */
  readonly host: string;
  readonly port: number;
}

/** The family a network is limited to; 0: it takes both. */
export function familyOf(network: Target["network"]): 0 | 4 | 6 { return network === "tcp4" ? 4 : network === "tcp6" ? 6 : 0; }

/** A host, name or IP address, has no address of the family that is wanted. */
export function noSuitableAddress(host: string): AddrError { return new AddrError(`address ${host}: no suitable address found`, host); }

/** @throws OpError of the operation `op`, with the cause IOError (SY5111) for a network nobody knows, AddrError (SY5110) for what is no address */
export function targetOf(op: string, network: string, address: string): Target {
  try {
    return parse(network, address);
  } catch (e) {
    throw new OpError(op, typeof network === "string" ? network : "", undefined, undefined, e);
  }
}

function parse(network: string, address: string): Target {
  if (typeof address !== "string") throw new AddrError(`address ${String(address)}: not a string`, String(address));
  if (network === "unix") {
    if (address === "") throw new AddrError("address : missing path of the unix socket", address);
    return { network, host: address, port: 0 };
  }
  if (network !== "tcp" && network !== "tcp4" && network !== "tcp6") throw new IOError(`unknown network ${String(network)}: it is one of tcp, tcp4, tcp6, unix`, undefined, "SY5111");
  const [host, name] = splitHostPort(address), port = portOf(network, name);
  return { network, host: fitting(host, familyOf(network)), port };
}

/** An IP address of the family, and whatever is none. An IPv4 address in the clothes of IPv6 (::ffff:127.0.0.1) is IPv4; "::" is any address, of IPv4 too. */
function fitting(host: string, family: 0 | 4 | 6): string {
  let ip = host;
  if (isIP(host) === 6 && !host.includes("%")) {
    const usual = new URL(`http://[${host}]`).hostname.slice(1, -1), mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(usual);
    if (usual === "::" && family === 4) return "0.0.0.0";
    if (mapped !== null) ip = mapped.slice(1).flatMap((two) => { const n = parseInt(two, 16); return [n >> 8, n & 255]; }).join(".");
  }
  const is = isIP(ip);
  if (is !== 0 && family !== 0 && is !== family) throw noSuitableAddress(host);
  return ip;
}

function portOf(network: string, name: string): number {
  if (name === "") return 0;
  if (/^[0-9]+$/.test(name)) {
    const port = Number(name);
    if (port > 65535) throw new AddrError(`address ${name}: invalid port`, name);
    return port;
  }
  const port = Object.prototype.hasOwnProperty.call(SERVICES, name.toLowerCase()) ? SERVICES[name.toLowerCase()] : undefined;
  if (port === undefined) throw new AddrError(`lookup ${network}/${name}: unknown port`, name);
  return port;
}
