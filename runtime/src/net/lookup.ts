/**
 * Names and addresses, in blocking style over node:dns.
 */
import * as dns from "node:dns";
import type { Context } from "../context/context.js";
import { blocking } from "../core/entry.js";
import { operation, type Done } from "../stream/operation.js";
import { OpError } from "./op-error.js";

function lookup<F>(name: string, start: (done: Done, of: string) => void): F {
  return blocking(name, ((of: string, ctx?: Context) => operation(`lookup ${of}`, (why) => new OpError("lookup", "", undefined, of, why), (done) => { start(done, of); }, ctx)) as never) as F;
}

/** The addresses of a host, as the system finds them (getaddrinfo). Go's net.LookupHost. @throws OpError "no such host" (ENOTFOUND)
 * @suspends */
export const lookupHost: (host: string, ctx?: Context) => string[] = lookup("lookupHost", (done, host) => {
  dns.lookup(host, { all: true }, (error, found) => { done(error, error === null ? found.map((f) => f.address) : undefined); });
});

/** The names of an address, from the DNS. Go's net.LookupAddr. @throws OpError
 * @suspends */
export const lookupAddr: (address: string, ctx?: Context) => string[] = lookup("lookupAddr", (done, address) => { dns.reverse(address, done); });

/** The TXT records of a name. Go's net.LookupTXT. @throws OpError
 * @suspends */
export const lookupTXT: (name: string, ctx?: Context) => string[] = lookup("lookupTXT", (done, name) => {
  dns.resolveTxt(name, (error, records) => { done(error, error === null ? records.map((r) => r.join("")) : undefined); });
});
