/**
 * Open files: a descriptor and a position.
 *
 * Reads and writes go through libuv's threads, one at a time and in order: two goroutines that write to one file never mix their data, and the position is right. Node's write may take a part only; the rest follows.
 * A buffer that is being read into or written is in use until the call returns; where a context ended the wait, until the file is closed.
 */
import * as nodeFs from "node:fs";
import type { Context } from "../context/context.js";
import "../core/dispose.js";
import { blocking } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { S } from "../core/state.js";
import { bodies, invoke, type Steps } from "../io/bodies.js";
import { buffered } from "../io/buffer.js";
import { bytesOf, mustBeBuffer, mustBeData } from "../io/data.js";
import { ErrClosed } from "../io/errors.js";
import { EOF, type Closer, type Reader, type Writer } from "../io/interfaces.js";
import type { Done } from "../stream/operation.js";
import { Mutex } from "../sync/mutex.js";
import { operation } from "./operation.js";
import { PathError } from "./path-error.js";

/** What there is to know about a file, as Node has it: size, mode, mtime, isFile(), isDirectory() … */
export type FileInfo = nodeFs.Stats;

/** An open file, Go's os.File. */
export interface File extends Reader, Writer, Closer {
  readonly path: string;
  /** The descriptor. */
  readonly fd: number;
  /** Reads from the position on. {@link EOF} at the end of the file.
   * @throws PathError
   * @suspends */
  read(buf: Uint8Array): number | EOF;
  /** Reads from `offset` on, wherever the position is. Go's ReadAt, which may give less than asked.
   * @suspends */
  readAt(buf: Uint8Array, offset: number): number | EOF;
  /** Writes all of it at the position, or at the end of a file opened with "a"; text as UTF-8.
   * @throws PathError "no space left on device" (ENOSPC) …
   * @suspends */
  write(data: Uint8Array | string): void;
  /** Writes at `offset`.
   * @suspends */
  writeAt(data: Uint8Array | string, offset: number): void;
  /** Moves the position: from the start, or by `whence` from where it is ("current"). @returns the new position */
  seek(offset: number, whence?: "start" | "current"): number;
  /** The next lines, with a reader that reads ahead: do not read otherwise meanwhile. */
  lines(max?: number): Iterable<string>;
  /** @suspends */
  stat(): FileInfo;
  /** @suspends */
  truncate(size?: number): void;
  /** Until the data is on the disk. Go's Sync.
   * @suspends */
  sync(): void;
  /** Closes it. What waits for it is done first. @throws PathError (SY5101) if it is closed already. `using` does not mind
   * @suspends */
  close(): void;
  /** Starts closing, and does not wait. */
  [Symbol.dispose](): void;
}

class OpenFile {
  private closed = false;
  private at = 0;
  private readonly turn = new Mutex();
  constructor(readonly path: string, readonly fd: number, private readonly appends: boolean) {}

  private mustBeOpen(op: string): void {
    if (this.closed) throw new PathError(op, this.path, Object.assign(new Error("file already closed"), { code: "SY5101", cause: ErrClosed }));
  }

  private *within<T>(op: string, f: () => Steps<T>): Steps<T> {
    yield* invoke(this.turn, "lock");
    try {
      this.mustBeOpen(op);
      return yield* f();
    } finally {
      this.turn.unlock();
    }
  }

  private *op<T>(op: string, start: (done: Done) => void): Steps<T> {
    const v = operation(op, this.path, start);
    return (S.f !== 0 ? yield -1 : v) as T;
  }

