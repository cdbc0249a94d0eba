/**
 * Connections: a Node socket with two sides that goroutines read from and write to.
 *
 * Invariants
 *  1. `allowHalfOpen`: the end of what the peer sends ends reads, and nothing else. Who has a connection closes it.
 *  2. Why an operation fails at once, in this order: closed here, the context, the deadline. The sides are told whenever that changes, and wake who waits.
 *  3. After close() nothing of the connection is left: no timer, no place in a context, no descriptor.
 * Cost of an idle connection above that of a Node socket with a `data` listener: bench/results/io-20.md.
 */
import type { Socket } from "node:net";
import type { Context } from "../context/context.js";
import { blockingMethods } from "../core/entry.js";
import { keepShape } from "../core/shapes.js";
import { mustBeBuffer } from "../io/data.js";
import { ErrClosed, ErrDeadlineExceeded } from "../io/errors.js";
import type { Closer, EOF, LineReader, Reader, Writer } from "../io/interfaces.js";
import { whenDone, type ContextEnd } from "../stream/context-end.js";
import { Deadline } from "../stream/deadline.js";
import { LineSource } from "../stream/line-source.js";
import { ReadSide } from "../stream/read-side.js";
import { BROKEN, WriteSide } from "../stream/write-side.js";
import { Address, type Addr } from "./address.js";
import { OpError } from "./op-error.js";

/**
 * A connection, Go's net.Conn. Several goroutines may use it at the same time: one that reads and one that writes, or more.
 *
 * What waits in {@link Conn.read}, {@link Conn.readLine} or {@link Conn.write} wakes with an {@link OpError} when the connection is closed, its deadline passes, its context ends, or the peer is gone.
 */
export interface Conn extends Reader, LineReader, Writer, Closer {
  /**
   * Reads what there is, at most `buf.length` bytes; parks until there is something.
   * @returns the number of bytes, or {@link EOF}: the peer sends no more
   * @throws OpError: "use of closed network connection" (cause ErrClosed), "i/o timeout" (cause ErrDeadlineExceeded), what the context ended with (cause Canceled or DeadlineExceeded), "connection reset by peer"
   * @see Go, net.Conn.Read
   * @suspends
   */
  read(buf: Uint8Array): number | EOF;
  /**
   * Writes all of `data`, text as UTF-8. Parks until the kernel has taken it: a peer that does not read holds its writer back. Then the buffer may be used again.
   * @throws OpError, as {@link Conn.read}; "broken pipe" where the peer is gone or closeWrite was called. If it is the deadline or the context: some of the bytes may still be sent, and the buffer must not be changed; close the connection
   * @see Go, net.Conn.Write
   * @suspends
   */
  write(data: Uint8Array | string): void;
  /** Says that no more will be sent: the peer reads the end. Reading goes on. Go's TCPConn.CloseWrite. */
  closeWrite(): void;
  /** Drops what comes from now on: reads give {@link EOF}. Go's TCPConn.CloseRead. */
  closeRead(): void;
  /**
   * Closes both directions. What was written is sent; who waits wakes with the cause ErrClosed.
   * @throws OpError (SY5101) "use of closed network connection" if it is closed already. `using` does not mind
   */
  close(): void;
  /** Reads and writes fail from this time on, also those that wait: Go's SetDeadline. A later call sets another one. @param at a Date, milliseconds since 1970, or null: none */
  setDeadline(at: Date | number | null): void;
  /** The deadline for reads. */
  setReadDeadline(at: Date | number | null): void;
  /** The deadline for writes. */
  setWriteDeadline(at: Date | number | null): void;
  /** Reads and writes fail once `ctx` is done, also those that wait. One at a time; null: none. The connection is not closed. */
  setContext(ctx: Context | null): void;
  /** Send small writes at once (true, the default, as in Go) or gather them. */
  setNoDelay(on: boolean): void;
  /** Our end. */
  readonly localAddr: Addr;
  /** The other end. */
  readonly remoteAddr: Addr;
  /** The Node socket beneath, for what this package has no name for. Do not listen to its data. */
  readonly socket: unknown;
  [Symbol.dispose](): void;
}

/** What few connections have. */
class Rare {
  readDeadline: Deadline | null = null;
  writeDeadline: Deadline | null = null;
  context: ContextEnd | null = null;
  leave: (() => void) | null = null;
}

