/**
 * Lets tools look into this program while it runs: sessions (observe/session.ts) over a local socket, and what they are told when something happens.
 *
 * Invariants
 *  1. The program neither waits for tools nor lives longer because of them: sockets do not keep it alive, and what a slow reader has not taken is bounded (node/line-server.ts).
 *  2. Without a token only this machine can connect: other addresses are refused.
 *  3. After `close` the program is as it was before `serve`.
 */
import { rangeError } from "../core/errors.js";
import { deadlockText } from "../core/report.js";
import { host } from "../core/host.js";
import { OBSERVER } from "../core/observer.js";
import { VERSION, shared } from "../core/state.js";
import { allGoroutines } from "../core/dump.js";
import { addressOf, isLocal, listenForLines, programOf, type LineServer } from "../node/line-server.js";
import { infoOf, listChannels } from "./dump.js";
import { PROTOCOL, Session } from "./session.js";

/** How {@link serve} serves. */
export interface ServeOptions {
  /** What tools must send with their `hello`. Default: the environment variable SANSYNC_INSPECT_TOKEN; none: whoever may connect may look. */
  token?: string;
  /** Called when tools can connect, with the address: `127.0.0.1:4099`, or the path of the socket. */
  onListening?: (address: string) => void;
  /** Called if they cannot. Default: a line on stderr; the program goes on. */
  onError?: (error: Error) => void;
}

/** Tools can connect until it is closed. */
export interface Inspector {
  /** Where tools connect; "" until that is known (see `onListening`). */
  readonly address: string;
  /** Ends all sessions and listens no more. */
  close(): void;
}

/** Goroutines that are told with an event. */
const TOLD = 200;
const OPEN = shared("inspector sessions", () => ({ sessions: new Set<Session>(), servers: 0, undo: (): void => { /* nobody watches */ } }));

/**
 * Lets tools look into this program: goroutines, channels, the timeline, and what goes wrong. Setting SANSYNC_INSPECT does the same without a change of the program, from its first channel on.
 *
 * Tools see names, places and texts of the source, no values. The program goes on as before: it does not wait for tools, and it ends although they are connected.
 * @param at a port of this machine (0: a free one), `"host:port"`, or the path of a Unix socket (Windows: a named pipe); a path that ends with `/` is a folder, in which the socket is called `<pid>.sock`
 * @throws TypeError SY5131 if `at` is none of those, and where the host has no sockets; RangeError SY5131 if other machines can connect and there is no token
 * @see docs/internals/inspect.md, the protocol
 */
export function serve(at: number | string, options: ServeOptions = {}): Inspector {
  const address = addressOf(at), token = options.token ?? host.env("SANSYNC_INSPECT_TOKEN");
  if (!isLocal(address) && (token === undefined || token === "")) {
    throw rangeError("SY5131", `serve: ${String(at)} can be reached from other machines, and no token is set. Use a port of this machine, or set SANSYNC_INSPECT_TOKEN (or the option \`token\`) to a secret that tools must send`);
  }
  const greeting = { protocol: PROTOCOL, runtime: VERSION, ...programOf() };
  const mine = new Set<Session>();
  let server: LineServer | null = null;
  const inspector = {
    address: "",
    close(): void {
      if (server === null) return;
      server.close();
      server = null;
      for (const s of mine) s.end();
      if (--OPEN.servers === 0) OPEN.undo();
    },
  };
  server = listenForLines(address, {
    listening(where) {
      inspector.address = where;
      options.onListening?.(where);
    },
    failed(error) {
      inspector.close();
      if (options.onError !== undefined) options.onError(error);
      else host.warn(`sansync: tools cannot connect (${String(at)}): ${error.message}. The program goes on without.\n`);
    },
    connected(wire, every) {
      const session = new Session(greeting, token === "" ? undefined : token, wire, every);
      mine.add(session);
      OPEN.sessions.add(session);
      return {
        line: (text) => { session.line(text); },
        gone: () => {
          mine.delete(session);
          OPEN.sessions.delete(session);
          session.end();
        },
      };
    },
  });
  if (OPEN.servers++ === 0) OPEN.undo = watch();
  return inspector;
}

function tellAll(event: string, data: () => object): void {
  if (OPEN.sessions.size === 0) return;
  let made: object | undefined;
  for (const s of OPEN.sessions) {
    try {
      s.event(event, made ??= data());
    } catch { /* a tool must not disturb the program */ }
  }
}

/** Be told what happens in the program; gives what ends that. */
function watch(): () => void {
  const { fatal, exit } = host, { channel, abandoned, deadlock } = OBSERVER;
  listChannels();
  OBSERVER.abandoned = (goroutines) => {
    abandoned?.(goroutines);
    if (goroutines.length > 0) tellAll("abandoned", () => ({ count: goroutines.length, goroutines: goroutines.slice(0, TOLD).map((g) => infoOf(g)) }));
  };
  OBSERVER.deadlock = (goroutines) => {
    deadlock?.(goroutines);
    tellAll("deadlock", () => ({ text: deadlockText(goroutines), count: goroutines.length, goroutines: goroutines.slice(0, TOLD).map((g) => infoOf(g)) }));
  };
  host.fatal = (text, status) => {
    tellAll(/^fatal error: .*- deadlock!/.test(text) ? "deadlock" : "fatal", () => {
      const all = allGoroutines();
      return { text, status, count: all.length, goroutines: all.slice(0, TOLD).map((g) => infoOf(g)) };
    });
    fatal(text, status);
  };
  host.exit = (status) => {
    tellAll("exit", () => ({ status: status ?? null }));
    return exit(status);
  };
  return () => {
    OBSERVER.channel = channel;
    OBSERVER.abandoned = abandoned;
    OBSERVER.deadlock = deadlock;
    host.fatal = fatal;
    host.exit = exit;
  };
}