  private *get(buf: Uint8Array, offset: number): Steps<number | EOF> {
    mustBeBuffer("File.read", buf);
    if (buf.length === 0) return 0;
    const n = yield* this.op<number>("read", (done) => { nodeFs.read(this.fd, buf, 0, buf.length, offset < 0 ? null : offset, done); });
    return n === 0 ? EOF : n;
  }
  *read(buf: Uint8Array): Steps<number | EOF> {
    return yield* this.within("read", function* (this: OpenFile): Steps<number | EOF> {
      const n = yield* this.get(buf, this.at);
      if (n !== EOF) this.at += n;
      return n;
    }.bind(this));
  }
  *readAt(buf: Uint8Array, offset: number): Steps<number | EOF> {
    position("readAt", offset);
    return yield* this.within("read", () => this.get(buf, offset));
  }

  private *put(data: Uint8Array | string, offset: number): Steps<number> {
    mustBeData(data);
    const bytes = bytesOf(data);
    for (let done = 0; done < bytes.length;) done += yield* this.op<number>("write", (back) => { nodeFs.write(this.fd, bytes, done, bytes.length - done, this.appends ? null : offset + done, back); });
    return bytes.length;
  }
  *write(data: Uint8Array | string): Steps<void> {
    yield* this.within("write", function* (this: OpenFile): Steps<void> { this.at += yield* this.put(data, this.at); }.bind(this));
  }
  *writeAt(data: Uint8Array | string, offset: number): Steps<void> {
    position("writeAt", offset);
    if (this.appends) throw typeError("SY5106", "writeAt: the file was opened to append");
    yield* this.within("write", () => this.put(data, offset));
  }

  seek(offset: number, whence: "start" | "current" = "start"): number {
    this.mustBeOpen("seek");
    return (this.at = position("seek", (whence === "current" ? this.at : 0) + offset));
  }
  lines(max?: number): Iterable<string> {
    return buffered(this as unknown as Reader).lines(max);
  }
  *stat(): Steps<FileInfo> { return yield* this.within("stat", () => this.op<FileInfo>("stat", (done) => { nodeFs.fstat(this.fd, done); })); }
  *truncate(size = 0): Steps<void> { yield* this.within("truncate", () => this.op("truncate", (done) => { nodeFs.ftruncate(this.fd, position("truncate", size), done); })); }
  *sync(): Steps<void> { yield* this.within("sync", () => this.op("sync", (done) => { nodeFs.fsync(this.fd, done); })); }
  *close(): Steps<void> {
    yield* this.within("close", function* (this: OpenFile): Steps<void> {
      this.closed = true;
      yield* this.op("close", (done) => { nodeFs.close(this.fd, done); });
    }.bind(this));
  }
  [Symbol.dispose](): void {
    if (this.closed) return;
    this.closed = true;
    nodeFs.close(this.fd, () => { /* nobody asks */ });
  }
}
bodies(OpenFile.prototype, "read", "readAt", "write", "writeAt", "stat", "truncate", "sync", "close");

function position(what: string, n: number): number {
  if (Number.isSafeInteger(n) && n >= 0) return n;
  throw typeError("SY5106", `${what}: ${String(n)} is no position in a file`);
}

/** How a file is opened: Node's flags. "r" to read, "w" to write from nothing, "a" to append, with "+" to do both, with "x" only if it is new. */
export type OpenFlags = "r" | "r+" | "w" | "wx" | "w+" | "wx+" | "a" | "ax" | "a+" | "ax+";

/**
 * Opens a file.
 * @param flags "r" by default
 * @param mode of a file that is made: 0o666 before umask by default
 * @throws PathError "no such file or directory" (ENOENT), "permission denied" (EACCES) …
 * @see Go, os.OpenFile
 * @suspends
 */
export const open: (path: string, flags?: OpenFlags, mode?: number, ctx?: Context) => File = blocking("open", ((path: string, flags: OpenFlags = "r", mode = 0o666, ctx?: Context) =>
  operation("open", path, (done) => {
    nodeFs.open(path, flags, mode, (error, fd) => { done(error, error === null ? new OpenFile(path, fd, flags.startsWith("a")) : undefined); });
  }, ctx, (file) => { (file as OpenFile)[Symbol.dispose](); })) as never) as never;