export class SocketConn extends LineSource {
  readonly reading: ReadSide;
  readonly writing: WriteSide;
  private closed = false;
  private rare: Rare | null = null;
  private local: Addr | null = null;
  private remote: Addr | null = null;

  constructor(readonly socket: Socket, private readonly network: string, private readonly path: string) {
    super();
    this.reading = new ReadSide(socket as never, this);
    this.writing = new WriteSide(socket, this);
  }

  closeWrite(): void {
    this.mustBeOpen("close");
    if (this.writing.ended) return;
    this.writing.end(BROKEN);
    this.socket.end();
  }

  closeRead(): void {
    this.mustBeOpen("close");
    this.reading.drain();
  }

  close(): void {
    this.mustBeOpen("close");
    this.release();
  }

  [Symbol.dispose](): void {
    if (!this.closed) this.release();
  }

  setDeadline(at: Date | number | null): void {
    this.setReadDeadline(at);
    this.setWriteDeadline(at);
  }

  setReadDeadline(at: Date | number | null): void {
    this.mustBeOpen("set");
    const rare = (this.rare ??= new Rare());
    (rare.readDeadline ??= new Deadline(() => this.tellReader())).set("setReadDeadline", at);
    this.tellReader();
  }

  setWriteDeadline(at: Date | number | null): void {
    this.mustBeOpen("set");
    const rare = (this.rare ??= new Rare());
    (rare.writeDeadline ??= new Deadline(() => this.tellWriter())).set("setWriteDeadline", at);
    this.tellWriter();
  }

  setContext(ctx: Context | null): void {
    this.mustBeOpen("set");
    const rare = (this.rare ??= new Rare());
    rare.leave?.();
    rare.leave = rare.context = null;
    if (ctx !== null) rare.leave = whenDone(ctx, (why) => {
      rare.leave = null;
      rare.context = why;
      this.tellReader();
      this.tellWriter();
    });
    this.tellReader();
    this.tellWriter();
  }

  setNoDelay(on: boolean): void { this.socket.setNoDelay(on); }

  get localAddr(): Addr {
    return (this.local ??= this.end(this.socket.localAddress, this.socket.localPort));
  }
  get remoteAddr(): Addr {
    return (this.remote ??= this.end(this.socket.remoteAddress, this.socket.remotePort));
  }
  private end(host: string | undefined, port: number | undefined): Addr {
    return this.network === "unix" ? new Address("unix", this.path, 0) : new Address("tcp", host ?? "", port ?? 0);
  }

  /** Keeps the addresses, which a socket forgets when it is destroyed. */
  remember(): void { void this.localAddr; void this.remoteAddr; }

  failure(op: string, why: unknown): Error { return new OpError(op, this.network === "unix" ? "unix" : "tcp", this.localAddr, this.remoteAddr, why); }
  describe(): string { return `a connection (${this.network}) ${String(this.localAddr)} -> ${String(this.remoteAddr)}`; }

  private mustBeOpen(op: string): void {
    if (this.closed) throw this.failure(op, ErrClosed);
  }

  private tellReader(): void {
    this.reading.fail(this.why(this.rare!.readDeadline));
  }
  private tellWriter(): void {
    this.writing.fail(this.why(this.rare!.writeDeadline));
  }
  /** Why an operation with this deadline fails at once; null: it does not. */
  private why(deadline: Deadline | null): unknown {
    return this.closed ? ErrClosed : this.rare!.context ?? (deadline !== null && deadline.late ? ErrDeadlineExceeded : null);
  }

  private release(): void {
    this.remember();
    this.closed = true;
    const { rare, socket } = this;
    if (rare !== null) {
      rare.readDeadline?.clear();
      rare.writeDeadline?.clear();
      rare.leave?.();
      rare.leave = null;
    }
    this.reading.fail(ErrClosed);
    this.writing.fail(ErrClosed);
    this.reading.drain();
    if ((socket as { encrypted?: boolean }).encrypted === true) socket.destroySoon(); // tells the peer first
    else socket.destroy();
  }
}

blockingMethods(SocketConn.prototype, "Conn", {
  read(this: SocketConn, buf: Uint8Array): number | EOF {
    mustBeBuffer("Conn.read", buf);
    return this.reading.read(buf);
  },
  write(this: SocketConn, data: Uint8Array | string): void { this.writing.write(data); },
});

/** @internal */
export function connOf(socket: Socket, network: string, path: string): Conn {
  return new SocketConn(socket, network, path) as unknown as Conn;
}

keepShape(new Rare());
