/**
 * Names of hosts as addresses, of the one family where the network is limited to it.
 *
 * A name is asked for in both families and what does not fit is left out, so that a name without a fitting address ("no suitable address found") is told from one that does not exist ("no such host"), as Go does. Of what fits,
 * connecting tries one after the other; listening takes the first IPv4 address, or the first.
 */
import * as dns from "node:dns";
import { isIP, type ListenOptions, type LookupFunction } from "node:net";
import { familyOf, noSuitableAddress, type Target } from "./address.js";

type Found = (why: unknown, addresses: readonly dns.LookupAddress[]) => void;

function lookup(host: string, family: 0 | 4 | 6, options: dns.LookupOptions, done: Found): void {
  dns.lookup(host, { ...options, family: 0, all: true }, (error, all) => {
    const fitting = error === null ? all.filter((a) => family === 0 || a.family === family) : [];
    done(error ?? (fitting.length === 0 ? noSuitableAddress(host) : null), fitting);
  });
}

/** What Node's sockets look up names with, to connect to addresses of this family only. */
export function lookupOf(family: 4 | 6): LookupFunction {
  return ((host: string, options: dns.LookupOptions, done: (why: unknown, address?: unknown, family?: number) => void) => {
    lookup(host, family, options, (why, found) => {
      if (why !== null) done(why);
      else if (options.all === true) done(null, found);
      else done(null, found[0]!.address, family);
    });
  }) as LookupFunction;
}

/**
 * Calls `then` with the target in the words of Node's Server.listen: at once, or when a name is looked up. Without a host, "tcp4" and "tcp6" are every interface of that family alone, where Node would take both.
 * @param then with an error of the look-up, or null and the place
 */
export function placed(target: Target, then: (why: unknown, place: ListenOptions) => void): void {
  const { network, host, port } = target;
  if (network === "unix") then(null, { path: host });
  else if (host === "") then(null, network === "tcp4" ? { port, host: "0.0.0.0" } : network === "tcp6" ? { port, host: "::", ipv6Only: true } : { port });
  else if (isIP(host) !== 0) then(null, { port, host });
  else lookup(host, familyOf(network), {}, (why, found) => { then(why, why === null ? { port, host: (found.find((a) => a.family === 4) ?? found[0]!).address } : {}); });
}
